// The clipboard, also on an intranet without https.

import { h } from "./html.js";

/**
 * Copy a text, and the same as HTML where there is any, and return whether it could; where a page is not served safely only the
 * old way is open, and text alone.
 *
 * @param {string} text
 * @param {string} html
 */
export async function copied(text, html = "") {
  try {
    if (html && window.ClipboardItem) await navigator.clipboard.write([item({ "text/plain": text, "text/html": html })]);
    else await navigator.clipboard.writeText(text);
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

/** @param {Record<string, string>} forms one text in several forms, by their types */
function item(forms) {
  const blobs = Object.entries(forms).map(([type, text]) => [type, new Blob([text], { type })]);
  return new ClipboardItem(Object.fromEntries(blobs));
}
