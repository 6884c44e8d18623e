// How long a text is, as each network counts it: the twin of hooks/guiaviva/counting.py, which hands the figures over.
// A test compares the two.

import LinkifyIt from "../vendor/linkify-it/index.js";

/** @type {Intl.Segmenter | undefined} */
let segmenter;
/** @type {Map<string, LinkifyIt>} */
const linkers = new Map();
/** @type {Map<string, RegExp>} */
const compiled = new Map();

/**
 * Compile a regular expression, once; with other flags it is another one.
 *
 * @param {string} pattern
 * @param {string} flags
 */
export function expression(pattern, flags) {
  const key = `${flags} ${pattern}`;
  const known = compiled.get(key) ?? new RegExp(pattern, flags);
  compiled.set(key, known);
  return known;
}

/**
 * Return what a reader sees as one character, one after another (Unicode, UAX #29).
 *
 * @param {Guia.Counting} counting
 * @param {string} text
 */
export function clusters({ piece }, text) {
  /** @type {string[]} */
  const found = [];
  let start = 0;
  let length = piece;
  while (start < text.length) {
    segmenter ??= new Intl.Segmenter("und", { granularity: "grapheme" });
    const parts = Array.from(segmenter.segment(text.slice(start, start + length)), ({ segment }) => segment);
    // The last one may go on behind the piece; so may the one before it, where the piece ends within a surrogate pair.
    if (start + length < text.length) parts.splice(-2);
    for (const part of parts) {
      found.push(part);
      start += part.length;
    }
    length = parts.length ? piece : 2 * length;
  }
  return found;
}

/**
 * Is this cluster shown as a picture?
 *
 * @param {Guia.Counting} counting
 * @param {string} cluster
 */
export function isEmoji({ emoji }, cluster) {
  return expression(emoji, "u").test(cluster);
}

/**
 * Return where the addresses of a text are, those without https:// too where their ending is a usual one.
 *
 * @param {Guia.Counting} counting
 * @param {string} text
 * @returns {Guia.Span[]}
 */
export function addresses({ endings, punycode }, text) {
  const key = endings.join(" ");
  const linkify = linkers.get(key) ?? new LinkifyIt({ fuzzyEmail: false }).tlds(endings, true);
  linkers.set(key, linkify);
  // Read in one way alone, at the same places.
  const plain = text.replace(expression(punycode, "gu"), "xnxx");
  return (linkify.match(plain) ?? []).map(({ index, lastIndex }) => [index, lastIndex]);
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/** @param {string} text */
function codePoints(text) {
  return Array.from(text).length;
}

/** @param {string} text */
function utf8Bytes(text) {
  return new TextEncoder().encode(text).length;
}

/**
 * @param {Guia.Counting} counting
 * @param {string} text
 */
function xWeighted(counting, text) {
  const { address, heavy, light } = counting;
  text = text.normalize("NFC");
  const weight = (/** @type {string} */ character) => {
    const point = character.codePointAt(0) ?? 0;
    return light.some(([first, last]) => first <= point && point <= last) ? 1 : heavy;
  };
  const links = addresses(counting, text);
  const rest = [...links, [text.length, 0]].map(([start], at) => text.slice(links[at - 1]?.[1] ?? 0, start)).join("");
  const weights = clusters(counting, rest).map((cluster) =>
    isEmoji(counting, cluster) ? heavy : sum(Array.from(cluster, weight)),
  );
  return address * links.length + sum(weights);
}

/**
 * @param {Guia.Counting} counting
 * @param {string} text
 */
function emojiBytes(counting, text) {
  return sum(
    clusters(counting, text).map((cluster) => (isEmoji(counting, cluster) ? utf8Bytes(cluster) : codePoints(cluster))),
  );
}

/**
 * @param {Guia.Counting} counting
 * @param {string} text
 */
function fediverse(counting, text) {
  const { address, "web-address": webAddress, "mention-elsewhere": elsewhere } = counting;
  text = text.replace(expression(webAddress, "gu"), "x".repeat(address));
  return clusters(counting, text.replace(expression(elsewhere, "gu"), "$1")).length;
}

/** @type {Record<string, (counting: Guia.Counting, text: string) => number>} */
const WAYS = {
  "x-weighted": xWeighted,
  graphemes: (counting, text) => clusters(counting, text).length,
  "code-points": (_, text) => codePoints(text),
  "utf-16": (_, text) => text.length,
  bytes: (_, text) => utf8Bytes(text),
  "emoji-bytes": emojiBytes,
  fediverse,
};

/**
 * Return the length of a text counted in one of the ways of data/networks.yml, `limits.counted`.
 *
 * @param {Guia.Counting} counting
 * @param {string} text
 * @param {string} how
 */
export function count(counting, text, how) {
  return WAYS[how](counting, text);
}
