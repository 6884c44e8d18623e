// Whose account it is: a field above the register, that answers while one types or pastes. All that it knows is in the page:
// no request, no address, no storage. Without this script the tables below say the same.

import { h } from "./common/html.js";
import { look } from "./register/lookup.js";

// So long after the last letter it is answered, in milliseconds: half a name is no account of ours.
const PAUSE = 300;

/**
 * Put the field in its place.
 *
 * @param {HTMLElement} place
 */
function open(place) {
  /** @type {Guia.Register} */
  const register = JSON.parse(place.dataset.register ?? "");
  const { words } = register;
  const field = h("input", {
    ...{ id: "guia-lookup", type: "search", inputmode: "url", autocomplete: "off", autocapitalize: "none" },
    ...{ spellcheck: "false", enterkeyhint: "search" },
  });
  const said = h("div", { role: "status", class: "guia-answer" });
  const form = h("form", { role: "search" }, h("label", { for: field.id }, words.look), field);
  /** @type {number | undefined} */
  let timer;
  const show = () => {
    clearTimeout(timer);
    said.replaceChildren(...answer(field.value, register));
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(show, PAUSE);
  });
  place.replaceChildren(form, said);
  // Who goes back finds the field as it was.
  show();
}

/**
 * Return what is said of what was typed.
 *
 * @param {string} typed
 * @param {Guia.Register} register
 */
function answer(typed, register) {
  const { words } = register;
  const { state, accounts, whole } = look(typed, register);
  if (state === "empty") return [];
  const sentences = accounts.map((one) => {
    const link = h("a", { href: `#${one.anchor}` }, words.details);
    const [verdict] = one.says.match(/^[^.]+\./) ?? [""];
    const rest = one.says.slice(verdict.length);
    return h("li", { class: `guia-is-${one.state}` }, h("strong", {}, verdict), rest, " ", link);
  });
  const list = sentences.length ? h("ul", {}, sentences) : null;
  // A name is free to be taken wherever it is not on the list.
  const elsewhere = whole && accounts.some((one) => one.state === "active");
  const first = state === "known" ? null : h("p", { class: `guia-is-${state}` }, h("strong", {}, words[state]));
  const last = elsewhere ? h("p", { class: "guia-help" }, words.elsewhere) : null;
  return [first, list, last].filter((one) => one !== null);
}

function begin() {
  const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-register]"));
  if (place && !place.querySelector("form")) open(place);
}

begin();
// What the preview has put in its place is as the server sent it.
document.addEventListener("guia-changed", begin);
