// What kind of message a text is that somebody has received, as hooks/guiaviva/search/messages.py reads it. A test
// compares the two. index.json says which texts may be messages, messages/⟨language⟩.json what examples say of them.

import { Parts, isWord, scoresOf } from "../common/bayes.js";
import { unpacked, wordsOf } from "../common/packing.js";
import { grouped, search } from "./query.js";

/** @import { Figures } from "../common/bayes.js" */
/** @import { Index } from "./index.js" */
/** @import { Result, Taken } from "./query.js" */
/** @typedef {{ isMessage: boolean, kinds: string[] }} Reading kinds: the likeliest first */
/**
 * What is shown for a text: the results with those left to «more of this page», and the danger that it may be.
 *
 * @typedef {{ groups: Result[][], taken: Taken[], pinned: Pinned | undefined, isMessage: boolean }} Shown
 */
/** @typedef {{ record: number, calls: [name: string, phone: string][] }} Pinned */

/** @type {Reading} */
const NONE = { isMessage: false, kinds: [] };

/** How messages are read, and which situations are of which kinds. */
export class Messages extends Parts {
  /**
   * @param {Guia.MessagesHead} file
   * @param {(language: string) => Promise<Figures>} figures loads what examples in a language say
   */
  constructor(file, figures) {
    super(file);
    this.figures = figures;
    this.constants = file.constants;
    this.query = file.query;
    this.cried = new RegExp(file.cried, "u");
    this.languages = file.languages;
    this.situations = file.situations;
    const [parts, least, said, usual] = file.telling;
    const [sayings, bits] = [unpacked(said), unpacked(usual)];
    /** What each telling part says for a message, and the languages in which it is usual, as bits. */
    this.telling = new Map(wordsOf(parts).map((part, at) => [part, { said: sayings[at] + least, usual: bits[at] }]));
  }

  /**
   * Return what a text is. What is known of its language is loaded if it may be a message, or if its kinds are asked
   * for.
   *
   * @param {string} written
   * @param {{ always?: boolean }} options `always`: its kinds are asked for
   * @returns {Promise<Reading>}
   */
  async read(written, { always = false } = {}) {
    const { fewest, sure, most, likely } = this.constants;
    const text = [...written].slice(0, most).join("").trim();
    const words = this.wordsOf(text);
    const count = words.filter(isWord).length;
    const isEmojis = words.length > 0 && count === 0;
    const isCried = words.length > 1 && this.cried.test(text);
    if (!(count >= fewest || isCried || isEmojis)) return NONE;
    const parts = this.partsOf(text, words);
    const telling = [...parts].map((part) => this.telling.get(part)).filter((one) => one !== undefined);
    const isLikely = telling.reduce((sum, { said }) => sum + said, 0) >= likely;
    if (!(isLikely || isEmojis || always)) return NONE;
    const languages = this.languagesOf(telling.map(({ usual }) => usual));
    const scores = scoresOf(await Promise.all(languages.map((language) => this.figures(language))), parts);
    const score = (/** @type {string} */ kind) => scores.get(kind) ?? 0;
    const kinds = [...scores.keys()].filter((kind) => kind !== this.query).sort((one, other) => score(other) - score(one));
    const isMessage = isEmojis || (isLikely && score(kinds[0]) - score(this.query) > sure);
    return { isMessage, kinds };
  }

  /**
   * Return in which languages a text may be: those in which most of its telling parts are usual.
   *
   * @param {number[]} usual
   */
  languagesOf(usual) {
    const counts = this.languages.map((_, bit) => usual.filter((bits) => (bits >> bit) & 1).length);
    return this.languages.filter((_, bit) => counts[bit] === Math.max(...counts));
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
export async function pinnedFor({ messages }, text) {
  const { isMessage, kinds } = await messages.read(text);
  return isMessage ? messages.danger(messages.situationsOf(kinds.slice(0, 1))) : undefined;
}

/**
 * Return what is shown for a text as it is typed: a message is read as one, then its words are searched for.
 *
 * @param {Index} index
 * @param {string} text
 * @param {{ correct?: boolean, whole?: boolean }} options `correct` as of `search`; `whole`: the words of a message are
 *   searched for too, which may load much
 * @returns {Promise<Shown>}
 */
export async function answered(index, text, { correct = true, whole = true } = {}) {
  const { messages } = index;
  const { isMessage, kinds } = await messages.read(text);
  const nothing = { results: [], taken: [] };
  const { results, taken } = isMessage && !whole ? nothing : await search(index, text, { correct: correct && !isMessage });
  const firstOf = (/** @type {string[]} */ all) => messages.situationsOf(all).slice(0, index.constants.first);
  let first = firstOf(kinds);
  let pinned = isMessage ? messages.danger(messages.situationsOf(kinds.slice(0, 1))) : undefined;
  if (!isMessage) {
    // Somebody asks about a danger where it is what is found best, and not unlikely to be what was received.
    pinned = messages.danger(results.slice(0, 1).map(({ record }) => record));
    if (pinned && !firstOf((await messages.read(text, { always: true })).kinds).includes(pinned.record)) pinned = undefined;
    first = pinned ? [pinned.record] : [];
  }
  const best = results.length ? results[0].score : 1;
  const left = grouped(index, results.filter(({ record }) => !first.includes(record)));
  return { groups: [...first.map((record) => [{ record, score: best }]), ...left], taken, pinned, isMessage };
}
