// What was changed in a file, in words, with what differs: field by field, or line by line.

import { made, words } from "./talk.js";

/** @typedef {[kind: "" | "del" | "ins", text: string]} Part */
/** @typedef {{ name: string, fields: [label: string, parts: Part[]][] }} Differing */
/** @typedef {{ path: string, text: string, names: string[], records: Differing[], lines: Part[][] }} Changed */

// So many letters of what differs are seen at a glance; more is folded.
const GLANCE = 400;

/** @param {Changed} one */
export function title({ text, names }) {
  return made("span", {}, made("strong", {}, text), names.length ? `: ${names.join(", ")}` : "");
}

/**
 * Returns what differs, folded where it is long, or else where that is asked for.
 * @param {Changed} one
 * @param {boolean} isFolded
 */
export function differing({ records, lines }, isFolded) {
  if (!records.length && !lines.length) return "";
  const fields = records.flatMap((one) => [
    ...(records.length > 1 ? [made("h3", {}, one.name)] : []),
    ...one.fields.map(([label, parts]) => made("p", { className: "guia-words" }, made("strong", {}, `${label}: `), ...parts.map(marked))),
  ]);
  const runs = lines.map((run) => made("p", { className: "guia-words" }, ...run.map(marked)));
  const all = [...fields, ...runs];
  const length = all.reduce((sum, node) => sum + (node.textContent ?? "").length, 0);
  return made("details", { open: !isFolded && length < GLANCE }, made("summary", {}, words["send-see"]), ...all);
}

/** @param {Part} part */
export function marked([kind, text]) {
  return kind ? made(kind, {}, text) : text;
}
