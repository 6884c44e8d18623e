// The sections whose translation is not as it was recorded: the list of all, and those of a page beside their original.

import { button, element, facts, filled, made, post, say, words } from "./talk.js";

/** @typedef {[kind: "" | "del" | "ins", text: string]} Part */
/** @typedef {{ id: string, title: string, own: boolean, state: string, signature: string, source: string, parts: Part[], ours: boolean, text: string, front: Record<string, string> }} Section */
/** @typedef {{ path: string, version: string, title: string, language: string, original: string, sections: Section[] }} Page */
/** @typedef {{ path: string, title: string, sections: { title: string, own: boolean, state: string }[] }} Stale */
/** @typedef {{ language: string, pages: Stale[], data: { path: string, name: string, count: number }[] }} Language */

const place = element("#sections");
const names = new Intl.DisplayNames([document.documentElement.lang], { type: "language" });
/** The fields in which something is written that is not saved. @type {Set<Element>} */
const unsaved = new Set();

/** Shows all sections, by language and page. */
async function showAll() {
  const { status, body } = await post("stale", {});
  if (status !== 200) return say(body.message);
  /** @type {Language[]} */
  const languages = body.languages;
  const some = languages.filter((one) => one.pages.length || one.data.length);
  place.replaceChildren(...some.map(language));
  if (!some.length) say(words["translate-none"]);
}

/** @param {Language} one */
function language({ language, pages, data }) {
  const rows = pages.map(({ path, title, sections }) => {
    const link = made("a", { href: `/-/edit/translations?${new URLSearchParams({ path })}`, lang: language }, title);
    const what = sections.map((one) => made("li", {}, made("span", one.own ? { lang: language } : {}, one.title), ` – ${words[`translate-${one.state}`]}`));
    return made("li", {}, made("strong", {}, link), made("ul", {}, ...what));
  });
  const texts = data.map(({ path, name, count }) => {
    const href = `/-/edit/translations?${new URLSearchParams({ path, language })}`;
    return made("li", {}, made("strong", {}, made("a", { href }, name)), ` ${filled(words["translate-data"], { count })}`);
  });
  return made("section", {}, made("h2", {}, names.of(language) ?? language), made("ul", { className: "guia-changes" }, ...rows, ...texts));
}

/** Shows the sections of a page. */
async function showPage() {
  const { status, body } = await post("sections", { path: facts.path, language: facts.language });
  if (status !== 200) return say(body.message);
  /** @type {Page} */
  const page = body;
  element("#title").textContent = `${page.title} (${page.language})`;
  place.replaceChildren(...page.sections.map((one) => pair(page, one)));
  if (!page.sections.length) say(words["translate-none"]);
  // What leads here names a section, which is there only now.
  document.getElementById(location.hash.slice(1))?.focus();
}

/**
 * @param {Page} page
 * @param {Section} one
 */
function pair(page, one) {
  const id = `text-${one.id}`;
  const title = made("h2", { id: `title-${one.id}`, tabIndex: -1, ...(one.own && { lang: page.language }) }, one.title);
  const original = one.ours ? [inWords(one.source)] : one.parts.map(([kind, text]) => marked([kind, inWords(text)]));
  const source = made("div", {}, made("p", {}, words["translate-original"]), made("div", { className: "guia-words", lang: page.original, tabIndex: 0, role: "group", ariaLabel: words["translate-original"] }, ...original));
  const text = /** @type {HTMLTextAreaElement} */ (made("textarea", { id, value: one.text, autocomplete: "off", lang: page.language, spellcheck: true }));
  const front = Object.entries(one.front).map(([name, value]) => /** @type {HTMLInputElement} */ (made("input", { id: `${name}-${one.id}`, name, value, autocomplete: "off", lang: page.language })));
  const labelled = front.map((field) => made("div", {}, made("label", { htmlFor: field.id }, words[`translate-${field.name}`]), field));
  const own = made("div", {}, ...labelled, made("label", { htmlFor: id }, words["translate-text"]), text);
  if (one.ours) own.append(made("details", {}, made("summary", {}, words["send-see"]), made("p", { className: "guia-words", lang: page.language }, ...one.parts.map(marked))));
  const because = /** @type {HTMLInputElement} */ (made("input", { id: `because-${one.id}`, autocomplete: "off" }));
  const why = made("div", { hidden: true }, made("label", { htmlFor: because.id }, words["translate-because"]), because);
  const said = made("p", { role: "status" });
  const record = /** @type {HTMLButtonElement} */ (button(words["translate-record"], () => void save()));
  record.className = "guia-first";
  record.setAttribute("aria-describedby", title.id);
  const actions = made("div", { className: "guia-actions" }, record);
  const whole = made("section", { className: "guia-pair" }, title, made("p", { className: "guia-quiet" }, words[`translate-${one.state}`]), made("div", { className: "guia-sides" }, source, own), why, actions, said);
  whole.setAttribute("aria-labelledby", title.id);
  whole.addEventListener("input", () => unsaved.add(whole));

  async function save() {
    if (!text.value.trim()) return text.focus();
    record.disabled = true;
    said.textContent = words.saving;
    const fields = Object.fromEntries(front.map((field) => [field.name, field.value]));
    const about = { path: page.path, language: page.language, version: page.version, id: one.id, seen: one.text };
    const sent = { ...about, signature: one.signature, text: text.value, front: fields, because: because.value };
    const { status, body } = await post("record", sent);
    record.disabled = false;
    if (status === 409) said.textContent = words["translate-conflict"];
    else if (status !== 200) said.textContent = body.message;
    else {
      page.version = body.version || page.version;
      one.text = text.value; // What is seen from now on.
      unsaved.delete(whole);
      said.textContent = body.recorded ? words["translate-recorded"] : body.message;
      if (body.recorded) said.append(" ", made("a", { href: "/-/edit/translations" }, words["translate-all"]), " · ", made("a", { href: "/-/edit/changes" }, words["send-open"]));
      said.scrollIntoView({ block: "nearest" });
      why.hidden = body.recorded;
      whole.toggleAttribute("data-recorded", body.recorded);
      if (!body.recorded) because.focus();
    }
  }
  return whole;
}

/**
 * Returns a text with the fields of the head of a page by the names that their translations have beside it.
 * @param {string} text
 */
function inWords(text) {
  return text.replace(/^(title|description): /gm, (_, name) => `${words[`translate-${name}`]}: `);
}

/** @param {Part} part */
function marked([kind, text]) {
  return kind ? made(kind, {}, text) : text;
}

addEventListener("beforeunload", (event) => {
  if (unsaved.size) event.preventDefault();
});
await (facts.path ? showPage() : showAll());
document.documentElement.dataset.ready = "";
