// The checks of tone, as hooks/guiaviva/posts/tone.py does them. A test compares the two.

import { isWord } from "../common/bayes.js";
import { hit } from "./hits.js";
import { sentences } from "./text.js";

/** @import { Bayes } from "../common/bayes.js" */
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
 * What praises ourselves or what the post invites to, or asks for votes.
 *
 * @type {Check}
 */
export const praise = (checked) => found(checked, "praise");

/**
 * @param {Checked} checked
 * @param {string} tone
 */
function found({ text, basis }, tone) {
  const examples = basis.criteria.tones;
  if (!examples) return [];
  return sentences(basis.patterns, text.written)
    .filter((span) => toneOf(examples, text.written.slice(...span), basis.constants) === tone)
    .map((span) => hit(...span));
}

/**
 * Return the tone of a sentence, which is plain unless it is far likelier to be another.
 *
 * @param {Bayes} examples
 * @param {string} sentence
 * @param {Guia.CheckConstants} constants
 */
function toneOf(examples, sentence, { plain, certain, "fewest-words": fewest }) {
  if (examples.wordsOf(sentence).filter(isWord).length < fewest) return plain;
  const scores = examples.scores(sentence);
  const score = (/** @type {string} */ tone) => scores.get(tone) ?? 0;
  const [likeliest = plain] = [...scores.keys()].filter((tone) => tone !== plain).sort((one, other) => score(other) - score(one));
  return score(likeliest) - score(plain) > certain ? likeliest : plain;
}
