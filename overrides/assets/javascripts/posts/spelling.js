// The spelling of a post, by the dictionary of its language. Dictionary and checker are loaded once somebody writes,
// from the site itself, and work apart from the page: to read a dictionary takes seconds.

import { fold } from "../search/analysis.js";
import { matches, mayHold, spansOf, touches } from "./text.js";

/** @import { Read } from "./text.js" */
/** @import { Finding } from "./check.js" */
/** @typedef {{ word: string, right: boolean, suggestions: string[] }} Answer */
/** @typedef {"wait" | "ready" | "missing" | "failed"} State */

/**
 * Return the words of a text whose spelling is looked up: neither names nor what the guide knows.
 *
 * A name has a capital within a sentence, or before another word with one, or is a given name; what is written with a
 * capital within a word is one too, such as that of a product. `known` are words in folded text.
 *
 * @param {Guia.Basis} basis
 * @param {Read} text
 * @param {Set<string>} known
 */
export function words({ patterns, criteria: { reading } }, text, known) {
  const given = reading.finds.named && mayHold(text, reading.needs.named) ? spansOf(reading.finds.named, text.written) : [];
  const unread = [text.names, text.emojis, given, spansOf(patterns.decorative, text.written)];
  return spansOf(patterns["spelt-word"], text.written).filter(([start, end]) => {
    const word = text.written.slice(start, end);
    const parts = text.folded.slice(start, end).split(/['’-]/);
    if (parts.every((part) => part.length < 2 || known.has(part))) return false;
    if (unread.some((spans) => touches([start, end], spans))) return false;
    if (!matches(patterns.upper, word)) return true;
    const begins = matches(patterns["begins-sentence"], text.written.slice(0, start));
    return begins && !matches(patterns["capital-within"], word) && !matches(patterns["capital-after"], text.written.slice(end));
  });
}

/**
 * Return what is found in the spelling of a text. `answers` are what the dictionary says of words.
 *
 * What sounds like a right word is wrong; another may be right, and with a capital it may be a name.
 *
 * @param {Guia.Basis} basis
 * @param {Read} text
 * @param {Set<string>} known
 * @param {Map<string, Answer>} answers
 * @returns {Finding[]}
 */
export function misspelt(basis, text, known, answers) {
  return words(basis, text, known).flatMap(([start, end]) => {
    const found = text.written.slice(start, end);
    const { right = true, suggestions = [] } = answers.get(found) ?? {};
    const certain = suggestions.some((one) => isSlip(basis, found, one));
    if (right || (!certain && matches(basis.patterns.upper, found))) return [];
    const [rule, level] = ["spelling", certain ? "warning" : "advice"];
    const values = { suggestions };
    return [{ start, end, rule, check: rule, level, found, networks: [], replacement: null, values, period: "" }];
  });
}

/**
 * Is a word another as people misspell it: does it sound the same, or lack a letter within?
 *
 * @param {Guia.Basis} basis
 * @param {string} word
 * @param {string} meant
 */
export function isSlip(basis, word, meant) {
  const [plain, whole] = [word, meant].map((one) => Array.from(fold(one.toLowerCase())));
  const without = (/** @type {number} */ at) => whole.toSpliced(at, 1).join("");
  const within = Array.from(whole.slice(2), (_, at) => at + 1);
  const lacks = plain.length > basis.constants["short-word"] && within.some((at) => without(at) === plain.join(""));
  return lacks || sounding(basis, word) === sounding(basis, meant);
}

/**
 * Return a word without what people miss by ear or in a hurry: two words of which it is the same are one misspelt.
 *
 * Those are accents, letters that sound alike or not at all, doubled ones, and the order of letters within it. In a
 * short word they make others too often.
 *
 * @param {Guia.Basis} basis
 * @param {string} word
 */
export function sounding({ constants }, word) {
  let plain = fold(word.replaceAll("’", "'").toLowerCase());
  if ([...plain].length < constants["short-word"]) return plain;
  for (const [find, put] of constants.sounds) plain = plain.replace(new RegExp(find, "gu"), put);
  return plain.slice(0, 1) + [...plain.slice(1)].sort().join("");
}
