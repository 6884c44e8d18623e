// What kind of message a text is that somebody has received, as hooks/guiaviva/search/messages.py reads it. A test
// compares the two. What examples say is in messages.json.

import { Bayes, isWord } from "../common/bayes.js";
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

/** What examples say of messages, and which situations are of which kinds. */
export class Messages extends Bayes {
  /** @param {Guia.MessagesFile} file */
  constructor(file) {
    super(file);
    this.constants = file.constants;
    this.query = file.query;
    this.cried = new RegExp(file.cried, "u");
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
    const count = words.filter(isWord).length;
    const isEmojis = words.length > 0 && count === 0;
    const isCried = words.length > 1 && this.cried.test(text);
    /** @type {Map<string, number>} */
    const scores = count >= fewest || isCried || isEmojis ? this.scores(text) : new Map();
    const score = (/** @type {string} */ kind) => scores.get(kind) ?? 0;
    const kinds = this.kinds.filter((kind) => kind !== this.query).sort((one, other) => score(other) - score(one));
    const isMessage = isEmojis || score(kinds[0]) - score(this.query) > sure;
    return { isMessage, kinds: scores.size ? kinds : [] };
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
