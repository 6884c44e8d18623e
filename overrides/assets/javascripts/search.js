// Opens the search: by its field in the header, by / or s, by Ctrl or Cmd and K, and by ?q=words in the address.
// Everything else is loaded when it is first opened. Without this script the field leads to the index of the guide.

// Where a browser keeps that / and s shall not open the search.
const CHOICE = "guia-keys";
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
  const load = () => import("./search/dialog.js");
  // What fails once is tried again; what fails twice, when somebody next asks.
  dialog ??= load().catch(load).then(({ SearchDialog }) => new SearchDialog(field));
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
 * Do / and s open the search? A key of one letter must be possible to turn off (WCAG 2.1.4), since who speaks to the
 * computer presses it by chance.
 */
export function lettersOpen() {
  try {
    return localStorage.getItem(CHOICE) !== "off";
  } catch {
    return true;
  }
}

/**
 * Turn these keys on or off, for every page in this browser; where nothing may be kept, for none.
 *
 * @param {boolean} on
 */
export function setLettersOpen(on) {
  try {
    if (on) localStorage.removeItem(CHOICE);
    else localStorage.setItem(CHOICE, "off");
  } catch {
    // The browser keeps nothing.
  }
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
if (marked) import("./search/highlight.js").then(({ highlight }) => highlight(marked.split(" ")));
