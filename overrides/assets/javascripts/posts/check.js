// Checks a text as a post, as hooks/guiaviva/posts/check.py does it. The names of the rules that no institution writes,
// since networks make them, are defined there. A test compares the two.

import { CHECKS, linkedHashtags } from "./checks.js";
import { clusters, count } from "./count.js";
import { firstAt, readText } from "./text.js";

/** @import { Hit } from "./hits.js" */
/** @import { Read } from "./text.js" */
/**
 * What is found, from `start` to `end` in UTF-16 units, as the browser counts. `networks` are those of the chosen ones
 * for which it holds, or none: it holds for all. `period` is the key of the period for which the rule holds, or "".
 *
 * @typedef {Hit & {
 *   rule: string, check: string, level: string, found: string, networks: string[], period: string
 * }} Finding
 */

/**
 * Return what is found in a text that will be published on the chosen networks, in order of place. `day` is the one on
 * which it is published, such as 2026-11-24; without it no period runs, and a date without a year has no weekday.
 *
 * @param {Guia.Basis} basis
 * @param {string} text
 * @param {string[]} networks
 */
export function check(basis, text, networks, media = false, day = "") {
  const steps = checking(basis, text, networks, media, day);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * Do the same in steps, since to compile what is looked for takes a while on a telephone.
 *
 * @param {Guia.Basis} basis
 * @param {string} text
 * @param {string[]} networks
 * @param {boolean} media
 * @param {string} day
 * @returns {Generator<void, Finding[]>}
 */
export function* checking(basis, text, networks, media, day) {
  const chosen = [...new Set(networks)];
  const parts = clusters(basis.counting, text);
  const composed = parts.map((part) => part.normalize("NFC"));
  yield;
  const read = readText(basis, composed.join(""));
  yield;
  let found = yield* byRules(basis, read, chosen, media, day);
  found.push(...tooMany(basis, linkedHashtags(basis, read), read, chosen));
  yield;
  if (read.written !== text) found = placed(found, text, parts, composed);
  found.push(...tooLong(basis, text, sums(parts.map((part) => part.length)), chosen));
  return found.sort(byPlace);
}

/**
 * Return the key of the period that runs on a day, by its kind; the first one where several do.
 *
 * @param {Guia.Basis} basis
 * @param {string} day
 */
function running({ criteria }, day) {
  const now = Object.entries(criteria.periods).filter(([, { start, end }]) => start <= day && day <= end);
  return new Map(now.reverse().map(([key, { kind }]) => [kind, key]));
}

/**
 * @param {Guia.Basis} basis
 * @param {Read} text
 * @param {string[]} chosen
 * @param {boolean} media
 * @param {string} day
 * @returns {Generator<void, Finding[]>}
 */
function* byRules(basis, text, chosen, media, day) {
  const { levels } = basis.constants;
  const { rules, reading } = basis.criteria;
  const now = running(basis, day);
  /** @type {Finding[]} */
  const found = [];
  for (const [key, rule] of Object.entries(rules)) {
    const networks = chosen.filter((one) => rule.networks.includes(one));
    const period = rule.period ? now.get(rule.period) : "";
    if ((rule.networks.length && !networks.length) || period === undefined) continue;
    const only = networks.length === chosen.length ? [] : networks;
    for (const { level = rule.level, ...hit } of CHECKS[rule.check]({ text, rule, basis, media, day, reading })) {
      found.push({
        ...hit,
        rule: key,
        check: rule.check,
        level: levels.indexOf(level) > levels.indexOf(rule.level) ? level : rule.level,
        found: text.written.slice(hit.start, hit.end),
        networks: only,
        period,
      });
    }
    yield;
  }
  return found;
}

/**
 * What is over the limit of a network, as the network counts.
 *
 * @param {Guia.Basis} basis
 * @param {string} text
 * @param {number[]} ends where what a reader sees as one character ends
 * @param {string[]} chosen
 * @returns {Finding[]}
 */
function tooLong({ criteria, constants, counting }, text, ends, chosen) {
  /** @type {Map<string, number>} */
  const lengths = new Map();
  return chosen.flatMap((network) => {
    const { characters, counted } = criteria.networks[network];
    const length = lengths.get(counted) ?? count(counting, text, counted);
    lengths.set(counted, length);
    if (characters === null || length <= characters) return [];
    /** @type {Guia.Span} */
    const span = [fits(counting, text, ends, characters, counted), text.length];
    return [finding(constants["too-long"], "error", text, span, network, length, characters)];
  });
}

/**
 * Hashtags and links beyond what a network takes.
 *
 * @param {Guia.Basis} basis
 * @param {Guia.Span[]} hashtags
 * @param {Read} text
 * @param {string[]} chosen
 */
function tooMany({ criteria, constants }, hashtags, text, chosen) {
  const rules = constants["too-many"];
  return chosen.flatMap((network) => {
    const limits = criteria.networks[network];
    /** @type {[string, string, Guia.Span[], number | null][]} */
    const each = [
      ["hashtags", rules.hashtags, hashtags, limits.hashtags],
      ["links", rules.links, text.links, limits.links],
    ];
    return each.flatMap(([what, rule, spans, limit]) => {
      const number = spans.length;
      if (limit === null || number <= limit || isReported(Object.values(criteria.rules), what, limit)) return [];
      return [finding(rule, "warning", text.written, [spans[limit][0], spans[number - 1][1]], network, number, limit)];
    });
  });
}

/**
 * Does a rule of the institution, at least as strict as a network, report what exceeds its limit?
 *
 * @param {Guia.Criterion[]} rules
 * @param {string} what
 * @param {number} limit
 */
function isReported(rules, what, limit) {
  const always = rules.filter((rule) => rule.check === what && !rule.networks.length && !rule.period);
  return always.some(({ max }) => max !== null && max <= limit);
}

/**
 * @param {string} rule
 * @param {string} level
 * @param {string} text
 * @param {Guia.Span} span
 * @param {string} network
 * @param {number} number
 * @param {number} limit
 * @returns {Finding}
 */
function finding(rule, level, text, [start, end], network, number, limit) {
  const values = { count: number, limit, over: number - limit };
  const found = text.slice(start, end);
  return { start, end, rule, check: rule, level, found, networks: [network], replacement: null, values, period: "" };
}

/**
 * Return each number's sum with those before it, from 0.
 *
 * @param {number[]} numbers
 */
function sums(numbers) {
  let sum = 0;
  return [0, ...numbers.map((number) => (sum += number))];
}

/**
 * Return up to where a text fits into the limit: whole characters, as a reader sees them.
 *
 * @param {Guia.Counting} counting
 * @param {string} text
 * @param {number[]} ends
 * @param {number} limit
 * @param {string} how
 */
function fits(counting, text, ends, limit, how) {
  // Half the way, and half of that: an address makes a text shorter as it grows, but only for a moment. Most of a long
  // text is beyond the limit, so it begins with what may just fit.
  const last = ends.length - 1;
  let low = 0;
  let high = Math.min(limit + 1, last);
  while (high < last && count(counting, text.slice(0, ends[high]), how) <= limit) {
    low = high;
    high = Math.min(2 * high, last);
  }
  while (low < high) {
    const middle = Math.floor((low + high + 1) / 2);
    if (count(counting, text.slice(0, ends[middle]), how) <= limit) low = middle;
    else high = middle - 1;
  }
  return ends[low];
}

/**
 * Return findings with their place in the text as it was written, in which an accent may be a sign of its own.
 *
 * @param {Finding[]} found
 * @param {string} text
 * @param {string[]} parts
 * @param {string[]} composed
 */
function placed(found, text, parts, composed) {
  const starts = sums(composed.map((part) => part.length));
  const ends = sums(parts.map((part) => part.length));
  const place = (/** @type {number} */ at) => {
    const part = firstAt(starts, (start) => start > at) - 1;
    return ends[part] + (parts[part]?.length === composed[part]?.length ? at - starts[part] : 0);
  };
  return found.map((one) => {
    const [start, end] = [place(one.start), place(one.end)];
    return { ...one, start, end, found: text.slice(start, end) };
  });
}

/**
 * @param {Finding} one
 * @param {Finding} other
 */
function byPlace(one, other) {
  const places = one.start - other.start || one.end - other.end;
  return places || order(one.rule, other.rule) || order(names(one), names(other));
}

/** @param {Finding} finding */
function names({ networks }) {
  return networks.join("\0");
}

/**
 * @param {string} one
 * @param {string} other
 */
function order(one, other) {
  return one < other ? -1 : Number(one > other);
}
