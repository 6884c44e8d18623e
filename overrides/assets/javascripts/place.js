// The place that the address names has the focus, a row that is folded on a narrow screen opens, and the lists of contents
// mark its section. Until this script runs, and without it, the row is shown by style alone, so that nothing jumps.

import { passed } from "./common/section.js";

const FOLD = ":scope > .guia-fold, :scope > th > .guia-fold, :scope.guia-section > details";
const LISTS = ".guia-toc, .guia-nav .guia-sections";

// The section that was chosen stays marked until somebody scrolls on: at the end of a page it may never reach the top.
let chosen = "";

/** Return the id that the address names. */
function named() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

/**
 * Open a place and all within which it stands.
 *
 * @param {Element | null} place
 */
function open(place) {
  for (let one = place; one; one = one.parentElement) {
    const fold = one.querySelector(FOLD);
    if (fold instanceof HTMLDetailsElement) fold.open = true;
    if (one instanceof HTMLDetailsElement && one.contains(place?.parentElement ?? null)) one.open = true;
  }
  document.documentElement.dataset.guiaArrived = "";
}

/**
 * Go on from a place by keyboard, and hear it.
 *
 * @param {HTMLElement | null} place
 */
function focus(place) {
  // The assistant takes the focus to what it puts in the place of it.
  if (!place || place.closest("[data-guia-assistant]") || place.contains(document.activeElement)) return;
  if (place.tabIndex < 0) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

function mark() {
  for (const list of document.querySelectorAll(LISTS)) {
    const links = [...list.querySelectorAll("a")];
    const link = [chosen, passed()].map((id) => id && links.find(({ hash }) => hash === `#${id}`)).find(Boolean);
    for (const one of links) {
      if (one === link) one.setAttribute("aria-current", "location");
      else one.removeAttribute("aria-current");
    }
  }
}

function arrive() {
  chosen = named();
  const place = document.getElementById(chosen);
  open(place);
  focus(place);
  mark();
}

addEventListener("hashchange", arrive);
// The address stays as it is where somebody asks for the same place again.
document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("a[href*='#']")) setTimeout(arrive);
});
for (const type of ["wheel", "touchmove", "keydown", "pointerdown"]) {
  addEventListener(type, () => (chosen = ""), { passive: true });
}
addEventListener("scroll", mark, { passive: true });
// On paper all is open, and closed again behind it; newer browsers do so by style.
/** @type {HTMLDetailsElement[]} */
let printed = [];
addEventListener("beforeprint", () => {
  printed = [...document.querySelectorAll("details")].filter((one) => one.closest("article") && !one.open);
  for (const one of printed) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of printed) one.open = false;
});
// What the preview has put in its place is as the server sent it.
document.addEventListener("guia-changed", arrive);
arrive();
