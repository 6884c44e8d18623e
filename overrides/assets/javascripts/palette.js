// The button of the dark palette says whether it is dark. What is chosen against the system's own is remembered; whoever
// chooses what the system prefers follows that again. Without scripts the button is not shown.

import { keep, kept } from "./common/kept.js";

const KEY = "guia-scheme";
const system = matchMedia("(prefers-color-scheme: dark)");
const root = document.documentElement;

/** @type {HTMLButtonElement | null} */
const button = document.querySelector("[data-guia-dark]");

/** Return what of the page is dark now: what was chosen, or what the system prefers. */
function dark() {
  return root.dataset.guiaScheme ? root.dataset.guiaScheme === "dark" : system.matches;
}

/** Say it. */
function show() {
  button?.setAttribute("aria-pressed", String(dark()));
}

/**
 * Choose a palette, also for the pages that are opened next.
 *
 * @param {boolean} isDark
 */
function choose(isDark) {
  const scheme = isDark ? "dark" : "light";
  if (isDark === system.matches) delete root.dataset.guiaScheme;
  else root.dataset.guiaScheme = scheme;
  keep(KEY, isDark === system.matches ? "system" : scheme);
  show();
}

if (button) {
  show();
  system.addEventListener("change", show);
  button.addEventListener("click", () => choose(!dark()));
  // What was chosen in another tab.
  addEventListener("storage", ({ key }) => {
    if (key !== KEY) return;
    const scheme = kept(KEY);
    choose(scheme === "dark" || (scheme !== "light" && system.matches));
  });
}
