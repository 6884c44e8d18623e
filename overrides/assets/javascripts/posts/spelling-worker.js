// The worker of the spelling: reads the dictionary of a language, and looks words up in it.

import { Espells } from "../vendor/espells/espells.js";
import { isRight, meant } from "./dictionary.js";

// For so many words at a time it is looked for what was meant: of another language all are wrong.
const WORDS = 12;
const GZIP = [0x1f, 0x8b];

/** @type {Promise<Espells> | undefined} */
let dictionary;

self.addEventListener("message", async ({ data }) => {
  if (data.files) {
    dictionary = open(data.files);
    dictionary.then(
      () => self.postMessage({ state: "ready" }),
      () => self.postMessage({ state: "failed" }),
    );
    return;
  }
  const spelling = await dictionary?.catch(() => undefined);
  if (!spelling) return;
  const wrong = data.words.filter((/** @type {string} */ word) => !isRight(spelling, word));
  const right = data.words.filter((/** @type {string} */ word) => !wrong.includes(word));
  self.postMessage({ answers: right.map((/** @type {string} */ word) => ({ word, right: true, suggestions: [] })) });
  for (const [at, word] of wrong.entries()) {
    // What has been asked for in the meantime comes between.
    await new Promise((resolve) => setTimeout(resolve));
    self.postMessage({ answers: [{ word, right: false, suggestions: at < WORDS ? meant(spelling, word) : [] }] });
  }
});

/** @param {Uint8Array<ArrayBuffer>[]} files what is known of words, and the words */
async function open(files) {
  const [aff, dic] = await Promise.all(files.map(read));
  return new Espells({ aff, dic: [dic] });
}

/**
 * Return the text of a compressed file; a server may have had the browser expand it.
 *
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
async function read(bytes) {
  if (!GZIP.every((byte, at) => bytes[at] === byte)) return new TextDecoder().decode(bytes);
  const expanded = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(expanded).text();
}
