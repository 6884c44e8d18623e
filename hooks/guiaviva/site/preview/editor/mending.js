// A finding is mended where it is listed, at a press of a button.

import { button, dialog, made, post, say, saySaved, words } from "./talk.js";

/** @typedef {{ rule: string, version: string, file: string, line: number, label: string, asks: boolean }} Do */

/**
 * Returns the button that mends a finding, if there is one.
 * @param {{ do: Do | null, name?: string, message: string }} one
 * @param {() => void} done What is done when it is mended.
 */
export function mending({ do: what, name = "", message }, done) {
  if (!what) return [];
  const press = /** @type {HTMLButtonElement} */ (button(what.label, () => (what.asks ? ask() : void mend())));
  press.dataset.file = what.file;
  return [press];

  function ask() {
    const sure = button(what?.label ?? "", () => {
      box.close();
      void mend();
    });
    const actions = made("div", { className: "guia-actions" }, sure, button(words.cancel, () => box.close()));
    const box = dialog(name, made("p", {}, message), made("p", {}, words["mend-sure"]), actions);
  }

  async function mend() {
    press.disabled = true;
    const { status, body } = await post("record/mend", what ?? {});
    press.disabled = false;
    const refused = status === 409 || body.clash ? words["mend-late"] : (body.problems?.[0].message ?? (body.refused ? words[body.refused] : ""));
    if (refused || status !== 200) return say(refused || body.message);
    // Of the same file the check says anew where the rest is.
    for (const one of document.querySelectorAll(`#left [data-file="${what?.file}"]`)) one.setAttribute("disabled", "");
    press.replaceWith(made("strong", {}, words["mend-done"]));
    saySaved(words.saved);
    done();
  }
}
