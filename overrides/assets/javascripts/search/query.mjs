// From what somebody types to ranked records, step by step as hooks/guiaviva/search/query.py does it.

import { fold, tokens } from "./analysis.mjs";

const SATURATION = 20;
const EXACT = 0.3;
const CONCEPT = 0.9;
const PREFIX = 0.7;
const NEARBY = 0.15;
const SMALL = 0.5;
const LIKENESS = 2;
const PER_PAGE = 2;
const LONGEST = 5;
const SHORTEST_PREFIX = 3;
const SHORTEST_ABBREVIATION = 4;
const ONE_EDIT = 4;
const TWO_EDITS = 8;

/**
 * Ranks the records for a text as it is typed; without a space at its end the last word may be unfinished.
 * Gives { results: [{ record, score }], taken: [{ word, forms, concept, corrected }] }, the best result first.
 */
export async function search(index, text, { correct = true } = {}) {
  const typed = correct
    ? await Promise.all(tokens(text).map((word) => withApostrophe(index, word)))
    : tokens(text);
  const words = index.analyses[0].contentWords(typed);
  const unfinished =
    words.length > 0 && !/\s$/.test(text) && text.toLowerCase().trimEnd().endsWith(words[words.length - 1]);
  await Promise.all(words.map((word) => index.shard(word)));
  const small = index.analyses[0].leftOut(typed);
  await Promise.all(small.map((word) => index.shard(word)));
  const slots = [];
  const taken = [];
  const units = new Map();
  for (let place = 0; place < words.length; ) {
    let last = unfinished && place === words.length - 1;
    let [length, key] = await longestPhrase(index, words, place);
    const word = words[place];
    last ||= !key && correct && (await abbreviated(index, word));
    if (!key && correct && !(await known(index, word, last))) {
      const other = await nearest(index, word);
      if (other) {
        words[place] = other;
        [length, key] = await longestPhrase(index, words, place);
        taken.push({ word, forms: [], concept: "", corrected: other });
      }
    }
    if (key) {
      const phrase = words.slice(place, place + length);
      last = unfinished && place + length === words.length;
      const singles = [];
      for (const [at, one] of phrase.entries()) singles.push(await weigh(index, one, last && at === length - 1));
      slots.push(best([sum(singles), await weighTerm(index, key)]));
      units.set(`§${key}`, (await index.term(key))?.asked);
      taken.push({ word: phrase.join(" "), forms: [], concept: key, corrected: "" });
    } else {
      const begun = last && (await beginning(index, words[place])).length > 0;
      const slip = correct && !begun ? await slipOf(index, words[place]) : "";
      const parts = [];
      const forms = new Set();
      for (const one of slip ? [words[place], slip] : [words[place]]) {
        parts.push(await weigh(index, one, last));
        for (const form of await formsOf(index, one)) forms.add(form);
      }
      slots.push(best(parts));
      const unit = (await stemsOf(index, words[place]))[0] ?? index.analyses[0].stem(words[place]);
      if (!units.has(unit)) units.set(unit, (await index.shard(words[place])).asked.get(unit));
      taken.push({ word: words[place], forms: [...forms], concept: "", corrected: "" });
    }
    place += length;
  }
  const scores = scored(index, slots);
  for (const word of small) {
    const shard = await index.shard(word);
    const forms = shard.byFold.get(fold(word)) ?? [];
    if (forms.length) {
      for (const [record, score] of group(shard, forms, new Set()).scores) {
        if (scores.has(record)) scores.set(record, scores.get(record) + SMALL * score);
      }
    }
    const unit = `?${index.analyses[0].stem(word)}`;
    if (!units.has(unit)) units.set(unit, shard.asked.get(unit));
  }
  for (const [record, score] of likeness(index, units)) scores.set(record, (scores.get(record) ?? 0) + score);
  const results = [...scores].map(([record, score]) => ({ record, score }));
  results.sort((one, other) => other.score - one.score || one.record - other.record);
  return { results, taken };
}

/**
 * Gives the results as they are shown, best first: each with those of its page that are left to «more of this page».
 * Of one page at most PER_PAGE stand by themselves; the last of them keeps the rest.
 */
export function grouped(index, results) {
  const shown = [];
  const ofPage = new Map();
  for (const result of results) {
    const page = index.pages[result.record];
    if (!ofPage.has(page)) ofPage.set(page, []);
    const groups = ofPage.get(page);
    if (groups.length < PER_PAGE) {
      groups.push([result]);
      shown.push(groups[groups.length - 1]);
    } else {
      groups[groups.length - 1].push(result);
    }
  }
  return shown;
}

/** Is a word that nothing knows the beginning of one: `trad automàtica`? */
async function abbreviated(index, word) {
  const long = [...fold(word)].length >= SHORTEST_ABBREVIATION;
  return long && !(await formsOf(index, word)).length && (await beginning(index, word)).length > 0;
}

/** Gives a word that nothing knows without the letter that an apostrophe would have cut off: `lescola` is `escola`. */
async function withApostrophe(index, word) {
  const language = index.analyses[0];
  const rest = language.withoutElision(word);
  if (!rest || language.isStopWord(word) || (await known(index, word, false))) return word;
  if ((await longestPhrase(index, [word], 0))[1]) return word;
  return language.isStopWord(rest) || (await known(index, rest, false)) ? rest : word;
}

async function longestPhrase(index, words, place) {
  for (let length = Math.min(LONGEST, words.length - place); length > 0; length--) {
    const phrase = words.slice(place, place + length);
    const ofForms = index.phrases.get(`=${phrase.map(fold).join(" ")}`);
    if (ofForms) return [length, ofForms];
    for (const stems of await readings(index, phrase)) {
      const key = index.phrases.get(stems.join(" "));
      if (key) return [length, key];
    }
  }
  return [1, ""];
}

/** Gives the stems of some words: as they are typed, and with the accents that the guide knows. */
async function readings(index, words) {
  const typed = words.map((word) => index.analyses[0].stem(word));
  const restored = await Promise.all(words.map(async (word, at) => (await stemsOf(index, word))[0] ?? typed[at]));
  return restored.some((stem, at) => stem !== typed[at]) ? [typed, restored] : [typed];
}

async function stemsOf(index, word) {
  const shard = await index.shard(word);
  return [...new Set((shard.byFold.get(fold(word)) ?? []).map((form) => shard.postings.get(form).stem))];
}

/** Gives the forms of the guide that say the same as a word: those of its stems, else of the stem that it has. */
async function formsOf(index, word) {
  let stems = await stemsOf(index, word);
  if (!stems.length) stems = [...new Set(index.analyses.map((language) => language.stem(word)))];
  const shard = await index.shard(word);
  return stems.flatMap((stem) => shard.byStem.get(stem) ?? []);
}

async function known(index, word, last) {
  return (await formsOf(index, word)).length > 0 || (last && (await beginning(index, word)).length > 0);
}

/** Gives the forms that begin with a word, without its accents. */
async function beginning(index, word) {
  const start = fold(word);
  if ([...start].length < SHORTEST_PREFIX) return [];
  return [...(await index.shard(word)).postings.keys()].filter((form) => fold(form).startsWith(start));
}

async function weigh(index, word, last) {
  const shard = await index.shard(word);
  const forms = await formsOf(index, word);
  const exact = new Set(shard.byFold.get(fold(word)) ?? []);
  const parts = forms.length ? [group(shard, forms, exact)] : [];
  if (last) {
    const begun = (await beginning(index, word)).filter((form) => !forms.includes(form));
    if (begun.length) parts.push(group(shard, begun, new Set(), PREFIX));
  }
  return best(parts);
}

/** Weighs forms as one word; the commonest of their stems tells how rare it is. */
function group(shard, forms, exact, share = 1) {
  const total = new Map();
  const alone = new Map();
  const rarity = Math.min(...forms.map((form) => shard.postings.get(form).rarity));
  for (const form of forms) {
    const { records, weights } = shard.postings.get(form);
    records.forEach((record, at) => {
      total.set(record, (total.get(record) ?? 0) + weights[at]);
      if (exact.has(form)) alone.set(record, (alone.get(record) ?? 0) + weights[at]);
    });
  }
  const scores = new Map();
  for (const [record, weight] of total) {
    let score = saturated(weight);
    if (alone.has(record)) score += EXACT * saturated(alone.get(record));
    scores.set(record, share * rarity * score);
  }
  return { rarity, scores };
}

async function weighTerm(index, key) {
  const term = await index.term(key);
  if (!term) return { rarity: 0, scores: new Map() };
  const scores = term.records.map((record, at) => [record, CONCEPT * term.rarity * saturated(term.weights[at])]);
  return { rarity: term.rarity, scores: new Map(scores) };
}

function saturated(weight) {
  return weight / (SATURATION + weight);
}

/** Gives for each record the best of several readings. */
function best(parts) {
  const scores = new Map();
  for (const part of parts) {
    for (const [record, score] of part.scores) if (score > (scores.get(record) ?? 0)) scores.set(record, score);
  }
  return { rarity: Math.max(0, ...parts.map((part) => part.rarity)), scores };
}

function sum(parts) {
  const scores = new Map();
  for (const part of parts) {
    for (const [record, score] of part.scores) scores.set(record, (scores.get(record) ?? 0) + score);
  }
  return { rarity: parts.reduce((total, part) => total + part.rarity, 0), scores };
}

/** Adds up what the words say, weakened by the square root of how much of the question a record covers. */
function scored(index, slots) {
  const scores = new Map();
  const whole = slots.reduce((total, slot) => total + slot.rarity, 0);
  if (!whole) return scores;
  const pages = slots.map((slot) => byPage(index, slot));
  const found = new Set(slots.flatMap((slot) => [...slot.scores.keys()]));
  for (const record of found) {
    let total = 0;
    let covered = 0;
    slots.forEach((slot, at) => {
      if (slot.scores.has(record)) {
        total += slot.scores.get(record);
        covered += slot.rarity;
      } else if (pages[at].has(index.pages[record])) {
        total += NEARBY * pages[at].get(index.pages[record]);
        covered += NEARBY * slot.rarity;
      }
    });
    scores.set(record, total * Math.sqrt(covered / whole));
  }
  return scores;
}

/**
 * Gives for each record how like the question is to what people ask for it: the cosine of their rarities. The three
 * questions that are likest count: the second 0.3 and the third 0.1.
 */
function likeness(index, units) {
  const common = new Map();
  let whole = 0;
  for (const [unit, asked] of units) {
    const rare = asked ? asked.rarity : unit.startsWith("?") ? 0 : index.rarest;
    whole += rare * rare;
    for (const question of asked?.questions ?? []) common.set(question, (common.get(question) ?? 0) + rare * rare);
  }
  const closest = new Map();
  for (const [question, shared] of common) {
    const record = index.questions[question];
    if (!closest.has(record)) closest.set(record, []);
    closest.get(record).push(shared / (Math.sqrt(whole) * index.lengths[question] * 100));
  }
  const strength = LIKENESS * 1000 * Math.sqrt(units.size);
  const scores = new Map();
  for (const [record, values] of closest) {
    values.sort((one, other) => other - one);
    let total = 0;
    [1, 0.3, 0.1].forEach((share, at) => (total += at < values.length ? share * values[at] : 0));
    scores.set(record, strength * total);
  }
  return scores;
}

function byPage(index, slot) {
  const most = new Map();
  for (const [record, score] of slot.scores) {
    const page = index.pages[record];
    if (score > (most.get(page) ?? 0)) most.set(page, score);
  }
  return most;
}

/**
 * Gives the word that this one may be a slip of, though its stem is known: stems of slips say little. A word that is the
 * beginning of a known form of its stem, but for its last letter, is none.
 */
async function slipOf(index, word) {
  const plain = fold(word);
  const forms = await formsOf(index, word);
  const start = [...plain].slice(0, -1).join("");
  if ((await index.shard(word)).byFold.has(plain) || forms.some((form) => fold(form).startsWith(start))) return "";
  const other = await nearest(index, word, 1);
  return forms.includes(other) ? "" : other;
}

/** Gives the form of the guide that a word is a slip of, or "": the nearest, then the commonest, then by alphabet. */
export async function nearest(index, word, most = 2) {
  const typed = [...fold(word)];
  const allowed = Math.min(most, typed.length >= TWO_EDITS ? 2 : typed.length >= ONE_EDIT ? 1 : 0);
  if (!allowed || /^\p{Nd}+$/u.test(typed.join(""))) return "";
  let found = ["", Infinity, 0];
  for (const [form, plain, count] of await index.forms()) {
    const letters = [...plain];
    if (Math.abs(letters.length - typed.length) > allowed) continue;
    const steps = edits(typed, letters, allowed);
    if (steps > allowed || steps > found[1]) continue;
    if (steps < found[1] || count > found[2] || (count === found[2] && form < found[0])) found = [form, steps, count];
  }
  return found[0];
}

/** Counts the letters added, left out, changed or swapped with the next one; more than `most` is `most` + 1. */
export function edits(one, other, most) {
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
