// What is found in a post, put together by what it is: one thing to look at, in one place or in many.

/** @import { Finding } from "./check.js" */

/**
 * Return findings in groups, the gravest first: those of one rule of which the same is said.
 *
 * @param {Finding[]} findings in order of place
 * @param {string[]} levels from the gravest
 */
export function grouped(findings, levels) {
  /** @type {Map<string, Finding[]>} */
  const groups = new Map();
  for (const finding of findings) {
    const { level, rule, values, networks } = finding;
    const key = JSON.stringify([level, rule, values.kind, networks]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].sort(([one], [other]) => levels.indexOf(one.level) - levels.indexOf(other.level));
}

/**
 * Return a text with the replacements of some findings written into it, from the first of them to the last, and where
 * that part stood.
 *
 * @param {string} text
 * @param {Finding[]} findings in order of place
 */
export function replaced(text, findings) {
  const [start, end] = [findings[0].start, findings[findings.length - 1].end];
  let written = "";
  let at = start;
  for (const finding of findings) {
    written += text.slice(at, finding.start) + (finding.replacement ?? finding.found);
    at = finding.end;
  }
  return { start, end, words: written };
}
