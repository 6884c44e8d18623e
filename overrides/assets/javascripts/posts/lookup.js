// The dictionary of a language, in a worker of its own.

import { GONE, bytes, worker } from "../common/load.js";

/** @import { Answer, State } from "./spelling.js" */

export class Dictionary {
  /**
   * @param {string} language
   * @param {(answers: Answer[]) => void} answered is called when it has looked words up
   * @param {(state: State) => void} ready is called once it can be used, or cannot
   */
  constructor(language, answered, ready) {
    this.closed = false;
    this.worker = this.open(language, answered, ready);
    this.worker.catch((error) => this.closed || ready(error.cause === GONE ? "missing" : "failed"));
  }

  /**
   * @param {string} language
   * @param {(answers: Answer[]) => void} answered
   * @param {(state: State) => void} ready
   */
  async open(language, answered, ready) {
    const paths = ["aff", "dic"].map((kind) => `vendor/dictionaries/${language}.${kind}.gz`);
    const [made, ...files] = await Promise.all([worker("spelling"), ...paths.map(bytes)]);
    if (this.closed) made.terminate();
    made.addEventListener("message", ({ data }) => (data.answers ? answered(data.answers) : ready(data.state)));
    made.addEventListener("error", () => ready("failed"));
    made.postMessage({ files }, files.map(({ buffer }) => buffer));
    return made;
  }

  /** @param {string[]} words */
  ask(words) {
    if (words.length) this.worker.then((worker) => worker.postMessage({ words })).catch(() => undefined);
  }

  close() {
    this.closed = true;
    this.worker.then((worker) => worker.terminate()).catch(() => undefined);
  }
}
