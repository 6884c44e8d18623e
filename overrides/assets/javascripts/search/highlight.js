// Marks words in the page without touching it, where the browser can (CSS Custom Highlight API).

import { WORD, fold } from "./analysis.js";

/**
 * Mark every occurrence of some words in the article.
 *
 * @param {string[]} words without accents
 */
export function highlight(words) {
  const article = document.querySelector("article");
  if (!article || !globalThis.Highlight || !CSS.highlights) return;
  const wanted = new Set(words);
  /** @type {Range[]} */
  const ranges = [];
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = /** @type {Text} */ (walker.currentNode);
    for (const { 0: word, index } of text.data.matchAll(WORD)) {
      if (wanted.has(fold(word.toLowerCase()))) {
        const range = new Range();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set("guia-found", new Highlight(...ranges));
}
