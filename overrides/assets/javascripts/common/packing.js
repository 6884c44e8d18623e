// Numbers and words out of short texts, as hooks/guiaviva/text/packing.py packs them.

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/**
 * The value of each digit, by its code.
 *
 * @type {number[]}
 */
const VALUES = [];
for (const [value, digit] of [...ALPHABET].entries()) VALUES[digit.charCodeAt(0)] = value;

/**
 * Return the number of each digit.
 *
 * @param {string} text
 */
export function digits(text) {
  return Array.from(text, (digit) => VALUES[digit.charCodeAt(0)]);
}

/**
 * Return the numbers of a text in base64 VLQ.
 *
 * @param {string} text
 */
export function unpacked(text) {
  const numbers = [];
  let number = 0;
  let place = 1;
  for (const value of digits(text)) {
    number += (value % 32) * place;
    place *= 32;
    if (value < 32) {
      numbers.push(number);
      number = 0;
      place = 1;
    }
  }
  return numbers;
}

/**
 * Return words that stand each after how many letters it has in common with the one before.
 *
 * @param {string} text
 */
export function wordsOf(text) {
  /** @type {string[]} */
  const words = [];
  /** @type {string[]} */
  let before = [];
  for (const row of text ? text.split(" ") : []) {
    const [[same], word] = [digits(row[0]), row.slice(1)];
    before = [...before.slice(0, same), ...word];
    words.push(before.join(""));
  }
  return words;
}

/** Numbers that are read one after another. */
export class Stream {
  /** @param {number[]} numbers */
  constructor(numbers) {
    this.numbers = numbers;
    this.at = 0;
  }

  /** Return the next number. */
  next() {
    return this.numbers[this.at++];
  }

  /**
   * Return so many of the next numbers.
   *
   * @param {number} count
   */
  take(count) {
    this.at += count;
    return this.numbers.slice(this.at - count, this.at);
  }
}
