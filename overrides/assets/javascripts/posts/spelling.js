// The spelling of a post, by the dictionary of its language. Dictionary and checker are loaded when somebody asks for
// them, from the site itself, and work apart from the page: to read a dictionary takes seconds.

import { matches, spansOf, touches } from "./text.js";

/** @import { Read } from "./text.js" */
/** @import { Finding } from "./check.js" */
/** @typedef {{ word: string, right: boolean, suggestions?: string[] }} Answer */

/**
 * Return the words of a text whose spelling is looked up: neither names nor what the guide knows.
 *
 * A word with a capital within a sentence is a name. `known` are words in folded text.
 *
 * @param {Guia.Basis} basis
 * @param {Read} text
 * @param {Set<string>} known
 */
export function words({ patterns }, text, known) {
  return spansOf(patterns["spelt-word"], text.written).filter(([start, end]) => {
    const word = text.written.slice(start, end);
    const named = matches(patterns.upper, word) && !matches(patterns["begins-sentence"], text.written.slice(0, start));
    const shouts = matches(patterns.upper, word) && !matches(patterns.lower, word);
    const parts = text.folded.slice(start, end).split(/['’-]/);
    return !named && !shouts && !touches([start, end], text.names) && !parts.every((part) => part.length < 2 || known.has(part));
  });
}

/**
 * Return what is found in the spelling of a text. `answers` are what the dictionary says of words.
 *
 * @param {Guia.Basis} basis
 * @param {Read} text
 * @param {Set<string>} known
 * @param {Map<string, Answer>} answers
 * @returns {Finding[]}
 */
export function misspelt(basis, text, known, answers) {
  return words(basis, text, known).flatMap(([start, end]) => {
    const found = text.written.slice(start, end);
    const answer = answers.get(found);
    if (!answer || answer.right) return [];
    const values = { suggestions: answer.suggestions ?? [] };
    const [rule, level] = ["spelling", "warning"];
    return [{ start, end, rule, check: rule, level, found, networks: [], replacement: null, values, period: "" }];
  });
}

/** The dictionary of a language, in a worker of its own. */
export class Dictionary {
  /**
   * @param {string} language
   * @param {(answers: Answer[]) => void} answered is called when it has looked words up
   * @param {(wrong: boolean) => void} ready is called once it can be used, or cannot
   */
  constructor(language, answered, ready) {
    this.worker = new Worker(new URL("./spelling-worker.js", import.meta.url), { type: "module" });
    this.worker.addEventListener("message", ({ data }) => (data.answers ? answered(data.answers) : ready(data.failed)));
    this.worker.addEventListener("error", () => ready(true));
    this.worker.postMessage({ language });
  }

  /** @param {string[]} words */
  ask(words) {
    if (words.length) this.worker.postMessage({ words });
  }

  close() {
    this.worker.terminate();
  }
}
