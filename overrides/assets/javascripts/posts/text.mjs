// A text as the checks see it, as hooks/guiaviva/posts/text.py does it. A test compares the two.

import { addresses, clusters, isEmoji } from "./count.mjs";

const LOWER = /^.$/u;
const ALIKE = { "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "‑": "-", "‐": "-" };
const compiled = new Map();

/** Compiles a regular expression, once; with other flags it is another one. */
function expression(pattern, flags) {
  const key = `${flags} ${pattern}`;
  if (!compiled.has(key)) compiled.set(key, new RegExp(pattern, flags));
  return compiled.get(key);
}

/** Is there something in the text that the pattern finds? */
export function matches(pattern, text) {
  return expression(pattern, "u").test(text);
}

/** Gives all that a pattern finds, as [start, end]. */
export function spansOf(pattern, text) {
  return Array.from(text.matchAll(expression(pattern, "gu")), ({ 0: found, index }) => [index, index + found.length]);
}

/** Gives where what a pattern finds right at a place ends, or undefined. */
export function endAt(pattern, text, place) {
  const sticky = expression(pattern, "uy");
  sticky.lastIndex = place;
  return sticky.test(text) ? sticky.lastIndex : undefined;
}

/** Gives a text without what a pattern finds, or with something else in its place. */
export function without(pattern, text, instead = "") {
  return text.replace(expression(pattern, "gu"), instead);
}

/** Gives a text in lower case, with one sign for each apostrophe and hyphen, and l·l; it is as long as before. */
export function folded(text) {
  const lower = Array.from(text, (letter) => {
    const small = letter.toLowerCase();
    return ALIKE[letter] ?? (LOWER.test(small) && small.length === letter.length ? small : letter);
  });
  return lower.join("").replace(/(?<=l)[•‧∙.](?=l)/gu, "·");
}

/** Gives a value of an object by its key; what every object has, such as `constructor`, is no value. */
export function own(object, key) {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Does a span touch any of the others? */
export function touches([start, end], others) {
  return others.some(([first, last]) => first < end && start < last);
}

/** Finds what a text holds. `names` are all spans in which words are no words. */
export function readText(patterns, written) {
  const names = [];
  const free = (spans) => {
    const found = spans.filter((span) => !touches(span, names));
    names.push(...found);
    return found;
  };
  const gaps = free(spansOf(patterns.gap, written));
  const links = free(addresses(written));
  const [mails, mentions, hashtags] = ["mail", "mention", "hashtag"].map((name) => free(spansOf(patterns[name], written)));
  names.sort(([one], [other]) => one - other);
  return { written, folded: folded(written), gaps, links, mails, mentions, hashtags, names, emojis: emojis(written) };
}

function emojis(text) {
  const found = [];
  let start = 0;
  for (const cluster of clusters(text)) {
    const end = start + cluster.length;
    if (isEmoji(cluster)) found.push([start, end]);
    start = end;
  }
  return found;
}
