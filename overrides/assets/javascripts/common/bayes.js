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
    for (const letters of words.map((word) => [...word])) {
      for (const length of this.beginnings) {
        if (letters.length > length) parts.add(`${letters.slice(0, length).join("")}*`);
      }
    }
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
    this.steps = file.steps;
    const examples = file.examples.split(" ");
    /** Of each part, in how many examples of which kinds it is; few are ever looked at. */
    this.parts = new Map(wordsOf(file.parts).map((part, at) => [part, examples[at]]));
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
  const all = Array.from(parts, (part) => several.find((one) => one.parts.has(part))?.parts.get(part));
  const known = all.filter((one) => one !== undefined);
  if (!known.length) return new Map();
  const [{ base, steps, kinds }] = several;
  const scores = base.map((one) => one * known.length);
  for (const examples of known.map(unpacked)) {
    for (let at = 0; at < examples.length; at += 2) scores[examples[at]] += steps[examples[at + 1]];
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
