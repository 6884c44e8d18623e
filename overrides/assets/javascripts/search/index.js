// The index of one language, of which a query loads only what it needs (hooks/guiaviva/search/files.py writes it).

import { Language, fold } from "./analysis.js";
import { Messages } from "./message.js";
import { Figures, thousandths } from "../common/bayes.js";
import { Stream, digits, unpacked, wordsOf } from "../common/packing.js";

/** The file that every query needs, and that names the folder of all others. */
export const INDEX = "index.json";

/**
 * A form of a word, how rare its stem is, the records in which it is and its weight in each.
 *
 * @typedef {{ form: string, stem: string, rarity: number, records: number[], weights: number[] }} Posting
 */
/**
 * The questions in which a unit is, and the length of each as a vector of rarities.
 *
 * @typedef {{ rarity: number, questions: number[], lengths: number[] }} Asked
 */
/**
 * @typedef {object} Term
 * @property {string} key
 * @property {string[]} names
 * @property {number} rarity
 * @property {number[]} records
 * @property {number[]} weights
 * @property {Asked | undefined} asked
 */
/**
 * The words that are loaded together.
 *
 * @typedef {object} Shard
 * @property {Posting[]} postings
 * @property {Map<string, Posting[]>} byStem
 * @property {Map<string, Posting[]>} byFold
 * @property {Map<string, Asked>} asked
 * @property {Map<string, string>} names by each name of a term, the shard in which this is and its number there
 * @property {Term[]} terms
 */

/**
 * Turn distances from one number to the next into the numbers.
 *
 * @param {number[]} gaps
 */
function summed(gaps) {
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
    const head = await load(INDEX);
    const inFolder = (/** @type {string} */ path) => load(head.folder + path);
    const before = head.constants["elided-before"];
    const analyses = await Promise.all(
      head.analyses.map(
        async ([, name, stopWords, elisions]) =>
          new Language(name ? await stemmer(name) : null, stopWords, elisions, before),
      ),
    );
    return new Index(inFolder, head, analyses);
  }

  /**
   * @param {(path: string) => Promise<any>} load
   * @param {Guia.IndexHead} head
   * @param {Language[]} analyses
   */
  constructor(load, head, analyses) {
    this.load = load;
    // No other index has its name.
    this.folder = head.folder;
    this.analyses = analyses;
    this.constants = head.constants;
    this.chunk = head.chunk;
    this.pages = head.pages.flatMap((count, page) => Array(count).fill(page));
    // How many records come before each in its page.
    this.before = head.pages.flatMap((count) => [...Array(count).keys()]);
    this.kindNumbers = spread(head.kinds[1]);
    this.kinds = this.kindNumbers.map((kind) => head.kinds[0][kind]);
    this.networks = spread(head.networks[1]).map((network) => head.networks[0][network]);
    // The record for which each question is asked.
    this.questions = spread(head.questions).flatMap((count, record) => Array(count).fill(record));
    // How many questions are asked of each page, and of each kind of records.
    this.askedOfPages = tally(this.questions.map((record) => this.pages[record]), head.pages.length);
    this.askedOfKinds = tally(this.questions.map((record) => this.kindNumbers[record]), head.kinds[0].length);
    // The rarities of a word that is in none of the questions, and of one that is in the fewest records that count.
    this.rarest = thousandths(1 + this.questions.length);
    this.rarestWord = this.rarity(Math.floor(Math.sqrt(this.pages.length)));
    /**
     * The pages that have a unit in their title.
     *
     * @type {Map<string, number[]>}
     */
    this.titled = new Map();
    head.titles.forEach(([units], page) => units.split(" ").forEach((unit) => put(this.titled, unit, page)));
    // How rare the units of each page's title are, added up.
    this.titles = head.titles.map(([, rarity]) => rarity);
    this.messages = new Messages(head.messages, (language) => this.figures(language));
    this.words = head.words;
    this.shardNames = new Set(head.shards.split(" "));
    this.others = head.others;
    this.formLengths = head.forms;
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
   * Return what examples in a language say of messages.
   *
   * @param {string} language
   */
  figures(language) {
    return this.file(`messages/${language}.json`, (/** @type {Guia.FiguresFile} */ file) => new Figures(file));
  }

  /**
   * Return how rare something is that is in so many records: the idf of BM25, in thousandths.
   *
   * @param {number} holding
   */
  rarity(holding) {
    return thousandths(1 + (this.pages.length - holding + 1 / 2) / (holding + 1 / 2));
  }

  /**
   * Return how rare a unit is among the questions.
   *
   * @param {string} unit
   * @param {number} among in the words of how many it is
   */
  rarityAsked(unit, among) {
    const rarity = thousandths(1 + this.questions.length / Math.max(1, among));
    return unit.startsWith("?") ? Math.floor(rarity / 2) : rarity;
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
    return this.shardNamed(starts.find((start) => this.shardNames.has(start)) ?? this.others);
  }

  /**
   * Return the words of a shard.
   *
   * @param {string} name
   * @returns {Promise<Shard>}
   */
  shardNamed(name) {
    return this.file(`words/${name}.json`, (file) => this.readShard(file));
  }

  /**
   * Return the term that has such a name, as its stems or with a mark before its words, or undefined.
   *
   * @param {string} name
   * @param {string} word of the name, by which it is looked up
   */
  async named(name, word = name.replace("=", "").split(" ")[0]) {
    const { names } = await this.shard(word);
    const home = names.get(name);
    if (home === undefined) return undefined;
    const [shard, number] = home.split(" ");
    const { terms } = await this.shardNamed(shard);
    return terms[Number(number)];
  }

  /**
   * Return the words of the guide of some lengths as [form, form without accents, how common it is].
   *
   * @param {number} shortest
   * @param {number} longest
   */
  async forms(shortest, longest) {
    const lengths = this.formLengths.filter((length) => length >= shortest && length <= longest);
    const files = await Promise.all(lengths.map((length) => this.file(`forms/${length}.json`, readForms)));
    return files.flat();
  }

  /**
   * Return a record as it is shown.
   *
   * @param {number} number
   */
  async record(number) {
    const at = this.before[number] % this.chunk;
    const rows = await this.file(`found/${number - at}.json`, readRows);
    const [address, kind, title, trail, text, labels, copy, network, language] = rows[at];
    return { address, kind, title, trail, text, labels, copy: Boolean(copy), network, language, number };
  }

  /**
   * @param {Guia.ShardFile} file
   * @returns {Shard}
   */
  readShard([forms, cuts, odd, records, weights, asked, lengths, names, terms]) {
    /** @type {Shard} */
    const shard = {
      postings: [],
      byStem: new Map(),
      byFold: new Map(),
      asked: new Map(),
      names: new Map(Object.entries(names)),
      terms: terms.map((row) => this.readTerm(row)),
    };
    const cut = unpacked(cuts);
    const found = new Stream(unpacked(records));
    const weighed = new Stream(unpacked(weights));
    for (const [at, form] of wordsOf(forms).entries()) {
      const plain = fold(form);
      const stem = odd[form] ?? plain.slice(0, plain.length - cut[at]);
      const gaps = found.take(found.next());
      const posting = { form, stem, rarity: 0, records: summed(gaps), weights: weighed.take(gaps.length) };
      shard.postings.push(posting);
      put(shard.byStem, stem, posting);
      put(shard.byFold, plain, posting);
    }
    const [questions, vectors] = [new Stream(unpacked(asked)), new Stream(unpacked(lengths))];
    for (const [stem, postings] of shard.byStem) {
      const here = new Set(postings.flatMap(({ records }) => records));
      const rarity = Math.min(this.rarestWord, this.rarity(here.size + questions.next()));
      for (const posting of postings) posting.rarity = rarity;
      for (const unit of [stem, `?${stem}`]) {
        const said = this.readAsked(unit, questions, vectors);
        if (said) shard.asked.set(unit, said);
      }
    }
    return shard;
  }

  /**
   * @param {Guia.TermRow} row
   * @returns {Term}
   */
  readTerm([key, names, found, weights, asked, lengths]) {
    const records = summed(unpacked(found));
    return {
      key,
      names: names.split("|"),
      rarity: this.rarity(records.length),
      records,
      weights: unpacked(weights),
      asked: this.readAsked(`§${key}`, new Stream(unpacked(asked)), new Stream(unpacked(lengths))),
    };
  }

  /**
   * Read the questions in which a unit is, or undefined where there are none.
   *
   * @param {string} unit
   * @param {Stream} asked
   * @param {Stream} lengths
   * @returns {Asked | undefined}
   */
  readAsked(unit, asked, lengths) {
    const count = asked.next();
    if (!count) return undefined;
    const rarity = this.rarityAsked(unit, count - asked.next());
    return { rarity, questions: summed(asked.take(count)), lengths: unit.startsWith("?") ? [] : lengths.take(count) };
  }
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

/** @param {Guia.FormsFile} file */
function readForms([packed, common]) {
  const commonness = digits(common);
  return wordsOf(packed).map(
    (form, at) => /** @type {[form: string, plain: string, common: number]} */ ([form, fold(form), commonness[at]]),
  );
}

/** @param {Guia.RecordRow[]} rows */
function readRows(rows) {
  return rows;
}
