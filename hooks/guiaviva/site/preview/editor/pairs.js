// Texts whose translation is not as it was recorded, each beside its original, to be written and recorded in place.

import { marked } from "./described.js";
import { button, facts, filled, made, post, say, words } from "./talk.js";

/** @typedef {import("./described.js").Part} Part */
/** @typedef {{ id: string, title: string, own: boolean, state: string, signature: string, source: string, parts: Part[], ours: boolean, text: string, front: Record<string, string> }} Section */
/** @typedef {{ path: string, version: string, title: string, language: string, original: string, sections: Section[] }} Page */

/** The fields in which something is written that is not saved. @type {Set<Element>} */
export const unsaved = new Set();

/**
 * Shows the texts of a file in a language, or that of an id; returns what was answered, if it was.
 * @param {string} path
 * @param {string} language
 * @param {HTMLElement} place
 * @param {string} id
 * @param {() => void} recorded What is done when one is signed off.
 * @returns {Promise<Page | undefined>}
 */
export async function pairs(path, language, place, id = "", recorded = () => {}) {
  const { status, body } = await post("sections", { path, language });
  if (status !== 200) {
    say(body.message);
    return;
  }
  /** @type {Page} */
  const page = body;
  const sections = page.sections.filter((one) => !id || one.id === id);
  place.replaceChildren(...sections.map((one) => pair(page, one, recorded)));
  return page;
}

/**
 * Returns the same, folded where it is listed: it is asked for when it is opened.
 * @param {string} path
 * @param {string} language
 * @param {string} id
 * @param {() => void} [recorded]
 */
export function folded(path, language, id = "", recorded) {
  const place = made("div", {});
  const one = /** @type {HTMLDetailsElement} */ (made("details", {}, made("summary", {}, words["translate-here"]), place));
  one.addEventListener("toggle", () => {
    if (one.open && !place.childElementCount) void pairs(path, language, place, id, recorded);
  });
  return one;
}

/**
 * @param {Page} page
 * @param {Section} one
 * @param {() => void} recorded What is done when it is signed off.
 */
function pair(page, one, recorded) {
  const mark = `${page.path === facts.path ? "" : `${page.path}-${page.language}-`}${one.id}`;
  const id = `text-${mark}`;
  const title = made("h2", { id: `title-${mark}`, tabIndex: -1, ...(one.own && { lang: page.language }) }, one.title);
  const original = one.ours ? [inWords(one.source)] : one.parts.map(([kind, text]) => marked([kind, inWords(text)]));
  const source = made("div", {}, made("p", {}, words["translate-original"]), made("div", { className: "guia-words", lang: page.original, tabIndex: 0, role: "group", ariaLabel: words["translate-original"] }, ...original));
  const text = /** @type {HTMLTextAreaElement} */ (made("textarea", { id, value: one.text, autocomplete: "off", lang: page.language, spellcheck: true }));
  const front = Object.entries(one.front).map(([name, value]) => /** @type {HTMLInputElement} */ (made("input", { id: `${name}-${mark}`, name, value, autocomplete: "off", lang: page.language })));
  const labelled = front.map((field) => made("div", {}, made("label", { htmlFor: field.id }, words[`translate-${field.name}`]), field));
  const own = made("div", {}, ...labelled, made("label", { htmlFor: id }, words["translate-text"]), text);
  if (one.ours) own.append(made("details", {}, made("summary", {}, words["send-see"]), made("p", { className: "guia-words", lang: page.language }, ...one.parts.map(marked))));
  const because = /** @type {HTMLInputElement} */ (made("input", { id: `because-${mark}`, autocomplete: "off" }));
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
      if (body.recorded) said.append(...body.next.flatMap(next));
      if (body.recorded) said.append(" ", made("a", { href: "/-/edit/translations" }, words["translate-all"]), " · ", made("a", { href: "/-/edit/changes" }, words["send-open"]));
      said.scrollIntoView({ block: "nearest" });
      why.hidden = body.recorded;
      whole.toggleAttribute("data-recorded", body.recorded);
      if (!body.recorded) because.focus();
      else recorded();
    }
  }
  return whole;
}

/**
 * Leads to another language in which the same is to be signed off; where both are listed, there is no need to.
 * @param {{ language: string, href: string }} other
 */
function next({ language, href }) {
  const name = new Intl.DisplayNames([document.documentElement.lang], { type: "language" }).of(language) ?? language;
  return facts.path ? [" ", made("a", { href }, filled(words["translate-next"], { language: name })), " · "] : [];
}

/**
 * Returns a text with the fields of the head of a page by the names that their translations have beside it.
 * @param {string} text
 */
function inWords(text) {
  return text.replace(/^(title|description): /gm, (_, name) => `${words[`translate-${name}`]}: `);
}

addEventListener("beforeunload", (event) => {
  if (unsaved.size) event.preventDefault();
});
