// What is typed, as it will look and with what the check says of it, a moment after it was typed.

import { setDiagnostics } from "./codemirror.js";
import { button, element, facts, filled, made, post, say, words } from "./talk.js";

// Milliseconds without a key: while somebody types a word, nobody needs to judge it.
const PAUSE = 350;
const SEVERITY = new Map([
  ["error", "error"],
  ["warning", "warning"],
  ["advice", "info"],
]);

/** @typedef {{ from: number, to: number, insert: string }} Edit */
/** @typedef {{ line: number, level: string, message: string, fix: string, from: number, to: number, edit: Edit | null }} Finding */

/** Follows a text. */
export class Findings {
  /** @param {import("./source.js").Source} source */
  constructor(source) {
    this.source = source;
    this.timer = 0;
    this.asking = new AbortController();
    /** @type {any} */
    this.judged = null;
  }

  /** The text has changed: soon it is looked at. */
  changed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), PAUSE);
  }

  /** Looks at the text as it is. */
  async look() {
    this.asking.abort();
    const { signal } = (this.asking = new AbortController());
    const { doc } = this.source.view.state;
    const sent = { draft: facts.draft, path: facts.path, text: doc.toString() };
    if ((await post("draft", sent, signal)).status !== 200 || signal.aborted) return;
    const frame = /** @type {HTMLIFrameElement} */ (element("#frame"));
    frame.contentWindow?.dispatchEvent(new CustomEvent("guia-draft"));
    const { status, body } = await post("findings", sent, signal);
    if (signal.aborted || status !== 200 || body.old || this.source.view.state.doc !== doc) return;
    this.show(body.findings);
  }

  /** @param {Finding[]} findings */
  show(findings) {
    const { view } = this.source;
    this.judged = view.state.doc;
    const marks = findings.map((one) => ({
      from: one.from,
      to: one.to,
      severity: SEVERITY.get(one.level),
      message: `${one.message} ${one.fix}`,
      actions: one.edit ? [{ name: words.fix, apply: () => this.mend(one) }] : [],
    }));
    view.dispatch(setDiagnostics(view.state, marks));
    element("#list").replaceChildren(...findings.map((one) => this.item(one)));
    const none = element("#none");
    none.textContent = words.none;
    none.hidden = findings.length > 0;
    element("#count").textContent = findings.length ? `(${findings.length})` : "";
  }

  /** @param {Finding} one */
  item(one) {
    const go = button(filled(words.line, { line: one.line }), () => {
      element("[data-part=text]").click();
      this.source.go(one.from);
    });
    go.setAttribute("aria-label", filled(words.go, { line: one.line }));
    const text = made(
      "p",
      { lang: facts.messages },
      made("strong", {}, words[one.level]),
      ` ${one.message} ${one.fix}`,
    );
    const item = made("li", {}, text, go);
    item.dataset.level = one.level;
    if (one.edit) item.append(button(words.fix, () => this.mend(one)));
    return item;
  }

  /**
   * Makes the repair of a finding, if nobody has touched its place since.
   * @param {Finding} one
   */
  mend({ edit, line }) {
    if (!edit) return;
    if (this.source.view.state.doc !== this.judged) {
      say(words.checking);
      return;
    }
    this.source.view.dispatch({ changes: edit, selection: { anchor: edit.from + edit.insert.length } });
    say(`${filled(words.line, { line })}: ${words.fixed}`);
    element("#findings-title").focus();
    void this.look();
  }
}
