import { h } from "./common/html.js";
import { data, pageAt } from "./common/load.js";

// The navigation on a narrow screen: a drawer that opens by its button, holds the focus, and closes by Escape.
// Without this script the button is a link to the index of the guide. Material's own box remembers whether it is open.

const GROUP = "guia-group-of-pages";

/** @type {HTMLInputElement | null} */
const drawer = document.querySelector("[data-md-toggle=drawer]");
/** @type {HTMLElement | null} */
const menu = document.querySelector("[data-guia-menu]");
/** @type {HTMLElement | null} */
const nav = document.querySelector("#guia-nav");
/** @type {HTMLElement | null | undefined} */
const close = nav?.querySelector("[data-guia-close]");

if (drawer && menu && nav && close) {
  /** Open or close the drawer, by the box that Material listens to. */
  const set = (/** @type {boolean} */ open) => {
    if (drawer.checked !== open) drawer.click();
  };
  /** Make the page say what the box says. What is under the drawer cannot be reached while it is open. */
  const show = () => {
    menu.setAttribute("aria-expanded", String(drawer.checked));
    /** @type {NodeListOf<HTMLElement>} */
    const parts = document.querySelectorAll(".md-skip, .md-banner, .md-header, .md-content, .md-footer, .md-top");
    for (const part of parts) part.inert = drawer.checked;
  };
  menu.setAttribute("role", "button");
  menu.setAttribute("aria-controls", nav.id);
  close.hidden = false;
  show();
  drawer.addEventListener("change", () => {
    show();
    if (drawer.checked) {
      nav.querySelector("[aria-current=page]")?.scrollIntoView({ block: "center" });
      close.focus({ preventScroll: true });
    } else menu.focus();
  });
  menu.addEventListener("click", (event) => {
    event.preventDefault();
    set(!drawer.checked);
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    set(!drawer.checked);
  });
  close.addEventListener("click", () => set(false));
  nav.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a:not([data-guia-rest])")) set(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") set(false);
  });
  // A wider screen has no drawer.
  matchMedia("(min-width: 76.25em)").addEventListener("change", () => set(false));
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
    link.className = "md-nav__link--active";
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
