// The kinds of check of data/style.yml, as hooks/guiaviva/posts/checks.py does them, where the figures are. A test
// compares the two.

import { byStart, endAt, firstAt, folded, matches, own, spansOf, touches, without } from "./text.js";

/** @import { Read } from "./text.js" */
/** @typedef {Guia.Span} Span */
/**
 * What a check looks at.
 *
 * @typedef {{ text: Read, rule: Guia.Criterion, language: string, basis: Guia.Basis, media: boolean }} Checked
 */
/**
 * What a check found: from `start` to `end`, with a `replacement` where only one is right ("": it is taken away; null:
 * none is), and the values that fill the sentence.
 *
 * @typedef {{ start: number, end: number, replacement: string | null, values: Record<string, unknown> }} Hit
 */
/** @typedef {(checked: Checked) => Hit[]} Check */

/**
 * @param {number} start
 * @param {number} end
 * @param {{ replacement?: string | null } & Record<string, unknown>} values
 * @returns {Hit}
 */
function hit(start, end, { replacement = null, ...values } = {}) {
  return { start, end, replacement, values };
}

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
function words({ text, rule, language, basis: { patterns } }) {
  const pattern = own(rule.find, language);
  if (pattern === undefined) return [];
  const substitutes = own(rule.instead, language) ?? {};
  return spansOf(pattern, text.folded).flatMap(([start, end]) => {
    const found = text.folded.slice(start, end);
    if (!/[./]/.test(found) && touches([start, end], text.names)) return [];
    // After an apostrophe another word would need another article.
    const elided = text.folded[start - 1] === "'";
    const instead = elided ? undefined : own(substitutes, without(patterns.spaces, found, " "));
    if (instead === undefined) return [hit(start, end)];
    return [hit(start, end, { replacement: cased(patterns, instead, text.written.slice(start, end)) })];
  });
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
function mixedAddress({ text, rule, language }) {
  const firsts = Object.entries(own(rule.address, language) ?? {}).flatMap(([form, pattern]) => {
    const span = spansOf(pattern, text.folded).find((one) => !touches(one, text.names));
    return span ? [{ span, form }] : [];
  });
  firsts.sort(({ span: one }, { span: other }) => one[0] - other[0] || one[1] - other[1]);
  const [first, ...others] = firsts;
  return others.map(({ span, form }) =>
    hit(...span, { first: text.written.slice(...first.span), address: first.form, other: form }),
  );
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
 * @param {Guia.Words} patterns
 * @param {string} text
 * @returns {Span[]}
 */
function sentences(patterns, text) {
  const ends = [0, ...spansOf(patterns["sentence-end"], text).map(([, end]) => end), text.length];
  return ends.slice(1).flatMap((end, at) => {
    const tokens = spansOf(patterns.token, text.slice(ends[at], end));
    if (!tokens.length) return [];
    const [first, last] = around(tokens);
    return [[ends[at] + first, ends[at] + last]];
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
function hashtagCase({ text, language, basis }) {
  const { criteria } = basis;
  return linkedHashtags(basis, text).flatMap(([start, end]) => {
    // One that is cut is reported as such.
    if (tail(basis, text, end)) return [];
    const written = text.written.slice(start + 1, end);
    const { wrong, right } = camelCase(basis, written, criteria.hashtags, own(criteria.words, language) ?? {});
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
  const small = !upper(written) && lower(written);
  const shouts = !lower(written) && spansOf(patterns.upper, written).length > constants.acronym;
  const headless = lower(Array.from(parts[0])[0]) && size(parts[0]) >= constants.prefix;
  const joined = parts.some((part, at) => spelt[at] && spelt[at] !== part && upper(Array.from(part)[0]));
  if (!(small || shouts || headless || joined)) return { wrong: false, right: "" };
  // What is between the parts, such as _, would be lost.
  const whole = parts.join("").length === written.length;
  const all = spelt.includes(undefined) ? "" : spelt.join("");
  return { wrong: true, right: whole && all !== written ? all : "" };
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
    const named = touches([next, next + 1], text.names);
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

/** @type {Check} */
function decorativeLetters({ text, basis: { patterns } }) {
  return spansOf(patterns.decorative, text.written).map(([start, end]) => {
    const replacement = text.written.slice(start, end).normalize("NFKC");
    const certain = matches(patterns.plain, replacement) && !matches(patterns.decorative, replacement);
    return hit(start, end, certain ? { replacement } : {});
  });
}

// Data of people.

/**
 * Account numbers, ID numbers, telephones and number plates; mailboxes; not those of the institution.
 *
 * @type {Check}
 */
function personalData({ text, basis }) {
  const { criteria, patterns } = basis;
  const hits = [];
  /** @type {Span[]} */
  const seen = [];
  for (const [kind, valid] of Object.entries(NUMBERS)) {
    for (const span of spansOf(patterns[kind], text.written)) {
      const taken = touches(span, seen) || touches(span, text.names);
      if (taken || !valid(text.written.slice(...span), basis)) continue;
      seen.splice(firstAt(seen, ([start]) => start >= span[0]), 0, span);
      hits.push(hit(...span, { kind }));
    }
  }
  for (const [start, end] of text.mails) {
    const mailbox = text.folded.slice(start, end);
    const domain = mailbox.slice(mailbox.lastIndexOf("@") + 1);
    const own = criteria.domains.some((one) => domain === one || domain.endsWith(`.${one}`));
    if (!own && !criteria.mailboxes.includes(mailbox)) hits.push(hit(start, end, { kind: "mail" }));
  }
  return hits;
}

/** @type {Record<string, (found: string, basis: Guia.Basis) => boolean>} */
const NUMBERS = {
  // ISO 13616: the first four signs go to the end, letters count from 10, and the rest of the division is 1.
  /* eslint-disable no-restricted-syntax -- these figures are the standard's steps */
  iban(found, { patterns, constants }) {
    const signs = without(patterns["no-sign"], found).toUpperCase();
    let rest = 0;
    for (const sign of signs.slice(4) + signs.slice(0, 4)) {
      const value = parseInt(sign, 36);
      rest = (rest * (value > 9 ? 100 : 10) + value) % constants["iban-divisor"];
    }
    return signs.length >= constants["iban-shortest"] && rest === 1;
  },
  /* eslint-enable no-restricted-syntax */
  // The letter of a DNI or NIE follows from the rest of its number.
  identity(found, { patterns, constants }) {
    const { "check-letters": letters, "nie-letters": first } = constants;
    const signs = without(patterns["no-sign"], found).toUpperCase();
    const number = Array.from(signs.slice(0, -1), (sign) => (first.includes(sign) ? first.indexOf(sign) : sign)).join("");
    return letters[Number(number) % letters.length] === signs.at(-1);
  },
  phone(found, { patterns, constants, criteria }) {
    return !criteria.phones.includes(without(patterns["no-digit"], found).slice(-constants["phone-digits"]));
  },
  plate() {
    return true;
  },
};

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
  "hashtag-case": hashtagCase,
  "hashtag-form": hashtagForm,
  "hashtag-length": hashtagLength,
  hashtags: (checked) => tooMany(checked, linkedHashtags(checked.basis, checked.text)),
  emoji: (checked) => tooMany(checked, checked.text.emojis),
  "repeated-emoji": repeatedEmoji,
  "emoji-between-words": emojiBetweenWords,
  links: (checked) => tooMany(checked, checked.text.links),
  mentions: (checked) => tooMany(checked, checked.text.mentions),
  "leading-mention": leadingMention,
  "sentence-words": sentenceWords,
  capitals,
  "repeated-punctuation": repeatedPunctuation,
  "decorative-letters": decorativeLetters,
  "personal-data": personalData,
  "alt-text": altText,
  placeholders,
  "mixed-address": mixedAddress,
};
