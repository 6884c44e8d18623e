// Keeps a page of the preview as the guide is: what has changed is put in its place, and all else stays as it is, with
// the place that is being read, what is open, what has the focus and what is typed.

/** @typedef {{ version: string, data: string, reload: string }} Versions */

// What a script of the page has made its own; it cannot be put together again but by loading the page.
const TOOLS = "[data-guia-assistant], [data-guia-posts]";
// What of a page depends on the guide.
const CONTENT = [".guia-toc", "article"];
const PARTS = [".guia-banner", ".guia-header", "#guia-nav", ".guia-footer", ...CONTENT];

// What the server said of the page that is shown, beside it.
let shown = { ...said(document) };
// The page as the server sent it, without what scripts have made of it since, and which version it should be.
/** @type {{ version: string | undefined, page: Promise<Document> }} */
let known = { version: shown.guiaVersion, page: fetched("force-cache") };
// The versions that the server has, as it said last.
/** @type {Versions | undefined} */
let latest;
/** @type {EventSource | undefined} */
let source;
let updating = false;
// Whether something was typed in the editor around this page since that was last fetched.
let isTyped = false;
// A page that is about to be loaded anew is not brought up to date any more.
let leaving = false;
const isInEditor = window.parent !== window;

/**
 * Fetches the page and reads it.
 * @param {RequestCache} cache
 */
async function fetched(cache = "no-cache") {
  const response = await fetch(location.href.split("#")[0], { cache });
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/**
 * Returns what the server says of a page, beside it.
 * @param {Document} page
 */
function said(page) {
  return /** @type {HTMLElement | null} */ (page.querySelector("script[data-guia-version]"))?.dataset;
}

/** Listens as long as the page can be seen: a browser opens few connections to a server, however many pages are open. */
function listen() {
  source?.close();
  if (document.hidden) return;
  source = new EventSource("/-/events");
  source.addEventListener("message", (event) => {
    latest = JSON.parse(event.data);
    void follow();
  });
}

/** Follows the versions that the server has, and what is typed. */
async function follow() {
  if (updating) return;
  updating = true;
  try {
    for (let asked; !leaving && (isTyped || (asked !== latest && latest?.version !== shown.guiaVersion)); ) {
      [asked, isTyped] = [latest, false];
      const tools = asked && asked.data !== shown.guiaData && document.querySelector(TOOLS);
      if (tools || (asked && asked.reload !== shown.guiaReload)) return reload();
      await update();
    }
  } catch (error) {
    // The server is away; when it is back it says so.
    console.warn(error);
  } finally {
    updating = false;
  }
}

function reload() {
  leaving = true;
  location.reload();
}

/** Brings the page up to date. */
async function update() {
  const [old, fresh] = await Promise.all([known.page, fetched()]);
  const now = said(fresh);
  if (now?.guiaKind === "wrong") {
    shown = { ...now, guiaKind: shown.guiaKind };
    warn();
    return;
  }
  // What a browser does not keep was fetched again, and may be newer than what it shows.
  const isKnown = said(old)?.guiaVersion === known.version;
  if (!now || now.guiaKind !== shown.guiaKind || toolsOf(old) !== toolsOf(fresh) || (!isKnown && toolsOf(old))) {
    reload();
    return;
  }
  for (const part of isKnown ? PARTS : CONTENT) {
    const [live, before, after] = [document, old, fresh].map((page) => page.querySelector(part));
    if (live && after && !(isKnown && before && patched(live, before, after))) replace([live], [after]);
  }
  document.title = fresh.title;
  shown = { ...now };
  known = { version: now.guiaVersion, page: Promise.resolve(fresh) };
  warn();
  document.dispatchEvent(new CustomEvent("guia-changed"));
}

/**
 * Returns what of a page a script makes its own.
 * @param {Document} page
 */
function toolsOf(page) {
  return [...page.querySelectorAll(TOOLS)].map((tool) => tool.outerHTML).join("\n");
}

/**
 * Makes of an element what has become of it in the fresh page. Returns false where a script has given it another
 * shape than it had in the old one: then it has to be replaced.
 * @param {Node} live
 * @param {Node} old
 * @param {Node} fresh
 * @returns {boolean}
 */
function patched(live, old, fresh) {
  if (old.isEqualNode(fresh)) return true;
  if (live.nodeName !== old.nodeName || old.nodeName !== fresh.nodeName) return false;
  if (!(live instanceof Element && old instanceof Element && fresh instanceof Element)) {
    live.nodeValue = fresh.nodeValue;
    return true;
  }
  const [now, before, after] = [live, old, fresh].map((node) => [...node.childNodes]);
  if (now.length !== before.length) return false;
  patchAttributes(live, old, fresh);
  const same = [...common(before, after), [before.length, after.length]];
  let [from, to] = [0, 0];
  for (const [nextFrom, nextTo] of same) {
    const [gone, come] = [before.slice(from, nextFrom), after.slice(to, nextTo)];
    const places = now.slice(from, nextFrom);
    if (gone.length === come.length) {
      come.forEach((node, at) => patched(places[at], gone[at], node) || replace([places[at]], [node]));
    } else if (places.length) replace(places, come);
    else for (const node of come) live.insertBefore(document.importNode(node, true), now[nextFrom] ?? null);
    [from, to] = [nextFrom + 1, nextTo + 1];
  }
  return true;
}

/**
 * Finds the longest run of nodes that are in both lists, in order: pairs of places in the first and in the second.
 * @param {Node[]} before
 * @param {Node[]} after
 */
function common(before, after) {
  const [first, second] = [before, after].map((nodes) => nodes.map((node) => (node instanceof Element ? node.outerHTML : node.nodeValue)));
  // How long the run is from each pair of places on.
  const lengths = [...first, ""].map(() => Array(second.length + 1).fill(0));
  for (let one = first.length - 1; one >= 0; one--) {
    for (let other = second.length - 1; other >= 0; other--) {
      lengths[one][other] =
        first[one] === second[other]
          ? lengths[one + 1][other + 1] + 1
          : Math.max(lengths[one + 1][other], lengths[one][other + 1]);
    }
  }
  /** @type {[number, number][]} */
  const pairs = [];
  for (let [one, other] = [0, 0]; one < first.length && other < second.length; ) {
    if (first[one] === second[other]) pairs.push([one++, other++]);
    else if (lengths[one + 1][other] >= lengths[one][other + 1]) one++;
    else other++;
  }
  return pairs;
}

/**
 * @param {Element} live
 * @param {Element} old
 * @param {Element} fresh
 */
function patchAttributes(live, old, fresh) {
  for (const { name } of [...old.attributes, ...fresh.attributes]) {
    const value = fresh.getAttribute(name);
    if (old.getAttribute(name) === value) continue;
    if (value === null) live.removeAttribute(name);
    else live.setAttribute(name, value);
  }
}

/**
 * Puts nodes in the place of others; what was open or closed stays so, as far as it has the same heading.
 * @param {Node[]} places
 * @param {Node[]} come
 */
function replace(places, come) {
  const state = new Map(places.flatMap(opened).map((one) => [heading(one), one.open]));
  const nodes = come.map((node) => document.importNode(node, true));
  for (const one of nodes.flatMap(opened)) one.open = state.get(heading(one)) ?? one.open;
  for (const node of nodes) places[0].parentNode?.insertBefore(node, places[0]);
  for (const place of places) place.parentNode?.removeChild(place);
}

/** @param {Node} node */
function opened(node) {
  if (!(node instanceof Element)) return [];
  return [...(node instanceof HTMLDetailsElement ? [node] : []), ...node.querySelectorAll("details")];
}

/** @param {Element} details */
function heading(details) {
  return details.querySelector("summary")?.textContent;
}

/** Shows what is wrong over the page, or takes it away. */
function warn() {
  let box = /** @type {HTMLElement | null} */ (document.querySelector("#guia-wrong"));
  if (!shown.guiaWrong || shown.guiaKind === "wrong") box?.remove();
  else {
    if (!box) {
      box = Object.assign(document.createElement("div"), { id: "guia-wrong" });
      box.setAttribute("role", "alert");
      document.body.append(box);
    }
    box.lang = shown.guiaLang ?? "";
    box.textContent = shown.guiaWrong;
  }
}

/** Shows what is being typed in the editor around this page; whatever else is opened from here has a tab of its own. */
function followEditor() {
  addEventListener("guia-draft", () => {
    isTyped = true;
    void follow();
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a");
    if (link && link.pathname !== location.pathname) link.target = "_blank";
  });
}

/** Leads to the editor: of the page, of the records that it shows, of translations, and to what was changed. */
function offer() {
  const { guiaBar: links, guiaBarName: name, guiaBarLang: lang } = shown;
  const place = document.querySelector("article") ?? document.querySelector("main");
  if (!links || !place || isInEditor) return;
  const bar = Object.assign(document.createElement("nav"), { id: "guia-bar", lang, ariaLabel: name });
  for (const [textContent, href] of JSON.parse(links)) {
    bar.append(Object.assign(document.createElement("a"), { textContent, href }));
  }
  place.before(bar);
}

/**
 * Leads from a value that a page shows to the form of its record. Whoever marks words goes nowhere.
 * @param {MouseEvent | KeyboardEvent} event
 */
function correct(event) {
  const fact = event.target instanceof Element && /** @type {HTMLElement | null} */ (event.target.closest(".guia-fact[role=link]"));
  if (!fact || !getSelection()?.isCollapsed || (event instanceof KeyboardEvent && event.key !== "Enter")) return;
  location.assign(`/-/edit/fact?${new URLSearchParams({ name: fact.dataset.fact ?? "" })}`);
}

warn();
if (isInEditor) followEditor();
else for (const kind of /** @type {const} */ (["click", "keydown"])) document.addEventListener(kind, correct);
offer();
listen();
document.addEventListener("visibilitychange", listen);
addEventListener("pageshow", (event) => event.persisted && listen());
addEventListener("pagehide", () => source?.close());
