// Of what kind a text is, learned from examples of each kind, as hooks/guiaviva/text/bayes.py reads it. A test compares
// the two.

import { unpacked, wordsOf } from "./packing.js";
import { fold } from "../search/analysis.js";

/**
 * Does a word of a text have letters or figures, and is no sign or emoji?
 *
 * @param {string} part
 */
export function isWord(part) {
  return /[\p{L}\p{N}]/u.test(part);
}

/**
 * Return a logarithm in thousandths. It is rounded: so no machine differs.
 *
 * @param {number} ratio
 */
export function thousandths(ratio) {
  return Math.round(1000 * Math.log(ratio));
}

/**
 * Return the beginnings of a word that have some lengths.
 *
 * @param {string} word
 * @param {number[]} lengths
 */
function beginningsOf(word, lengths) {
  const letters = [...word];
  return lengths.filter((length) => letters.length > length).map((length) => `${letters.slice(0, length).join("")}*`);
}

/** The parts of a text. */
export class Parts {
  /** @param {Guia.PartsFile} file */
  constructor(file) {
    this.step = file.step;
    this.longest = file.longest;
    this.beginnings = file.beginnings;
    this.signs = file.signs.map(([find, put]) => /** @type {const} */ ([new RegExp(find, "gu"), put]));
    this.word = new RegExp(file.word, "gu");
    this.forms = Object.entries(file.forms).map(([part, find]) => /** @type {const} */ ([part, new RegExp(find, "u")]));
  }

  /** @param {string} text */
  wordsOf(text) {
    let plain = text.normalize("NFC").toLowerCase();
    for (const [find, put] of this.signs) plain = plain.replace(find, put);
    return Array.from(fold(plain).matchAll(this.word), ([word]) => word);
  }

  /**
   * Return what of a text is looked for in examples: words and their beginnings, pairs, its form and length.
   *
   * @param {string} text
   * @param {string[]} words
   */
  partsOf(text, words) {
    const parts = new Set(words);
    for (const word of words) for (const beginning of beginningsOf(word, this.beginnings)) parts.add(beginning);
    [...words, "$"].forEach((word, at) => parts.add(`${at ? words[at - 1] : "^"}_${word}`));
    for (const [part, find] of this.forms) if (find.test(text)) parts.add(part);
    return parts.add(`#${Math.min(Math.floor(words.length / this.step), this.longest)}`);
  }
}

/** What examples say of the parts of a text. */
export class Figures {
  /** @param {Guia.FiguresFile} file */
  constructor(file) {
    this.kinds = file.kinds;
    this.base = file.base;
    this.unseen = file.unseen;
    const examples = file.examples.split(" ");
    /** Of each part, in how many examples of which kinds it is; few are ever looked at. */
    this.parts = new Map(wordsOf(file.parts).map((part, at) => [part, examples[at]]));
    /**
     * The words with each beginning.
     *
     * @type {Map<string, string[]>}
     */
    this.begun = new Map();
    for (const part of this.parts.keys()) {
      for (const beginning of /[_*]/.test(part) ? [] : beginningsOf(part, file.beginnings)) {
        const words = this.begun.get(beginning);
        if (words) words.push(part);
        else this.begun.set(beginning, [part]);
      }
    }
  }

  /**
   * Return in how many examples of each kind a part is, in pairs: of a beginning the words that begin so, and what is
   * there of those of other languages. Nothing where it is not known.
   *
   * @param {string} part
   */
  said(part) {
    return [part, ...(this.begun.get(part) ?? [])].flatMap((one) => {
      const pairs = unpacked(this.parts.get(one) ?? "");
      for (let at = 2; at < pairs.length; at += 2) pairs[at] += pairs[at - 2];
      return pairs;
    });
  }
}

/**
 * Return how likely each kind is for a text of some parts, or nothing where none of them is known.
 *
 * @param {Figures[]} several what is known of the languages in which it may be; of a part that several have it is the same
 * @param {Iterable<string>} parts
 * @returns {Map<string, number>}
 */
export function scoresOf(several, parts) {
  const all = Array.from(parts, (part) => several.map((one) => one.said(part)).find((said) => said.length));
  const known = all.filter((one) => one !== undefined);
  if (!known.length) return new Map();
  const [{ base, unseen, kinds }] = several;
  const scores = base.map((one) => one * known.length);
  for (const examples of known) {
    const counts = base.map(() => 0);
    for (let at = 0; at < examples.length; at += 2) counts[examples[at]] += examples[at + 1];
    counts.forEach((count, kind) => (scores[kind] += thousandths((count + unseen) / unseen)));
  }
  return new Map(kinds.map((kind, number) => [kind, scores[number]]));
}

/** How a text is taken apart, and what examples say of it. */
export class Bayes extends Parts {
  /** @param {Guia.BayesFile} file */
  constructor(file) {
    super(file);
    this.figures = new Figures(file);
  }

  /**
   * Return how likely each kind is for a text, or nothing where no part of it is known.
   *
   * @param {string} text
   */
  scores(text) {
    return scoresOf([this.figures], this.partsOf(text, this.wordsOf(text)));
  }
}
