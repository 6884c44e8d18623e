// The list of records: what is typed is looked for in their names.

import { element, filled, say, words } from "./talk.js";

const field = /** @type {HTMLInputElement} */ (element("#filter"));
const kinds = [.../** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("[data-kind]"))];

/** @param {string} text */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Shows the records that have all words that were typed. */
function filter() {
  const asked = plain(field.value).split(/\s+/).filter(Boolean);
  let count = 0;
  for (const kind of kinds) {
    const name = plain(kind.querySelector("h2")?.textContent ?? "");
    let left = 0;
    for (const one of kind.querySelectorAll("li")) {
      const text = `${name} ${plain(one.textContent ?? "")}`;
      one.hidden = !asked.every((word) => text.includes(word));
      if (!one.hidden) left++;
    }
    count += left;
    kind.hidden = asked.length > 0 && left === 0;
    kind.open = asked.length > 0 && left > 0;
  }
  say(asked.length > 0 ? filled(words[count === 1 ? "filtered-one" : "filtered-other"], { count }) : "");
}

field.addEventListener("input", filter);
if (field.value) filter();
