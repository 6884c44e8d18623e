// The check of mentions, as hooks/guiaviva/posts/accounts.py does it. A test compares the two.

import { slipsBetween } from "../common/slips.js";
import { hit } from "./hits.js";
import { spansOf } from "./text.js";

/** @import { Check, Checked } from "./hits.js" */

/**
 * Return the mention of whom a text answers: the first words greet it, as in «Hello, @name» and «Hi @name!».
 *
 * @param {Pick<Checked, "text" | "basis">} checked
 */
export function answered({ text, basis: { constants, patterns } }) {
  const tokens = spansOf(patterns.token, text.written).slice(0, constants.greeting);
  return text.mentions.find(([start, end]) => {
    const at = tokens.findIndex((token) => token[0] <= start && start < token[1]);
    if (at < 1) return at === 0;
    // A sign parts a name from the sentence, after it or before.
    return end < tokens[at][1] || constants.greets.includes(text.written[tokens[at - 1][1] - 1]);
  });
}

/**
 * Mentions of accounts that are in no register, with the nearest that is; not who is answered.
 *
 * @type {Check}
 */
export function unknownMention({ text, basis }) {
  const { criteria, constants } = basis;
  const whom = answered({ text, basis });
  return text.mentions.flatMap(([start, end]) => {
    const [name] = text.folded.slice(start + 1, end).split("@");
    if (criteria.accounts.includes(name) || start === whom?.[0]) return [];
    const near = nearest(name, criteria.accounts, constants);
    if (!near) return [{ ...hit(start, end, { kind: "strange" }), level: "advice" }];
    return [hit(start, end, { kind: "near", nearest: `@${near}`, suggestions: [`@${near}`] })];
  });
}

/**
 * Return the known name that is within a few slips of one, or all of it but an addition; "" where none is.
 *
 * @param {string} name
 * @param {string[]} known
 * @param {Guia.CheckConstants} constants
 */
function nearest(name, known, { slips, telling }) {
  const long = known.filter((one) => Array.from(one).length >= telling);
  let best = "";
  let least = slips + 1;
  const size = Array.from(name).length;
  for (const one of long.filter((other) => Math.abs(Array.from(other).length - size) <= slips)) {
    const distance = slipsBetween(Array.from(name), Array.from(one));
    if (distance < least) [best, least] = [one, distance];
  }
  if (best) return best;
  return long.filter((one) => name.includes(one)).reduce((longest, one) => (one.length > longest.length ? one : longest), "");
}
