// The place that the address names: a row that is folded on a narrow screen opens, and the lists of contents mark its section.
// Without this script the row is shown by style alone, and nothing is marked.

import { passed } from "./common/section.js";

const FOLD = ":scope > .guia-fold, :scope > th > .guia-fold";
const LISTS = ".md-nav--secondary, .guia-nav .guia-sections";

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

/** Open what the address names, and all within which it stands. */
function open() {
  for (let one = document.getElementById(named()); one; one = one.parentElement) {
    const fold = one.querySelector(FOLD);
    if (fold instanceof HTMLDetailsElement) fold.open = true;
  }
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
  open();
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
// What the preview has put in its place is as the server sent it.
document.addEventListener("guia-changed", arrive);
arrive();
