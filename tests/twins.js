// Asks the scripts of the site in Node what they say of the cases on stdin: `node twins.js NAME < cases.json`.

import { readFile } from "node:fs/promises";

import { deadline } from "../overrides/assets/javascripts/assistant/calendar.js";
import { before } from "../overrides/assets/javascripts/assistant/words.js";
import { counted, filled, partsOf } from "../overrides/assets/javascripts/common/words.js";
import { check } from "../overrides/assets/javascripts/posts/check.js";
import { CHECKS } from "../overrides/assets/javascripts/posts/checks.js";
import { count } from "../overrides/assets/javascripts/posts/count.js";
import { fix, message } from "../overrides/assets/javascripts/posts/wording.js";
import { folded } from "../overrides/assets/javascripts/posts/text.js";
import { fold, tokens, WORD } from "../overrides/assets/javascripts/search/analysis.js";
import { answered } from "../overrides/assets/javascripts/search/message.js";
import { Index } from "../overrides/assets/javascripts/search/index.js";
import { Bayes } from "../overrides/assets/javascripts/common/bayes.js";
import { unpacked, wordsOf } from "../overrides/assets/javascripts/common/packing.js";
import { look } from "../overrides/assets/javascripts/register/lookup.js";
import { accountOf } from "../overrides/assets/javascripts/register/names.js";
import { grouped, search } from "../overrides/assets/javascripts/search/query.js";

const STEMMERS = "../overrides/assets/javascripts/vendor/snowball/";

const twins = {
  /** The words of each query and their stems, its best results, how they are shown, and what was taken for what. */
  async queries({ folder, asked }) {
    const load = async (path) => JSON.parse(await readFile(`${folder}/${path}`, "utf-8"));
    const stemmer = async (name) => new (await import(`${STEMMERS}${name}.js`)).default();
    const index = await Index.open(load, stemmer);
    const answers = [];
    for (const text of asked) {
      const words = tokens(text);
      const { results, taken } = await search(index, text);
      answers.push({
        words,
        stems: words.map((word) => index.analyses[0].stem(word)),
        results: results.map(({ record, score }) => [record, score]),
        groups: grouped(index, results).map((group) => group.map(({ record }) => record)),
        taken: taken.map((one) => [one.word, one.forms, one.term?.key ?? "", one.corrected]),
      });
    }
    return answers;
  },
  /** Of whose profile each address is. */
  addresses: ({ tables, asked }) => asked.map((address) => accountOf(address, tables)),
  /** What the register says of each text: the state, and the accounts by their ids. */
  register: ({ register, asked }) =>
    asked.map((text) => {
      const { state, accounts } = look(text, register);
      return [state, ...accounts.map(({ anchor }) => anchor)];
    }),
  /** What kind of message each text is, and of the first which records are shown. */
  async messages({ folder, asked }) {
    const load = async (path) => JSON.parse(await readFile(`${folder}/${path}`, "utf-8"));
    const stemmer = async (name) => new (await import(`${STEMMERS}${name}.js`)).default();
    const index = await Index.open(load, stemmer);
    const { messages } = index;
    const answers = [];
    for (const [at, text] of asked.entries()) {
      const { isMessage, kinds } = await messages.read(text, { always: true });
      const answer = { words: messages.wordsOf(text), isMessage, kinds };
      answers.push(answer);
      // All are read; what is shown takes a search, and is asked of a few.
      if (at >= 30) continue;
      const { groups, pinned } = await answered(index, text);
      answer.groups = groups.map((group) => group.map(({ record, score }) => [record, score]));
      answer.pinned = pinned?.record ?? null;
    }
    return answers;
  },
  /** The files that each text makes a new visitor load before more is asked for, but for those of the records. */
  loaded: ({ folder, asked }) =>
    Promise.all(
      asked.map(async (text) => {
        const paths = [];
        const load = async (path) => {
          paths.push(path);
          return JSON.parse(await readFile(`${folder}/${path}`, "utf-8"));
        };
        const stemmer = async (name) => new (await import(`${STEMMERS}${name}.js`)).default();
        await answered(await Index.open(load, stemmer), text, { whole: false });
        return paths;
      }),
    ),
  /** The words of each text, and each without its accents. */
  words: (texts) => texts.map((text) => tokens(text).map((word) => [word, fold(word)])),
  /** The numbers and the words of each pair of packed texts. */
  packing: (pairs) => pairs.map(([numbers, words]) => [unpacked(numbers), wordsOf(words)]),
  /** The source of the expression that finds words, which also marks them in a page. */
  word: () => WORD.source,
  /** What is found in each post, with its sentences in each language of the site. */
  posts: ({ contents, tones, posts, day }) => {
    for (const [language, file] of Object.entries(tones)) contents[language].criteria.tones = new Bayes(file);
    return posts.map(([text, language, networks, media]) =>
      check(contents[language], text, networks, media, day).map((one) => ({
        ...one,
        reported: Object.fromEntries(
          Object.entries(contents).map(([key, content]) => [key, [message(content, one), fix(content, one, language)]]),
        ),
      })),
    );
  },
  /** How many milliseconds of the processor it takes to check each of these posts, on all networks. */
  growth: ({ content, posts }) =>
    posts.map((each) =>
      each.map((text) => {
        const once = () => {
          const start = process.cpuUsage();
          check(content, text, Object.keys(content.criteria.networks), false);
          return process.cpuUsage(start).user / 1000;
        };
        return Math.min(once(), once());
      }),
    ),
  checks: () => Object.keys(CHECKS),
  lengths: ({ counting, texts, ways }) => texts.map((text) => ways.map((way) => count(counting, text, way))),
  folded: ({ basis, texts }) => texts.map((text) => folded(basis, text)),
  /** When each length of time is over, and the years on the way whose holidays are not known. */
  deadlines: (cases) =>
    cases.map(([calendar, posted, span]) => {
      const end = deadline(calendar, posted, span);
      return end && [end.at, end.unlisted];
    }),
  /** Each day as a language writes it. */
  days: (cases) => cases.map(([dates, day]) => filled(dates.pattern, partsOf(dates, new Date(day)))),
  /** The text for each count. */
  forms: (cases) => cases.map(([words, key, count, locale]) => counted(words, key, count, locale)),
  /** Each deadline in words. */
  moments: (cases) => cases.map(([content, then, now]) => before(content, then, now)),
};

let read = "";
for await (const part of process.stdin.setEncoding("utf-8")) read += part;
process.stdout.write(JSON.stringify(await twins[process.argv[2]](JSON.parse(read))));
