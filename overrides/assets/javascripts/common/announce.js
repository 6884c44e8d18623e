// What is read out to whoever does not see it change.

import { h } from "./html.js";

// So long after the last change it is said, in milliseconds: what follows at once would cut it short.
const PAUSE = 500;

/**
 * Return where sentences are said, and what says one; of several in a row the last.
 *
 * @returns {{ element: HTMLElement, say: (sentence: string) => void }}
 */
export function announcer() {
  const element = h("p", { class: "guia-unseen", role: "status" });
  /** @type {number | undefined} */
  let timer;
  const say = (/** @type {string} */ sentence) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => (element.textContent = sentence), PAUSE);
  };
  return { element, say };
}
