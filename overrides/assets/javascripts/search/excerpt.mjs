// The sentence of a record that says most of what was asked, with the words found in it.

import { fold, tokens } from "./analysis.mjs";

const WORD = /[\p{L}\p{N}\p{M}]+(?:·[\p{L}\p{N}\p{M}]+)*/gu;
const SENTENCE = /[^.!?…\n]+(?:[.!?…]+|$|\n)/gu;
const LONGEST = 170;

/**
 * Makes a function that gives the words of a text that a query found, as { start, end, plain }: those that were typed,
 * in any of their forms, and the names of a term where one stands whole.
 */
export function matcher(index, taken, query) {
  const [language] = index.analyses;
  const forms = new Set(taken.flatMap(({ forms, word }) => [...forms, ...tokens(word)].map(fold)));
  const concepts = new Set(taken.map(({ concept }) => concept).filter(Boolean));
  const names = [...index.phrases].filter(([, key]) => concepts.has(key)).map(([name]) => name);
  // A name whose stems are those of another term is known in its very words: `=word word`.
  const inWords = names.filter((name) => name.startsWith("=")).map((name) => name.slice(1).split(" "));
  const inStems = names.filter((name) => !name.startsWith("=")).map((name) => name.split(" "));
  const typed = tokens(query);
  const last = /\s$/.test(query) ? "" : fold(typed[typed.length - 1] ?? "");
  return (text) => {
    const words = Array.from(text.matchAll(WORD), ({ 0: word, index: start }) => {
      const lower = word.toLowerCase();
      const plain = fold(lower);
      const found = forms.has(plain) || (last.length >= 3 && plain.startsWith(last));
      return { start, end: start + word.length, plain, stem: names.length ? language.stem(lower) : "", found };
    });
    const said = words.filter(({ plain }) => !language.isStopWord(plain));
    for (const place of said.keys()) {
      const stands = (name, part) => name.every((one, at) => said[place + at]?.[part] === one);
      const name = inStems.find((one) => stands(one, "stem")) ?? inWords.find((one) => stands(one, "plain"));
      name?.forEach((_, at) => (said[place + at].found = true));
    }
    return words.filter(({ found }) => found);
  };
}

/**
 * Gives the best sentence of a text as pieces { text, found }, and the words that were found in the whole text, without
 * accents.
 */
export function excerpt(text, matches) {
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

/** Marks the words of a text that were found. */
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

/** Cuts a long sentence around the first word that was found. */
function shortened(sentence, matches) {
  if (sentence.length <= LONGEST) return sentence;
  const first = matches(sentence)[0]?.start ?? 0;
  const start = first < LONGEST - 40 ? 0 : sentence.lastIndexOf(" ", first - 40) + 1;
  const end = sentence.lastIndexOf(" ", start + LONGEST);
  return (start ? "… " : "") + sentence.slice(start, end > start ? end : start + LONGEST) + " …";
}
