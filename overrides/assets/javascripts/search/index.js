// The index of one language, of which a query loads only what it needs (hooks/guiaviva/search/files.py writes it).

import { Language, fold } from "./analysis.js";

/** The file that names the folder of all others. */
export const HEAD = "index.json";

/**
 * A form of a word, how rare its stem is, the records in which it is and its weight in each.
 *
 * @typedef {{ form: string, stem: string, rarity: number, records: number[], weights: number[] }} Posting
 */
/** @typedef {{ rarity: number, questions: number[] }} Asked */
/** @typedef {{ rarity: number, records: number[], weights: number[], asked: Asked | undefined }} Term */
/**
 * The words that are loaded together.
 *
 * @typedef {object} Shard
 * @property {Posting[]} postings
 * @property {Map<string, Posting[]>} byStem
 * @property {Map<string, Posting[]>} byFold
 * @property {Map<string, Asked>} asked
 */

/**
 * Turn distances from one number to the next into the numbers.
 *
 * @param {number[]} gaps
 */
function numbers(gaps) {
  let sum = 0;
  return gaps.map((gap) => (sum += gap));
}

/**
 * Return a number for each place from pairs of a number and how often it is in a row.
 *
 * @param {number[]} runs
 */
function spread(runs) {
  const all = [];
  for (let at = 0; at < runs.length; at += 2) for (let left = runs[at + 1]; left > 0; left--) all.push(runs[at]);
  return all;
}

/**
 * Count how often each number below another is there.
 *
 * @param {number[]} numbers
 * @param {number} end
 */
function tally(numbers, end) {
  const counts = Array(end).fill(0);
  for (const number of numbers) counts[number]++;
  return counts;
}

export class Index {
  /**
   * @param {(path: string) => Promise<any>} load gives the content of a file of the search by its path
   * @param {(name: string) => Promise<Guia.Stemmer>} stemmer gives a Snowball stemmer by its name
   */
  static async open(load, stemmer) {
    /** @type {Guia.IndexHead} */
    const head = await load(HEAD);
    const before = head.constants["elided-before"];
    const analyses = await Promise.all(
      head.analyses.map(
        async ([, name, stopWords, elisions]) =>
          new Language(name ? await stemmer(name) : null, stopWords, elisions, before),
      ),
    );
    return new Index(load, head, analyses);
  }

  /**
   * @param {(path: string) => Promise<any>} load
   * @param {Guia.IndexHead} head
   * @param {Language[]} analyses
   */
  constructor(load, head, analyses) {
    // All files but the head are in a folder that no other index has.
    this.folder = head.folder;
    this.load = (/** @type {string} */ path) => load(this.folder + path);
    this.analyses = analyses;
    this.constants = head.constants;
    this.chunk = head.chunk;
    this.pages = head.pages.flatMap((count, page) => Array(count).fill(page));
    this.kindNumbers = spread(head.kinds[1]);
    this.kinds = this.kindNumbers.map((kind) => head.kinds[0][kind]);
    this.networks = spread(head.networks[1]).map((network) => head.networks[0][network]);
    /** The term of each name. */
    this.phrases = new Map(
      Object.entries(head.phrases).flatMap(([key, names]) => names.split("|").map((name) => [name, key])),
    );
    /** The number of each term. */
    this.terms = new Map(head.terms.map((key, number) => [key, number]));
    this.termsChunk = head["terms-chunk"];
    // Of each question: the record for which it is asked, and its length as a vector of rarities.
    this.questions = spread(head.questions[0]).flatMap((count, record) => Array(count).fill(record));
    this.lengths = head.questions[1];
    // How many questions are asked of each page, and of each kind of records.
    this.askedOfPages = tally(this.questions.map((record) => this.pages[record]), head.pages.length);
    this.askedOfKinds = tally(this.questions.map((record) => this.kindNumbers[record]), head.kinds[0].length);
    this.rarest = head.rarest;
    /**
     * The pages that have a unit in their title.
     *
     * @type {Map<string, number[]>}
     */
    this.titled = new Map();
    head.titles.forEach(([units], page) => units.split(" ").forEach((unit) => put(this.titled, unit, page)));
    // How rare the units of each page's title are, added up.
    this.titles = head.titles.map(([, rarity]) => rarity);
    this.words = head.words;
    this.shardNames = new Set(head.shards.split(" "));
    this.longestName = Math.max(...Array.from(this.shardNames, (name) => [...name].length));
    /** @type {Map<string, Promise<any>>} */
    this.files = new Map();
  }

  /**
   * Load a file once.
   *
   * @template Content
   * @template Made
   * @param {string} path
   * @param {(content: Content) => Made} make
   * @returns {Promise<Made>}
   */
  file(path, make) {
    // What could not be loaded is tried again when it is next asked for.
    const forget = (/** @type {unknown} */ error) => {
      this.files.delete(path);
      throw error;
    };
    const known = this.files.get(path) ?? this.load(path).then(make).catch(forget);
    this.files.set(path, known);
    return known;
  }

  /**
   * Return the words that are loaded with a word.
   *
   * @param {string} word
   * @returns {Promise<Shard>}
   */
  async shard(word) {
    const letters = [...fold(word)].slice(0, this.longestName);
    const starts = letters.map((_, at) => letters.slice(0, letters.length - at).join(""));
    const name = starts.find((start) => this.shardNames.has(start));
    return name === undefined ? EMPTY : this.file(`words/${name}.json`, readShard);
  }

  /**
   * Return the records in which a term is under any of its names, or undefined.
   *
   * @param {string} key
   * @returns {Promise<Term | undefined>}
   */
  async term(key) {
    const number = this.terms.get(key);
    if (number === undefined) return undefined;
    const terms = await this.file(`terms/${Math.floor(number / this.termsChunk)}.json`, readTerms);
    return terms[number % this.termsChunk];
  }

  /** Return every word of the guide as [form, form without accents, in how many records]. */
  forms() {
    return this.file("forms.json", readForms);
  }

  /**
   * Return a record as it is shown.
   *
   * @param {number} number
   */
  async record(number) {
    const rows = await this.file(`found/${Math.floor(number / this.chunk)}.json`, readRows);
    const [address, kind, title, trail, text, labels, copy, network, language] = rows[number % this.chunk];
    return { address, kind, title, trail, text, labels, copy: Boolean(copy), network, language, number };
  }
}

/** @returns {Shard} */
function emptyShard() {
  return { postings: [], byStem: new Map(), byFold: new Map(), asked: new Map() };
}

const EMPTY = emptyShard();

/** @param {Guia.ShardFile} file */
function readShard([stems, rows, asked]) {
  const shard = emptyShard();
  for (const [unit, rarity, gaps] of asked) shard.asked.set(unit, { rarity, questions: numbers(gaps) });
  for (const [form, stemNumber, gaps, weights] of rows) {
    const [stem, rarity] = stems[stemNumber];
    const posting = { form, stem, rarity, records: numbers(gaps), weights };
    shard.postings.push(posting);
    put(shard.byStem, stem, posting);
    put(shard.byFold, fold(form), posting);
  }
  return shard;
}

/**
 * Add a value to those of a key.
 *
 * @template Value
 * @param {Map<string, Value[]>} map
 * @param {string} key
 * @param {Value} value
 */
function put(map, key, value) {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

/**
 * @param {Guia.TermFile} file
 * @returns {Term}
 */
function readTerm([rarity, gaps, weights, [asked, questions = []]]) {
  const found = asked === undefined ? undefined : { rarity: asked, questions: numbers(questions) };
  return { rarity, records: numbers(gaps), weights, asked: found };
}

/** @param {Guia.TermFile[]} rows */
function readTerms(rows) {
  return rows.map(readTerm);
}

/**
 * @param {Guia.FormsFile} rows
 * @returns {[form: string, plain: string, count: number][]}
 */
function readForms(rows) {
  return rows.map(([form, count]) => [form, fold(form), count]);
}

/** @param {Guia.RecordRow[]} rows */
function readRows(rows) {
  return rows;
}
