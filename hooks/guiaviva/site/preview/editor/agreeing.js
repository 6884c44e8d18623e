// Whoever changes a text in a form has its languages side by side, and may save it saying that they agree.

import { element, facts as said } from "./talk.js";

/** @type {any} */
const facts = said;
const [[source]] = facts.form.languages;
const button = element("#agreeing");

/**
 * Offers to say that the languages agree, as long as a text that is in several has been changed.
 * @param {any} before
 * @param {any} after
 */
export function offer(before, after) {
  const known = new Set(texts(facts.form, before));
  button.hidden = texts(facts.form, after).every((one) => known.has(one));
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
