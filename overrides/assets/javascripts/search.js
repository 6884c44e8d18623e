// Opens the search: by its field in the header, by / or s, by Ctrl or Cmd and K, and by ?q=words in the address.
// Everything else is loaded when it is first opened. Without this script the field leads to the index of the guide.

import { lettersOpen } from "./common/letters.js";
import { part } from "./common/load.js";

/** @type {HTMLAnchorElement | null} */
const field = document.querySelector("[data-guia-search]");
/** @type {Promise<import("./search/dialog.js").SearchDialog> | undefined} */
let dialog;

/**
 * Open the search, with words if they are given.
 *
 * @param {HTMLAnchorElement} field
 * @param {string} [words]
 */
async function open(field, words) {
  const early = dialog ? null : keep();
  // What fails is tried again when somebody next asks.
  dialog ??= part("search").then(({ SearchDialog }) => new SearchDialog(field));
  try {
    const loaded = await dialog;
    const typed = early?.();
    loaded.open(words ?? typed);
    // Who was typing goes on at the end.
    if (words === undefined && typed) loaded.input.setSelectionRange(typed.length, typed.length);
  } catch (error) {
    early?.();
    dialog = undefined;
    console.warn(error);
    // Who asked for the search gets what there is without this script.
    if (words === undefined) location.assign(field.href);
  }
}

/**
 * Keep what is typed until the field is there: on a slow line that takes a while, and nobody waits for it.
 *
 * @returns {() => string | undefined} ends it, and returns what was typed; undefined where nothing was
 */
function keep() {
  let typed = "";
  const key = (/** @type {KeyboardEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
    if (event.key === "Backspace") typed = [...typed].slice(0, -1).join("");
    else if ([...event.key].length === 1) typed += event.key;
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("keydown", key, true);
  return () => {
    document.removeEventListener("keydown", key, true);
    return typed || undefined;
  };
}

/**
 * Is somebody writing, so that a letter is a letter?
 *
 * @param {EventTarget | null} target
 */
function writing(target) {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

if (field) {
  /** @type {NodeListOf<HTMLElement>} */
  const others = document.querySelectorAll("[data-guia-open]");
  for (const opener of [field, ...others]) {
    opener.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(field);
    });
  }
  document.addEventListener("keydown", (event) => {
    const letter = !event.ctrlKey && !event.metaKey && !event.altKey && (event.key === "/" || event.key === "s");
    const chord = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    if ((letter && !writing(event.target) && lettersOpen()) || chord) {
      event.preventDefault();
      open(field);
    }
  });
  field.dataset.ready = "";
  const words = new URLSearchParams(location.search).get("q");
  if (words !== null) open(field, words);
}

// A result leads to its section with the words that were found (?h=…); they are marked there.
const marked = new URLSearchParams(location.search).get("h");
if (marked) part("highlight").then(({ highlight }) => highlight(marked.split(" ")));
