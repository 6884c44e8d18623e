// The sentence of a record that says most of what was asked, with the words found in it.

import { WORD, fold, tokens } from "./analysis.js";

/** @import { Index } from "./index.js" */
/** @import { Taken } from "./query.js" */
/** @typedef {{ start: number, end: number, plain: string, stem: string, found: boolean }} Word */
/** @typedef {(text: string) => Word[]} Matcher */
/** @typedef {{ text: string, found: boolean }} Piece */

const SENTENCE = /[^.!?…\n]+(?:[.!?…]+|$|\n)/gu;
// So many signs of a sentence are shown, and so many of them before the first word that was found.
const SHOWN = 170;
const BEFORE = 40;

/**
 * Make a function that gives the words of a text that a query found: those that were typed, in any of their forms, and
 * the names of a term that occur as a whole.
 *
 * @param {Index} index
 * @param {Taken[]} taken
 * @param {string} query
 * @returns {Matcher}
 */
export function matcher(index, taken, query) {
  const [language] = index.analyses;
  const forms = new Set(taken.flatMap(({ forms, word }) => [...forms, ...tokens(word)].map(fold)));
  const names = taken.flatMap(({ term }) => term?.names ?? []);
  // A name whose stems are those of another term is known in its very words: `=word word`.
  const inWords = names.filter((name) => name.startsWith("=")).map((name) => name.slice(1).split(" "));
  const inStems = names.filter((name) => !name.startsWith("=")).map((name) => name.split(" "));
  const typed = tokens(query);
  const last = /\s$/.test(query) ? "" : fold(typed[typed.length - 1] ?? "");
  const shortest = index.constants["shortest-prefix"];
  return (text) => {
    const words = Array.from(text.matchAll(WORD), ({ 0: word, index: start }) => {
      const lower = word.toLowerCase();
      const plain = fold(lower);
      const found = forms.has(plain) || (last.length >= shortest && plain.startsWith(last));
      return { start, end: start + word.length, plain, stem: names.length ? language.stem(lower) : "", found };
    });
    const said = words.filter(({ plain }) => !language.isStopWord(plain));
    for (const place of said.keys()) {
      const stands = (/** @type {string[]} */ name, /** @type {"stem" | "plain"} */ part) =>
        name.every((one, at) => said[place + at]?.[part] === one);
      const name = inStems.find((one) => stands(one, "stem")) ?? inWords.find((one) => stands(one, "plain"));
      name?.forEach((_, at) => (said[place + at].found = true));
    }
    return words.filter(({ found }) => found);
  };
}

/**
 * Return the best sentence of a text in pieces, and the words that were found in the whole text, without accents.
 *
 * @param {string} text
 * @param {Matcher} matches
 */
export function excerpt(text, matches) {
  /** @type {Set<string>} */
  const all = new Set();
  let best = "";
  let most = -1;
  for (const [sentence] of text.matchAll(SENTENCE)) {
    const found = new Set(matches(sentence).map(({ plain }) => plain));
    found.forEach((word) => all.add(word));
    if (found.size > most && sentence.trim()) {
      most = found.size;
      best = sentence.trim();
    }
  }
  return { pieces: pieces(shortened(best, matches), matches), words: [...all] };
}

/**
 * Part a text into pieces, so that the words that were found can be marked.
 *
 * @param {string} text
 * @param {Matcher} matches
 * @returns {Piece[]}
 */
export function pieces(text, matches) {
  const parts = [];
  let last = 0;
  for (const { start, end } of matches(text)) {
    if (start > last) parts.push({ text: text.slice(last, start), found: false });
    parts.push({ text: text.slice(start, end), found: true });
    last = end;
  }
  if (last < text.length) parts.push({ text: text.slice(last), found: false });
  return parts;
}

/**
 * Cut a long sentence around the first word that was found.
 *
 * @param {string} sentence
 * @param {Matcher} matches
 */
function shortened(sentence, matches) {
  if (sentence.length <= SHOWN) return sentence;
  const first = matches(sentence)[0]?.start ?? 0;
  const start = first < SHOWN - BEFORE ? 0 : sentence.lastIndexOf(" ", first - BEFORE) + 1;
  const end = sentence.lastIndexOf(" ", start + SHOWN);
  return (start ? "… " : "") + sentence.slice(start, end > start ? end : start + SHOWN) + " …";
}
