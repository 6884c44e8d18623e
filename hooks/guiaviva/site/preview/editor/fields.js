// What the controls of a form are made of: labels, what is to be known, room for what is wrong, and values as text.

import { forms as words, made } from "./talk.js";

/** @typedef {string | number} Step */
/** @typedef {{ path: Step[], value: any }} Change */
/**
 * @typedef {object} Field What is filled in for one value.
 * @property {string} name
 * @property {string} control
 * @property {string} label
 * @property {string} help
 * @property {boolean} required
 * @property {string} refers
 * @property {number | null} least
 * @property {number | null} most
 * @property {boolean} all
 * @property {[string, string][]} choices
 * @property {Field[]} fields
 * @property {Field | null} item
 * @property {Field | null} key
 * @property {boolean} [quiet] What is to be known of it was said above.
 */
/**
 * @typedef {object} Context What all controls of a form share.
 * @property {Record<string, [string, string][]>} choices
 * @property {[string, string][]} languages
 * @property {[string, string][]} months
 * @property {Record<string, string>} direction
 * @property {() => void} changed
 */

let ids = 0;

/**
 * A control with its label, what is to be known of it, and room for what is wrong.
 * @param {Field} field
 * @param {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} input
 * @param {Step[]} path
 */
export function labelled(field, input, path) {
  input.id = `field-${++ids}`;
  const label = /** @type {HTMLLabelElement} */ (made("label", { htmlFor: input.id }, field.label, ...note(field)));
  const help = made("p", { className: "guia-quiet", id: `${input.id}-help` }, field.help);
  const wrong = made("div", { className: "guia-wrong", id: `${input.id}-wrong` });
  const length = made("p", { className: "guia-length", id: `${input.id}-length` });
  input.setAttribute("aria-describedby", `${help.id} ${length.id} ${wrong.id}`);
  const node = made("div", { className: "guia-field" }, label, ...(field.help ? [help] : []), input, length, wrong);
  node.dataset.path = JSON.stringify(path);
  return node;
}

/**
 * Controls that belong together.
 * @param {Field} field
 * @param {Step[]} path
 * @param {(Node | string)[]} content
 */
export function group(field, path, ...content) {
  const id = `field-${++ids}`;
  const help = made("p", { className: "guia-quiet", id: `${id}-help` }, field.help);
  const wrong = made("div", { className: "guia-wrong", id: `${id}-wrong` });
  const legend = made("legend", {}, field.label, ...note(field));
  const node = made("fieldset", { className: "guia-field" }, legend, ...(field.help ? [help] : []), wrong, ...content);
  node.setAttribute("aria-describedby", `${help.id} ${wrong.id}`);
  node.tabIndex = -1;
  node.dataset.path = JSON.stringify(path);
  return node;
}

/** @param {Field} field */
function note(field) {
  return field.required ? [] : [made("span", { className: "guia-quiet guia-note" }, ` (${words.optional})`)];
}

/**
 * @param {string} text
 * @param {number} rows
 */
export function area(text, rows = 1) {
  const one = /** @type {HTMLTextAreaElement} */ (made("textarea", { value: text }));
  const fit = () => {
    const long = one.value.split("\n").map((part) => Math.ceil((part.length + 1) / 40));
    one.rows = Math.min(Math.max(rows, long.reduce((sum, count) => sum + count, 0)), 12);
  };
  one.addEventListener("input", fit);
  fit();
  return one;
}

/**
 * Returns the choices of a field by key.
 * @param {Context} context
 * @param {Field} field
 * @returns {[string, string][]}
 */
export function choicesOf(context, field) {
  if (field.control === "yes-no") return [["yes", words.yes], ["no", words.no]];
  if (field.control === "language") return [...context.languages];
  if (field.control === "month") return [...context.months];
  return [...(field.refers ? (context.choices[field.refers] ?? []) : field.choices)];
}

/**
 * Returns the id of the list of pages, which all fields for one share.
 * @param {Context} context
 */
export function pages(context) {
  const id = "guia-pages";
  if (!document.getElementById(id)) {
    const options = (context.choices.pages ?? []).map(([value, name]) => made("option", { value }, name));
    document.body.append(made("datalist", { id }, ...options));
  }
  return id;
}

/** @param {any} value */
export function written(value) {
  return typeof value === "string" ? value : value == null ? "" : JSON.stringify(value);
}

/** @param {any} value @returns {any[]} */
export function items(value) {
  return Array.isArray(value) ? value : value == null ? [] : [value];
}

/** @param {any} value @returns {Record<string, any>} */
export function pairs(value) {
  return value && typeof value === "object" && !Array.isArray(value) ? value : {};
}

/** @param {any[]} value */
export function full(value) {
  return value.length > 0 ? value : undefined;
}

/** @param {Record<string, any>} value */
export function whole(value) {
  const left = Object.entries(value).filter(([, one]) => one !== undefined);
  return left.length > 0 ? Object.fromEntries(left) : undefined;
}

/** @param {string} text */
export function split(text) {
  return full(text.split("\n").map((one) => one.trim()).filter(Boolean));
}

/**
 * Returns what differs between two values, each part by itself, so that others may change the rest.
 * @param {any} before
 * @param {any} after
 * @param {Step[]} at
 * @returns {Change[]}
 */
export function differences(before, after, at = []) {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const areMaps = [before, after].every((one) => one && typeof one === "object" && !Array.isArray(one));
  if (!areMaps) return [{ path: at, value: after ?? null }];
  const names = Object.keys({ ...before, ...after });
  return names.flatMap((name) => differences(before[name] ?? null, after[name] ?? null, [...at, name]));
}
