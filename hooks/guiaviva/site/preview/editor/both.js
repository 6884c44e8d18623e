// Two texts of one page, which somebody has to choose from: nothing is written over unseen.

import { EditorState, EditorView, unifiedMergeView } from "./codemirror.js";
import { phrases } from "./source.js";
import { button, dialog, facts, filled, made, say, shut, words } from "./talk.js";

/** @typedef {{ path: string, version: string, theirs: string | null, both: string | null, places: [yours: string, theirs: string][] }} Conflict */
/** @typedef {{ why: string, places: string, name: string, keep: string }} Said What is said of the other text. */

/**
 * Shows the text of the disk and another one, and lets somebody choose; what is chosen is in the editor, to be saved.
 * @param {import("./source.js").Source} source
 * @param {Conflict} conflict
 * @param {string | null} other
 * @param {Said} said
 */
export function showBoth(source, conflict, other, { why, places: choosing, name, keep }) {
  const { theirs, both, places = [] } = conflict;
  const view = made("div", { className: "guia-both" });
  const legend = made("p", {}, made("del", {}, words["both-theirs"]), " ", made("ins", {}, name));
  /** @param {string | null} text */
  const choose = (text) => () => {
    shut(box);
    source.rest(conflict.version, theirs ?? "", text ?? "");
    say(words["both-chosen"]);
    source.view.focus();
  };
  const own = conflict.path === facts.path && other !== null;
  const asked = own && places.some(([yours, others]) => yours !== others) ? new Places(places, name) : null;
  const go = () => {
    const text = asked?.text ?? null;
    if (text !== null) return choose(text)();
    asked?.said.replaceChildren(words["both-all"]);
  };
  const buttons = asked ? [first(words["both-go"], go), button(words.close, () => shut(box))] : [
    ...(own && both !== null ? [first(words["both-keep"], choose(both))] : []),
    ...(own ? [button(keep, choose(other))] : []),
    ...(own && theirs !== null ? [button(words["both-keep-theirs"], choose(theirs))] : []),
    button(words.close, () => shut(box)),
  ];
  const box = dialog(
    words["both-title"],
    made("p", {}, asked ? choosing : why),
    ...(asked ? [asked.shown] : []),
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

/** The places of a text that two people changed, of which somebody chooses; all else has the changes of both. */
class Places {
  /**
   * @param {[yours: string, theirs: string][]} parts
   * @param {string} own
   */
  constructor(parts, own) {
    const count = parts.filter(([yours, theirs]) => yours !== theirs).length;
    let number = 0;
    this.said = made("p", { role: "status" });
    /** @type {(() => string | undefined)[]} */
    this.chosen = [];
    this.shown = made("div", {});
    for (const [yours, theirs] of parts) {
      if (yours === theirs) {
        this.chosen.push(() => yours);
        continue;
      }
      number += 1;
      const texts = { title: filled(words["both-place"], { number, count }), own, yours, theirs };
      const { field, chosen } = question(`place-${number}`, texts);
      this.shown.append(field);
      this.chosen.push(chosen);
    }
    this.shown.append(this.said);
  }

  /** The text as it was chosen; null as long as something is not. */
  get text() {
    const parts = this.chosen.map((one) => one());
    return parts.includes(undefined) ? null : parts.join("");
  }
}

/**
 * @param {string} name
 * @param {{ title: string, own: string, yours: string, theirs: string }} texts
 */
function question(name, { title, own, yours, theirs }) {
  const parted = /\s$/.test(theirs) || !theirs || !yours ? theirs + yours : `${theirs} ${yours}`;
  const options = [
    { text: theirs, said: words["both-theirs"] },
    { text: yours, said: own },
    { text: parted, said: words["both-two"] },
  ].map(({ text, said }, at) => {
    const choose = /** @type {HTMLInputElement} */ (made("input", { type: "radio", name }));
    const shown = made("span", { className: "guia-words", lang: facts.language }, text.trim() || words["both-empty"]);
    return { choose, text, label: made("label", {}, choose, ` ${said}`, ...(at < 2 ? [shown] : [])) };
  });
  const field = made("fieldset", { className: "guia-place" }, made("legend", {}, title), ...options.map(({ label }) => label));
  return { field, chosen: () => options.find(({ choose }) => choose.checked)?.text };
}
