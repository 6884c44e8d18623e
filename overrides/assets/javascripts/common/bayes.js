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

/** What examples say of the parts of a text. */
export class Bayes {
  /** @param {Guia.BayesFile} file */
  constructor(file) {
    this.step = file.step;
    this.longest = file.longest;
    this.beginnings = file.beginnings;
    this.signs = file.signs.map(([find, put]) => /** @type {const} */ ([new RegExp(find, "gu"), put]));
    this.word = new RegExp(file.word, "gu");
    this.forms = Object.entries(file.forms).map(([part, find]) => /** @type {const} */ ([part, new RegExp(find, "u")]));
    this.kinds = file.kinds;
    this.base = file.base;
    this.steps = file.steps;
    const examples = file.examples.split(" ");
    /** Of each part, in how many examples of which kinds it is; few are ever looked at. */
    this.parts = new Map(wordsOf(file.parts).map((part, at) => [part, examples[at]]));
  }

  /**
   * Return how likely each kind is for a text, or nothing where no part of it is known.
   *
   * @param {string} text
   * @returns {Map<string, number>}
   */
  scores(text) {
    const known = [...this.partsOf(text, this.wordsOf(text))].map((part) => this.parts.get(part)).filter((one) => one !== undefined);
    if (!known.length) return new Map();
    const scores = this.base.map((base) => base * known.length);
    for (const examples of known.map(unpacked)) {
      for (let at = 0; at < examples.length; at += 2) scores[examples[at]] += this.steps[examples[at + 1]];
    }
    return new Map(this.kinds.map((kind, number) => [kind, scores[number]]));
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
