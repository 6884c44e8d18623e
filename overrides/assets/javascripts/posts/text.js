// A text as the checks see it, as hooks/guiaviva/posts/text.py does it. A test compares the two.

import { addresses, clusters, expression, isEmoji } from "./count.js";

/**
 * A text, the same in lower case, and what is where in it. `names` are all spans in which words are no words.
 *
 * @typedef {object} Read
 * @property {string} written
 * @property {string} folded
 * @property {Guia.Span[]} gaps
 * @property {Guia.Span[]} links
 * @property {Guia.Span[]} mails
 * @property {Guia.Span[]} mentions
 * @property {Guia.Span[]} hashtags
 * @property {Guia.Span[]} names
 * @property {Guia.Span[]} emojis
 * @property {Set<string>} words the runs of letters in the folded text
 */

const ONE = /^.$/u;

/**
 * Is there something in the text that the pattern finds?
 *
 * @param {string} pattern
 * @param {string} text
 */
export function matches(pattern, text) {
  return expression(pattern, "u").test(text);
}

/**
 * Return all that a pattern finds.
 *
 * @param {string} pattern
 * @param {string} text
 * @returns {Guia.Span[]}
 */
export function spansOf(pattern, text) {
  return Array.from(text.matchAll(expression(pattern, "gu")), ({ 0: found, index }) => [index, index + found.length]);
}

/**
 * Return all that a pattern finds, with its named groups.
 *
 * @param {string} pattern
 * @param {string} text
 * @returns {{ span: Guia.Span, groups: Record<string, string | undefined>, found: string[] }[]}
 */
export function groupsOf(pattern, text) {
  return Array.from(text.matchAll(expression(pattern, "gu")), (match) => ({
    span: [match.index, match.index + match[0].length],
    groups: match.groups ?? {},
    found: [...match],
  }));
}

/**
 * Return where that ends which a pattern finds right at a place, or undefined.
 *
 * @param {string} pattern
 * @param {string} text
 * @param {number} place
 */
export function endAt(pattern, text, place) {
  const sticky = expression(pattern, "uy");
  sticky.lastIndex = place;
  return sticky.test(text) ? sticky.lastIndex : undefined;
}

/**
 * Return a text without what a pattern finds, or with something else in its place.
 *
 * @param {string} pattern
 * @param {string} text
 */
export function without(pattern, text, instead = "") {
  return text.replace(expression(pattern, "gu"), instead);
}

/**
 * Return a text in lower case, with one sign for each apostrophe and hyphen, and l·l; it is as long as before.
 *
 * @param {Pick<Guia.Basis, "constants" | "patterns">} basis
 * @param {string} text
 */
export function folded({ constants, patterns }, text) {
  const lower = Array.from(text, (letter) => {
    const small = letter.toLowerCase();
    return constants.alike[letter] ?? (ONE.test(small) && small.length === letter.length ? small : letter);
  });
  return without(patterns["raised-dot"], lower.join(""), "·");
}

/**
 * Return a value of an object by its key; what every object has, such as `constructor`, is no value.
 *
 * @template Value
 * @param {Record<string, Value>} object
 * @param {string} key
 */
export function own(object, key) {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/**
 * Does a span touch any of the others, which are in order and apart from each other?
 *
 * @param {Guia.Span} span
 * @param {Guia.Span[]} others
 */
export function touches([start, end], others) {
  const before = firstAt(others, ([first]) => first >= end);
  return before > 0 && start < others[before - 1][1];
}

/**
 * Return from which place on something holds for the values of a list, its length where it holds for none.
 *
 * @template Value
 * @param {Value[]} values
 * @param {(value: Value) => boolean} holds
 */
export function firstAt(values, holds) {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(values[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Order spans by where they start.
 *
 * @param {Guia.Span} one
 * @param {Guia.Span} other
 */
export function byStart([one], [other]) {
  return one - other;
}

/**
 * Find what a text holds.
 *
 * @param {Guia.Basis} basis
 * @param {string} written
 * @returns {Read}
 */
export function readText(basis, written) {
  const { patterns, counting } = basis;
  /** @type {Guia.Span[]} */
  const names = [];
  const free = (/** @type {Guia.Span[]} */ spans) => {
    const found = spans.filter((span) => !touches(span, names));
    for (const span of found) names.push(span);
    names.sort(byStart);
    return found;
  };
  const gaps = free(spansOf(patterns.gap, written));
  const links = free(addresses(counting, written));
  const [mails, mentions, hashtags] = ["mail", "mention", "hashtag"].map((name) => free(spansOf(patterns[name], written)));
  const emojis = isEmoji(counting, written) ? emojisOf(counting, written) : [];
  const lower = folded(basis, written);
  const words = new Set(lower.match(expression(patterns.letters, "gu")));
  return { written, folded: lower, gaps, links, mails, mentions, hashtags, names, emojis, words };
}

/**
 * Has a text one of these words, or is there none to look for? To compile a pattern takes long, and most texts have
 * nothing of it.
 *
 * @param {Read} text
 * @param {string[] | undefined} words
 */
export function mayHold(text, words) {
  return !words?.length || words.some((one) => text.words.has(one));
}

/**
 * Return the sentences of a text, without the blanks around them.
 *
 * @param {Guia.Words} patterns
 * @param {string} text
 * @returns {Guia.Span[]}
 */
export function sentences(patterns, text) {
  const ends = [0, ...spansOf(patterns["sentence-end"], text).map(([, end]) => end), text.length];
  return ends.slice(1).flatMap((end, at) => {
    const tokens = spansOf(patterns.token, text.slice(ends[at], end));
    if (!tokens.length) return [];
    return [[ends[at] + tokens[0][0], ends[at] + tokens[tokens.length - 1][1]]];
  });
}

/**
 * @param {Guia.Counting} counting
 * @param {string} text
 */
function emojisOf(counting, text) {
  /** @type {Guia.Span[]} */
  const found = [];
  let start = 0;
  for (const cluster of clusters(counting, text)) {
    const end = start + cluster.length;
    if (isEmoji(counting, cluster)) found.push([start, end]);
    start = end;
  }
  return found;
}
