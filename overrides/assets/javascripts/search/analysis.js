// From text to words, as hooks/guiaviva/search/analysis.py does it. A test compares the two.

export const WORD = /[\p{L}\p{N}\p{M}]+(?:·[\p{L}\p{N}\p{M}]+)*/gu;

/**
 * Return the words of a text in lower case, with their accents; a letter before an apostrophe (`l'`) is left out.
 *
 * @param {string} text
 */
export function tokens(text) {
  // A soft hyphen is where a word may be divided at the end of a line.
  text = text.replaceAll("\u00ad", "").normalize("NFC").toLowerCase();
  text = text.replace(/[’‘ʼ´`]/g, "'").replace(/(?<=l)[•‧∙.](?=l)/g, "·");
  return [...text.matchAll(WORD)]
    .filter(({ 0: word, index }) => !([...word].length === 1 && text[index + word.length] === "'"))
    .map(([word]) => word);
}

/**
 * Return a word without accents, cedillas and raised dots.
 *
 * @param {string} word
 */
export function fold(word) {
  return word.normalize("NFD").replace(/\p{Mn}/gu, "").replaceAll("·", "");
}

/** The words of one language: its stemmer, if it has one, its stop words, and the letters that it cuts off (l'). */
export class Language {
  /**
   * @param {Guia.Stemmer | null} stemmer
   * @param {string[]} stopWords without accents
   * @param {string[]} elisions
   * @param {string} elidedBefore the letters before which another is cut off
   */
  constructor(stemmer, stopWords, elisions, elidedBefore) {
    this.stemmer = stemmer;
    this.stopWords = new Set(stopWords);
    this.elisions = elisions;
    this.elidedBefore = elidedBefore;
  }

  /**
   * Return what follows the letter that an apostrophe would cut off, where one may have been left out, or "".
   *
   * @param {string} word
   */
  withoutElision(word) {
    const [first, ...letters] = word;
    const rest = letters.join("");
    const begins = fold(rest).slice(0, 1);
    return this.elisions.includes(first) && letters.length > 1 && begins && this.elidedBefore.includes(begins) ? rest : "";
  }

  /** @param {string} word */
  isStopWord(word) {
    return this.stopWords.has(fold(word));
  }

  /** @param {string} word */
  stem(word) {
    return fold(this.stemmer ? this.stemmer.stemWord(word) : word);
  }

  /**
   * Return the words without the stop words, or all of them where nothing would be left.
   *
   * @param {string[]} words
   */
  contentWords(words) {
    const left = words.filter((word) => !this.stopWords.has(fold(word)));
    return left.length ? left : words;
  }

  /**
   * Return the stop words that are left out of a text, each once.
   *
   * @param {string[]} words
   */
  leftOut(words) {
    const left = new Set(this.contentWords(words));
    return [...new Set(words.filter((word) => !left.has(word)))];
  }
}
