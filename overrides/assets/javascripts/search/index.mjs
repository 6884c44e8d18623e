// The index of one language, of which a query loads only what it needs (hooks/guiaviva/search/files.py writes it).

import { Language, fold } from "./analysis.mjs";

/** Turns distances from one number to the next into the numbers. */
function numbers(gaps) {
  let sum = 0;
  return gaps.map((gap) => (sum += gap));
}

/** Gives a number for each place from pairs of a number and how often it stands in a row. */
function spread(runs) {
  const all = [];
  for (let at = 0; at < runs.length; at += 2) for (let left = runs[at + 1]; left > 0; left--) all.push(runs[at]);
  return all;
}

export class Index {
  /** `load` gives the content of a file of the index by its path; `stemmer` gives a Snowball stemmer by its name. */
  static async open(load, stemmer) {
    const head = await load("index.json");
    const analyses = await Promise.all(
      head.analyses.map(async ([code, name, ...words]) => new Language(code, name && (await stemmer(name)), ...words)),
    );
    return new Index(load, head, analyses);
  }

  constructor(load, head, analyses) {
    this.load = load;
    this.analyses = analyses;
    this.chunk = head.chunk;
    this.pages = head.pages.flatMap((count, page) => Array(count).fill(page));
    this.kinds = spread(head.kinds[1]).map((kind) => head.kinds[0][kind]);
    this.networks = spread(head.networks[1]).map((network) => head.networks[0][network]);
    this.phrases = new Map(Object.entries(head.phrases));
    this.terms = new Set(head.terms);
    // Of each question: the record for which it is asked, and its length as a vector of rarities.
    this.questions = spread(head.questions[0]).flatMap((count, record) => Array(count).fill(record));
    this.lengths = head.questions[1];
    this.rarest = head.rarest;
    this.words = head.words;
    this.shardNames = new Set(head.shards.split(" "));
    this.files = new Map();
  }

  /** Loads a file once. */
  file(path, make = (content) => content) {
    // What could not be loaded is tried again when it is next asked for.
    const forget = (error) => {
      this.files.delete(path);
      throw error;
    };
    if (!this.files.has(path)) this.files.set(path, this.load(path).then(make).catch(forget));
    return this.files.get(path);
  }

  /** Gives the words that are loaded with a word: postings by form, and forms by stem and without accents. */
  async shard(word) {
    const letters = [...fold(word)];
    const starts = [3, 2, 1].map((length) => letters.slice(0, length).join(""));
    const name = starts.find((start) => this.shardNames.has(start));
    return name === undefined ? EMPTY : this.file(`words/${name}.json`, readShard);
  }

  /** Gives the records in which a term stands under any of its names, or undefined. */
  async term(key) {
    if (!this.terms.has(key)) return undefined;
    return this.file(`terms/${key}.json`, ([rarity, gaps, weights, asked]) => ({
      rarity,
      records: numbers(gaps),
      weights,
      asked: asked.length ? { rarity: asked[0], questions: numbers(asked[1]) } : undefined,
    }));
  }

  /** Gives every word of the guide as [form, form without accents, in how many records]. */
  forms() {
    return this.file("forms.json", (rows) => rows.map(([form, count]) => [form, fold(form), count]));
  }

  /** Gives a record as it is shown. */
  async record(number) {
    const rows = await this.file(`found/${Math.floor(number / this.chunk)}.json`);
    const [address, kind, title, trail, text, labels, copy, network, language] = rows[number % this.chunk];
    return { address, kind, title, trail, text, labels, copy: Boolean(copy), network, language, number };
  }
}

const EMPTY = { postings: new Map(), byStem: new Map(), byFold: new Map(), asked: new Map() };

function readShard([stems, rows, asked]) {
  const shard = { postings: new Map(), byStem: new Map(), byFold: new Map(), asked: new Map() };
  for (const [unit, rarity, gaps] of asked) shard.asked.set(unit, { rarity, questions: numbers(gaps) });
  for (const [form, stemNumber, gaps, weights] of rows) {
    const [stem, rarity] = stems[stemNumber];
    shard.postings.set(form, { stem, rarity, records: numbers(gaps), weights });
    for (const [map, key] of [
      [shard.byStem, stem],
      [shard.byFold, fold(form)],
    ]) {
      if (!map.has(key)) map.set(key, []);
      map.get(key).push(form);
    }
  }
  return shard;
}
