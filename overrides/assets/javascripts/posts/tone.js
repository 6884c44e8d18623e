// The checks of tone, as hooks/guiaviva/posts/tone.py does them. A test compares the two.

import { hit } from "./hits.js";
import { finder } from "./people.js";
import { byStart, sentences, touches } from "./text.js";

/** @import { Check, Checked } from "./hits.js" */

/**
 * What despises the reader, or others.
 *
 * @type {Check}
 */
export const insult = (checked) => found(checked, "insult");

/**
 * What promises more than anyone can keep.
 *
 * @type {Check}
 */
export const guarantee = (checked) => found(checked, "guarantee");

/**
 * @param {Checked} checked
 * @param {string} name
 */
function found(checked, name) {
  return finder(checked)(name)
    .filter((span) => !touches(span, checked.text.names))
    .map((span) => hit(...span));
}

/**
 * In each sentence, what asks for votes, praises ourselves, or praises that to which the post has invited.
 *
 * @type {Check}
 */
export function praise(checked) {
  const { text, basis } = checked;
  const find = finder(checked);
  if (!["campaign", "flattery", "boast", "hype"].some((name) => find(name).length)) return [];
  const invited = Math.min(text.written.length, ...find("invitation").map(([start]) => start));
  return sentences(basis.patterns, text.written).flatMap((sentence) => {
    const all = (/** @type {string[]} */ ...names) =>
      names
        .flatMap((name) => find(name, sentence))
        .filter((span) => !touches(span, text.names))
        .sort((one, other) => byStart(one, other) || one[1] - other[1]);
    const [campaign] = all("campaign");
    if (campaign) return [hit(...campaign, { kind: "campaign" })];
    const [boast] = all("flattery", "boast");
    if (boast && find("ourselves", sentence).length) return [hit(...boast, { kind: "ourselves" })];
    const hype = all("flattery", "boast", "hype").find(([start]) => start > invited);
    return hype ? [hit(...hype, { kind: "invitation" })] : [];
  });
}
