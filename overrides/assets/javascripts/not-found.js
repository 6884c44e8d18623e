// The page for an address that is not there, in the language of that address. A server has one such page for all, in which every
// language stands; without this script they all do.

import { h } from "./common/html.js";

// What stands around the content of a page in words, and what leads somewhere.
const WORDS = [".guia-site", ".guia-field span", ".guia-languages summary", ".md-skip", ".md-copyright", ".md-banner__inner"];
const LINKS = [".guia-home", ".guia-menu", ".guia-field", "#guia-nav", ".guia-languages .md-select__link"];
// What an element here keeps of its own.
const KEPT = new Set(["class", "id", "role"]);

/**
 * Show one language, that of the address, and leave out the others.
 *
 * @param {Element} place
 */
export async function speak(place) {
  const sections = [...place.querySelectorAll("section")];
  const [chosen] = sections.filter(below).sort((one, other) => home(other).length - home(one).length);
  if (!chosen) return;
  place.replaceChildren(chosen);
  const title = h("h1", {}, chosen.firstElementChild?.textContent);
  chosen.firstElementChild?.replaceWith(title);
  if (chosen.lang !== document.documentElement.lang) await translate(home(chosen), chosen.lang);
  const site = document.querySelector(".guia-site")?.textContent ?? "";
  document.title = `${title.textContent} - ${site}`;
}

/**
 * Return the address of the home page of a section's language.
 *
 * @param {HTMLElement} section
 */
function home(section) {
  return section.querySelector("a")?.href ?? "";
}

/** @param {HTMLElement} section */
function below(section) {
  return location.href.startsWith(home(section));
}

/**
 * Put what stands around the content into another language, as the home page of that language has it.
 *
 * @param {string} address
 * @param {string} language
 */
async function translate(address, language) {
  document.documentElement.lang = language;
  const there = await read(address);
  if (!there) return;
  for (const one of there.querySelectorAll("a[href], [data-guia-pages]")) resolve(one, address);
  for (const selector of LINKS) {
    const others = [...there.querySelectorAll(selector)];
    for (const [place, one] of [...document.querySelectorAll(selector)].entries()) copy(one, others[place]);
  }
  for (const selector of WORDS) swap(selector, there);
  for (const current of there.querySelectorAll("#guia-nav .guia-sections")) current.remove();
  for (const link of there.querySelectorAll("#guia-nav [aria-current]")) link.removeAttribute("aria-current");
  swap("#guia-nav > ul", there);
  document.dispatchEvent(new Event("guia-changed"));
}

/**
 * Return a page as the browser reads it, or nothing where there is none; a text may not become HTML (`trusted.js`).
 *
 * @param {string} address
 * @returns {Promise<Document | null>}
 */
function read(address) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.addEventListener("loadend", () => resolve(request.status === 200 ? request.responseXML : null));
    request.send();
  });
}

/**
 * Make the addresses of an element count from where it was read.
 *
 * @param {Element} one
 * @param {string} address
 */
function resolve(one, address) {
  for (const name of ["href", "data-guia-pages", "data-guia-search", "data-top"]) {
    const value = one.getAttribute(name);
    if (value !== null) one.setAttribute(name, new URL(value, address).href);
  }
}

/**
 * Give an element the attributes of another, but those of its own.
 *
 * @param {Element} one
 * @param {Element | undefined} other
 */
function copy(one, other) {
  if (other && !other.hasAttribute("aria-current")) one.removeAttribute("aria-current");
  for (const { name, value } of other?.attributes ?? []) {
    if (!KEPT.has(name)) one.setAttribute(name, value);
  }
}

/**
 * Put the content of an element of another page into its place here.
 *
 * @param {string} selector
 * @param {Document} there
 */
function swap(selector, there) {
  const [here, other] = [document.querySelector(selector), there.querySelector(selector)];
  if (here && other) here.replaceChildren(...[...other.childNodes].map((one) => document.importNode(one, true)));
}
