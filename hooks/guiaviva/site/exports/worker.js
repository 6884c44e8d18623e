// What a phone keeps of the guide, for when there is no network: the pages for a danger, a crisis and a loss of an account,
// and the assistant, in the language that was read. The network comes first, always: a kept page is shown only where no
// answer comes, and says of when it is. `guide`, which stands before this text, is what the guide says of it; without
// languages all that was kept is deleted, and this worker removes itself.

/* global guide */
const worker = /** @type {WorkerScope} */ (/** @type {unknown} */ (self));
const NAME = "guia-";
// Where the time stands at which a page was kept, in its answer.
const TIME = "x-kept";
// In milliseconds: after so long without an answer, what was kept is shown; and so old may it become while there is a network.
const PATIENCE = 8_000;
const OLD = 24 * 60 * 60 * 1000;
const ASSETS = /\s(?:src|href)="([^"#?]+\.(?:css|js|svg))"/g;

/**
 * @param {string} path from the top of the site
 */
const address = (path) => new URL(path, worker.registration.scope).href;

/**
 * Ask the network for something, not what the browser itself remembers, and note the time.
 *
 * @param {string} url
 */
async function fresh(url) {
  const answer = await fetch(url, { cache: "no-cache", credentials: "same-origin" });
  if (!answer.ok || answer.redirected) throw new Error(`${answer.status} ${url}`);
  return dated(answer);
}

/**
 * @param {Response} answer
 */
async function dated(answer) {
  const headers = new Headers(answer.headers);
  headers.set(TIME, new Date().toISOString());
  return new Response(await answer.blob(), { status: answer.status, headers });
}

/**
 * Keep what is kept in a language, where it is not yet, or is older than a day: whole or not at all.
 *
 * @param {string} language
 */
async function keep(language) {
  const kept = guide.languages[language];
  if (!kept) return;
  const cache = await caches.open(NAME + language);
  const first = await cache.match(address(kept.pages[0] ?? ""));
  const files = [...kept.pages, ...kept.files].map(address);
  const held = new Set((await cache.keys()).map(({ url }) => url));
  const whole = files.every((url) => held.has(url));
  if (whole && Date.now() - Date.parse(first?.headers.get(TIME) ?? "") < OLD) return;
  /** @type {Map<string, Response>} */
  const answers = new Map();
  const more = new Set(files);
  for (const url of more) {
    const answer = await fresh(url);
    answers.set(url, answer);
    if (!answer.headers.get("content-type")?.includes("html")) continue;
    // What a page loads stands in it; of other hosts there is nothing.
    for (const [, path = ""] of (await answer.clone().text()).matchAll(ASSETS)) {
      const asset = new URL(path, url);
      if (asset.href.startsWith(worker.registration.scope)) more.add(asset.href);
    }
  }
  // The pages last: what they load is there when they are.
  for (const [url, answer] of [...answers].reverse()) await cache.put(url, answer);
  for (const one of await cache.keys()) if (!answers.has(one.url)) await cache.delete(one);
}

/**
 * Return an answer that was kept, or undefined.
 *
 * @param {string} url
 */
async function find(url) {
  for (const name of await caches.keys()) {
    const answer = name.startsWith(NAME) ? await (await caches.open(name)).match(url, { ignoreSearch: true }) : undefined;
    if (answer) return { answer, language: name.slice(NAME.length) };
  }
  return undefined;
}

/**
 * @param {string} text
 */
const escaped = (text) => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);

/**
 * Return a kept page, with a line at its top that says of when it is.
 *
 * @param {Response} answer
 * @param {string} language
 */
async function aged(answer, language) {
  const { say = "", code = language } = guide.languages[language] ?? {};
  const when = new Date(answer.headers.get(TIME) ?? 0);
  const day = new Intl.DateTimeFormat(code, { dateStyle: "long", timeStyle: "short" }).format(when);
  const line = `<p class="guia-kept" role="status" lang="${escaped(code)}">${escaped(say.replace("{day}", day))}</p>`;
  const text = (await answer.text()).replace(/<body\b[^>]*>/, (body) => body + line);
  const headers = new Headers(answer.headers);
  headers.delete("content-length");
  headers.delete("content-encoding");
  return new Response(text, { headers });
}

/**
 * Return a page that lists what was kept, in place of one that was not.
 */
async function absent() {
  const name = (await caches.keys()).find((one) => one.startsWith(NAME));
  const kept = guide.languages[name?.slice(NAME.length) ?? ""];
  if (!name || !kept) return Response.error();
  const links = kept.pages.map((path, at) => `<li><a href="${escaped(address(path))}">${escaped(kept.titles[at] ?? path)}</a></li>`);
  const text = `<!doctype html><html lang="${escaped(kept.code)}" dir="${kept.direction}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(kept.absent)}</title>${guide.style}
<header><a href="${escaped(address(kept.home))}"><span>${escaped(kept.name)}</span></a></header>
<main><h1>${escaped(kept.absent)}</h1><ul>${links.join("")}</ul></main></html>`;
  return new Response(text, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
}

/**
 * Answer somebody who goes to a page from the network; where it does not answer, from what was kept.
 *
 * @param {Request} request
 */
async function page(request) {
  const kept = await find(request.url);
  try {
    // The browser's own memory is no network: it would say nothing of its age.
    return await fetch(request, kept ? { cache: "no-cache", signal: AbortSignal.timeout(PATIENCE) } : {});
  } catch {
    return kept ? aged(kept.answer, kept.language) : absent();
  }
}

/**
 * Answer what a page asks for.
 *
 * @param {Request} request
 */
async function file(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await find(request.url);
    if (kept) return kept.answer;
    throw error;
  }
}

/** Delete all that was kept, and this worker. */
async function leave() {
  for (const name of await caches.keys()) if (name.startsWith(NAME)) await caches.delete(name);
  await worker.registration.unregister();
}

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => {
  const on = Object.keys(guide.languages).length;
  event.waitUntil(on ? worker.clients.claim() : leave());
});
worker.addEventListener("message", (event) => {
  // Where the network ends meanwhile, what was kept stays as it was.
  if (typeof event.data?.keep === "string") event.waitUntil(keep(event.data.keep).catch(() => undefined));
});
if (Object.keys(guide.languages).length) {
  worker.addEventListener("fetch", (event) => {
    const { method, mode, url } = event.request;
    if (method !== "GET" || !url.startsWith(worker.registration.scope)) return;
    event.respondWith(mode === "navigate" ? page(event.request) : file(event.request));
  });
}
