// The response assistant: one question at a time, where the page shows the whole tree. Everything else is loaded only
// there, and until it is, or where it cannot be, the page stays as it was written.

/** @type {HTMLElement | null} */
const place = document.querySelector("[data-guia-assistant]");

/**
 * Load what the assistant says and put it in the place of the tree.
 *
 * @param {HTMLElement} place
 */
async function open(place) {
  const address = new URL(place.dataset.guiaAssistant ?? "", new URL("../../../", import.meta.url));
  const [{ Assistant }, response] = await Promise.all([import("./assistant/page.js"), fetch(address, { cache: "no-cache" })]);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  new Assistant(place, await response.json(), address).begin();
}

if (place) {
  open(place).catch((error) => {
    console.warn(error);
    place.dataset.begun = "";
  });
}
