// What is listed is mended where it is listed, at a press of a button: one thing, or several at once.

import { button, element, filled, made, post, say, saySaved, words } from "./talk.js";

/** @typedef {{ file: string, label: string }} Do What mends it is sent back as it came. */
/** @typedef {(files: string[]) => void} Done What is done when it is mended, with the files that were written. */

/**
 * Returns the button that mends a thing, if there is one.
 * @param {Do | null} one
 * @param {Done} done
 */
export function mending(one, done) {
  if (!one) return [];
  const press = /** @type {HTMLButtonElement} */ (button(one.label, () => void mend([one], press, done)));
  press.dataset.file = one.file;
  return [press];
}

/**
 * Returns the button that does several things at once, with what they are.
 * @param {Do[]} all
 * @param {Done} done
 */
export function atOnce(all, done) {
  const press = /** @type {HTMLButtonElement} */ (button(filled(words["mend-all"], { count: all.length }), () => void mend(all, press, done)));
  press.className = "guia-first";
  press.dataset.file = "";
  return made("div", { id: "all" }, made("ul", {}, ...all.map((one) => made("li", {}, one.label))), made("div", { className: "guia-actions" }, press));
}

/**
 * @param {Do[]} mends
 * @param {HTMLButtonElement} press
 * @param {Done} done
 */
async function mend(mends, press, done) {
  press.disabled = true;
  say(words.saving);
  // What was saved before is not what is taken back next.
  const undo = element("#undo");
  const wasHidden = undo.hidden;
  undo.hidden = true;
  const { status, body } = await post("record/mend", { mends });
  press.disabled = false;
  const refused = status === 409 || body.clash ? words["mend-late"] : (body.problems?.[0].message ?? (body.refused ? words[body.refused] : ""));
  if (refused || status !== 200) {
    undo.hidden = wasHidden;
    return say(refused || body.message);
  }
  press.replaceWith(made("strong", {}, words["mend-done"]));
  saySaved(words.saved);
  done(body.files);
}
