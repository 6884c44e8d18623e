// The text of a ready reply: its blanks, what they are filled with, and how long it is on a network.

import { h } from "../common/html.js";
import { addresses, count } from "../posts/count.js";

const BLANK = /\{([^{}]+)\}/;

/**
 * Return a text in pieces; every second one is the name of a blank.
 *
 * @param {string} text
 */
export function pieces(text) {
  return text.split(BLANK);
}

/**
 * Return the names of the blanks of a text, each once.
 *
 * @param {string} text
 */
export function blanks(text) {
  return [...new Set(pieces(text).filter((_, at) => at % 2))];
}

/**
 * Return the text to copy; a blank without a value stays as it is.
 *
 * @param {string} text
 * @param {(name: string) => string} valueOf
 */
export function written(text, valueOf) {
  return pieces(text)
    .map((piece, at) => (at % 2 ? valueOf(piece) || `{${piece}}` : piece))
    .join("");
}

/**
 * Return a text as HTML, in paragraphs, with the addresses in it as links.
 *
 * @param {string} text
 * @param {string} language
 * @param {Guia.Counting} counting
 */
export function rich(text, language, counting) {
  const paragraphs = text.split(/\n+/).map((line) => h("p", { lang: language }, linked(line, counting)));
  return paragraphs.map((one) => one.outerHTML).join("");
}

/**
 * @param {string} line
 * @param {Guia.Counting} counting
 */
function linked(line, counting) {
  /** @type {(Node | string)[]} */
  const parts = [];
  let end = 0;
  for (const [from, to] of addresses(counting, line)) {
    const address = line.slice(from, to);
    const href = /^[a-z]+:/i.test(address) ? address : `https://${address}`;
    parts.push(line.slice(end, from), h("a", { href }, address));
    end = to;
  }
  return [...parts, line.slice(end)];
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
