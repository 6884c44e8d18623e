// Where a path of a record is in its form.

import { element } from "./talk.js";

/** @typedef {import("./fields.js").Step} Step */

const whole = element("#form");

/**
 * Returns the field of a path, or of the nearest one above it.
 * @param {Step[]} at
 * @returns {HTMLElement | null}
 */
export function fieldOf(at) {
  const all = [.../** @type {NodeListOf<HTMLElement>} */ (whole.querySelectorAll("[data-path]"))];
  for (let end = at.length; end >= 0; end--) {
    const found = all.find((one) => one.dataset.path === JSON.stringify(at.slice(0, end)));
    if (found) return found;
  }
  return null;
}

/**
 * @param {HTMLElement | null | undefined} field
 * @returns {HTMLElement | null}
 */
export function controlIn(field) {
  return field?.querySelector("input, select, textarea") ?? null;
}

/**
 * @param {Step[]} at
 * @param {string} otherwise
 */
export function labelOf(at, otherwise) {
  const field = fieldOf(at);
  const above = at.length > 1 ? fieldOf(at.slice(0, -1)) : null;
  const names = (above === field ? [field] : [above, field]).map((one) => one?.querySelector("legend, label")?.firstChild?.textContent ?? "");
  return names.filter(Boolean).join(", ") || otherwise;
}
