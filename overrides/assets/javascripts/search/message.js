// What kind of message a text is that somebody has received, as hooks/guiaviva/search/messages.py reads it. A test
// compares the two. What examples say is in messages.json.

import { fold } from "./analysis.js";
import { unpacked, wordsOf } from "./packing.js";
import { grouped, search } from "./query.js";

/** @import { Index } from "./index.js" */
/** @import { Result, Taken } from "./query.js" */
/** @typedef {{ isMessage: boolean, kinds: string[] }} Reading kinds: the likeliest first */
/**
 * What is shown for a text: the results with those left to «more of this page», and the danger that it may be.
 *
 * @typedef {{ groups: Result[][], taken: Taken[], pinned: Pinned | undefined, isMessage: boolean }} Shown
 */
/** @typedef {{ record: number, calls: [name: string, phone: string][] }} Pinned */

// Of one word or two nothing is loaded, unless somebody cries out.
const MAY_BE_ONE = /\S\s+\S+\s+\S|[^\p{L}\p{N}\p{M}\s'’·]/u;
const LETTER = /[\p{L}\p{N}]/u;

/** What examples say of the parts of a text, and which situations are of which kinds. */
export class Messages {
  /** @param {Guia.MessagesFile} file */
  constructor(file) {
    this.constants = file.constants;
    this.query = file.query;
    this.beginnings = file.beginnings;
    this.signs = file.signs.map(([find, put]) => /** @type {const} */ ([new RegExp(find, "gu"), put]));
    this.word = new RegExp(file.word, "gu");
    this.forms = Object.entries(file.forms).map(([part, find]) => /** @type {const} */ ([part, new RegExp(find, "u")]));
    this.cried = new RegExp(file.cried, "u");
    this.kinds = file.kinds;
    this.base = file.base;
    this.steps = file.steps;
    const examples = file.examples.split(" ");
    /** Of each part, in how many examples of which kinds it is; few are ever looked at. */
    this.parts = new Map(wordsOf(file.parts).map((part, at) => [part, examples[at]]));
    this.situations = file.situations;
  }

  /**
   * Return what a text is.
   *
   * @param {string} written
   * @returns {Reading}
   */
  read(written) {
    const { fewest, sure, most } = this.constants;
    const text = [...written].slice(0, most).join("").trim();
    const words = this.wordsOf(text);
    const count = words.filter((word) => LETTER.test(word)).length;
    const isEmojis = words.length > 0 && count === 0;
    const isCried = words.length > 1 && this.cried.test(text);
    const scores = count >= fewest || isCried || isEmojis ? this.scores(this.partsOf(text, words)) : undefined;
    const score = (/** @type {string} */ kind) => scores?.get(kind) ?? 0;
    const kinds = this.kinds.filter((kind) => kind !== this.query).sort((one, other) => score(other) - score(one));
    const isMessage = isEmojis || score(kinds[0]) - score(this.query) > sure;
    return { isMessage, kinds: scores ? kinds : [] };
  }

  /**
   * Return how likely each kind is, or undefined where no part is known.
   *
   * @param {Set<string>} parts
   */
  scores(parts) {
    const known = [...parts].map((part) => this.parts.get(part)).filter((one) => one !== undefined);
    if (!known.length) return undefined;
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
    const { step, steps } = this.constants;
    const parts = new Set(words);
    for (const letters of words.map((word) => [...word])) {
      for (const length of this.beginnings) {
        if (letters.length > length) parts.add(`${letters.slice(0, length).join("")}*`);
      }
    }
    [...words, "$"].forEach((word, at) => parts.add(`${at ? words[at - 1] : "^"}_${word}`));
    for (const [part, find] of this.forms) if (find.test(text)) parts.add(part);
    return parts.add(`#${Math.min(Math.floor(words.length / step), steps)}`);
  }

  /**
   * Return the records of the situations that are of some kinds, the likeliest first.
   *
   * @param {string[]} kinds
   */
  situationsOf(kinds) {
    const all = kinds.flatMap((kind) => this.situations.filter(([, , own]) => own.includes(kind)));
    return [...new Set(all.map(([record]) => record))];
  }

  /**
   * Return which of some records is a danger, with whom to call.
   *
   * @param {number[]} records
   * @returns {Pinned | undefined}
   */
  danger(records) {
    const danger = this.situations.find(([record, isDanger]) => isDanger && records.includes(record));
    return danger && { record: danger[0], calls: danger[3] };
  }
}

/**
 * Return the danger that a text may be, before anything is searched for.
 *
 * @param {Index} index
 * @param {string} text
 * @returns {Promise<Pinned | undefined>}
 */
export async function pinnedFor(index, text) {
  if (!MAY_BE_ONE.test(text)) return undefined;
  const messages = await index.messages();
  const { isMessage, kinds } = messages.read(text);
  return isMessage ? messages.danger(messages.situationsOf(kinds.slice(0, 1))) : undefined;
}

/**
 * Return what is shown for a text as it is typed: a message is read as one, then its words are searched for.
 *
 * @param {Index} index
 * @param {string} text
 * @param {{ correct?: boolean }} options as of `search`
 * @returns {Promise<Shown>}
 */
export async function answered(index, text, { correct = true } = {}) {
  const messages = MAY_BE_ONE.test(text) ? await index.messages() : undefined;
  const reading = messages?.read(text);
  const isMessage = reading?.isMessage ?? false;
  const { results, taken } = await search(index, text, { correct: correct && !isMessage });
  const kinds = reading?.kinds ?? [];
  let first = messages?.situationsOf(kinds).slice(0, index.constants.first) ?? [];
  // Somebody asks about a danger where it is what is found best, and not unlikely to be what was received.
  const found = results.slice(0, 1).map(({ record }) => record);
  const pinned = messages?.danger(isMessage ? messages.situationsOf(kinds.slice(0, 1)) : found.filter((record) => first.includes(record)));
  if (!isMessage) first = pinned ? [pinned.record] : [];
  const best = results.length ? results[0].score : 1;
  const left = grouped(index, results.filter(({ record }) => !first.includes(record)));
  return { groups: [...first.map((record) => [{ record, score: best }]), ...left], taken, pinned, isMessage };
}
