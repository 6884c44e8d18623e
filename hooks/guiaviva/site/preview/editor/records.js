// The list of records: what is typed is looked for in their names.

import { asked, found, narrow, plain } from "./narrowing.js";
import { sayRemoved } from "./removing.js";
import { element, post, say, words } from "./talk.js";

const field = /** @type {HTMLInputElement} */ (element("#filter"));
const here = /** @type {HTMLElement | null} */ (document.querySelector("[data-here]"));
const kinds = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-kind]"))];

/** Shows the records that have all words that were typed. */
function filter() {
  const typed = asked(field);
  let count = 0;
  if (here) here.hidden = narrow(here, typed, "") === 0;
  for (const kind of kinds) {
    const left = narrow(kind, typed, plain(kind.querySelector("h2")?.textContent ?? ""));
    element("[data-count]", kind).textContent = String(left);
    count += left;
    kind.hidden = typed.length > 0 && left === 0;
    /** @type {HTMLDetailsElement} */ (element("details", kind)).open = typed.length > 0 && left > 0;
  }
  say(found(count, typed, words));
}

/**
 * Begins a plan, and goes on in its form.
 * @param {SubmitEvent} event
 */
async function begin(event) {
  event.preventDefault();
  const { value: name } = /** @type {HTMLInputElement} */ (element("#plan-name"));
  const { status, body } = await post("plan", { name, language: document.documentElement.lang });
  if (status === 200) location.assign(body.href);
  else element("#plan [role=status]").textContent = body.message;
}

field.addEventListener("input", filter);
/** @type {HTMLFormElement | null} */ (document.querySelector("#plan"))?.addEventListener("submit", (event) => void begin(event));
if (field.value) filter();
void sayRemoved();
