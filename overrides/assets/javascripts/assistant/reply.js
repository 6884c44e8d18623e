// The text of a ready reply: its blanks, what they are filled with, and how long it is on a network.

import { count } from "../posts/count.js";

const BLANK = /\{([^{}]+)\}/g;

/**
 * Return the names of the blanks of some texts, each once.
 *
 * @param {string[]} texts
 */
export function blanks(...texts) {
  return [...new Set(texts.flatMap((text) => [...text.matchAll(BLANK)].map(([, name]) => name)))];
}

/**
 * Return a text in pieces; the values take the place of blanks, and what has none stays as it is.
 *
 * @param {string} text
 * @param {Map<string, string>} values
 */
export function pieces(text, values) {
  // Every second piece is the name of a blank.
  return text.split(BLANK).map((part, at) => {
    const value = at % 2 ? values.get(part)?.trim() : part;
    return value || !(at % 2) ? { text: value ?? "", blank: false } : { text: `{${part}}`, blank: true };
  });
}

/**
 * Return the text to copy.
 *
 * @param {string} text
 * @param {Map<string, string>} values
 */
export function written(text, values) {
  return pieces(text, values)
    .map((piece) => piece.text)
    .join("");
}

/**
 * Return how long a text is on a network, and by how much it is too long.
 *
 * @param {Guia.Counting} counting
 * @param {string} text
 * @param {{ counted: string, limit: number | null }} network
 */
export function measured(counting, text, { counted, limit }) {
  const length = count(counting, text, counted);
  return { length, over: limit ? Math.max(length - limit, 0) : 0 };
}
