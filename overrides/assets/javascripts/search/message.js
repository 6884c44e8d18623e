// What kind of message a text is that somebody has received, as hooks/guiaviva/search/messages.py reads it. A test
// compares the two. Patterns and figures are in messages.json.

import { fold } from "./analysis.js";
import { grouped, search } from "./query.js";

/** @import { Index } from "./index.js" */
/** @import { Result, Taken } from "./query.js" */
/** @typedef {[start: number, end: number]} Span the first word of a phrase, and the one after its last */
/** @typedef {{ isMessage: boolean, kinds: string[], isIronic: boolean }} Reading */
/**
 * What is shown for a text: the results with those left to «more of this page», and the danger that it may be.
 *
 * @typedef {{ groups: Result[][], taken: Taken[], pinned: Pinned | undefined, isMessage: boolean }} Shown
 */
/** @typedef {{ record: number, calls: [name: string, phone: string][] }} Pinned */

const EMOJIS = "@emojis";
const QUESTION = "@question";
const RANGE = /^([0-9]+)-([0-9]+)$/;
const FIGURES = /^[0-9]+$/;
// Of one word or two nothing is loaded, unless somebody cries out.
const MAY_BE_ONE = /\S\s+\S+\s+\S|[^\p{L}\p{N}\p{M}\s'’·]/u;
const TWICE = /(?!l)(\p{L})\1/gu;

/** How messages are read in one language. */
class Reader {
  /**
   * @param {Guia.MessageReader} file
   * @param {number} near
   */
  constructor({ short, sounds, groups, patterns }, near) {
    this.short = new Map(Object.entries(short));
    this.sounds = sounds;
    this.patterns = patterns;
    this.near = near;
    /** @type {Map<string, [phrase: string, group: number][]>} phrases by their first word; few are ever looked at */
    this.byFirst = new Map();
    groups.forEach((group, number) => {
      for (const phrase of group.split("|")) {
        const end = phrase.indexOf(" ");
        const word = end < 0 ? phrase : phrase.slice(0, end);
        const first = RANGE.test(word) ? "#" : word;
        const known = this.byFirst.get(first);
        if (known) known.push([phrase, number]);
        else this.byFirst.set(first, [[phrase, number]]);
      }
    });
  }

  /**
   * Return for each kind how many groups its patterns have that are in a text.
   *
   * @param {string[]} words
   */
  found(words) {
    const long = words.flatMap((word) => (this.short.get(word) ?? word).split(" "));
    const places = this.places(long.map((word) => this.sounding(word)));
    /** @type {Map<string, number>} */
    const scores = new Map();
    for (const [kind, groups, without] of this.patterns) {
      if (groups.every((group) => places.has(group)) && this.isNear(places, groups, without)) {
        scores.set(kind, (scores.get(kind) ?? 0) + groups.length);
      }
    }
    return scores;
  }

  /** @param {string} word */
  sounding(word) {
    if (word.startsWith("@")) return word;
    for (const [written, heard] of this.sounds) word = word.replaceAll(written, heard);
    return word.replace(TWICE, "$1");
  }

  /**
   * Return where each group stands.
   *
   * @param {string[]} words
   */
  places(words) {
    /** @type {Map<number, Span[]>} */
    const places = new Map();
    words.forEach((word, place) => {
      const letters = [...word];
      const starts = letters.map((_, at) => `${letters.slice(0, at + 1).join("")}*`);
      for (const first of [word, ...starts, ...(FIGURES.test(word) ? ["#"] : [])]) {
        for (const [phrase, group] of this.byFirst.get(first) ?? []) {
          const wanted = phrase.split(" ");
          if (!wanted.every((one, at) => place + at < words.length && stands(one, words[place + at]))) continue;
          const spans = places.get(group) ?? [];
          places.set(group, [...spans, [place, place + wanted.length]]);
        }
      }
    });
    return places;
  }

  /**
   * Do the groups of a pattern stand near each other, and none near them that must not?
   *
   * @param {Map<number, Span[]>} places
   * @param {number[]} groups
   * @param {number[]} without
   */
  isNear(places, groups, without) {
    const { near } = this;
    const starts = groups.flatMap((group) => (places.get(group) ?? []).map(([start]) => start));
    const against = without.flatMap((group) => (places.get(group) ?? []).map(([start]) => start));
    return starts.some(
      (start) =>
        this.areApart(places, groups, start, []) &&
        !against.some((place) => start - near <= place && place <= start + 2 * near),
    );
  }

  /**
   * Do the groups stand within reach of a place, each in words of its own?
   *
   * @param {Map<number, Span[]>} places
   * @param {number[]} groups
   * @param {number} start
   * @param {Span[]} taken
   * @returns {boolean}
   */
  areApart(places, [group, ...others], start, taken) {
    if (group === undefined) return true;
    return (places.get(group) ?? []).some((span) => {
      const isFree = taken.every((other) => span[1] <= other[0] || other[1] <= span[0]);
      const isHere = start <= span[0] && span[0] <= start + this.near;
      return isHere && isFree && this.areApart(places, others, start, [...taken, span]);
    });
  }
}

/**
 * Is a word of a message what a word of a pattern stands for?
 *
 * @param {string} wanted
 * @param {string} word
 */
function stands(wanted, word) {
  if (wanted.endsWith("*")) return word.startsWith(wanted.slice(0, -1));
  const range = RANGE.exec(wanted);
  if (!range) return word === wanted;
  return FIGURES.test(word) && word.length < 7 && Number(range[1]) <= Number(word) && Number(word) <= Number(range[2]);
}

/** How messages are read in the languages of a guide, and which situations they may be. */
export class Messages {
  /** @param {Guia.MessagesFile} file */
  constructor(file) {
    this.constants = file.constants;
    this.signs = file.signs.map(([find, put]) => /** @type {const} */ ([new RegExp(find, "gu"), put]));
    this.word = new RegExp(file.word, "gu");
    this.written = new RegExp(file.written, "u");
    this.cried = new RegExp(file.cried, "u");
    this.kinds = file.kinds;
    this.sincere = new Set(file.sincere);
    this.general = new Set(file.general);
    this.readers = file.readers.map((reader) => new Reader(reader, file.constants.near));
    this.situations = file.situations;
  }

  /**
   * Return what a text is: whether it is a message, its kinds, the likeliest first, and whether the opposite is meant.
   *
   * @param {string} text
   * @returns {Reading}
   */
  read(text) {
    const { sure, most, fewest } = this.constants;
    const start = [...text].slice(0, most).join("");
    const signs = this.wordsOf(start);
    const words = signs.filter((word) => word !== QUESTION);
    const isEmojis = words.length > 0 && !words.some((word) => /\p{L}|^[0-9]+$/u.test(word));
    /** @type {Map<string, number>} */
    const scores = new Map();
    for (const reader of this.readers) {
      for (const [kind, score] of reader.found(isEmojis ? [...signs, EMOJIS] : signs)) {
        scores.set(kind, Math.max(score, scores.get(kind) ?? 0));
      }
    }
    const score = (/** @type {string} */ kind) => scores.get(kind) ?? 0;
    const isIronic = scores.has("@irony");
    const likely = this.kinds.filter((kind) => scores.has(kind) && !(isIronic && this.sincere.has(kind)));
    const isLast = (/** @type {string} */ kind) => Number(this.general.has(kind));
    likely.sort((one, other) => isLast(one) - isLast(other) || score(other) - score(one));
    const isCertain = likely.some((kind) => !this.general.has(kind) && score(kind) >= sure);
    const isMessage = isEmojis || this.isMessage(start.trim(), words.length, scores, isCertain);
    return { isMessage, kinds: isMessage || words.length >= fewest ? likely : [], isIronic };
  }

  /** @param {string} text */
  wordsOf(text) {
    let plain = text.normalize("NFC").toLowerCase();
    for (const [find, put] of this.signs) plain = plain.replace(find, put);
    return Array.from(fold(plain).matchAll(this.word), ([word]) => word);
  }

  /**
   * Is a text a message by its form, and not what somebody looks for?
   *
   * @param {string} text
   * @param {number} count how many words it has
   * @param {Map<string, number>} found
   * @param {boolean} isCertain it is of some kind
   */
  isMessage(text, count, found, isCertain) {
    const { short, middle, long } = this.constants;
    const isWritten = this.written.test(text);
    if (found.has("@asked")) return isWritten && count >= long;
    if (count < short) return count > 1 && this.cried.test(text);
    return isWritten || found.has("@addressed") || count >= (isCertain ? middle : long);
  }

  /**
   * Return the records of the situations that nobody means who writes with irony.
   *
   * @param {boolean} isIronic
   */
  unmeant(isIronic) {
    const all = this.situations.filter(([, , kinds]) => isIronic && kinds.every((kind) => this.sincere.has(kind)));
    return all.map(([record]) => record);
  }

  /**
   * Return the dangers and the other situations that are of some kinds, the likeliest first.
   *
   * @param {string[]} kinds
   */
  situationsOf(kinds) {
    const all = kinds.flatMap((kind) => this.situations.filter(([, , own]) => own.includes(kind)));
    const each = [...new Set(all)];
    return [each.filter(([, isDanger]) => isDanger), each.filter(([, isDanger]) => !isDanger)];
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
  const [[danger]] = messages.situationsOf(messages.read(text).kinds);
  return danger && { record: danger[0], calls: danger[3] };
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
  if (!MAY_BE_ONE.test(text)) {
    const { results, taken } = await search(index, text, { correct });
    return { groups: grouped(index, results), taken, pinned: undefined, isMessage: false };
  }
  const messages = await index.messages();
  const { isMessage, kinds, isIronic } = messages.read(text);
  const { results, taken } = await search(index, text, { correct: correct && !isMessage });
  const [dangers, others] = messages.situationsOf(kinds);
  let first = dangers.map(([record]) => record);
  if (isMessage) {
    const unmeant = messages.unmeant(isIronic);
    const found = results
      .map(({ record }) => record)
      .filter((record) => index.kinds[record] === "situation" && !unmeant.includes(record));
    // Where no pattern says what it is, its words may: a danger is then plausible enough.
    const likeliest = messages.situations.find(([record, isDanger]) => isDanger && record === found[0]);
    if (likeliest && !kinds.length && !isIronic) dangers.push(likeliest);
    const all = [...new Set([...[...dangers, ...others].map(([record]) => record), ...found])];
    first = all.slice(0, Math.max(index.constants.first, dangers.length));
  }
  const best = results.length ? results[0].score : 1;
  const left = grouped(index, results.filter(({ record }) => !first.includes(record)));
  const groups = [...first.map((record) => [{ record, score: best }]), ...left];
  return { groups, taken, pinned: dangers[0] && { record: dangers[0][0], calls: dangers[0][3] }, isMessage };
}
