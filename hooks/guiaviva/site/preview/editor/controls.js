// The controls of a form: each is made from what the schema says of a field, and returns what was filled in.

import { area, choicesOf, full, group, items, labelled, pages, pairs, split, whole, written } from "./fields.js";
import { button, filled, forms as words, made } from "./talk.js";

/** @typedef {import("./fields.js").Step} Step */
/** @typedef {import("./fields.js").Field} Field */
/** @typedef {import("./fields.js").Context} Context */
/** @typedef {{ node: HTMLElement, read: () => any }} Control What is read is undefined where nothing was filled in. */

/**
 * Makes the control of a field.
 * @param {Context} context
 * @param {Field} field
 * @param {any} value
 * @param {Step[]} path
 * @returns {Control}
 */
export function control(context, field, value, path) {
  return (GROUPS[field.control] ?? single)(context, field, value, path);
}

/** @type {Record<string, (context: Context, field: Field, value: any, path: Step[]) => Control>} */
const GROUPS = { texts, record, several, phrases, list, map, "lines-by-key": map };

/**
 * One value with its label.
 * @param {Context} context
 * @param {Field} field
 * @param {any} value
 * @param {Step[]} path
 * @returns {Control}
 */
function single(context, field, value, path) {
  if (["choice", "yes-no", "language", "month"].includes(field.control)) return chosen(context, field, value, path);
  if (field.control === "lines") return lines(context, field, value, path);
  return line(context, field, value, path);
}

const TYPES = /** @type {Record<string, object>} */ ({
  url: { type: "url", inputMode: "url" },
  email: { type: "email" },
  phone: { type: "tel" },
  date: { type: "date" },
  number: { inputMode: "numeric" },
  amount: { inputMode: "decimal" },
});
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * A value in one line, or a text in several.
 * @param {Context} context
 * @param {Field} field
 * @param {any} value
 * @param {Step[]} path
 * @returns {Control}
 */
function line(context, field, value, path) {
  const text = written(value);
  const isArea = field.control === "line" && (text.length > 60 || text.includes("\n"));
  // What is no day is shown as it is, to be corrected.
  const properties = field.control === "date" && text && !DATE.test(text) ? {} : (TYPES[field.control] ?? {});
  const input = isArea ? area(text) : /** @type {HTMLInputElement} */ (made("input", { autocomplete: "off", ...properties, value: text }));
  if (field.control === "page" && input instanceof HTMLInputElement) input.setAttribute("list", pages(context));
  const node = labelled(field, input, path);
  if (field.control !== "url") return { node, read: () => input.value || undefined };
  input.addEventListener("change", () => (input.value = withScheme(input.value)));
  return { node, read: () => withScheme(input.value) || undefined };
}

/**
 * Returns an address with its scheme, which people leave out.
 * @param {string} text
 */
function withScheme(text) {
  const address = text.trim();
  return /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(:\d+)?([/?#]\S*)?$/u.test(address) ? `https://${address}` : address;
}

/**
 * One of several choices.
 * @param {Context} context
 * @param {Field} field
 * @param {any} value
 * @param {Step[]} path
 * @returns {Control}
 */
function chosen(context, field, value, path) {
  const select = /** @type {HTMLSelectElement} */ (made("select", {}));
  let now = written(value);
  if (field.control === "yes-no" && ["true", "false"].includes(now.toLowerCase())) now = now.toLowerCase() === "true" ? "yes" : "no";
  const options = choicesOf(context, field);
  if (now && !options.some(([key]) => key === now)) options.push([now, now]);
  for (const [key, name] of [...(now && field.required ? [] : [["", words.none]]), ...options]) {
    select.append(made("option", { value: key, selected: key === now }, name));
  }
  return { node: labelled(field, select, path), read: () => select.value || undefined };
}

/**
 * Values that each have a line.
 * @param {Context} _
 * @param {Field} field
 * @param {any} value
 * @param {Step[]} path
 * @returns {Control}
 */
function lines(_, field, value, path) {
  const input = area(items(value).map(written).join("\n"), 2);
  const node = labelled({ ...field, help: `${field.help} ${helpOfLines(field)}`.trim() }, input, path);
  return { node, read: () => split(input.value) };
}

/** @param {Field} field */
function helpOfLines(field) {
  if (field.quiet) return "";
  return field.item?.control === "hours" ? words["hours-help"] : words["one-a-line"];
}

/**
 * A text in each language, side by side where there is room.
 * @param {Context} context
 * @param {Field} field
 * @param {any} value
 * @param {Step[]} path
 * @returns {Control}
 */
function texts(context, field, value, path) {
  return byLanguage(context, field, value, path, (one) => {
    const input = area(written(one));
    return { input, read: () => input.value || undefined };
  });
}

/**
 * Words in each language, one a line.
 * @param {Context} context
 * @param {Field} field
 * @param {any} value
 * @param {Step[]} path
 * @returns {Control}
 */
function phrases(context, field, value, path) {
  const help = `${field.help} ${words["one-a-line"]}`.trim();
  return byLanguage(context, { ...field, help }, value, path, (one) => {
    const input = area(items(one).map(written).join("\n"), 3);
    return { input, read: () => split(input.value) };
  });
}

/**
 * @param {Context} context
 * @param {Field} field
 * @param {any} value
 * @param {Step[]} path
 * @param {(value: any) => { input: HTMLTextAreaElement, read: () => any }} make
 * @returns {Control}
 */
function byLanguage(context, field, value, path, make) {
  const before = pairs(value);
  const columns = made("div", { className: "guia-languages" });
  const parts = context.languages.map(([code, name]) => {
    const { input, read } = make(before[code]);
    input.lang = code;
    input.dir = context.direction[code] ?? "ltr";
    columns.append(labelled({ ...field, label: name, help: "", required: true }, input, [...path, code]));
    return { code, read };
  });
  const node = group(field, path, columns);
  // What is not shown, such as a note of whoever keeps the data, stays as it is.
  const shown = new Set(context.languages.map(([code]) => code));
  const rest = Object.fromEntries(Object.entries(before).filter(([key]) => !shown.has(key)));
  return { node, read: () => whole({ ...rest, ...Object.fromEntries(parts.map(({ code, read }) => [code, read()])) }) };
}

/**
 * Several of a few choices.
 * @param {Context} context
 * @param {Field} field
 * @param {any} value
 * @param {Step[]} path
 * @returns {Control}
 */
function several(context, field, value, path) {
  const item = /** @type {Field} */ (field.item);
  const now = items(value).map(written);
  if (item.refers && item.refers !== "networks") return ordered(context, field, now, path);
  const options = choicesOf(context, item);
  options.push(...now.filter((one) => !options.some(([key]) => key === one)).map((one) => /** @type {[string, string]} */ ([one, one])));
  const boxes = options.map(([key, name]) => {
    const box = /** @type {HTMLInputElement} */ (made("input", { type: "checkbox", value: key, checked: now.includes(key) }));
    return { key, box, node: made("label", { className: "guia-box" }, box, ` ${name}`) };
  });
  const help = field.help || (field.all ? words.all : "");
  const node = group({ ...field, help }, path, made("div", { className: "guia-boxes" }, ...boxes.map((one) => one.node)));
  const read = () => {
    const checked = boxes.filter(({ box }) => box.checked).map(({ key }) => key);
    // Those that were there stay in their order.
    return full([...now.filter((key) => checked.includes(key)), ...checked.filter((key) => !now.includes(key))]);
  };
  return { node, read };
}

/**
 * Records that are chosen by name, in an order.
 * @param {Context} context
 * @param {Field} field
 * @param {string[]} now
 * @param {Step[]} path
 * @returns {Control}
 */
function ordered(context, field, now, path) {
  const item = /** @type {Field} */ (field.item);
  return rows(context, field, path, now, (value, at) => {
    const label = filled(words.item, { field: field.label, number: at + 1 });
    return chosen(context, { ...item, label, help: "", required: true }, value, [...path, at]);
  });
}

/**
 * A list of texts or of small records.
 * @param {Context} context
 * @param {Field} field
 * @param {any} value
 * @param {Step[]} path
 * @returns {Control}
 */
function list(context, field, value, path) {
  const item = /** @type {Field} */ (field.item);
  return rows(context, field, path, items(value), (one, at) => {
    const label = filled(words.item, { field: field.label, number: at + 1 });
    return control(context, { ...item, label, help: "", required: true }, one, [...path, at]);
  });
}

/**
 * Items that are added, taken away, and moved up.
 * @param {Context} context
 * @param {Field} field
 * @param {Step[]} path
 * @param {any[]} values
 * @param {(value: any, at: number) => Control} make
 * @param {(values: any[]) => any} join What makes the value of those of all items.
 * @returns {Control}
 */
function rows(context, field, path, values, make, join = (all) => all) {
  const box = made("div", { className: "guia-rows" });
  /** @type {{ node: HTMLElement, read: () => any }[]} */
  let all = [];
  /** @param {any[]} now */
  const fill = (now) => {
    all = now.map((value, at) => make(value, at));
    box.replaceChildren(...all.map(({ node }, at) => made("div", { className: "guia-row" }, node, moves(at))));
  };
  /** @param {number} at */
  const moves = (at) => {
    const number = at + 1;
    const up = button(words.up, () => put(at, at - 1));
    up.setAttribute("aria-label", filled(words["up-of"], { field: field.label, number }));
    up.hidden = at === 0;
    const take = button(words.take, () => put(at, null));
    take.setAttribute("aria-label", filled(words["take-from"], { field: field.label, number }));
    return made("div", { className: "guia-moves" }, up, take);
  };
  /**
   * @param {number} from
   * @param {number | null} to
   */
  const put = (from, to) => {
    const now = all.map((each) => each.read());
    const [one] = now.splice(from, 1);
    if (to !== null) now.splice(to, 0, one);
    fill(now);
    const next = box.children[to ?? Math.min(from, now.length - 1)];
    const focus = /** @type {HTMLElement | null} */ (next?.querySelector(CONTROLS)) ?? add;
    focus.focus();
    context.changed();
  };
  const add = button(words.add, () => {
    fill([...all.map(({ read }) => read()), undefined]);
    /** @type {HTMLElement | null} */ (box.lastElementChild?.querySelector(CONTROLS))?.focus();
    context.changed();
  });
  add.setAttribute("aria-label", filled(words["add-to"], { field: field.label }));
  fill(values);
  const read = () => {
    const filledIn = all.map((one) => one.read()).filter((one) => one !== undefined);
    return filledIn.length > 0 ? join(filledIn) : undefined;
  };
  return { node: group(field, path, box, add), read };
}

const CONTROLS = "input, select, textarea";

/**
 * A small record within a record.
 * @param {Context} context
 * @param {Field} field
 * @param {any} value
 * @param {Step[]} path
 * @returns {Control}
 */
function record(context, field, value, path) {
  const before = pairs(value);
  const parts = field.fields.map((one) => ({ name: one.name, ...control(context, one, before[one.name], [...path, one.name]) }));
  const shown = new Set(field.fields.map(({ name }) => name));
  const rest = Object.fromEntries(Object.entries(before).filter(([key]) => !shown.has(key)));
  const node = group(field, path, made("div", { className: "guia-parts" }, ...parts.map((one) => one.node)));
  return { node, read: () => whole({ ...rest, ...Object.fromEntries(parts.map(({ name, read }) => [name, read()])) }) };
}

/**
 * Values by key: of known keys each has its control, others are written.
 * @param {Context} context
 * @param {Field} field
 * @param {any} value
 * @param {Step[]} path
 * @returns {Control}
 */
function map(context, field, value, path) {
  const item = /** @type {Field} */ (field.item);
  const key = /** @type {Field} */ (field.key);
  if (key.choices.length > 0) {
    const fields = key.choices.map(([name, label]) => ({ ...item, name, label, help: "", required: true, quiet: true }));
    const help = item.control === "lines" ? `${field.help} ${helpOfLines(item)}`.trim() : field.help;
    return record(context, { ...field, help, fields }, value, path);
  }
  return rows(context, field, path, Object.entries(pairs(value)), (pair, at) => {
    const [name, one] = pair ?? ["", undefined];
    const label = filled(words.item, { field: field.label, number: at + 1 });
    const first = control(context, { ...key, label, help: "", required: true }, name, [...path, name]);
    const second = control(context, { ...item, label: field.label, help: "", required: true }, one, [...path, name]);
    const read = () => (first.read() === undefined ? undefined : [first.read(), second.read() ?? ""]);
    return { node: made("div", { className: "guia-parts" }, first.node, second.node), read };
  }, Object.fromEntries);
}
