// Two texts of one page, which somebody has to choose from: nothing is written over unseen.

import { EditorState, EditorView, unifiedMergeView } from "./codemirror.js";
import { phrases } from "./source.js";
import { button, dialog, facts, made, say, words } from "./talk.js";

/** @typedef {{ path: string, version: string, theirs: string | null, both: string | null }} Conflict */
/** @typedef {{ why: string, name: string, keep: string }} Said What is said of the other text. */

/**
 * Shows the text of the disk and another one, and lets somebody choose; what is chosen is in the editor, to be saved.
 * @param {import("./source.js").Source} source
 * @param {Conflict} conflict
 * @param {string | null} other
 * @param {Said} said
 */
export function showBoth(source, conflict, other, { why, name, keep }) {
  const { theirs, both } = conflict;
  const view = made("div", { className: "guia-both" });
  const legend = made("p", {}, made("del", {}, words["both-theirs"]), " ", made("ins", {}, name));
  /** @param {string | null} text */
  const choose = (text) => () => {
    box.close();
    source.rest(conflict.version, theirs ?? "", text ?? "");
    say(words["both-chosen"]);
    source.view.focus();
  };
  const own = conflict.path === facts.path && other !== null;
  const buttons = [
    ...(own && both !== null ? [first(words["both-keep"], choose(both))] : []),
    ...(own ? [button(keep, choose(other))] : []),
    ...(own && theirs !== null ? [button(words["both-keep-theirs"], choose(theirs))] : []),
    button(words.close, () => box.close()),
  ];
  const box = dialog(
    words["both-title"],
    made("p", {}, why),
    ...(theirs === null ? [made("p", {}, words["both-gone"])] : [legend]),
    view,
    made("div", { className: "guia-actions" }, ...buttons),
  );
  box.classList.add("guia-wide");
  new EditorView({
    parent: view,
    doc: (other ?? "").replaceAll("\r\n", "\n"),
    extensions: [
      EditorView.cspNonce.of(facts.nonce),
      phrases,
      EditorView.lineWrapping,
      EditorState.readOnly.of(true),
      EditorView.contentAttributes.of({ "aria-label": words["both-title"], "aria-readonly": "true", tabindex: "0" }),
      unifiedMergeView({
        original: (theirs ?? "").replaceAll("\r\n", "\n"),
        mergeControls: false,
        gutter: true,
        collapseUnchanged: { margin: 2, minSize: 4 },
      }),
    ],
  });
}

/**
 * Makes the button that is meant most often.
 * @param {string} text
 * @param {() => void} press
 */
function first(text, press) {
  const one = button(text, press);
  one.className = "guia-first";
  return one;
}
