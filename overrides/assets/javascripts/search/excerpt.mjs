// The sentence of a record that says most of what was asked, with the words found in it.

import { fold, tokens } from "./analysis.mjs";

const WORD = /[\p{L}\p{N}\p{M}]+(?:·[\p{L}\p{N}\p{M}]+)*/gu;
const SENTENCE = /[^.!?…\n]+(?:[.!?…]+|$|\n)/gu;
const LONGEST = 170;

/** Makes a function that tells whether a word of a text is one of those that a query found. */
export function matcher(index, taken, query) {
  const [language] = index.analyses;
  const forms = new Set(taken.flatMap(({ forms, word }) => [...forms, word].map(fold)));
  const stems = new Set();
  for (const { concept } of taken) {
    if (!concept) continue;
    for (const [phrase, key] of index.phrases) if (key === concept) phrase.split(" ").forEach((stem) => stems.add(stem));
  }
  const typed = tokens(query);
  const last = /\s$/.test(query) ? "" : fold(typed[typed.length - 1] ?? "");
  const known = new Map();
  return (word) => {
    word = word.toLowerCase();
    if (!known.has(word)) {
      const plain = fold(word);
      const found =
        forms.has(plain) ||
        (stems.size > 0 && !language.stopWords.has(plain) && stems.has(language.stem(word))) ||
        (last.length >= 3 && plain.startsWith(last));
      known.set(word, found);
    }
    return known.get(word);
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
    const words = [...sentence.matchAll(WORD)].map(([word]) => word).filter(matches);
    const found = new Set(words.map((word) => fold(word.toLowerCase())));
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
  let end = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!matches(word)) continue;
    if (index > end) parts.push({ text: text.slice(end, index), found: false });
    parts.push({ text: word, found: true });
    end = index + word.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), found: false });
  return parts;
}

/** Cuts a long sentence around the first word that was found. */
function shortened(sentence, matches) {
  if (sentence.length <= LONGEST) return sentence;
  const first = [...sentence.matchAll(WORD)].find(([word]) => matches(word))?.index ?? 0;
  const start = first < LONGEST - 40 ? 0 : sentence.lastIndexOf(" ", first - 40) + 1;
  const end = sentence.lastIndexOf(" ", start + LONGEST);
  return (start ? "… " : "") + sentence.slice(start, end > start ? end : start + LONGEST) + " …";
}
