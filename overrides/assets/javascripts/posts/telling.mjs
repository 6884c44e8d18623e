// The sentences that tell what was found in a post, as hooks/guiaviva/posts/telling.py makes them. A test compares them.

import { TOO_LONG } from "./check.mjs";
import { own } from "./text.mjs";

// A sentence or a long tail is quoted up to so many characters.
const QUOTED = 60;
// What these checks prefer is of the language of the text; what others prefer is advice to whoever reads it.
const OF_THE_TEXT = ["words", "mixed-address"];

/** Gives a sentence with its placeholders filled: `{name}`. */
export function fill(sentence, values) {
  return sentence.replace(/\{([\w-]+)\}/g, (_, name) => values[name]);
}

/** Gives found words as they are quoted: in one line, and not too long. */
function quoted(found) {
  const words = Array.from(found.replace(/\p{White_Space}+/gu, " ").replace(/^ | $/g, ""));
  return words.length <= QUOTED ? words.join("") : `${words.slice(0, QUOTED).join("").replace(/ $/, "")}…`;
}

/** Gives what is said of a finding. */
export function message({ say, networks, rules }, finding) {
  const shown = finding.networks.map((key) => networks[key]);
  const names = shown.map(({ name }) => name).join(", ");
  const { check, values } = finding;
  const key = values.kind ? `${check}-${values.kind}` : check;
  const filled = { found: quoted(finding.found), network: names, unit: shown[0]?.unit, ...values };
  const sentence = fill(say[key], filled);
  return names && own(rules, finding.rule) ? `${sentence} ${fill(say["only-on"], { networks: names })}` : sentence;
}

/** Gives what is to be done about a finding. `written`: the language of the text. */
export function fix({ say, rules, language }, finding, written) {
  const { check, replacement, values } = finding;
  if (replacement !== null) return fill(say[replacement ? "write" : "delete"], { replacement });
  const rule = own(rules, finding.rule);
  if (!rule) return fill(say[finding.rule === TOO_LONG ? "shorten" : "fewer"], values);
  const ofText = OF_THE_TEXT.includes(check) ? own(rule.prefer, written) : undefined;
  const prefer = (ofText ?? own(rule.prefer, language) ?? "").replace(/\.$/, "");
  if (rule.max !== null) return fill(say[prefer ? "at-most-of" : "at-most"], { max: rule.max, prefer });
  return prefer ? fill(say.prefer, { prefer }) : say.see;
}
