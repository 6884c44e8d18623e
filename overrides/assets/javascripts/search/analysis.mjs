// From text to words, as hooks/guiaviva/search/analysis.py does it. A test compares the two.

const WORD = /[\p{L}\p{N}\p{M}]+(?:·[\p{L}\p{N}\p{M}]+)*/gu;

/** Gives the words of a text in lower case, with their accents; a letter before an apostrophe (`l'`) is left out. */
export function tokens(text) {
  text = text.normalize("NFC").toLowerCase().replace(/[’‘ʼ´`]/g, "'").replace(/(?<=l)[•‧∙.](?=l)/g, "·");
  return [...text.matchAll(WORD)]
    .filter(({ 0: word, index }) => !([...word].length === 1 && text[index + word.length] === "'"))
    .map(([word]) => word);
}

/** Gives a word without accents, cedillas and raised dots. */
export function fold(word) {
  return word.normalize("NFD").replace(/\p{Mn}/gu, "").replaceAll("·", "");
}

/** The words of one language: its stemmer, if it has one, its stop words, and the letters that it cuts off (l'). */
export class Language {
  constructor(code, stemmer, stopWords, elisions = []) {
    this.code = code;
    this.stemmer = stemmer;
    this.stopWords = new Set(stopWords);
    this.elisions = elisions;
  }

  /** Gives what follows the letter that an apostrophe would cut off, where one may have been left out, or "". */
  withoutElision(word) {
    const [first, ...rest] = word;
    return this.elisions.includes(first) && rest.length > 1 && /^[aeiouh]/.test(fold(rest.join(""))) ? rest.join("") : "";
  }

  isStopWord(word) {
    return this.stopWords.has(fold(word));
  }

  stem(word) {
    return fold(this.stemmer ? this.stemmer.stemWord(word) : word);
  }

  /** Gives the words without the stop words, or all of them where nothing would be left. */
  contentWords(words) {
    const left = words.filter((word) => !this.stopWords.has(fold(word)));
    return left.length ? left : words;
  }

  /** Gives the stop words that are left out of a text, each once. */
  leftOut(words) {
    const left = new Set(this.contentWords(words));
    return [...new Set(words.filter((word) => !left.has(word)))];
  }
}
