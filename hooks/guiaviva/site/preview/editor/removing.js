// A record is removed, and where that leads to it is said, with the way back.

import { button, dialog, element, filled, made, post, say, shut, words } from "./talk.js";

const KEPT = "guia-removed";

/** @typedef {{ file: string, path: (string | number)[], base: any, language: string, name: string, list: string }} Record */

/**
 * Asks what names a record, and removes it where nothing does.
 * @param {Record} record
 * @param {(refused: any) => void} refused What is told where it was not removed.
 * @param {() => void} leave What is done when it was.
 */
export async function remove({ file, path, base, language, name, list }, refused, leave) {
  const { status, body } = await post("record/uses", { file, path, language });
  if (status !== 200) return say(body.message);
  const uses = /** @type {{ name: string, href: string }[]} */ (body.uses);
  const listed = made("ul", {}, ...uses.map((one) => made("li", {}, one.href ? made("a", { href: one.href }, one.name) : one.name)));
  const sure = button(words["remove-sure"], async () => {
    const done = await post("record/remove", { file, path, base });
    shut(box);
    if (done.status !== 200) return say(done.body.message);
    if (done.body.refused || done.body.clash) return refused(done.body);
    sessionStorage.setItem(KEPT, JSON.stringify({ file, name }));
    leave();
  });
  sure.hidden = uses.length > 0;
  const text = made("p", {}, uses.length > 0 ? words["remove-used"] : words["remove-free"]);
  const actions = made("div", { className: "guia-actions" }, sure, button(uses.length > 0 ? words.close : words.cancel, () => shut(box)));
  const box = dialog(filled(words["remove-title"], { name, list }), text, listed, actions);
}

/** Says what was removed before this page was shown, and offers to put it back. */
export async function sayRemoved() {
  const kept = sessionStorage.getItem(KEPT);
  if (!kept) return;
  sessionStorage.removeItem(KEPT);
  const { file, name } = JSON.parse(kept);
  say(filled(words.removed, { name }));
  const [id] = await lastSavings([file]);
  if (!id) return;
  const undo = button(words.undo, async () => {
    const done = await post("undo", { id });
    if (done.status === 200) location.reload();
    else say(done.status === 409 ? words["undo-late"] : done.body.message);
  });
  undo.id = "put-back";
  element("#status").after(" ", undo);
}

/**
 * Returns the ids of what was saved last today in each of some files.
 * @param {string[]} files
 */
export async function lastSavings(files) {
  const { status, body } = await post("savings", {});
  const all = /** @type {{ id: string, path: string }[]} */ (status === 200 ? body.savings : []);
  return [...new Set(files)].flatMap((file) => all.find((one) => one.path === file)?.id ?? []);
}
