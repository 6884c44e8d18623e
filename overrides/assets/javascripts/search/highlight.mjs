// Marks words in the page without touching it, where the browser can (CSS Custom Highlight API).

import { fold } from "./analysis.mjs";

const WORD = /[\p{L}\p{N}\p{M}]+(?:·[\p{L}\p{N}\p{M}]+)*/gu;

/** Marks every occurrence of the words, which are given without accents, in the article. */
export function highlight(words) {
  const article = document.querySelector("article");
  if (!article || !globalThis.Highlight || !CSS.highlights) return;
  const wanted = new Set(words);
  const ranges = [];
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    for (const { 0: word, index } of walker.currentNode.data.matchAll(WORD)) {
      if (wanted.has(fold(word.toLowerCase()))) {
        const range = new Range();
        range.setStart(walker.currentNode, index);
        range.setEnd(walker.currentNode, index + word.length);
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set("guia-found", new Highlight(...ranges));
}
