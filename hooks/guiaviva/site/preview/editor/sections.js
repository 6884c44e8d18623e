// The sections of a page, each with its translations beside it, are corrected where it is said that the page is to be read.

import { unsaved } from "./pairs.js";
import { button, made, post, say, saySaved, words } from "./talk.js";

/** @typedef {{ id: string, title: string, own: boolean, texts: { path: string, language: string, text: string }[] }} Section */

const names = new Intl.DisplayNames([document.documentElement.lang], { type: "language" });

/**
 * Returns the sections of an original, folded where it is listed: they are asked for when it is opened.
 * @param {string} path
 * @param {import("./mending.js").Done} done What is done when one is saved.
 */
export function correcting(path, done) {
  const place = made("div", {});
  const whole = /** @type {HTMLDetailsElement} */ (made("details", {}, made("summary", {}, words["correct-here"]), place));
  whole.addEventListener("toggle", async () => {
    if (!whole.open || place.childElementCount > 0) return;
    const { status, body } = await post("page/sections", { path });
    if (status !== 200) return say(body.message);
    place.replaceChildren(...body.sections.map((/** @type {Section} */ one, /** @type {number} */ at) => section(path, one, at === 0, done)));
  });
  return whole;
}

/**
 * @param {string} path
 * @param {Section} one
 * @param {boolean} isOpen
 * @param {import("./mending.js").Done} done
 */
function section(path, { id, title, own, texts }, isOpen, done) {
  const fields = texts.map((one) => {
    const field = /** @type {HTMLTextAreaElement} */ (made("textarea", { id: `section-${id}-${one.language}`, value: one.text, lang: one.language, spellcheck: true, autocomplete: "off" }));
    return { one, field, node: made("div", {}, made("label", { htmlFor: field.id }, names.of(one.language) ?? one.language), field) };
  });
  const said = made("p", { role: "status" });
  const save = /** @type {HTMLButtonElement} */ (button(words[texts.length > 1 ? "translate-record" : "save"], () => void saveNow()));
  save.className = "guia-first";
  const sides = made("div", { className: "guia-sides" }, ...fields.map((each) => each.node));
  const whole = made("div", { className: "guia-pair" }, sides, made("div", { className: "guia-actions" }, save), said);
  whole.addEventListener("input", () => unsaved.add(whole));
  const name = made("summary", own ? { lang: texts[0].language } : {}, title);
  return made("details", { open: isOpen }, name, whole);

  async function saveNow() {
    save.disabled = true;
    said.textContent = words.saving;
    const sent = fields.map(({ one, field }) => ({ path: one.path, seen: one.text, text: field.value }));
    const { status, body } = await post("page/section", { path, id, texts: sent });
    save.disabled = false;
    said.textContent = status === 409 ? words["mend-late"] : body.message || words.saved;
    if (status !== 200) return;
    unsaved.delete(whole);
    for (const { one, field } of fields) one.text = field.value.replace(/^\n+|\n+$/g, "");
    saySaved(words.saved);
    done(body.files);
  }
}
