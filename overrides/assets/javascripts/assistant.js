// The response assistant: one question at a time, where the page shows the whole tree. Everything else is loaded only
// there, and until it is, or where it cannot be, the page stays as it was written.

import { TOP, data, part } from "./common/load.js";

/** @type {HTMLElement | null} */
const place = document.querySelector("[data-guia-assistant]");

/**
 * Load what the assistant says and put it in the place of the tree.
 *
 * @param {HTMLElement} place
 */
async function open(place) {
  const address = new URL(place.dataset.guiaAssistant ?? "", TOP);
  const [{ Assistant }, content] = await Promise.all([part("assistant"), data(address)]);
  new Assistant(place, content, address).begin();
}

if (place) {
  open(place).catch((error) => {
    console.warn(error);
    place.dataset.begun = "";
  });
}
