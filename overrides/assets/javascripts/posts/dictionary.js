// What a dictionary says of a word: whether it is right, and what is meant where one slip of the pen made it wrong.

/** @import { Espells } from "../vendor/espells/espells.js" */

// So many suggestions are given.
const SUGGESTIONS = 3;
// What is longer is no slip, and would take long.
const LONGEST_SLIP = 24;
// An article or a pronoun that lost its vowel.
const ELIDED = /^\p{L}{1,2}'(?=\p{L}{2})/u;
const ENDING = /([ao])(s?)$/;
// Letters that differ in their accent or mark alone, and letters that sound alike.
const MARKS = ["aàáâä", "eèéêë", "iìíîï", "oòóôö", "uùúûü", "nñ", "cç"];
const SOUNDS = ["bv", "gj", "sczçx", "ckq", "iy", "mn", "ae", "ou"];
const LETTERS = Array.from("abcdefghijklmnopqrstuvwxyzàáâçèéêëìíîïñòóôöùúûü·'");

/**
 * Is a word in the dictionary, or its parts, of which an elided one may stand before any word?
 *
 * @param {Espells} spelling
 * @param {string} word
 */
export function isRight(spelling, word) {
  const parts = plain(word).split("-");
  const elided = (/** @type {string} */ part) => ELIDED.test(part) && knows(spelling, part.replace(ELIDED, ""));
  return knows(spelling, plain(word)) || parts.every((part) => !part || knows(spelling, part) || elided(part));
}

/**
 * Return what may be meant by a wrong word: right words that are one slip away, an accent before any other.
 *
 * @param {Espells} spelling
 * @param {string} word
 */
export function meant(spelling, word) {
  const parts = plain(word).split(/(?<=['-])/);
  const wrong = parts.filter((part) => part.length > 2 && !isRight(spelling, part.replace(/['-]$/, "")));
  if (wrong.length > 1 || word.length > LONGEST_SLIP) return [];
  const [part] = wrong.length ? wrong : [plain(word)];
  const [first] = part;
  const small = part.toLowerCase();
  for (const each of [marks, sounds, slips]) {
    const right = [...new Set(each(Array.from(small)))].filter((one) => one !== small && spelling.lookup(one).correct);
    // The dictionary may lack the plural of a word, or its other gender.
    if (right.some((one) => `${one}s` === small || one.replace(ENDING, otherGender) === small)) return [];
    const cased = right.map((one) => (first === small[0] ? one : one.replace(/^./u, (letter) => letter.toUpperCase())));
    if (cased.length) return cased.slice(0, SUGGESTIONS).map((one) => plain(word).replace(part, () => one));
  }
  return [];
}

/**
 * @param {string} _
 * @param {string} vowel
 * @param {string} plural
 */
function otherGender(_, vowel, plural) {
  return (vowel === "a" ? "o" : "a") + plural;
}

/** @param {string[]} letters */
function marks(letters) {
  return letters.flatMap((letter, at) => alike(MARKS, letter).map((other) => letters.with(at, other).join("")));
}

/**
 * Letters that sound alike, exchanged or written once for twice, and an h that is not heard.
 *
 * @param {string[]} letters
 */
function sounds(letters) {
  return letters.flatMap((letter, at) => {
    const [before, after] = [letters.slice(0, at), letters.slice(at + 1)];
    const others = [...alike(SOUNDS, letter), `h${letter}`, letter + letter];
    if (letter === "h" || letter === after[0]) others.push("");
    const exchanged = after.length ? [[...before, after[0], letter, ...after.slice(1)].join("")] : [];
    return [...others.map((other) => [...before, other, ...after].join("")), ...exchanged];
  });
}

/**
 * One letter less, another or one more.
 *
 * @param {string[]} letters
 */
function slips(letters) {
  const more = [...letters, ""].flatMap((letter, at) => LETTERS.map((other) => letters.toSpliced(at, 1, other, letter).join("")));
  const others = letters.flatMap((_, at) => ["", ...LETTERS].map((other) => letters.with(at, other).join("")));
  return [...others, ...more];
}

/**
 * @param {string[]} groups
 * @param {string} letter
 */
function alike(groups, letter) {
  return groups.flatMap((group) => (group.includes(letter) ? Array.from(group).filter((other) => other !== letter) : []));
}

/**
 * @param {Espells} spelling
 * @param {string} word
 */
function knows(spelling, word) {
  return spelling.lookup(word).correct || spelling.lookup(word.toLowerCase()).correct;
}

/** @param {string} word */
function plain(word) {
  return word.replaceAll("’", "'");
}
