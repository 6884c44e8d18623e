// Of a long list, what has the words that were typed.

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
 * Returns the words that were typed.
 * @param {HTMLInputElement} field
 */
export function asked(field) {
  return plain(field.value).split(/\s+/).filter(Boolean);
}
