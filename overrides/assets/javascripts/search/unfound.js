// Searches that found nothing, which this browser alone remembers until somebody copies them or forgets them.

import { copied } from "../common/clipboard.js";
import { h } from "../common/html.js";
import { forget, keep, kept } from "../common/kept.js";
import { filled } from "../common/words.js";

const KEPT = "guia-unfound";
// So many are remembered, the last ones; so many letters has one at least, and at most.
const MOST = 50;
const SHORTEST = 3;
const LETTERS = 100;

/** @typedef {{ language: string, words: string }} Unfound */

/** @returns {Unfound[]} */
function all() {
  try {
    const read = JSON.parse(kept(KEPT) || "[]");
    return Array.isArray(read) ? read.filter((one) => typeof one?.language === "string" && typeof one.words === "string") : [];
  } catch {
    return [];
  }
}

/**
 * Remember a search that found nothing.
 *
 * @param {string} language
 * @param {string} words
 */
export function remember(language, words) {
  const plain = words.trim().replace(/\s+/g, " ");
  const before = all().filter((one) => one.words.toLowerCase() !== plain.toLowerCase() || one.language !== language);
  if (plain.length < SHORTEST || plain.length > LETTERS) return;
  keep(KEPT, JSON.stringify([...before, { language, words: plain }].slice(-MOST)));
}

/**
 * Return searches as the lines of data/queries.yml: which page answers each is for whoever writes them there.
 *
 * @param {Unfound[]} searches
 */
export function lines(searches) {
  const quoted = searches.map(({ language, words }) => `- language: ${language}\n  words: ${JSON.stringify(words)}\n  answers: []\n`);
  return quoted.join("");
}

/**
 * Return what lists them, with what copies and what forgets them; null where there are none.
 *
 * @param {Guia.Words} say
 * @param {(sentence: string) => void} announce
 */
export function listed(say, announce) {
  const searches = all();
  if (!searches.length) return null;
  const copy = h("button", { type: "button" }, say["unfound-copy"]);
  const away = h("button", { type: "button" }, say["unfound-forget"]);
  const items = searches.map(({ words, language }) => h("li", { lang: language }, words));
  const title = h("summary", {}, filled(say.unfound, { count: searches.length }));
  const details = h("details", { class: "guia-unfound" }, title, h("p", {}, say["unfound-note"]), h("ul", {}, items), copy, " ", away);
  copy.addEventListener("click", async () => {
    const done = await copied(lines(searches));
    if (done) copy.textContent = say.copied;
    announce(say[done ? "copied" : "copy-failed"]);
  });
  away.addEventListener("click", () => {
    forget(KEPT);
    details.remove();
    announce(say["unfound-forgotten"]);
  });
  return details;
}
