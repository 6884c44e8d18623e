// The worker of the spelling: reads the dictionary of a language, looks words up, and then looks for what was meant.

import { Espells } from "../vendor/espells/espells.js";

// Of so many words at a time it is looked for what was meant, since that takes long, and so many suggestions are given.
const WORDS = 12;
const SUGGESTIONS = 3;
// An article or a pronoun that lost its vowel.
const ELIDED = /^\p{L}{1,2}'(?=\p{L}{2})/u;
const GZIP = [0x1f, 0x8b];

/** @type {Promise<Espells> | undefined} */
let dictionary;

self.addEventListener("message", async ({ data }) => {
  if (data.language) {
    dictionary = open(data.language);
    dictionary.then(
      () => self.postMessage({ failed: false }),
      () => self.postMessage({ failed: true }),
    );
    return;
  }
  const spelling = await dictionary?.catch(() => undefined);
  if (spelling) answer(spelling, data.words);
});

/** @param {string} language */
async function open(language) {
  const [aff, dic] = await Promise.all(["aff", "dic"].map((part) => read(`../vendor/dictionaries/${language}.${part}.gz`)));
  return new Espells({ aff, dic: [dic] });
}

/**
 * Return the text of a compressed file; a server may have had the browser expand it.
 *
 * @param {string} path
 */
async function read(path) {
  const response = await fetch(new URL(path, import.meta.url));
  if (!response.ok) throw new Error(`${response.status} ${path}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (!GZIP.every((byte, at) => bytes[at] === byte)) return new TextDecoder().decode(bytes);
  const expanded = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(expanded).text();
}

/**
 * @param {Espells} spelling
 * @param {string[]} words
 */
function answer(spelling, words) {
  const answers = words.map((word) => ({ word, right: isRight(spelling, word) }));
  self.postMessage({ answers });
  for (const { word } of answers.filter(({ right }) => !right).slice(0, WORDS)) {
    const suggestions = spelling.suggest(plain(word)).slice(0, SUGGESTIONS);
    self.postMessage({ answers: [{ word, right: false, suggestions }] });
  }
}

/**
 * Is a word in the dictionary, or its parts, of which an elided one may stand before any word?
 *
 * @param {Espells} spelling
 * @param {string} word
 */
function isRight(spelling, word) {
  const parts = plain(word).split("-");
  const right = (/** @type {string} */ one) => spelling.lookup(one).correct || spelling.lookup(one.toLowerCase()).correct;
  const elided = (/** @type {string} */ part) => ELIDED.test(part) && right(part.replace(ELIDED, ""));
  return right(plain(word)) || parts.every((part) => !part || right(part) || elided(part));
}

/** @param {string} word */
function plain(word) {
  return word.replaceAll("’", "'");
}
