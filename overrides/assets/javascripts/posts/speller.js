// The spelling of what is being written: loads the dictionary with the first words, and says where it could not.

import { h } from "../common/html.js";
import { Dictionary } from "./lookup.js";
import { misspelt, words } from "./spelling.js";
import { readText } from "./text.js";

/** @import { Answer, State } from "./spelling.js" */
/** @typedef {{ saveData?: boolean }} Connection */

// With these states somebody may have it tried again.
const AGAIN = new Set(["off", "failed"]);

export class Speller {
  /**
   * @param {Guia.PostsContent} content
   * @param {() => void} changed is called when more is known of the spelling than before
   */
  constructor(content, changed) {
    this.page = content.page;
    this.changed = changed;
    this.known = new Set(content.known);
    /** @type {State | "off" | ""} what there is of the dictionary; "" before anything is written */
    this.state = "";
    this.language = "";
    /** @type {Map<string, Answer>} */
    this.answers = new Map();
    /** @type {Set<string>} */
    this.asked = new Set();
    this.said = h("span", { role: "status" });
    this.button = h("button", { type: "button", hidden: true }, this.page.spelling);
    this.button.addEventListener("click", () => {
      this.open(this.language);
      changed();
    });
    this.element = h("span", {}, this.said, " ", this.button);
  }

  /** Is it not known yet whether all is right? */
  get waits() {
    return this.state === "wait" || (this.state === "ready" && this.asked.size > this.answers.size);
  }

  /** Is nothing known of the spelling, now or later? */
  get unchecked() {
    return AGAIN.has(this.state) || this.state === "missing";
  }

  /**
   * Return the misspelt words of a text, as far as they have been looked up, and have the others looked up.
   *
   * @param {Guia.Basis} basis
   * @param {string} text
   * @param {string} language
   */
  find(basis, text, language) {
    const read = readText(basis, text);
    const all = words(basis, read, this.known).map((span) => text.slice(...span));
    if (language !== this.language) this.begin(language, all.length > 0);
    else if (!this.state && all.length) this.begin(language, true);
    if (this.state !== "wait" && this.state !== "ready") return [];
    const asked = [...new Set(all)].filter((word) => !this.asked.has(word));
    for (const word of asked) this.asked.add(word);
    this.dictionary?.ask(asked);
    return misspelt(basis, read, this.known, this.answers);
  }

  /**
   * Load the dictionary of a language where there is something to look up; who saves data is asked first.
   *
   * @param {string} language
   * @param {boolean} needed
   */
  begin(language, needed) {
    this.language = language;
    this.dictionary?.close();
    const { connection } = /** @type {Navigator & { connection?: Connection }} */ (navigator);
    if (!needed) this.become("");
    else if (connection?.saveData) this.become("off");
    else this.open(language);
  }

  /** @param {string} language */
  open(language) {
    this.become("wait");
    const answered = (/** @type {Answer[]} */ answers) => {
      for (const answer of answers) this.answers.set(answer.word, answer);
      this.changed();
    };
    this.dictionary = new Dictionary(language, answered, (state) => {
      this.become(state, this.asked);
      this.changed();
    });
  }

  /**
   * @param {typeof this.state} state
   * @param {Set<string>} asked the words that are being looked up
   */
  become(state, asked = new Set()) {
    this.state = state;
    this.asked = asked;
    if (state !== "ready") this.answers.clear();
    const unchecked = this.unchecked;
    this.said.textContent = unchecked ? this.page[`spelling-${state}`] : "";
    this.button.hidden = !AGAIN.has(state);
  }
}
