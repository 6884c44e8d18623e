// The checks of people, as hooks/guiaviva/posts/people.py does them, where the figures stand. A test compares the two.

import { hit } from "./hits.js";
import { firstAt, matches, mayHold, sentences, spansOf, touches, without } from "./text.js";

/** @import { Check, Checked, Hit } from "./hits.js" */
/** @typedef {Guia.Span} Span */

/**
 * Account numbers, ID numbers, telephones and number plates; homes; mailboxes; not those of the institution.
 *
 * @type {Check}
 */
export function personalData(checked) {
  const { text, basis } = checked;
  const { criteria, patterns } = basis;
  const find = finder(checked);
  /** @type {Hit[]} */
  const hits = [];
  /** @type {Span[]} */
  const seen = [];
  for (const [kind, found] of Object.entries(KINDS)) {
    for (const span of spansOf(patterns[kind], text.written)) {
      const taken = touches(span, seen) || touches(span, text.names);
      const one = taken ? undefined : found(checked, span, find);
      if (!one) continue;
      seen.splice(firstAt(seen, ([start]) => start >= span[0]), 0, span);
      hits.push(one);
    }
  }
  hits.push(...homes(checked, find));
  for (const [start, end] of text.mails) {
    const mailbox = text.folded.slice(start, end);
    const domain = mailbox.slice(mailbox.lastIndexOf("@") + 1);
    const own = criteria.domains.some((one) => domain === one || domain.endsWith(`.${one}`));
    if (!own && !criteria.mailboxes.includes(mailbox)) hits.push(hit(start, end, { kind: "mail" }));
  }
  return hits;
}

/** @type {Record<string, (checked: Checked, span: Span, find: Find) => Hit | undefined>} */
const KINDS = {
  // ISO 13616: the first four signs go to the end, letters count from 10, and the rest of the division is 1.
  iban({ text, basis: { patterns, constants } }, span) {
    const signs = without(patterns["no-sign"], text.written.slice(...span)).toUpperCase();
    let rest = 0;
    for (const sign of signs.slice(4) + signs.slice(0, 4)) {
      const value = parseInt(sign, 36);
      rest = (rest * (value > 9 ? 100 : 10) + value) % constants["iban-divisor"];
    }
    return signs.length >= constants["iban-shortest"] && rest === 1 ? hit(...span, { kind: "iban" }) : undefined;
  },
  // The letter of a DNI or NIE follows from the rest of its number.
  identity({ text, basis: { patterns, constants } }, span) {
    const { "check-letters": letters, "nie-letters": first } = constants;
    const signs = without(patterns["no-sign"], text.written.slice(...span)).toUpperCase();
    const number = Array.from(signs.slice(0, -1), (sign) => (first.includes(sign) ? first.indexOf(sign) : sign)).join("");
    if (letters[Number(number) % letters.length] === signs.at(-1)) return hit(...span, { kind: "identity" });
    // A mistyped one still tells whose it is; but it may be the number of a file.
    return { ...hit(...span, { kind: "identity-unknown" }), level: "advice" };
  },
  phone: (checked, span, find) => phone(checked, span, find, true),
  "phone-abroad": (checked, span, find) => phone(checked, span, find, false),
  plate(_, span) {
    return hit(...span, { kind: "plate" });
  },
};

/**
 * Return what a telephone is that is not the institution's, by what stands beside it.
 *
 * @param {Checked} checked
 * @param {Span} span
 * @param {Find} find
 * @param {boolean} here it is of the country whose mobiles are known by their first digit
 */
function phone(checked, span, find, here) {
  const { text, basis } = checked;
  const { patterns, constants, criteria } = basis;
  const digits = without(patterns["no-digit"], text.written.slice(...span)).slice(-constants["phone-digits"]);
  if (criteria.phones.includes(digits)) return undefined;
  const mobile = here && matches(patterns.mobile, digits);
  const whose = beside(checked, span, find);
  if (whose === "person") return hit(...span, { kind: "phone-person" });
  if (mobile && !whose) return hit(...span, { kind: "phone" });
  return whose && !mobile ? undefined : { ...hit(...span, { kind: "phone-unknown" }), level: "advice" };
}

/**
 * Does a person or a service stand nearer to a telephone?
 *
 * @param {Checked} checked
 * @param {Span} span
 * @param {Find} find
 */
function beside(checked, span, find) {
  const [before, after] = checked.basis.constants.beside;
  let nearest = Infinity;
  let whose = "";
  for (const [who, name] of [
    ["person", "named"],
    ["person", "titled"],
    ["service", "service"],
  ]) {
    // A name that ends before the telephone may begin earlier. A code point has two units at most.
    for (const [start, end] of find(name, [span[0] - 4 * before, span[1] + 2 * after + 1])) {
      const precedes = end <= span[0];
      if (precedes && size(checked, start, span[0]) > 2 * before) continue;
      const distance = precedes ? size(checked, end, span[0]) : start < span[1] ? -1 : size(checked, span[1], start);
      if (distance < 0 || distance > (precedes ? before : after) || distance >= nearest) continue;
      nearest = distance;
      whose = who;
    }
  }
  return whose;
}

/**
 * Return how many code points stand between two places.
 *
 * @param {Checked} checked
 * @param {number} start
 * @param {number} end
 */
function size({ text }, start, end) {
  return Array.from(text.written.slice(start, end)).length;
}

/** @typedef {(name: string, within?: Span) => Span[]} Find */

/**
 * Return a function that gives what a pattern of the language finds in the text, or what of it begins within a part.
 * Each is looked for once, and only if it is asked for.
 *
 * @param {Checked} checked
 * @returns {Find}
 */
export function finder({ text, reading, basis }) {
  /** @type {Map<string, Span[]>} */
  const known = new Map();
  return (name, within) => {
    const pattern = reading.finds[name];
    const where = basis.constants.written.includes(name) ? text.written : text.folded;
    const may = pattern !== undefined && mayHold(text, reading.needs[name]);
    const spans = known.get(name) ?? (may ? spansOf(pattern, where) : []);
    known.set(name, spans);
    if (!within) return spans;
    const [first, last] = within.map((place) => firstAt(spans, ([start]) => start >= place));
    return spans.slice(first, last);
  };
}

/**
 * The address of a person: where they are said to live, or whose door is told.
 *
 * @param {Checked} checked
 * @param {Find} find
 */
function homes({ text, basis }, find) {
  const doors = find("home-door");
  const others = find("home").filter((one) => !touches(one, doors));
  const all = [...doors.map((span) => ({ span, door: true })), ...others.map((span) => ({ span, door: false }))];
  all.sort(({ span: one }, { span: other }) => one[0] - other[0] || one[1] - other[1]);
  const each = all.length ? sentences(basis.patterns, text.written) : [];
  return all.flatMap(({ span, door }) => {
    const around = each[firstAt(each, ([start]) => start > span[0]) - 1];
    /** @type {Span} */
    const sentence = [Math.min(around[0], span[0]), Math.max(around[1], span[1])];
    const stands = (/** @type {string} */ name) => find(name, sentence).length > 0;
    const person = stands("named") || stands("titled");
    const service = stands("service");
    if ((stands("lives") && (person || !service)) || (person && door && !service)) return [hit(...span, { kind: "home" })];
    return door && !service ? [{ ...hit(...span, { kind: "home-unknown" }), level: "advice" }] : [];
  });
}

/**
 * A child, or somebody who is cared for, of whom enough is told to know who it is.
 *
 * @type {Check}
 */
export function identifiablePerson(checked) {
  const find = finder(checked);
  return sentences(checked.basis.patterns, checked.text.written).flatMap((sentence) => {
    const one = told(checked, find, sentence);
    return one ? [hit(...one.span, { kind: one.kind })] : [];
  });
}

/**
 * Return who can be told in a sentence, if anyone, and as what.
 *
 * @param {Checked} checked
 * @param {Find} find
 * @param {Span} sentence
 */
function told(checked, find, sentence) {
  const { patterns, constants } = checked.basis;
  const all = (/** @type {string[]} */ ...names) => names.flatMap((name) => find(name, sentence));
  const isChild = (/** @type {Span} */ span) =>
    Number(without(patterns["no-digit"], checked.text.written.slice(...span))) < constants.adult;
  const care = all("care", "illness").length > 0;
  const place = all("school", "class").length > 0;
  for (const span of all("named-aged")) {
    if (isChild(span)) return { span, kind: "child" };
    if (care) return { span, kind: "patient" };
  }
  const [cared] = all("named-cared");
  if (cared) return { span: cared, kind: "patient" };
  const general = all("general").length > 0;
  for (const span of all("child-aged", "patient-aged")) {
    const child = isChild(span);
    if (!general && (care || (child && (place || all("named", "home").length)))) return { span, kind: child ? "child" : "patient" };
  }
  const aged = all("home").length ? all("anyone-aged") : [];
  const young = aged.find(isChild) ?? (all("class").length ? all("given-names")[0] : undefined);
  if (young) return { span: young, kind: "child" };
  for (const span of all("named")) {
    if (all("class").length) return { span, kind: "child" };
    if (all("illness").length && all("care", "patient-named").length) return { span, kind: "patient" };
  }
  const [child] = all("child-named");
  if (child && place) return { span: child, kind: "child" };
  // Whoever is named in public with a surname is seldom a child.
  const alone = all("school").length && !general ? all("named").find((span) => isAlone(checked, span)) : undefined;
  if (alone) return { span: alone, kind: "child" };
  const [patient] = all("patient-named");
  return patient && all("care").length ? { span: patient, kind: "patient" } : undefined;
}

/**
 * @param {Checked} checked
 * @param {Span} span
 */
function isAlone({ text, basis: { patterns } }, span) {
  return spansOf(patterns.token, text.written.slice(...span)).length === 1;
}
