// The kinds of check of data/style.yml, as hooks/guiaviva/posts/checks.py does them, where the figures are. A test
// compares the two.

import { answered, unknownMention } from "./accounts.js";
import { dates, isDated, times } from "./days.js";
import { hit } from "./hits.js";
import { identifiablePerson, personalData } from "./people.js";
import { guarantee, insult, praise } from "./tone.js";
import { byStart, endAt, folded, groupsOf, matches, mayHold, own, sentences, spansOf, touches, without } from "./text.js";

/** @import { Read } from "./text.js" */
/** @import { Check, Checked, Hit } from "./hits.js" */
/** @typedef {Guia.Span} Span */

/**
 * Return from where the first of some spans begins to where the last ends.
 *
 * @param {Span[]} spans
 * @returns {Span}
 */
function around(spans) {
  return [spans[0][0], spans[spans.length - 1][1]];
}

/**
 * Return how many code points a text has.
 *
 * @param {string} text
 */
function size(text) {
  return Array.from(text).length;
}

/**
 * Return a text with its first letter in upper case.
 *
 * @param {string} text
 */
function capitalised([first, ...rest]) {
  return first.toUpperCase() + rest.join("");
}

/**
 * Return the first span that is one too many, up to the end of the last.
 *
 * @param {Checked} checked
 * @param {Span[]} spans
 */
function tooMany({ rule }, spans) {
  if (rule.max === null || spans.length <= rule.max) return [];
  return [hit(...around(spans.slice(rule.max)), { count: spans.length })];
}

// Words.

/**
 * Phrases to avoid, not in names; but an address, such as that of a shortener of links, is looked for there too.
 *
 * @type {Check}
 */
function words({ text, rule, basis: { patterns } }) {
  if (!rule.find || !mayHold(text, rule.words)) return [];
  return spansOf(rule.find, text.folded).flatMap(([start, end]) => {
    const found = text.folded.slice(start, end);
    if (!/[./]/.test(found) && touches([start, end], text.names)) return [];
    // After an apostrophe another word would need another article.
    const elided = text.folded[start - 1] === "'";
    const instead = elided ? undefined : own(rule.instead, without(patterns.spaces, found, " "));
    if (instead === undefined) return [hit(start, end)];
    return [hit(start, end, { replacement: cased(patterns, instead, text.written.slice(start, end)) })];
  });
}

/**
 * Phrases to avoid, such as «tomorrow», in a text that names no date, unless somebody is answered.
 *
 * @type {Check}
 */
function undated(checked) {
  if (isDated(checked) || answered(checked)) return [];
  const { text, rule } = checked;
  const apart = Object.values(rule.apart).flat();
  return words(checked).filter((hit) => !apart.some((one) => isWithin(text.folded, hit, one)));
}

/**
 * Is what was found part of a phrase that is another thing: «mañana» in «por la mañana»?
 *
 * @param {string} text
 * @param {Hit} hit
 * @param {string} phrase
 */
function isWithin(text, { start, end }, phrase) {
  const at = phrase.indexOf(text.slice(start, end));
  return at >= 0 && text.slice(Math.max(start - at, 0), start - at + phrase.length) === phrase;
}

/**
 * Phrases to avoid, and sentences that say of their link only that it is one.
 *
 * @type {Check}
 */
function vagueLinks(checked) {
  const { text, reading, basis } = checked;
  const hits = words(checked);
  const avoided = hits.map(({ start, end }) => /** @type {Span} */ ([start, end]));
  for (const [start, end] of reading.calls.length ? sentences(basis.patterns, text.written) : []) {
    const [link] = text.links.find(([first]) => start < first && first < end) ?? [start];
    const spans = spansOf(basis.patterns.word, text.written.slice(start, link)).map((one) => one.map((at) => start + at));
    const vague = spans.length > 0 && spans.every(([from, to]) => reading.calls.includes(text.folded.slice(from, to)));
    if (!vague) continue;
    const span = around(/** @type {Span[]} */ (spans));
    if (!touches(span, avoided)) hits.push({ ...hit(...span), level: "advice" });
  }
  return hits;
}

/**
 * Return a substitute with the capitals of what was found, but for a name, which has its own.
 *
 * @param {Guia.Words} patterns
 * @param {string} substitute
 * @param {string} found
 */
function cased(patterns, substitute, found) {
  if (matches(patterns.upper, substitute)) return substitute;
  const upper = matches(patterns.upper, found);
  if (size(found) > 1 && upper && !matches(patterns.lower, found)) return substitute.toUpperCase();
  return matches(patterns.upper, Array.from(found)[0]) ? capitalised(substitute) : substitute;
}

/**
 * The first word of each form of address but the one that comes first.
 *
 * @type {Check}
 */
function mixedAddress({ text, rule, basis: { patterns } }) {
  const firsts = Object.entries(rule.address).flatMap(([form, pattern]) => {
    const span = spansOf(pattern, text.folded).find((one) => addresses(patterns, text, one, own(rule.apart, form) ?? []));
    return span ? [{ span, form }] : [];
  });
  firsts.sort(({ span: one, form }, { span: other, form: otherForm }) =>
    one[0] - other[0] || one[1] - other[1] || (form < otherForm ? -1 : 1),
  );
  const [first, ...others] = firsts;
  return others.map(({ span, form }) =>
    hit(...span, { first: text.written.slice(...first.span), address: first.form, other: form }),
  );
}

/**
 * Is a word not set apart, and no name: neither a hashtag nor with a capital within a sentence?
 *
 * @param {Guia.Words} patterns
 * @param {Read} text
 * @param {Span} span
 * @param {string[]} apart
 */
function addresses(patterns, text, span, apart) {
  const word = text.written.slice(...span);
  const named = matches(patterns.title, word) && matches(patterns["within-sentence"], text.written.slice(0, span[0]));
  return !named && !touches(span, text.names) && !apart.includes(text.folded.slice(...span));
}

/**
 * A small word that stands twice in a row.
 *
 * @type {Check}
 */
function repeatedWords({ text, reading, basis: { patterns } }) {
  return groupsOf(patterns.twice, text.folded).flatMap(({ span, found: [, word] }) => {
    if (!reading.once.includes(word) || touches(span, text.names)) return [];
    return [hit(...span, { replacement: text.written.slice(span[0], span[0] + word.length) })];
  });
}

/**
 * A question or an exclamation that does not begin with the sign of its language, where it has one.
 *
 * @type {Check}
 */
function openingMarks({ text, reading, basis: { patterns } }) {
  const { marks } = reading;
  if (!Object.keys(marks).length) return [];
  return sentences(patterns, text.written).flatMap((span) => {
    const sentence = text.written.slice(...span);
    return spansOf(patterns["closing-marks"], sentence).flatMap((closing) => {
      const missing = Array.from(sentence.slice(...closing)).flatMap((one) => own(marks, one) ?? []);
      const open = Object.values(marks).some((one) => sentence.includes(one));
      return missing.length && !open ? [hit(...span, { sign: missing[0] })] : [];
    });
  });
}

/** @type {Check} */
function sentenceWords({ text, rule, basis: { patterns } }) {
  const unread = [...text.links, ...text.hashtags].sort(byStart);
  const gaps = new Set(text.gaps.map(([start]) => start));
  return sentences(patterns, text.written).flatMap((span) => {
    const count = countWords(patterns, text, span, unread, gaps);
    return rule.max !== null && count > rule.max ? [hit(...span, { count })] : [];
  });
}

/**
 * Count the words of a sentence. A gap is one word, and `gaps` are where they start; an address and a hashtag, `unread`,
 * are none.
 *
 * @param {Guia.Words} patterns
 * @param {Read} text
 * @param {Span} sentence
 * @param {Span[]} unread
 * @param {Set<number>} gaps
 */
function countWords(patterns, text, [from, to], unread, gaps) {
  const sentence = text.written.slice(from, to);
  return spansOf(patterns.token, sentence).filter(([start, end]) => {
    const at = from + start;
    const inGap = !gaps.has(at) && touches([at, at + 1], text.gaps);
    const named = touches([at, at + 1], unread);
    return matches(patterns["letter-or-digit"], sentence.slice(start, end)) && !inGap && !named;
  }).length;
}

/**
 * Words in capitals that follow one another; single letters and figures may be between.
 *
 * @type {Check}
 */
function capitals({ text, rule, basis: { patterns } }) {
  /** @type {Hit[]} */
  const hits = [];
  /** @type {Span[]} */
  let run = [];
  let last = 0;
  for (const span of [...spansOf(patterns.word, text.written), undefined]) {
    const shouts = span && !touches(span, text.names) && isInCapitals(patterns, text.written.slice(...span));
    const joined = span && matches(patterns["between-shouts"], text.written.slice(last, span[0]));
    if (run.length && !(joined && shouts !== false)) {
      hits.push(...shouted(run, rule.max));
      run = [];
    }
    if (span) {
      if (shouts) run.push(span);
      last = span[1];
    }
  }
  return hits;
}

/**
 * Is a word in capitals? undefined: it is a single letter or a figure, which are the same in both.
 *
 * @param {Guia.Words} patterns
 * @param {string} word
 */
function isInCapitals(patterns, word) {
  if (spansOf(patterns.letter, word).length < 2) return undefined;
  return matches(patterns.upper, word) && !matches(patterns.lower, word);
}

/**
 * @param {Span[]} run
 * @param {number | null} most
 */
function shouted(run, most) {
  return most !== null && run.length > most ? [hit(...around(run), { count: run.length })] : [];
}

// Hashtags.

/**
 * Return the hashtags that networks make links of: those that have a letter.
 *
 * @param {Guia.Basis} basis
 * @param {Read} text
 */
export function linkedHashtags({ patterns }, text) {
  return text.hashtags.filter((span) => matches(patterns.letter, text.written.slice(...span)));
}

/** @type {Check} */
function hashtagCase({ text, basis }) {
  const { criteria } = basis;
  return linkedHashtags(basis, text).flatMap(([start, end]) => {
    // One that is cut is reported as such.
    if (tail(basis, text, end)) return [];
    const written = text.written.slice(start + 1, end);
    const { wrong, right } = camelCase(basis, written, criteria.hashtags, criteria.words);
    if (!wrong) return [];
    return [hit(start, end, right ? { replacement: text.written[start] + right } : {})];
  });
}

/**
 * Return whether a hashtag lacks capitals, and how it is written where that is certain, or "".
 *
 * @param {Guia.Basis} basis
 * @param {string} written
 * @param {Guia.Words} known
 * @param {Guia.Words} knownWords
 */
function camelCase(basis, written, known, knownWords) {
  const { patterns, constants } = basis;
  const right = own(known, folded(basis, written));
  if (right !== undefined) return { wrong: right !== written, right };
  const parts = spansOf(patterns.part, written).map((span) => written.slice(...span));
  if (!parts.length) return { wrong: false, right: "" };
  const spelt = parts.map((part) => respelt(basis, part, knownWords));
  const upper = (/** @type {string} */ letters) => matches(patterns.upper, letters);
  const lower = (/** @type {string} */ letters) => matches(patterns.lower, letters);
  // One word may be written as it is, and nothing tells one word from two but that two are known, or very long.
  const alike = !upper(written) || !lower(written);
  const several = parts.some((part, at) => isSeveral(basis, part, spelt[at]));
  const headless = !alike && lower(Array.from(parts[0])[0]) && size(parts[0]) >= constants.prefix;
  const joined = !alike && parts.some((part, at) => spelt[at] && spelt[at] !== part && upper(Array.from(part)[0]));
  if (!((alike && several) || headless || joined)) return { wrong: false, right: "" };
  // What is between the parts, such as _, would be lost.
  const whole = parts.join("").length === written.length;
  const all = spelt.includes(undefined) ? "" : spelt.join("");
  return { wrong: true, right: whole && all !== written ? all : "" };
}

/**
 * Is a part of a hashtag, all in small letters or all in capitals, more than one word?
 *
 * @param {Guia.Basis} basis
 * @param {string} part
 * @param {string | undefined} spelt
 */
function isSeveral(basis, part, spelt) {
  if (spelt && spelt !== part) return spansOf(basis.patterns.part, spelt).length > 1;
  return size(part) >= basis.constants.long && !(spelt && folded(basis, spelt) === spelt);
}

/**
 * Return a part of a hashtag with a capital for each word, or undefined where nothing is certain.
 *
 * @param {Guia.Basis} basis
 * @param {string} part
 * @param {Guia.Words} knownWords
 */
function respelt(basis, part, knownWords) {
  const { patterns, constants } = basis;
  const acronym = isInCapitals(patterns, part) && size(part) <= constants.acronym;
  const known = own(knownWords, folded(basis, part));
  if (known !== undefined && !acronym) return known;
  if (!matches(patterns.letter, part) || acronym) return part;
  const titled = matches(patterns.upper, Array.from(part)[0]) && matches(patterns.lower, part);
  const split = splitWord(folded(basis, part), knownWords, titled ? constants.short : 1);
  if (split.length) return split.join("");
  return titled ? part : undefined;
}

/**
 * Return the known words of which a word is made, where there is only one way, or none.
 *
 * @param {string} word
 * @param {Guia.Words} knownWords
 * @param {number} shortest
 */
function splitWord(word, knownWords, shortest) {
  const letters = Array.from(word);
  // Up to each place: at most two ways, since of more than one none is certain.
  /** @type {string[][][]} */
  const ways = [[[]]];
  const longest = Math.max(0, ...Object.keys(knownWords).map(size));
  for (let end = 1; end <= letters.length; end++) {
    /** @type {string[][]} */
    const found = [];
    for (let start = Math.max(0, end - longest); start <= end - shortest; start++) {
      const known = own(knownWords, letters.slice(start, end).join(""));
      if (known !== undefined) for (const way of ways[start]) found.push([...way, known]);
    }
    ways.push(found.slice(0, 2));
  }
  const all = ways[letters.length];
  return all.length === 1 ? all[0] : [];
}

/**
 * Return where that ends which was meant to belong to a hashtag that is cut at `end`, or 0 where it is not cut.
 *
 * @param {Guia.Basis} basis
 * @param {Read} text
 * @param {number} end
 */
function tail({ patterns }, text, end) {
  const last = endAt(patterns["hashtag-tail"], text.folded, end);
  return last && !touches([end, last], text.names) ? last : 0;
}

/** @type {Check} */
function hashtagForm({ text, basis }) {
  const { patterns } = basis;
  return text.hashtags.flatMap(([start, end]) => {
    const last = tail(basis, text, end);
    if (last) {
      // Without a raised dot a word would be misspelt, and a full stop may begin another sentence.
      const joins = !matches(patterns["no-join"], text.folded.slice(end, last));
      const replacement = joins ? joinedHashtag(basis, text.written.slice(start, last)) : null;
      return [hit(start, last, { kind: "cut", sign: text.written[end], replacement })];
    }
    return matches(patterns.letter, text.written.slice(start, end)) ? [] : [hit(start, end, { kind: "digits" })];
  });
}

/**
 * Return a hashtag without the hyphens and apostrophes that cut it, and a capital for each word.
 *
 * @param {Guia.Basis} basis
 * @param {string} hashtag
 */
function joinedHashtag(basis, hashtag) {
  let at = 1;
  let written = hashtag[0];
  for (const part of folded(basis, hashtag.slice(1)).replaceAll("'", "-").split("-")) {
    written += capitalised(hashtag.slice(at, at + part.length));
    at += part.length + 1;
  }
  return written;
}

/** @type {Check} */
function hashtagLength({ text, rule, basis }) {
  return linkedHashtags(basis, text).flatMap(([start, end]) => {
    const count = size(text.written.slice(start + 1, end));
    return rule.max !== null && count > rule.max ? [hit(start, end, { count })] : [];
  });
}

/** @type {Check} */
function leadingMention({ text, basis: { patterns } }) {
  const [first] = spansOf(patterns.token, text.written);
  return text.mentions.slice(0, 1).flatMap(([start, end]) => (first[0] === start ? [hit(start, end)] : []));
}

// Emojis and signs.

/**
 * An emoji that the text has already. Those that follow at once on the same one can be taken away.
 *
 * @type {Check}
 */
function repeatedEmoji({ text }) {
  /** @type {Hit[]} */
  const hits = [];
  const seen = new Set();
  /** @type {Span[]} */
  let run = [];
  const end = () => {
    if (!run.length) return;
    const emoji = text.written.slice(...run[0]);
    if (seen.has(emoji)) hits.push(hit(...around(run), { emoji }));
    else if (run.length > 1) hits.push(hit(...around(run.slice(1)), { emoji, replacement: "" }));
    seen.add(emoji);
  };
  for (const span of text.emojis) {
    const same = run.length && text.written.slice(...run[0]) === text.written.slice(...span);
    if (same && run[run.length - 1][1] === span[0]) {
      run.push(span);
      continue;
    }
    end();
    run = [span];
  }
  end();
  return hits;
}

/**
 * Emojis after which the sentence goes on: a word or comma before, and after it what begins with no capital.
 *
 * @type {Check}
 */
function emojiBetweenWords({ text, basis: { patterns } }) {
  const groups = together(patterns, text.emojis, text.written);
  return groups.flatMap(([start, end], at) => {
    // From one group of emojis to the next, and no further.
    const endBefore = groups[at - 1]?.[1] ?? 0;
    const startAfter = groups[at + 1]?.[0] ?? text.written.length;
    const before = without(patterns["blanks-at-end"], text.written.slice(endBefore, start));
    const after = without(patterns["blanks-at-start"], text.written.slice(end, startAfter));
    const next = startAfter - after.length;
    const named = touches([next, next + 1], text.names) || matches(patterns.label, text.written.slice(start, end));
    const cuts = matches(patterns["goes-on-before"], before.slice(-2)) && matches(patterns["goes-on-after"], after) && !named;
    return cuts ? [hit(start, end)] : [];
  });
}

/**
 * Return spans with nothing but blanks between them as one.
 *
 * @param {Guia.Words} patterns
 * @param {Span[]} spans
 * @param {string} text
 */
function together(patterns, spans, text) {
  /** @type {Span[]} */
  const joined = [];
  for (const [start, end] of spans) {
    const last = joined[joined.length - 1];
    if (last && without(patterns["blanks-at-start"], text.slice(last[1], start)) === "") last[1] = end;
    else joined.push([start, end]);
  }
  return joined;
}

/**
 * The same sign more than once. Three points are one sign; «?!» is two.
 *
 * @type {Check}
 */
function repeatedPunctuation({ text, basis: { patterns } }) {
  return spansOf(patterns.signs, text.written).flatMap(([start, end]) => {
    const signs = text.written.slice(start, end);
    const different = new Set(signs).size;
    if (touches([start, end], text.names) || signs === "...") return [];
    if (/^[.…]+$/.test(signs)) return [hit(start, end, { replacement: "…" })];
    if (different === signs.length) return [];
    return [hit(start, end, different === 1 ? { replacement: signs[0] } : {})];
  });
}

/**
 * A space before a comma or a full stop, and a comma between two words without one after it.
 *
 * @type {Check}
 */
function punctuationSpacing({ text, basis: { patterns } }) {
  const before = spansOf(patterns["space-before"], text.written).map((span) => ({ span, replacement: text.written[span[1] - 1] }));
  const glued = spansOf(patterns["comma-glued"], text.written).map((span) => ({ span, replacement: ", " }));
  return [...before, ...glued].flatMap(({ span, replacement }) =>
    touches(span, text.names) ? [] : [hit(...span, { replacement })],
  );
}

/** @type {Check} */
function decorativeLetters({ text, basis: { patterns } }) {
  const letters = spansOf(patterns.decorative, text.written).map(([start, end]) => {
    const replacement = text.written.slice(start, end).normalize("NFKC");
    const certain = matches(patterns.plain, replacement) && !matches(patterns.decorative, replacement);
    return hit(start, end, certain ? { replacement } : {});
  });
  const signs = spansOf(patterns.ornament, text.written).filter((span) => !touches(span, text.names));
  return [...letters, ...signs.map((span) => hit(...span, { replacement: "", kind: "signs" }))];
}

/** @type {Check} */
function placeholders({ text }) {
  return text.gaps.map((span) => hit(...span));
}

/**
 * A reminder, where there is a picture or video: what it says cannot be seen from here.
 *
 * @type {Check}
 */
function altText({ media }) {
  return media ? [hit(0, 0)] : [];
}

/**
 * The function of each check, by its name in data/style.yml.
 *
 * @type {Record<string, Check>}
 */
export const CHECKS = {
  words,
  undated,
  "vague-links": vagueLinks,
  "hashtag-case": hashtagCase,
  "hashtag-form": hashtagForm,
  "hashtag-length": hashtagLength,
  hashtags: (checked) => tooMany(checked, linkedHashtags(checked.basis, checked.text)),
  emoji: (checked) => tooMany(checked, checked.text.emojis),
  "repeated-emoji": repeatedEmoji,
  "emoji-between-words": emojiBetweenWords,
  links: (checked) => tooMany(checked, checked.text.links),
  "dead-links": ({ text }) => text.links.map((span) => hit(...span)),
  mentions: (checked) => tooMany(checked, checked.text.mentions),
  "leading-mention": leadingMention,
  "sentence-words": sentenceWords,
  capitals,
  "repeated-punctuation": repeatedPunctuation,
  "punctuation-spacing": punctuationSpacing,
  "repeated-words": repeatedWords,
  "opening-marks": openingMarks,
  "decorative-letters": decorativeLetters,
  dates,
  times,
  "personal-data": personalData,
  "identifiable-person": identifiablePerson,
  insult,
  praise,
  guarantee,
  "unknown-mention": unknownMention,
  "alt-text": altText,
  placeholders,
  "mixed-address": mixedAddress,
};
