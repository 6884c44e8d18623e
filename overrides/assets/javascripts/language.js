// The switch of language stays on the section: sections have the same id in every language.
// The links work without this script; they then lead to the top of the same page.

import { passed } from "./common/section.js";

/** The section that is being read: the one in the address, or the last whose heading has passed the top. */
function section() {
  if (window.scrollY < 8) {
    return location.hash;
  }
  const last = passed();
  return last ? `#${last}` : location.hash;
}

document.addEventListener("click", (event) => {
  /** @type {HTMLAnchorElement | null} */
  const link = event.target instanceof Element ? event.target.closest("[data-guia-language]") : null;
  if (link) {
    link.hash = section();
  }
});

// The list closes as one expects of a menu: by Escape, and when the focus or a click goes elsewhere.
/** @type {HTMLDetailsElement | null} */
const list = document.querySelector("[data-guia-languages]");

list?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !list.open) return;
  list.open = false;
  list.querySelector("summary")?.focus();
});

list?.addEventListener("focusout", (event) => {
  if (event.relatedTarget instanceof Node && !list.contains(event.relatedTarget)) list.open = false;
});

document.addEventListener("click", (event) => {
  if (list && !(event.target instanceof Node && list.contains(event.target))) list.open = false;
});
