// The text that is edited: what it was on the disk, and what has been changed in it since.

import {
  ChangeSet,
  Compartment,
  EditorState,
  EditorView,
  HighlightStyle,
  defaultKeymap,
  drawSelection,
  highlightSpecialChars,
  history,
  historyKeymap,
  keymap,
  lineNumbers,
  markdown,
  search,
  searchKeymap,
  syntaxHighlighting,
  tags,
  yamlFrontmatter,
} from "./codemirror.js";
import { element, facts, words } from "./talk.js";

/** @type {Record<string, string>} */
const PHRASES = {
  find: "Find",
  replace: "Replace",
  next: "next",
  previous: "previous",
  all: "all",
  case: "match case",
  regexp: "regexp",
  word: "by word",
  "replace-one": "replace",
  "replace-all": "replace all",
  close: "close",
  match: "current match",
  line: "on line",
  completions: "Completions",
  diagnostics: "Diagnostics",
  unchanged: "$ unchanged lines",
};

/** What comes and goes while a text is edited, such as a comparison. */
const extra = new Compartment();

const look = HighlightStyle.define([
  { tag: tags.heading, class: "guia-heading" },
  { tag: tags.strong, class: "guia-strong" },
  { tag: tags.emphasis, class: "guia-emphasis" },
  { tag: [tags.link, tags.url], class: "guia-link" },
  { tag: [tags.processingInstruction, tags.meta, tags.comment, tags.contentSeparator], class: "guia-mark" },
]);

// What CodeMirror says, in the words of the page: a key is `cm-` and its English.
const said = Object.entries(words).filter(([key]) => key.startsWith("cm-"));
export const phrases = EditorState.phrases.of(
  Object.fromEntries(said.map(([key, text]) => [PHRASES[key.slice(3)], text])),
);

/** A text that is edited. */
export class Source {
  /**
   * @param {{ changed: () => void, save: () => void }} told
   * @param {any[]} extensions
   */
  constructor(told, extensions) {
    this.version = "";
    this.told = told;
    // What has been changed since it was on the disk; null where that is not known, so that all of it is sent.
    /** @type {any} */
    this.changes = ChangeSet.empty(0);
    const followed = EditorView.updateListener.of((/** @type {any} */ update) => {
      if (!update.docChanged) return;
      this.changes &&= this.changes.compose(update.changes);
      told.changed();
    });
    this.extensions = [
      EditorView.cspNonce.of(facts.nonce),
      phrases,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        "aria-label": words.text,
        "aria-describedby": "keys",
        tabindex: "0",
        spellcheck: "true",
        lang: facts.language,
      }),
      lineNumbers(),
      highlightSpecialChars(),
      drawSelection(),
      history(),
      search(),
      yamlFrontmatter({ content: markdown({ addKeymap: true }) }),
      syntaxHighlighting(look),
      // Tab leaves the text, as it leaves any field.
      keymap.of([
        { key: "Mod-s", run: () => (told.save(), true), preventDefault: true },
        ...defaultKeymap,
        ...historyKeymap,
        ...searchKeymap,
      ]),
      followed,
      extra.of([]),
      ...extensions,
    ];
    this.view = new EditorView({ parent: element("#editor"), state: this.fresh("") });
  }

  /** @param {string} text */
  fresh(text) {
    return EditorState.create({ doc: text, extensions: this.extensions });
  }

  get text() {
    return this.view.state.doc.toString();
  }

  get isChanged() {
    return this.changes === null ? true : !this.changes.empty;
  }

  /**
   * Begins with what is on the disk.
   * @param {{ text: string, version: string }} held
   */
  open(held) {
    this.view.setState(this.fresh(held.text));
    this.version = held.version;
    this.changes = ChangeSet.empty(this.view.state.doc.length);
  }

  /**
   * Follows the disk where nothing was changed here, with the place that is being read.
   * @param {{ text: string, version: string }} held
   */
  follow(held) {
    this.write(held.text);
    this.version = held.version;
    this.changes = ChangeSet.empty(this.view.state.doc.length);
  }

  /**
   * Goes on from another text of the disk, with one that is to be saved instead of it.
   * @param {string} version
   * @param {string} theirs
   * @param {string} text
   */
  rest(version, theirs, text) {
    this.write(text.replace(/\r\n?/g, "\n"));
    this.version = version;
    // It is not known what of it has changed.
    this.changes = this.text === theirs.replace(/\r\n?/g, "\n") ? ChangeSet.empty(this.view.state.doc.length) : null;
    this.told.changed();
  }

  /**
   * Writes another text, which can be undone; what is the same at its beginning and end stays.
   * @param {string} text
   */
  write(text) {
    const old = this.text;
    const most = Math.min(old.length, text.length);
    let [from, end] = [0, 0];
    while (from < most && old[from] === text[from]) from++;
    while (end < most - from && old.at(-1 - end) === text.at(-1 - end)) end++;
    if (old === text) return;
    this.view.dispatch({ changes: { from, to: old.length - end, insert: text.slice(from, text.length - end) } });
  }

  /** Returns what is to be saved, and what to do once it is. */
  taken() {
    const { changes, version, text } = this;
    const sent = changes ? { version, changes: changes.toJSON() } : { version, text };
    // What is typed until the answer comes is a change of what was sent.
    this.changes = ChangeSet.empty(this.view.state.doc.length);
    return {
      sent,
      saved: (/** @type {string} */ now) => void (this.version = now),
      failed: () => void (this.changes = changes && changes.compose(this.changes)),
    };
  }

  /** @param {any[]} extensions */
  show(extensions) {
    this.view.dispatch({ effects: extra.reconfigure(extensions) });
  }

  /**
   * Goes to a place.
   * @param {number} at
   */
  go(at) {
    const anchor = Math.min(at, this.view.state.doc.length);
    this.view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
    this.view.focus();
  }
}
