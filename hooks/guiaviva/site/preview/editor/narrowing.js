// Of a long list, what has the words that were typed.

import { filled } from "./talk.js";

/** @param {string} text */
export function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * Shows the records of a part that have all words that were typed, in their names or that of the part; returns how many.
 * @param {Element} part
 * @param {string[]} asked
 * @param {string} name
 */
export function narrow(part, asked, name) {
  let left = 0;
  for (const one of part.querySelectorAll("li")) {
    const text = `${name} ${plain(one.textContent ?? "")}`;
    one.hidden = !asked.every((word) => text.includes(word));
    if (!one.hidden) left++;
  }
  return left;
}

/**
 * Says how many were found, if something was typed.
 * @param {number} count
 * @param {string[]} typed
 * @param {Record<string, string>} words
 */
export function found(count, typed, words) {
  return typed.length > 0 ? filled(words[count === 1 ? "filtered-one" : "filtered-other"], { count }) : "";
}

/**
 * Returns the words that were typed.
 * @param {HTMLInputElement} field
 */
export function asked(field) {
  return plain(field.value).split(/\s+/).filter(Boolean);
}
