// The clipboard, also on an intranet without https.

import { h } from "./html.js";

/**
 * Copy a text, and return whether it could; where a page is not served safely only the old way is open.
 *
 * @param {string} text
 */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const before = document.activeElement;
    const area = h("textarea", { class: "guia-aside", "aria-hidden": "true" });
    area.value = text;
    // While a dialog is open nothing outside it can be selected.
    (before?.closest("dialog") ?? document.body).append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (before instanceof HTMLElement) before.focus();
    return done;
  }
}
