// From what somebody types to ranked records, step by step as hooks/guiaviva/search/query.py does it. The figures are
// there; index.json hands them over.

import { fold, tokens } from "./analysis.js";
import { thousandths } from "../common/bayes.js";

/** @import { Index, Asked, Posting, Term } from "./index.js" */
/** @typedef {{ record: number, score: number }} Result */
/**
 * What a typed word was taken for: its forms in the guide, a term, or the word that it was corrected to.
 *
 * @typedef {{ word: string, forms: string[], term: Term | undefined, corrected: string }} Taken
 */
/**
 * How well each record answers to something, and how rare that is.
 *
 * @typedef {{ rarity: number, scores: Map<number, number> }} Weighed
 */

/**
 * Rank the records for a text as it is typed; without a space at its end the last word may be unfinished.
 *
 * @param {Index} index
 * @param {string} text
 * @param {{ correct?: boolean }} options `correct`: take a word that nothing knows for the nearest that the guide knows
 * @returns {Promise<{ results: Result[], taken: Taken[] }>} the best result first
 */
export async function search(index, text, { correct = true } = {}) {
  const [language] = index.analyses;
  const typed = correct
    ? await Promise.all(tokens(text).map((word) => withApostrophe(index, word)))
    : tokens(text);
  const plain = typed.map(fold);
  const words = [...language.contentWords(typed)];
  const unfinished =
    words.length > 0 && !/\s$/.test(text) && text.toLowerCase().trimEnd().endsWith(words[words.length - 1]);
  const small = language.leftOut(typed);
  // What is needed is asked for at once.
  await Promise.all([...words, ...small].map((word) => index.shard(word)));
  /** @type {Weighed[]} */
  const slots = [];
  /** @type {Taken[]} */
  const taken = [];
  /** @type {Map<string, Asked | undefined>} */
  const units = new Map();
  for (let place = 0; place < words.length; ) {
    let last = unfinished && place === words.length - 1;
    let [length, term] = await longestPhrase(index, words, place);
    const word = words[place];
    if (length === 1 && words.length < typed.length) {
      term = (await nameAround(index, plain, typed.indexOf(word))) ?? term;
    }
    last ||= !term && correct && (await abbreviated(index, word));
    if (!term && correct && !(await known(index, word, last))) {
      const other = await nearest(index, word);
      if (other) {
        words[place] = other;
        [length, term] = await longestPhrase(index, words, place);
        taken.push({ word, forms: [], term: undefined, corrected: other });
      }
    }
    if (term) {
      const phrase = words.slice(place, place + length);
      last = unfinished && place + length === words.length;
      const singles = [];
      for (const [at, one] of phrase.entries()) singles.push(await weigh(index, one, last && at === length - 1));
      slots.push(times(index.constants.subject, best([sum(singles), weighTerm(index, term)])));
      units.set(`§${term.key}`, term.asked);
      taken.push({ word: phrase.join(" "), forms: [], term, corrected: "" });
    } else {
      const begun = last && (await beginning(index, words[place])).length > 0;
      const slip = correct && !begun ? await slipOf(index, words[place]) : "";
      const parts = [];
      const forms = new Set();
      for (const one of slip ? [words[place], slip] : [words[place]]) {
        parts.push(await weigh(index, one, last));
        for (const { form } of await formsOf(index, one)) forms.add(form);
      }
      slots.push(best(parts));
      const unit = (await stemsOf(index, words[place]))[0] ?? language.stem(words[place]);
      if (!units.has(unit)) units.set(unit, (await index.shard(words[place])).asked.get(unit));
      taken.push({ word: words[place], forms: [...forms], term: undefined, corrected: "" });
    }
    place += length;
  }
  const scores = scored(index, slots);
  for (const word of small) {
    const shard = await index.shard(word);
    const forms = shard.byFold.get(fold(word)) ?? [];
    for (const [record, score] of forms.length ? group(index, forms, []).scores : []) {
      const before = scores.get(record);
      if (before !== undefined) scores.set(record, before + index.constants.small * score);
    }
    const unit = `?${language.stem(word)}`;
    if (!units.has(unit)) units.set(unit, shard.asked.get(unit));
  }
  for (const [record, score] of likeness(index, units)) scores.set(record, (scores.get(record) ?? 0) + score);
  const pages = named(index, units);
  for (const [record, score] of scores) {
    const share = pages.get(index.pages[record]);
    if (share) scores.set(record, score + index.constants.named * share);
  }
  const { page: pageShare, kind: kindShare } = index.constants;
  const [ofPage, ofKind] = odds(index, units);
  for (const [record, score] of scores) {
    const more = pageShare * ofPage[index.pages[record]] + kindShare * ofKind[index.kindNumbers[record]];
    scores.set(record, score + more);
  }
  const results = Array.from(scores, ([record, score]) => ({ record, score }));
  results.sort((one, other) => other.score - one.score || one.record - other.record);
  return { results, taken };
}

/**
 * Return the results as they are shown, best first: each with those of its page that are left to «more of this page».
 * Of one page a few are shown by themselves; the last of them keeps the rest.
 *
 * @param {Index} index
 * @param {Result[]} results
 */
export function grouped(index, results) {
  /** @type {Result[][]} */
  const shown = [];
  /** @type {Map<number, Result[][]>} */
  const ofPage = new Map();
  for (const result of results) {
    const page = index.pages[result.record];
    const groups = ofPage.get(page) ?? [];
    ofPage.set(page, groups);
    if (groups.length < index.constants["per-page"]) {
      groups.push([result]);
      shown.push(groups[groups.length - 1]);
    } else {
      groups[groups.length - 1].push(result);
    }
  }
  return shown;
}

/**
 * Is a word that nothing knows the beginning of one: `trad automàtica`?
 *
 * @param {Index} index
 * @param {string} word
 */
async function abbreviated(index, word) {
  const long = [...fold(word)].length >= index.constants["shortest-abbreviation"];
  return long && !(await formsOf(index, word)).length && (await beginning(index, word)).length > 0;
}

/**
 * Return a word that nothing knows without the letter that an apostrophe would have cut off: `lescola` is `escola`.
 *
 * @param {Index} index
 * @param {string} word
 */
async function withApostrophe(index, word) {
  const [language] = index.analyses;
  const rest = language.withoutElision(word);
  if (!rest || language.isStopWord(word) || (await known(index, word, false))) return word;
  if ((await longestPhrase(index, [word], 0))[1] !== undefined) return word;
  return language.isStopWord(rest) || (await known(index, rest, false)) ? rest : word;
}

/**
 * Return the length of the longest phrase that begins at a place and is the name of a term, and the term.
 *
 * @param {Index} index
 * @param {string[]} words
 * @param {number} place
 * @returns {Promise<[length: number, term: Term | undefined]>}
 */
async function longestPhrase(index, words, place) {
  for (let length = Math.min(index.constants.longest, words.length - place); length > 0; length--) {
    const phrase = words.slice(place, place + length);
    const ofForms = await index.named(`=${phrase.map(fold).join(" ")}`);
    if (ofForms !== undefined) return [length, ofForms];
    for (const stems of await readings(index, phrase)) {
      const ofStems = await index.named(stems.join(" "));
      if (ofStems !== undefined) return [length, ofStems];
    }
  }
  return [1, undefined];
}

/**
 * Return the term of the longest name, with all its stop words, in which the word at a place stands.
 *
 * @param {Index} index
 * @param {string[]} plain the words of a text without accents
 * @param {number} place
 */
async function nameAround(index, plain, place) {
  for (let length = Math.min(index.constants.longest, plain.length); length > 1; length--) {
    const end = Math.min(place, plain.length - length);
    for (let start = Math.max(0, place - length + 1); start <= end; start++) {
      const term = await index.named(`+${plain.slice(start, start + length).join(" ")}`, plain[place]);
      if (term) return term;
    }
  }
  return undefined;
}

/**
 * Return the stems of some words: as they are typed, and with the accents that the guide knows.
 *
 * @param {Index} index
 * @param {string[]} words
 */
async function readings(index, words) {
  const typed = words.map((word) => index.analyses[0].stem(word));
  const restored = await Promise.all(words.map(async (word, at) => (await stemsOf(index, word))[0] ?? typed[at]));
  return restored.some((stem, at) => stem !== typed[at]) ? [typed, restored] : [typed];
}

/**
 * @param {Index} index
 * @param {string} word
 */
async function stemsOf(index, word) {
  const shard = await index.shard(word);
  return [...new Set((shard.byFold.get(fold(word)) ?? []).map(({ stem }) => stem))];
}

/**
 * Return the forms of the guide that say the same as a word: those of its stems, else of the stem that it has.
 *
 * @param {Index} index
 * @param {string} word
 */
async function formsOf(index, word) {
  let stems = await stemsOf(index, word);
  if (!stems.length) stems = [...new Set(index.analyses.map((language) => language.stem(word)))];
  const shard = await index.shard(word);
  return stems.flatMap((stem) => shard.byStem.get(stem) ?? []);
}

/**
 * @param {Index} index
 * @param {string} word
 * @param {boolean} last
 */
async function known(index, word, last) {
  return (await formsOf(index, word)).length > 0 || (last && (await beginning(index, word)).length > 0);
}

/**
 * Return the forms that begin with a word, without its accents.
 *
 * @param {Index} index
 * @param {string} word
 */
async function beginning(index, word) {
  const start = fold(word);
  if ([...start].length < index.constants["shortest-prefix"]) return [];
  return (await index.shard(word)).postings.filter(({ form }) => fold(form).startsWith(start));
}

/**
 * @param {Index} index
 * @param {string} word
 * @param {boolean} last
 */
async function weigh(index, word, last) {
  const shard = await index.shard(word);
  const forms = await formsOf(index, word);
  const parts = forms.length ? [group(index, forms, shard.byFold.get(fold(word)) ?? [])] : [];
  if (last) {
    const begun = (await beginning(index, word)).filter((form) => !forms.includes(form));
    if (begun.length) parts.push(group(index, begun, [], index.constants.prefix));
  }
  return best(parts);
}

/**
 * Weigh forms as one word; the commonest of their stems says how rare it is.
 *
 * @param {Index} index
 * @param {Posting[]} forms
 * @param {Posting[]} exact those that are what was typed
 * @param {number} share
 * @returns {Weighed}
 */
function group(index, forms, exact, share = 1) {
  /** @type {Map<number, number>} */
  const total = new Map();
  /** @type {Map<number, number>} */
  const alone = new Map();
  const rarity = Math.min(...forms.map((form) => form.rarity));
  for (const form of forms) {
    form.records.forEach((record, at) => {
      total.set(record, (total.get(record) ?? 0) + form.weights[at]);
      if (exact.includes(form)) alone.set(record, (alone.get(record) ?? 0) + form.weights[at]);
    });
  }
  const scores = new Map();
  for (const [record, weight] of total) {
    let score = saturated(index, weight);
    const typed = alone.get(record);
    if (typed !== undefined) score += index.constants.exact * saturated(index, typed);
    scores.set(record, share * rarity * score);
  }
  return { rarity, scores };
}

/**
 * @param {Index} index
 * @param {Term} term
 * @returns {Weighed}
 */
function weighTerm(index, term) {
  const share = index.constants.concept * term.rarity;
  const scores = new Map(term.records.map((record, at) => [record, share * saturated(index, term.weights[at])]));
  return { rarity: scores.size ? term.rarity : 0, scores };
}

/**
 * @param {Index} index
 * @param {number} weight
 */
function saturated(index, weight) {
  return weight / (index.constants.saturation + weight);
}

/**
 * Return for each record the best of several readings.
 *
 * @param {Weighed[]} parts
 * @returns {Weighed}
 */
function best(parts) {
  const scores = new Map();
  for (const part of parts) {
    for (const [record, score] of part.scores) if (score > (scores.get(record) ?? 0)) scores.set(record, score);
  }
  return { rarity: Math.max(0, ...parts.map((part) => part.rarity)), scores };
}

/**
 * @param {number} share
 * @param {Weighed} part
 * @returns {Weighed}
 */
function times(share, { rarity, scores }) {
  return { rarity: share * rarity, scores: new Map(Array.from(scores, ([record, score]) => [record, share * score])) };
}

/**
 * @param {Weighed[]} parts
 * @returns {Weighed}
 */
function sum(parts) {
  const scores = new Map();
  for (const part of parts) {
    for (const [record, score] of part.scores) scores.set(record, (scores.get(record) ?? 0) + score);
  }
  return { rarity: parts.reduce((total, part) => total + part.rarity, 0), scores };
}

/**
 * Add up what the words say, weakened by the square root of how much of the question a record covers. For each record
 * counts, a little, what all records of its page say.
 *
 * @param {Index} index
 * @param {Weighed[]} slots
 */
function scored(index, slots) {
  /** @type {Map<number, number>} */
  const scores = new Map();
  const whole = slots.reduce((total, slot) => total + slot.rarity, 0);
  if (!whole) return scores;
  const { nearby, together } = index.constants;
  const pages = slots.map((slot) => byPage(index, slot));
  // In the order of the guide, so that sums of the same numbers are the same.
  const found = [...new Set(slots.flatMap((slot) => [...slot.scores.keys()]))].sort((one, other) => one - other);
  /** @type {Map<number, number>} */
  const sums = new Map();
  for (const record of found) {
    let total = 0;
    let covered = 0;
    slots.forEach((slot, at) => {
      const here = slot.scores.get(record);
      const near = pages[at].get(index.pages[record]);
      if (here !== undefined) {
        total += here;
        covered += slot.rarity;
      } else if (near !== undefined) {
        total += nearby * near;
        covered += nearby * slot.rarity;
      }
    });
    const score = total * Math.sqrt(covered / whole);
    const page = index.pages[record];
    scores.set(record, score);
    sums.set(page, (sums.get(page) ?? 0) + score);
  }
  for (const [record, score] of scores) {
    scores.set(record, score + together * /** @type {number} */ (sums.get(index.pages[record])));
  }
  return scores;
}

/**
 * Return for each record how like the question is to what people ask for it: the cosine of their rarities. The questions
 * that are likest count, each less than the one before.
 *
 * @param {Index} index
 * @param {Map<string, Asked | undefined>} units
 */
/* eslint-disable no-restricted-syntax -- the files keep rarities in thousandths, and lengths in hundreds of these */
function likeness(index, units) {
  /** @type {Map<number, number>} */
  const common = new Map();
  /** @type {Map<number, number>} */
  const lengths = new Map();
  let whole = 0;
  // What has stop words alone in common is not alike.
  const isSmall = (/** @type {string} */ unit) => unit.startsWith("?");
  for (const [unit, asked] of [...units].sort(([one], [other]) => Number(isSmall(one)) - Number(isSmall(other)))) {
    const rare = asked ? asked.rarity : isSmall(unit) ? 0 : index.rarest;
    whole += rare * rare;
    asked?.questions.forEach((question, at) => {
      const before = common.get(question) ?? (isSmall(unit) ? undefined : 0);
      if (before === undefined) return;
      common.set(question, before + rare * rare);
      if (!isSmall(unit)) lengths.set(question, asked.lengths[at]);
    });
  }
  /** @type {Map<number, number[]>} */
  const closest = new Map();
  for (const [question, shared] of common) {
    const record = index.questions[question];
    const values = closest.get(record) ?? [];
    values.push(shared / (Math.sqrt(whole) * (lengths.get(question) ?? 1) * 100));
    closest.set(record, values);
  }
  const { shares } = index.constants;
  const strength = index.constants.likeness * 1000 * Math.sqrt(units.size);
  /** @type {Map<number, number>} */
  const scores = new Map();
  for (const [record, values] of closest) {
    values.sort((one, other) => other - one);
    const total = shares.reduce((sum, share, at) => sum + (at < values.length ? share * values[at] : 0), 0);
    scores.set(record, strength * total);
  }
  return scores;
}
/* eslint-enable no-restricted-syntax */

/**
 * Return for each page of whose title a question has something how rare that is, by its share of the title.
 *
 * @param {Index} index
 * @param {Map<string, Asked | undefined>} units
 */
function named(index, units) {
  /** @type {Map<number, number>} */
  const said = new Map();
  for (const [unit, asked] of units) {
    if (!asked) continue;
    for (const page of index.titled.get(unit) ?? []) said.set(page, (said.get(page) ?? 0) + asked.rarity);
  }
  return new Map(Array.from(said, ([page, rarity]) => [page, (rarity * rarity) / index.titles[page]]));
}

/**
 * Return for each page, and for each kind of records, how much likelier a question is among those that are asked of it
 * than among all (naive Bayes), in thousandths of logarithms. What kind, the stop words alone say.
 *
 * @param {Index} index
 * @param {Map<string, Asked | undefined>} units
 * @returns {[number[], number[]]}
 */
function odds(index, units) {
  /** @type {[string, Asked][]} */
  const known = [];
  for (const [unit, asked] of units) if (asked) known.push([unit, asked]);
  const small = known.filter(([unit]) => unit.startsWith("?"));
  return [
    oddsOf(index, known, index.pages, index.askedOfPages, index.constants["few-of-page"]),
    oddsOf(index, small, index.kindNumbers, index.askedOfKinds, index.constants["few-of-kind"]),
  ];
}

/**
 * Return what some units say for each group of records.
 *
 * @param {Index} index
 * @param {[string, Asked][]} units
 * @param {number[]} groups the group of each record
 * @param {number[]} sizes how many questions are asked of each group
 * @param {number} few
 */
function oddsOf(index, units, groups, sizes, few) {
  const sums = sizes.map((size) => units.length * thousandths(few / (size + few)));
  for (const [, { questions }] of units) {
    const expected = (few * questions.length) / index.questions.length;
    /** @type {Map<number, number>} */
    const among = new Map();
    for (const question of questions) {
      const group = groups[index.questions[question]];
      among.set(group, (among.get(group) ?? 0) + 1);
    }
    for (const [group, count] of among) sums[group] += thousandths(1 + count / expected);
  }
  return sums;
}

/**
 * Return the best score of each page.
 *
 * @param {Index} index
 * @param {Weighed} slot
 */
function byPage(index, slot) {
  /** @type {Map<number, number>} */
  const most = new Map();
  for (const [record, score] of slot.scores) {
    const page = index.pages[record];
    if (score > (most.get(page) ?? 0)) most.set(page, score);
  }
  return most;
}

/**
 * Return the word that this one may be a slip of, though its stem is known: stems of slips say little. A word that is
 * the beginning of a known form of its stem, but for its last letter, is none.
 *
 * @param {Index} index
 * @param {string} word
 */
async function slipOf(index, word) {
  const plain = fold(word);
  const forms = (await formsOf(index, word)).map(({ form }) => form);
  const start = [...plain].slice(0, -1).join("");
  if ((await index.shard(word)).byFold.has(plain) || forms.some((form) => fold(form).startsWith(start))) return "";
  const other = await nearest(index, word, 1);
  return forms.includes(other) ? "" : other;
}

/**
 * Return the form of the guide that a word is a slip of, or "": the nearest, then the commonest, then by alphabet.
 *
 * @param {Index} index
 * @param {string} word
 */
export async function nearest(index, word, most = 2) {
  const { "one-edit": one, "two-edits": two } = index.constants;
  const typed = [...fold(word)];
  const allowed = Math.min(most, typed.length >= two ? 2 : typed.length >= one ? 1 : 0);
  if (!allowed || /^\p{Nd}+$/u.test(typed.join(""))) return "";
  let [found, fewest, commonest] = ["", Infinity, 0];
  for (const [form, plain, count] of await index.forms(typed.length - allowed, typed.length + allowed)) {
    const letters = [...plain];
    const steps = edits(typed, letters, allowed);
    if (steps > allowed || steps > fewest) continue;
    if (steps < fewest || count > commonest || (count === commonest && form < found))
      [found, fewest, commonest] = [form, steps, count];
  }
  return found;
}

/**
 * Count the letters added, left out, changed or swapped with the next one; more than `most` is `most` + 1.
 *
 * @param {string[]} one
 * @param {string[]} other
 * @param {number} most
 */
export function edits(one, other, most) {
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, to) => to);
  for (let at = 1; at <= one.length; at++) {
    const above = row;
    row = [at];
    for (let to = 1; to <= other.length; to++) {
      let cost = Math.min(above[to] + 1, row[to - 1] + 1, above[to - 1] + (one[at - 1] === other[to - 1] ? 0 : 1));
      if (at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1]) {
        cost = Math.min(cost, before[to - 2] + 1);
      }
      row.push(cost);
    }
    if (Math.min(...row) > most) return most + 1;
    before = above;
  }
  return Math.min(row[row.length - 1], most + 1);
}
