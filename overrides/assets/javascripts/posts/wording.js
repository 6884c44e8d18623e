// The sentences about what was found in a post, as hooks/guiaviva/posts/wording.py makes them. A test compares them.

import { localized } from "../common/words.js";
import { own, without } from "./text.js";

/** @import { Finding } from "./check.js" */

/**
 * Return a sentence with its placeholders filled: `{name}`.
 *
 * @param {string} sentence
 * @param {Record<string, unknown>} values
 */
export function fill(sentence, values) {
  return sentence.replace(/\{([\w-]+)\}/g, (_, name) => String(values[name]));
}

/**
 * Return found words as they are quoted: in one line, and not too long.
 *
 * @param {Guia.Basis} basis
 * @param {string} found
 */
export function quoted({ patterns, constants }, found) {
  const words = Array.from(without(patterns.spaces, found, " ").replace(/^ | $/g, ""));
  const most = constants.quoted;
  return words.length <= most ? words.join("") : `${words.slice(0, most).join("").replace(/ $/, "")}…`;
}

/**
 * Return what is said of a finding.
 *
 * @param {Guia.PostsContent} content
 * @param {Finding} finding
 */
export function message(content, finding) {
  const { say, networks, rules, locale } = content;
  const shown = finding.networks.map((key) => networks[key]);
  const names = shown.map(({ name }) => name).join(", ");
  const { check, values } = finding;
  const key = values.kind ? `${check}-${values.kind}` : check;
  const filled = { found: quoted(content, finding.found), network: names, unit: shown[0]?.unit, ...values };
  const sentence = fill(say[key], localized(filled, locale));
  const notes = [];
  if (names && own(rules, finding.rule)) notes.push(fill(say["only-on"], { networks: names }));
  const period = content.periods[finding.period];
  if (period) notes.push(fill(say["in-period"], { period: period.name, date: period.end }));
  return [sentence, ...notes].join(" ");
}

/**
 * Return what is to be done about a finding.
 *
 * @param {Guia.PostsContent} content
 * @param {Finding} finding
 * @param {string} spoken the language of the text
 */
export function fix({ say, rules, language, locale, constants }, finding, spoken) {
  const { check, replacement, values } = finding;
  if (replacement !== null) return fill(say[replacement ? "write" : "delete"], { replacement });
  const rule = own(rules, finding.rule);
  if (!rule) {
    return fill(say[finding.rule === constants["too-long"] ? "shorten" : "fewer"], localized(values, locale));
  }
  const ofText = constants["of-the-text"].includes(check) ? own(rule.prefer, spoken) : undefined;
  const prefer = (ofText ?? own(rule.prefer, language) ?? "").replace(/\.$/, "");
  if (rule.max !== null) return fill(say[prefer ? "at-most-of" : "at-most"], { max: rule.max, prefer });
  return prefer ? fill(say.prefer, { prefer }) : say.see;
}
