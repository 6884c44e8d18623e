// The figures of a month: those that were filled in or corrected are saved together.

import { element, filled, made, post, say, words } from "./talk.js";

const form = element("#form");
const problems = element("#problems");
const right = /** @type {HTMLInputElement} */ (element("#right"));
const month = /** @type {HTMLInputElement} */ (element("#month"));
const fields = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-figure]"))].map((node) => {
  const value = /** @type {HTMLInputElement} */ (node.querySelector("[name=value]"));
  const note = /** @type {HTMLInputElement | null} */ (node.querySelector("[name=note]"));
  return { node, value, note, before: value.value, figure: JSON.parse(node.dataset.figure ?? "{}") };
});

function changed() {
  return fields.filter((one) => one.value.value.trim() !== one.before.trim());
}

async function save() {
  problems.hidden = true;
  for (const one of fields) {
    one.node.querySelector(".guia-wrong")?.replaceChildren();
    one.value.removeAttribute("aria-invalid");
  }
  const all = changed();
  if (all.length === 0) return say(words.unchanged);
  const figures = all.map((one) => ({ ...one.figure, value: one.value.value, note: one.note?.value ?? "" }));
  const { status, body } = await post("figures/save", { figures, jumps: right.checked });
  if (status !== 200) return say(body.message);
  if (body.refused) return show(all, body.refused);
  say(words.saved);
  for (const one of all) one.before = one.value.value;
}

/**
 * @param {typeof fields} all
 * @param {{ number: number, message: string, reason: string }[]} refused
 */
function show(all, refused) {
  const links = refused.map((one) => {
    const field = all[one.number];
    field?.node.querySelector(".guia-wrong")?.append(made("p", {}, one.message));
    field?.value.setAttribute("aria-invalid", "true");
    const name = field?.node.querySelector("label")?.firstChild?.textContent ?? "";
    const link = made("a", { href: `#${field?.value.id}` }, `${name.trim()}: ${one.message}`);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      field?.value.focus();
    });
    return made("li", {}, link);
  });
  element("#jumps").hidden = !refused.some((one) => one.reason === "jump");
  problems.replaceChildren(made("p", {}, filled(words[links.length === 1 ? "problems-one" : "problems-other"], { count: links.length })), made("ul", {}, ...links));
  problems.hidden = false;
  problems.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void save();
});
month.addEventListener("change", () => {
  const address = new URL(location.href);
  address.searchParams.set("month", month.value);
  if (month.value) location.assign(address);
});
addEventListener("beforeunload", (event) => {
  if (changed().length > 0) event.preventDefault();
});
document.documentElement.dataset.ready = "";
