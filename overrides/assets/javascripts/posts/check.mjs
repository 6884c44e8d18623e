// Checks a text as a post, as hooks/guiaviva/posts/check.py does it. A test compares the two.

import { CHECKS, linkedHashtags } from "./checks.mjs";
import { clusters, count } from "./count.mjs";
import { readText } from "./text.mjs";

// Rules that no institution writes, since networks make them.
export const TOO_LONG = "too-long";
const TOO_MANY = { hashtags: "too-many-hashtags", links: "too-many-links" };

/**
 * Gives what is found in a text that will be published on the chosen networks, in order of place.
 *
 * Each finding has `start` and `end` (in UTF-16 units, as the browser counts), `rule`, `check`, `level`, `found`, the
 * `networks` of the chosen ones for which it holds (none: all), a `replacement` where that is certain ("": it is taken
 * away; null: none is), and the `values` of its sentence. `content` has `criteria` and `patterns`, as Python wrote them.
 */
export function check({ criteria, patterns }, text, language, networks, media = false) {
  const chosen = [...new Set(networks)];
  const parts = clusters(text);
  const composed = parts.map((part) => part.normalize("NFC"));
  const read = readText(patterns, composed.join(""));
  let found = [
    ...byRules(criteria, patterns, read, language, chosen, media),
    ...tooMany(criteria, linkedHashtags(patterns, read), read, chosen),
  ];
  if (read.written !== text) found = found.map((one) => placed(one, text, parts, composed));
  found.push(...tooLong(criteria, text, chosen));
  return found.sort(byPlace);
}

function byRules(criteria, patterns, text, language, chosen, media) {
  return Object.entries(criteria.rules).flatMap(([key, rule]) => {
    const networks = chosen.filter((one) => rule.networks.includes(one));
    if (rule.networks.length && !networks.length) return [];
    const only = networks.length === chosen.length ? [] : networks;
    return CHECKS[rule.check]({ text, rule, language, criteria, patterns, media }).map((hit) => ({
      ...hit,
      rule: key,
      check: rule.check,
      level: rule.level,
      found: text.written.slice(hit.start, hit.end),
      networks: only,
    }));
  });
}

/** What is over the limit of a network, as the network counts. */
function tooLong(criteria, text, chosen) {
  return chosen.flatMap((network) => {
    const { characters, counted } = criteria.networks[network];
    const length = count(text, counted);
    if (characters === null || length <= characters) return [];
    return [finding(TOO_LONG, "error", text, [fits(text, characters, counted), text.length], network, length, characters)];
  });
}

/** Hashtags and links beyond what a network takes. */
function tooMany(criteria, hashtags, text, chosen) {
  const spans = { hashtags, links: text.links };
  return chosen.flatMap((network) =>
    Object.entries(TOO_MANY).flatMap(([what, rule]) => {
      const limit = criteria.networks[network][what];
      const number = spans[what].length;
      if (limit === null || number <= limit || isTold(Object.values(criteria.rules), what, number, limit)) return [];
      const span = [spans[what][limit][0], spans[what].at(-1)[1]];
      return [finding(rule, "warning", text.written, span, network, number, limit)];
    }),
  );
}

/** Does a rule of the institution, at least as strict as the network, tell it already? */
function isTold(rules, what, number, limit) {
  return rules.some(
    (rule) => rule.check === what && !rule.networks.length && rule.max !== null && rule.max <= limit && number > rule.max,
  );
}

function finding(rule, level, text, [start, end], network, number, limit) {
  const values = { count: number, limit, over: number - limit };
  return { start, end, rule, check: rule, level, found: text.slice(start, end), networks: [network], replacement: null, values };
}

/** Gives each number's sum with those before it, from 0. */
function sums(numbers) {
  let sum = 0;
  return [0, ...numbers.map((number) => (sum += number))];
}

/** Gives up to where a text fits into the limit: whole characters, as a reader sees them. */
function fits(text, limit, how) {
  const ends = sums(clusters(text).map((cluster) => cluster.length));
  // Half the way, and half of that: an address makes a text shorter as it grows, but only for a moment.
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = Math.floor((low + high + 1) / 2);
    if (count(text.slice(0, ends[middle]), how) <= limit) low = middle;
    else high = middle - 1;
  }
  return ends[low];
}

/** Gives a finding its place in the text as it was written, in which an accent may be a sign of its own. */
function placed(one, text, parts, composed) {
  const starts = sums(composed.map((part) => part.length));
  const ends = sums(parts.map((part) => part.length));
  const place = (at) => {
    const part = starts.findLastIndex((start) => start <= at);
    return ends[part] + (parts[part]?.length === composed[part]?.length ? at - starts[part] : 0);
  };
  const [start, end] = [place(one.start), place(one.end)];
  return { ...one, start, end, found: text.slice(start, end) };
}

function byPlace(one, other) {
  const places = one.start - other.start || one.end - other.end;
  return places || order(one.rule, other.rule) || order(names(one), names(other));
}

function names({ networks }) {
  return networks.join("\0");
}

function order(one, other) {
  return one < other ? -1 : Number(one > other);
}
