// The text of a ready reply: its blanks, what they are filled with, and how long it is on a network.

import { count } from "../posts/count.mjs";

const BLANK = /\{([^{}]+)\}/g;

/** Gives the names of the blanks of some texts, each once. */
export function blanks(...texts) {
  return [...new Set(texts.flatMap((text) => [...text.matchAll(BLANK)].map(([, name]) => name)))];
}

/** Gives a text in pieces { text, blank }; the values take the place of blanks, and what has none stays as it is. */
export function pieces(text, values) {
  // Every second piece is the name of a blank.
  return text.split(BLANK).map((part, at) => {
    const value = at % 2 ? values.get(part)?.trim() : part;
    return value || !(at % 2) ? { text: value, blank: false } : { text: `{${part}}`, blank: true };
  });
}

/** Gives the text to copy. */
export function written(text, values) {
  return pieces(text, values)
    .map((piece) => piece.text)
    .join("");
}

/** Gives how long a text is on a network, and by how much it is too long: { length, over }. */
export function measured(text, { counted, limit }) {
  const length = count(text, counted);
  return { length, over: limit ? Math.max(length - limit, 0) : 0 };
}
