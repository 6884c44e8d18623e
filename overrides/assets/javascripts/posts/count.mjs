// How long a text is, as each network counts it: the twin of hooks/guiaviva/counting.py. A test compares the two.

import LinkifyIt from "../vendor/linkify-it/index.mjs";

// The ranges of code points that count 1 for X.
const X_LIGHT = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
];
// Endings by which an address is known without https://, besides .com, .org and those of countries.
const ENDINGS = ["cat", "eus", "gal", "barcelona", "madrid", "int", "app", "dev", "online", "social", "blog", "media"];
// What is shown as a picture, and not the digits and signs that only may become one.
const EMOJI = /\p{Emoji_Presentation}|\p{Regional_Indicator}|\uFE0F|\u20E3/u;
const WEB_ADDRESS = /https?:\/\/[^\p{White_Space}<>"]+/gu;
// In a word: letters with their marks, digits, what joins them.
const WORD = "\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}";
const MENTION_ELSEWHERE = new RegExp(`(@[${WORD}]+)@[${WORD}.-]+[${WORD}]`, "gu");

const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });
const linkify = new LinkifyIt({ fuzzyEmail: false }).tlds(ENDINGS, true);

/** Gives what a reader sees as one character, one after another (Unicode, UAX #29). */
export function clusters(text) {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Is this cluster shown as a picture? */
export function isEmoji(cluster) {
  return EMOJI.test(cluster);
}

/** Gives where the addresses of a text stand, those without https:// too where their ending is a usual one. */
export function addresses(text) {
  return (linkify.match(text) ?? []).map(({ index, lastIndex }) => [index, lastIndex]);
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

function codePoints(text) {
  return Array.from(text).length;
}

function utf8Bytes(text) {
  return new TextEncoder().encode(text).length;
}

function xWeight(character) {
  const point = character.codePointAt(0);
  return X_LIGHT.some(([first, last]) => first <= point && point <= last) ? 1 : 2;
}

function xWeighted(text) {
  text = text.normalize("NFC");
  const links = addresses(text);
  const rest = links.reduceRight((left, [start, end]) => left.slice(0, start) + left.slice(end), text);
  const weights = clusters(rest).map((cluster) => (isEmoji(cluster) ? 2 : sum(Array.from(cluster, xWeight))));
  return 23 * links.length + sum(weights);
}

function emojiBytes(text) {
  return sum(clusters(text).map((cluster) => (isEmoji(cluster) ? utf8Bytes(cluster) : codePoints(cluster))));
}

function fediverse(text) {
  text = text.replace(WEB_ADDRESS, "x".repeat(23));
  return clusters(text.replace(MENTION_ELSEWHERE, "$1")).length;
}

const WAYS = {
  "x-weighted": xWeighted,
  graphemes: (text) => clusters(text).length,
  "code-points": codePoints,
  "utf-16": (text) => text.length,
  bytes: utf8Bytes,
  "emoji-bytes": emojiBytes,
  fediverse,
};

/** Gives the length of a text counted in one of the ways of data/networks.yml, `limits.counted`. */
export function count(text, how) {
  return WAYS[how](text);
}
