// Whoever changes a text in a form has its languages side by side, and may say that they agree.

import { element, facts as said } from "./talk.js";

/** @type {any} */
const facts = said;
const [[source]] = facts.form.languages;
const label = element("#agreeing");
const box = /** @type {HTMLInputElement} */ (element("#agreeing input"));

/**
 * Asks whether the languages agree, as long as a text that is in several has been changed.
 * @param {any} before
 * @param {any} after
 */
export function ask(before, after) {
  const known = new Set(texts(facts.form, before));
  label.hidden = texts(facts.form, after).every((one) => known.has(one));
  if (label.hidden) box.checked = false;
}

/** Whether somebody says that they agree. */
export function isSaid() {
  return box.checked;
}

/**
 * Returns the texts of a value that have translations, as JSON.
 * @param {any} field
 * @param {any} value
 * @returns {string[]}
 */
function texts(field, value) {
  if (!value || typeof value !== "object") return [];
  if (field.control === "texts") return value[source] && Object.keys(value).length > 1 ? [JSON.stringify(value)] : [];
  if (field.item) return Object.values(value).flatMap((one) => texts(field.item, one));
  return (field.fields ?? []).flatMap((/** @type {any} */ one) => texts(one, value[one.name]));
}
