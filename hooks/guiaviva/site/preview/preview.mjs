// Keeps a page of the preview as the guide is: what has changed is put in its place, and all else stays as it is, with
// the place that is being read, what is open, what has the focus and what is typed.

const script = document.querySelector("script[data-guia-version]");
// What a script of the page has made its own; it cannot be put together again but by loading the page.
const TOOLS = "[data-guia-assistant], [data-guia-posts]";
// What of a page depends on the guide.
const PARTS = ["[data-md-component=announce]", "[data-md-component=header]", "#guia-nav", "[data-md-type=toc]", "article", ".md-footer"];

let shown = { ...script.dataset };
// The page as the server sent it, without what scripts have made of it since.
let known = fetched("force-cache");
let source;
// The versions that the server has, as it said last.
let latest;
let updating = false;

/** Fetches the page and reads it. */
async function fetched(cache = "no-cache") {
  const response = await fetch(location.href.split("#")[0], { cache });
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/** What the server says of a page, beside it. */
function said(page) {
  return page.querySelector("script[data-guia-version]")?.dataset;
}

/** Listens as long as the page can be seen: a browser opens few connections to a server, however many pages are open. */
function listen() {
  source?.close();
  if (document.hidden) return;
  source = new EventSource("/-/events");
  source.addEventListener("message", (event) => follow(JSON.parse(event.data)));
}

/** Follows the versions that the server has. */
async function follow(versions) {
  latest = versions;
  if (updating) return;
  updating = true;
  try {
    for (let asked; asked !== latest && latest.version !== shown.guiaVersion; ) {
      asked = latest;
      const tools = asked.data !== shown.guiaData && document.querySelector(TOOLS);
      if (asked.reload !== shown.guiaReload || tools) return location.reload();
      await update();
    }
  } catch (error) {
    // The server is away; when it is back it says so.
    console.warn(error);
  } finally {
    updating = false;
  }
}

/** Brings the page up to date. */
async function update() {
  const [old, fresh] = [await known, await fetched()];
  const now = said(fresh);
  const known_ = said(old)?.guiaVersion === shown.guiaVersion || old.guiaPatched;
  if (!now || (now.guiaKind !== "wrong" && (now.guiaKind !== shown.guiaKind || !known_))) {
    location.reload();
    return;
  }
  if (now.guiaKind === "wrong") {
    shown = { ...now, guiaKind: shown.guiaKind };
  } else {
    if (toolsDiffer(old, fresh)) {
      location.reload();
      return;
    }
    for (const part of PARTS) {
      const [live, before, after] = [document, old, fresh].map((page) => page.querySelector(part));
      if (live && before && after && !patched(live, before, after)) replace([live], [after]);
    }
    document.title = fresh.title;
    fresh.guiaPatched = true;
    known = Promise.resolve(fresh);
    shown = { ...now };
    document.dispatchEvent(new CustomEvent("guia-changed"));
  }
  warn();
}

function toolsDiffer(old, fresh) {
  const [before, after] = [old, fresh].map((page) => [...page.querySelectorAll(TOOLS)].map((tool) => tool.outerHTML));
  return before.join("\n") !== after.join("\n");
}

/**
 * Makes of an element what has become of it in the fresh page. Returns false where a script has given it another
 * shape than it had in the old one: then it has to be replaced.
 */
function patched(live, old, fresh) {
  if (old.isEqualNode(fresh)) return true;
  if (live.nodeName !== old.nodeName || old.nodeName !== fresh.nodeName) return false;
  if (!(live instanceof Element)) {
    live.nodeValue = fresh.nodeValue;
    return true;
  }
  const [now, before, after] = [live, old, fresh].map((node) => [...node.childNodes]);
  if (now.length !== before.length) return false;
  patchAttributes(live, old, fresh);
  let start = 0;
  const most = Math.min(before.length, after.length);
  while (start < most && before[start].isEqualNode(after[start])) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end).isEqualNode(after.at(-1 - end))) end++;
  const [gone, come] = [before, after].map((nodes) => nodes.slice(start, nodes.length - end));
  const places = now.slice(start, now.length - end);
  if (gone.length === come.length) {
    come.forEach((node, at) => patched(places[at], gone[at], node) || replace([places[at]], [node]));
  } else if (places.length) replace(places, come);
  else {
    const next = now[start] ?? null;
    for (const node of come) live.insertBefore(document.importNode(node, true), next);
  }
  return true;
}

function patchAttributes(live, old, fresh) {
  for (const { name } of [...old.attributes, ...fresh.attributes]) {
    const value = fresh.getAttribute(name);
    if (old.getAttribute(name) === value) continue;
    if (value === null) live.removeAttribute(name);
    else live.setAttribute(name, value);
  }
}

/** Puts nodes in the place of others; what was open or closed stays so, as far as it has the same heading. */
function replace(places, come) {
  const state = new Map(places.flatMap(opened).map((one) => [heading(one), one.open]));
  const nodes = come.map((node) => document.importNode(node, true));
  for (const one of nodes.flatMap(opened)) one.open = state.get(heading(one)) ?? one.open;
  places[0].before(...nodes);
  for (const place of places) place.remove();
}

function opened(node) {
  if (!(node instanceof Element)) return [];
  return [...(node.matches("details") ? [node] : []), ...node.querySelectorAll("details")];
}

function heading(details) {
  return details.querySelector("summary")?.textContent;
}

/** Shows what is wrong over the page, or takes it away. */
function warn() {
  let box = document.querySelector("#guia-wrong");
  if (!shown.guiaWrong || shown.guiaKind === "wrong") box?.remove();
  else {
    if (!box) {
      box = Object.assign(document.createElement("div"), { id: "guia-wrong" });
      box.setAttribute("role", "alert");
      document.body.append(box);
    }
    box.lang = shown.guiaLang;
    box.textContent = shown.guiaWrong;
  }
}

warn();
listen();
document.addEventListener("visibilitychange", listen);
addEventListener("pageshow", (event) => event.persisted && listen());
addEventListener("pagehide", () => source?.close());
