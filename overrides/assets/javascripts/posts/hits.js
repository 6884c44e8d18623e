// What a check looks at and what it finds, as hooks/guiaviva/posts/checked.py has it.

/** @import { Read } from "./text.js" */
/** @typedef {Guia.Span} Span */
/**
 * What a check looks at.
 *
 * @typedef {{ text: Read, rule: Guia.Criterion, basis: Guia.Basis, media: boolean, day: string,
 *   reading: Guia.Reading }} Checked
 */
/**
 * What a check found: from `start` to `end`, with a `replacement` where only one is right ("": it is taken away; null:
 * none is), and the values that fill the sentence;
 * `level` where it is milder than the rule's.
 *
 * @typedef {{ start: number, end: number, replacement: string | null, values: Record<string, unknown>,
 *   level?: string }} Hit
 */
/** @typedef {(checked: Checked) => Hit[]} Check */

/**
 * @param {number} start
 * @param {number} end
 * @param {{ replacement?: string | null } & Record<string, unknown>} values
 * @returns {Hit}
 */
export function hit(start, end, { replacement = null, ...values } = {}) {
  return { start, end, replacement, values };
}
