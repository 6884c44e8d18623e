import { h } from "./common/html.js";
import { data, pageAt } from "./common/load.js";

// The navigation on a narrow screen: a drawer that the browser opens and closes by its button, by Escape and by a press beside
// it. This script holds the focus in it, and shows the page that is being read.

const GROUP = "guia-group-of-pages";

/** @type {HTMLElement | null} */
const menu = document.querySelector("[data-guia-menu]");
/** @type {HTMLElement | null} */
const nav = document.querySelector("#guia-nav");
/** @type {HTMLElement | null | undefined} */
const close = nav?.querySelector("[data-guia-close]");

/** Show in the list the page that is being read; nothing else is scrolled. */
function center() {
  const current = nav?.querySelector("[aria-current=page]");
  if (!nav || !current) return;
  const [box, list] = [current, nav].map((one) => one.getBoundingClientRect());
  const off = box.top + box.height / 2 - list.top - list.height / 2;
  if (Math.abs(off) > list.height / 2 - box.height) nav.scrollTop += off;
}

if (menu && nav) {
  /** Make the page say whether the drawer is open. What is under it cannot be reached then. */
  const show = (/** @type {boolean} */ isOpen) => {
    menu.setAttribute("aria-expanded", String(isOpen));
    /** @type {NodeListOf<HTMLElement>} */
    const parts = document.querySelectorAll(".guia-skip, .guia-banner, .guia-header, .guia-toc, main > *, .guia-footer");
    for (const part of parts) part.inert = isOpen;
  };
  menu.setAttribute("aria-expanded", "false");
  center();
  nav.addEventListener("beforetoggle", (event) => {
    const isOpen = /** @type {ToggleEvent} */ (event).newState === "open";
    show(isOpen);
    // Whoever closes it goes on from the button, whatever had the focus.
    if (!isOpen) setTimeout(() => menu.focus());
  });
  nav.addEventListener("toggle", (event) => {
    if (/** @type {ToggleEvent} */ (event).newState !== "open") return;
    center();
    close?.focus({ preventScroll: true });
  });
  nav.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a:not([data-guia-rest])")) hide();
  });
  const hide = () => nav.matches(":popover-open") && nav.hidePopover();
  // A wider screen has no drawer.
  matchMedia("(min-width: 76.25em)").addEventListener("change", hide);
}

// The pages of a group that is closed, and those of a long one, are asked for when somebody opens it.
// Without this script a group leads to its first page, where it is open, and the rest to the index of the guide.

/** @typedef {{ title: string, url: string, pages?: Page[] }} Page */

/** @type {Promise<Record<string, Page[]>> | undefined} */
let groups;

/** Returns the pages of all groups, and the address from which theirs are counted. */
async function known() {
  const file = new URL(nav?.dataset.guiaPages ?? "", location.href);
  groups ??= data(file, "default");
  try {
    return { file, groups: await groups };
  } catch (error) {
    groups = undefined;
    throw error;
  }
}

/**
 * Makes the entry of a page, or of a group of pages.
 * @param {Page} page
 * @param {URL} file
 * @returns {HTMLLIElement}
 */
function entry(page, file) {
  if (page.pages) {
    const pages = page.pages.map((one) => entry(one, file));
    return h("li", {}, h("details", { class: GROUP }, h("summary", {}, page.title), h("ul", {}, ...pages)));
  }
  const link = h("a", { href: pageAt(page.url, file).href }, page.title);
  if (link.pathname === location.pathname) {
    link.setAttribute("aria-current", "page");
  }
  return h("li", {}, link);
}

/**
 * Puts the pages of a group into its list; where they cannot be had, goes where the link led.
 * @param {HTMLElement} list
 * @param {HTMLAnchorElement} link
 * @param {string | undefined} number
 */
async function fill(list, link, number) {
  try {
    const { file, groups } = await known();
    list.replaceChildren(...(groups[number ?? ""] ?? []).map((page) => entry(page, file)));
  } catch {
    location.assign(link.href);
  }
}

/** Makes groups that open of the links that stand for them. */
function upgrade() {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const closed = document.querySelectorAll("#guia-nav [data-guia-group]");
  for (const link of closed) {
    const list = h("ul");
    const group = h("details", { class: GROUP }, h("summary", {}, link.textContent), list);
    group.addEventListener("toggle", () => list.children.length || fill(list, link, link.dataset.guiaGroup));
    link.replaceWith(group);
  }
}

upgrade();
// What the preview has put in its place is as the server sent it.
document.addEventListener("guia-changed", upgrade);
document.addEventListener("click", (event) => {
  /** @type {HTMLAnchorElement | null} */
  const rest = event.target instanceof Element ? event.target.closest("#guia-nav [data-guia-rest]") : null;
  const list = rest?.closest("ul");
  if (!rest || !list || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  fill(list, rest, rest.dataset.guiaRest).then(() => list.querySelector("a")?.focus());
});
