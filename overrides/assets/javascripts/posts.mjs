// The post check: a form above the table of rules, where the page has a place for it. Everything else is loaded only
// there; without it the page is a list to go through. What is typed goes nowhere: no request, no address, no storage.

const place = document.querySelector("[data-guia-posts]");

/** Loads what posts are checked against, and puts the form in its place. */
async function open() {
  const address = new URL(place.dataset.guiaPosts, new URL("../../", import.meta.url));
  const [{ PostCheck }, response] = await Promise.all([import("./posts/page.mjs"), fetch(address)]);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  new PostCheck(place, await response.json(), address);
}

if (place) open().catch((error) => console.warn(error));
