// The post check: a form above the table of rules, where the page has a place for it. Everything else is loaded only
// there; without it the page is a list to go through. What is typed goes nowhere: no request, no address, no storage.

import { TOP, data, part } from "./common/load.js";

/** @type {HTMLElement | null} */
const place = document.querySelector("[data-guia-posts]");

/**
 * Load what posts are checked against, and put the form in its place.
 *
 * @param {HTMLElement} place
 */
async function open(place) {
  const address = new URL(place.dataset.guiaPosts ?? "", TOP);
  const [{ PostCheck }, content] = await Promise.all([part("posts"), data(address)]);
  new PostCheck(place, content, address);
}

if (place) open(place).catch((error) => console.warn(error));
