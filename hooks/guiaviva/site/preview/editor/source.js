// The text that is edited: what it was on the disk, and what has been changed in it since.

import {
  ChangeSet,
  Compartment,
  Decoration,
  EditorState,
  EditorView,
  HighlightStyle,
  Text,
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

// What follows the disk is nothing that somebody typed.
const FOLLOWED = "guia.followed";
// As the check reads it, with the empty line below.
const FRONT = /^---[ \t]*\n(?:[\s\S]*?\n|)(?:---|\.\.\.)[ \t]*\n\n?/;

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

/**
 * Returns the front matter of a text, "" where it has none.
 * @param {string} text
 */
export function frontOf(text) {
  return FRONT.exec(text)?.[0] ?? "";
}

/** Whether the front matter is hidden, which has a form above the text. */
const hiding = new Compartment();

/** What nobody sees nobody marks, types over or deletes; what the form, an undoing or a repair writes there is written. */
const hidden = [
  EditorView.decorations.compute(["doc"], (/** @type {any} */ { doc }) => {
    const end = frontOf(doc.toString()).length;
    return end > 0 ? Decoration.set(Decoration.replace({ block: true }).range(0, end - 1)) : Decoration.none;
  }),
  EditorState.changeFilter.of((/** @type {any} */ change) => {
    const isTyped = ["input", "delete", "move"].some((event) => change.isUserEvent(event));
    return isTyped ? [0, frontOf(change.startState.doc.toString()).length] : true;
  }),
  EditorState.transactionFilter.of((/** @type {any} */ change) => {
    if (!change.docChanged && !change.selection) return change;
    const end = frontOf(change.newDoc.toString()).length;
    const { main } = change.newSelection;
    if (main.from >= end) return change;
    const selection = { anchor: Math.max(main.anchor, end), head: Math.max(main.head, end) };
    return [change, { selection, sequential: true }];
  }),
];

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
      if (update.transactions.some((/** @type {any} */ one) => one.isUserEvent(FOLLOWED))) this.hold();
      else this.changes &&= this.changes.compose(update.changes);
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
      hiding.of(hidden),
      ...extensions,
    ];
    this.view = new EditorView({ parent: element("#editor"), state: this.fresh("") });
    this.held = this.view.state.doc;
  }

  /** @param {string} text */
  fresh(text) {
    const selection = { anchor: frontOf(text).length };
    return EditorState.create({ doc: text, selection, extensions: this.extensions });
  }

  get text() {
    return this.view.state.doc.toString();
  }

  get isChanged() {
    return !this.view.state.doc.eq(this.held);
  }

  /**
   * Begins with what is on the disk.
   * @param {{ text: string, version: string }} held
   */
  open(held) {
    this.view.setState(this.fresh(held.text));
    this.version = held.version;
    this.hold();
  }

  /** Takes the text for that of the disk. */
  hold() {
    this.held = this.view.state.doc;
    this.changes = ChangeSet.empty(this.held.length);
  }

  /** @param {boolean} isHidden */
  hideFront(isHidden) {
    this.view.dispatch({ effects: hiding.reconfigure(isHidden ? hidden : []) });
  }

  /**
   * Follows the disk where nothing was changed here, with the place that is being read.
   * @param {{ text: string, version: string }} held
   */
  follow(held) {
    this.write(held.text, FOLLOWED);
    this.version = held.version;
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
    this.changes = null;
    this.held = Text.of(theirs.split(/\r\n?|\n/));
    this.told.changed();
  }

  /**
   * Writes another text, which can be undone; what is the same at its beginning and end stays.
   * @param {string} text
   * @param {string} [userEvent]
   */
  write(text, userEvent) {
    const old = this.text;
    const most = Math.min(old.length, text.length);
    let [from, end] = [0, 0];
    while (from < most && old[from] === text[from]) from++;
    while (end < most - from && old.at(-1 - end) === text.at(-1 - end)) end++;
    if (old === text) return;
    this.view.dispatch({ changes: { from, to: old.length - end, insert: text.slice(from, text.length - end) }, userEvent });
  }

  /** Returns what is to be saved, and what to do once it is. */
  taken() {
    const { changes, version, text } = this;
    const { doc } = this.view.state;
    const sent = changes ? { version, changes: changes.toJSON() } : { version, text };
    // What is typed until the answer comes is a change of what was sent.
    this.changes = ChangeSet.empty(this.view.state.doc.length);
    return {
      sent,
      saved: (/** @type {string} */ now) => void ([this.version, this.held] = [now, doc]),
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
