// What is typed, as it will look and with what the check says of it, a moment after it was typed.

import { setDiagnostics } from "./codemirror.js";
import { button, element, facts, filled, made, post, say, words } from "./talk.js";

// Milliseconds without a key: while somebody types a word, nobody needs to judge it.
const PAUSE = 350;
// Milliseconds after which the check of the whole guide is asked again whether it has seen the page.
const AGAIN = 1000;
const SEVERITY = new Map([
  ["error", "error"],
  ["warning", "warning"],
  ["advice", "info"],
]);

/** @typedef {{ from: number, to: number, insert: string }} Edit */
/** @typedef {{ line: number, level: string, rule: string, message: string, fix: string, field: import("./fields.js").Step[], sign: string, reviewed: string, from: number, to: number, edit: Edit | null }} Finding */

/** Follows a text. */
export class Findings {
  /**
   * @param {import("./source.js").Source} source
   * @param {import("./following.js").Following} following
   * @param {import("./front.js").Front} front
   */
  constructor(source, following, front) {
    this.source = source;
    this.front = front;
    this.following = following;
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
    clearTimeout(this.timer);
    this.asking.abort();
    const { signal } = (this.asking = new AbortController());
    const { doc } = this.source.view.state;
    const sent = { draft: facts.draft, path: facts.path, text: doc.toString(), saved: !this.source.isChanged };
    const drafted = await post("draft", sent, signal);
    if (signal.aborted) return;
    if (drafted.status !== 200) return this.again();
    this.following.take(doc, drafted.body.passages);
    const frame = /** @type {HTMLIFrameElement} */ (element("#frame"));
    frame.contentWindow?.dispatchEvent(new CustomEvent("guia-draft"));
    const { status, body } = await post("findings", sent, signal);
    if (signal.aborted || this.source.view.state.doc !== doc) return;
    if (status !== 200 || body.old) return this.again();
    this.show(body.findings, body.waiting);
    if (body.waiting) this.again();
  }

  /** What is not known yet is asked again. */
  again() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), AGAIN);
  }

  /**
   * @param {Finding[]} findings
   * @param {boolean} isWaiting
   */
  show(findings, isWaiting) {
    const { view } = this.source;
    this.judged = view.state.doc;
    const marks = findings.map((one) => ({
      from: one.from,
      to: one.to,
      severity: SEVERITY.get(one.level),
      message: one.sign ? one.message : `${one.message} ${one.fix}`,
      actions: one.edit ? [{ name: words.fix, apply: () => this.mend(one) }] : [],
    }));
    view.dispatch(setDiagnostics(view.state, marks));
    this.front.show(findings);
    element("#list").replaceChildren(...findings.map((one) => this.item(one)));
    const none = element("#none");
    none.textContent = isWaiting ? words["checking-whole"] : words.none;
    none.hidden = findings.length > 0 && !isWaiting;
    element("#count").textContent = findings.length ? `(${findings.length})` : "";
  }

  /** @param {Finding} one */
  item(one) {
    const field = this.front.label(one.field);
    const go = button(field || filled(words.line, { line: one.line }), () => {
      if (this.front.go(one.field)) return;
      element("[data-part=text]").click();
      this.source.go(one.from);
    });
    go.setAttribute("aria-label", filled(words[field ? "go-field" : "go"], { line: one.line, field }));
    const text = made(
      "p",
      { lang: facts.messages },
      made("strong", {}, words[one.level]),
      ` ${one.message} ${one.sign ? "" : one.fix}`,
    );
    const why = made("a", { href: `rules/${one.rule}?lang=${facts.messages}`, target: "guia-rule", title: one.rule }, words.why);
    const item = made("li", {}, text, go, why);
    item.dataset.level = one.level;
    if (one.sign) go.before(made("a", { href: one.sign, className: "guia-first" }, words["translate-this"]));
    if (one.reviewed && field) item.append(button(words.reviewed, () => this.front.put(one.field, one.reviewed)));
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
