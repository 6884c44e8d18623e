// The definition of a term, beside it while the pointer or the focus is there. It can be pointed at, Escape takes it
// away, and nothing else does (WCAG 1.4.13). Without this script the browser shows the title of the term to a pointer.

import { h } from "./common/html.js";

const TERMS = "a.guia-term, article abbr";
// For so long the pointer may be on its way from a term to its definition, in milliseconds.
const WAY = 250;

const tip = h("div", { class: "guia-tip", role: "tooltip", hidden: true });
document.body.append(tip);
/** @type {number | undefined} */
let leaving;

/** @param {EventTarget | null} target */
function termOf(target) {
  const term = target instanceof Element ? target.closest(TERMS) : null;
  if (!(term instanceof HTMLElement)) return null;
  // Two of them would be shown, and the browser's own cannot be pointed at. Whoever listens still hears it.
  if (term.title) term.setAttribute("aria-description", term.title);
  term.removeAttribute("title");
  return term.hasAttribute("aria-description") ? term : null;
}

/** @param {HTMLElement} term */
function show(term) {
  clearTimeout(leaving);
  tip.textContent = term.getAttribute("aria-description");
  tip.lang = term.closest("[lang]")?.getAttribute("lang") ?? "";
  tip.hidden = false;
  // Of a term that is broken over two lines, the first part.
  const [place] = term.getClientRects();
  const room = document.documentElement.clientWidth - tip.offsetWidth;
  const below = place.bottom + tip.offsetHeight < window.innerHeight;
  tip.style.left = `${Math.max(8, Math.min(place.left, room - 8))}px`;
  tip.style.top = `${window.scrollY + (below ? place.bottom : place.top - tip.offsetHeight)}px`;
}

function hide() {
  clearTimeout(leaving);
  tip.hidden = true;
}

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  const term = termOf(event.target);
  if (term) show(term);
  else if (event.target instanceof Node && tip.contains(event.target)) clearTimeout(leaving);
});
document.addEventListener("pointerout", (event) => {
  const inside = event.target instanceof Node && tip.contains(event.target);
  if (!inside && !termOf(event.target)) return;
  clearTimeout(leaving);
  leaving = window.setTimeout(hide, WAY);
});
document.addEventListener("focusin", (event) => {
  const term = termOf(event.target);
  if (term?.matches(":focus-visible")) show(term);
});
document.addEventListener("focusout", hide);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
