// The kinds of check of data/style.yml, as hooks/guiaviva/posts/checks.py does them. A test compares the two.
//
// Each takes { text, rule, language, criteria, patterns, media } and gives hits: from `start` to `end`, with a
// `replacement` where only one is right ("": it is taken away), and `values` that fill the sentence.

import { endAt, folded, matches, own, spansOf, touches, without } from "./text.mjs";

// A hashtag in capitals is an acronym up to so many letters.
const ACRONYM = 6;
// A word within a hashtag that begins with a capital has at least so many letters: below, it is part of another.
const SHORT = 3;
// So many letters before the first capital are a word that lacks its own: #eAdministració is written so.
const PREFIX = 3;
const CHECK_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

function hit(start, end, { replacement = null, ...values } = {}) {
  return { start, end, replacement, values };
}

/** Gives how many code points a text has. */
function size(text) {
  return Array.from(text).length;
}

/** Gives a text with its first letter in upper case. */
function capitalised([first, ...rest]) {
  return first.toUpperCase() + rest.join("");
}

/** Gives the first span that is one too many, up to the end of the last. */
function tooMany({ rule }, spans) {
  if (rule.max === null || spans.length <= rule.max) return [];
  return [hit(spans[rule.max][0], spans.at(-1)[1], { count: spans.length })];
}

// Words.

/** Phrases to avoid, not in names; but an address, such as that of a shortener of links, is looked for there too. */
function words({ text, rule, language, patterns }) {
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

/** Gives a substitute the capitals of what was found, but for a name, which has its own. */
function cased(patterns, substitute, found) {
  if (matches(patterns.upper, substitute)) return substitute;
  const upper = matches(patterns.upper, found);
  if (size(found) > 1 && upper && !matches(patterns.lower, found)) return substitute.toUpperCase();
  return matches(patterns.upper, Array.from(found)[0]) ? capitalised(substitute) : substitute;
}

/** The first word of each form of address but the one that comes first. */
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

function sentenceWords({ text, rule, patterns }) {
  return sentences(patterns, text.written).flatMap((span) => {
    const count = countWords(patterns, text, span);
    return rule.max !== null && count > rule.max ? [hit(...span, { count })] : [];
  });
}

function sentences(patterns, text) {
  const ends = [0, ...spansOf(patterns["sentence-end"], text).map(([, end]) => end), text.length];
  return ends.slice(1).flatMap((end, at) => {
    const tokens = spansOf(patterns.token, text.slice(ends[at], end));
    return tokens.length ? [[ends[at] + tokens[0][0], ends[at] + tokens.at(-1)[1]]] : [];
  });
}

/** Counts the words of a sentence. A gap is one word; an address and a hashtag are none. */
function countWords(patterns, text, [from, to]) {
  const unread = [...text.links, ...text.hashtags];
  const sentence = text.written.slice(from, to);
  return spansOf(patterns.token, sentence).filter(([start, end]) => {
    const at = from + start;
    const inGap = text.gaps.some(([first, last]) => first < at && at < last);
    const named = unread.some(([first, last]) => first <= at && at < last);
    return matches(patterns["letter-or-digit"], sentence.slice(start, end)) && !inGap && !named;
  }).length;
}

/** Words in capitals that follow one another; single letters and figures may stand between. */
function capitals({ text, rule, patterns }) {
  const hits = [];
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

/** Is a word in capitals? undefined: it is a single letter or a figure, which are the same in both. */
function isInCapitals(patterns, word) {
  if (spansOf(patterns.letter, word).length < 2) return undefined;
  return matches(patterns.upper, word) && !matches(patterns.lower, word);
}

function shouted(run, most) {
  return most !== null && run.length > most ? [hit(run[0][0], run.at(-1)[1], { count: run.length })] : [];
}

// Hashtags.

/** Gives the hashtags that networks make links of: those that have a letter. */
export function linkedHashtags(patterns, text) {
  return text.hashtags.filter((span) => matches(patterns.letter, text.written.slice(...span)));
}

function hashtagCase({ text, language, criteria, patterns }) {
  return linkedHashtags(patterns, text).flatMap(([start, end]) => {
    // One that is cut is told as such.
    if (tail(patterns, text, end)) return [];
    const written = text.written.slice(start + 1, end);
    const { wrong, right } = camelCase(patterns, written, criteria.hashtags, own(criteria.words, language) ?? {});
    if (!wrong) return [];
    return [hit(start, end, right ? { replacement: text.written[start] + right } : {})];
  });
}

/** Tells whether a hashtag lacks capitals, and how it is written where that is certain, or "". */
function camelCase(patterns, written, known, knownWords) {
  const right = own(known, folded(written));
  if (right !== undefined) return { wrong: right !== written, right };
  const parts = spansOf(patterns.part, written).map((span) => written.slice(...span));
  if (!parts.length) return { wrong: false, right: "" };
  const spelt = parts.map((part) => respelt(patterns, part, knownWords));
  const upper = (letters) => matches(patterns.upper, letters);
  const lower = (letters) => matches(patterns.lower, letters);
  const small = !upper(written) && lower(written);
  const shouts = !lower(written) && spansOf(patterns.upper, written).length > ACRONYM;
  const headless = lower(Array.from(parts[0])[0]) && size(parts[0]) >= PREFIX;
  const joined = parts.some((part, at) => spelt[at] && spelt[at] !== part && upper(Array.from(part)[0]));
  if (!(small || shouts || headless || joined)) return { wrong: false, right: "" };
  // What is between the parts, such as _, would be lost.
  const whole = parts.join("").length === written.length;
  const all = spelt.includes(undefined) ? "" : spelt.join("");
  return { wrong: true, right: whole && all !== written ? all : "" };
}

/** Gives a part of a hashtag with a capital for each word, or undefined where nothing is certain. */
function respelt(patterns, part, knownWords) {
  const acronym = isInCapitals(patterns, part) && size(part) <= ACRONYM;
  const known = own(knownWords, folded(part));
  if (known !== undefined && !acronym) return known;
  if (!matches(patterns.letter, part) || acronym) return part;
  const titled = matches(patterns.upper, Array.from(part)[0]) && matches(patterns.lower, part);
  const split = splitWord(folded(part), knownWords, titled ? SHORT : 1);
  if (split.length) return split.join("");
  return titled ? part : undefined;
}

/** Gives the known words of which a word is made, where there is only one way, or none. */
function splitWord(word, knownWords, shortest) {
  const letters = Array.from(word);
  // Up to each place: at most two ways, since of more than one none is certain.
  const ways = [[[]]];
  for (let end = 1; end <= letters.length; end++) {
    const found = [];
    for (let start = 0; start <= end - shortest; start++) {
      const known = own(knownWords, letters.slice(start, end).join(""));
      if (known !== undefined) for (const way of ways[start]) found.push([...way, known]);
    }
    ways.push(found.slice(0, 2));
  }
  const all = ways.at(-1);
  return all.length === 1 ? all[0] : [];
}

/** Gives where that ends which was meant to belong to a hashtag that is cut at `end`, or 0 where it is not cut. */
function tail(patterns, text, end) {
  const last = endAt(patterns["hashtag-tail"], text.folded, end);
  return last && !touches([end, last], text.names) ? last : 0;
}

function hashtagForm({ text, patterns }) {
  return text.hashtags.flatMap(([start, end]) => {
    const last = tail(patterns, text, end);
    if (last) {
      // Without a raised dot a word would be misspelt, and a full stop may begin another sentence.
      const joins = !matches(patterns["no-join"], text.folded.slice(end, last));
      const values = { kind: "cut", sign: text.written[end] };
      if (joins) values.replacement = joinedHashtag(text.written.slice(start, last));
      return [hit(start, last, values)];
    }
    return matches(patterns.letter, text.written.slice(start, end)) ? [] : [hit(start, end, { kind: "digits" })];
  });
}

/** Gives a hashtag without the hyphens and apostrophes that cut it, and a capital for each word. */
function joinedHashtag(hashtag) {
  let at = 1;
  let written = hashtag[0];
  for (const part of folded(hashtag.slice(1)).replaceAll("'", "-").split("-")) {
    written += capitalised(hashtag.slice(at, at + part.length));
    at += part.length + 1;
  }
  return written;
}

function hashtagLength({ text, rule, patterns }) {
  return linkedHashtags(patterns, text).flatMap(([start, end]) => {
    const count = size(text.written.slice(start + 1, end));
    return rule.max !== null && count > rule.max ? [hit(start, end, { count })] : [];
  });
}

function leadingMention({ text, patterns }) {
  const [first] = spansOf(patterns.token, text.written);
  return text.mentions.slice(0, 1).flatMap(([start, end]) => (first[0] === start ? [hit(start, end)] : []));
}

// Emojis and signs.

/** An emoji that the text has already. Those that follow at once on the same one can be taken away. */
function repeatedEmoji({ text }) {
  const hits = [];
  const told = new Set();
  let run = [];
  const end = () => {
    if (!run.length) return;
    const emoji = text.written.slice(...run[0]);
    if (told.has(emoji)) hits.push(hit(run[0][0], run.at(-1)[1], { emoji }));
    else if (run.length > 1) hits.push(hit(run[1][0], run.at(-1)[1], { emoji, replacement: "" }));
    told.add(emoji);
  };
  for (const span of text.emojis) {
    const same = run.length && text.written.slice(...run[0]) === text.written.slice(...span);
    if (same && run.at(-1)[1] === span[0]) {
      run.push(span);
      continue;
    }
    end();
    run = [span];
  }
  end();
  return hits;
}

/** Emojis after which the sentence goes on: a word or comma before, and after it what begins with no capital. */
function emojiBetweenWords({ text, patterns }) {
  return together(text.emojis, text.written).flatMap(([start, end]) => {
    const before = text.written.slice(0, start).replace(/[ \t\u00a0]+$/, "");
    const after = text.written.slice(end).replace(/^[ \t\u00a0]+/, "");
    const next = text.written.length - after.length;
    const named = touches([next, next + 1], text.names);
    const cuts = matches(patterns["goes-on-before"], before) && matches(patterns["goes-on-after"], after) && !named;
    return cuts ? [hit(start, end)] : [];
  });
}

/** Gives spans between which nothing but blanks stands as one. */
function together(spans, text) {
  const joined = [];
  for (const [start, end] of spans) {
    if (joined.length && /^[ \t\u00a0]*$/.test(text.slice(joined.at(-1)[1], start))) joined.at(-1)[1] = end;
    else joined.push([start, end]);
  }
  return joined;
}

/** The same sign more than once. Three points are one sign; «?!» is two. */
function repeatedPunctuation({ text, patterns }) {
  return spansOf(patterns.signs, text.written).flatMap(([start, end]) => {
    const signs = text.written.slice(start, end);
    const different = new Set(signs).size;
    if (touches([start, end], text.names) || signs === "...") return [];
    if (/^[.…]+$/.test(signs)) return [hit(start, end, { replacement: "…" })];
    if (different === signs.length) return [];
    return [hit(start, end, different === 1 ? { replacement: signs[0] } : {})];
  });
}

function decorativeLetters({ text, patterns }) {
  return spansOf(patterns.decorative, text.written).map(([start, end]) => {
    const replacement = text.written.slice(start, end).normalize("NFKC");
    const certain = matches(patterns.plain, replacement) && !matches(patterns.decorative, replacement);
    return hit(start, end, certain ? { replacement } : {});
  });
}

// Data of people.

/** Account numbers, ID numbers, telephones and number plates; mailboxes; not those of the institution. */
function personalData({ text, criteria, patterns }) {
  const hits = [];
  const told = [];
  for (const [kind, valid] of Object.entries(NUMBERS)) {
    for (const span of spansOf(patterns[kind], text.written)) {
      const taken = touches(span, told) || touches(span, text.names);
      if (taken || !valid(text.written.slice(...span), patterns, criteria)) continue;
      told.push(span);
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

const NUMBERS = {
  // ISO 13616: the first four signs go to the end, letters count from 10, and the rest of 97 is 1.
  iban(found, patterns) {
    const signs = without(patterns["no-sign"], found).toUpperCase();
    let rest = 0;
    for (const sign of signs.slice(4) + signs.slice(0, 4)) {
      const value = parseInt(sign, 36);
      rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    return signs.length >= 15 && rest === 1;
  },
  // The letter of a DNI or NIE is the rest of 23; X, Y and Z stand for 0, 1 and 2.
  identity(found, patterns) {
    const signs = without(patterns["no-sign"], found).toUpperCase();
    const number = signs.slice(0, -1).replace(/^[XYZ]/, (letter) => "XYZ".indexOf(letter));
    return CHECK_LETTERS[Number(number) % 23] === signs.at(-1);
  },
  phone(found, patterns, criteria) {
    return !criteria.phones.includes(without(patterns["no-digit"], found).slice(-9));
  },
  plate() {
    return true;
  },
};

function placeholders({ text }) {
  return text.gaps.map((span) => hit(...span));
}

/** A reminder, where there is a picture or video: what it says cannot be seen from here. */
function altText({ media }) {
  return media ? [hit(0, 0)] : [];
}

/** The function of each check, by its name in data/style.yml. */
export const CHECKS = {
  words,
  "hashtag-case": hashtagCase,
  "hashtag-form": hashtagForm,
  "hashtag-length": hashtagLength,
  hashtags: (checked) => tooMany(checked, linkedHashtags(checked.patterns, checked.text)),
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
