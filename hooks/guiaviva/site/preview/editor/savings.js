// The savings of today, each of which can be undone.

import { showBoth } from "./both.js";
import { differing, title } from "./described.js";
import { button, dialog, facts, made, post, say, shut, words } from "./talk.js";

/** @typedef {import("./described.js").Changed & { id: string, at: number }} Saving */

/**
 * Shows the savings of today.
 * @param {import("./source.js").Source} source
 * @param {() => Promise<void>} follow
 */
export async function showSavings(source, follow) {
  const list = made("ul", { className: "guia-savings" });
  const said = made("p", { role: "status" });
  const close = button(words.close, () => shut(box));
  const box = dialog(words.savings, made("p", {}, words["savings-help"]), made("p", {}, made("a", { href: "/-/edit/changes" }, words["send-open"])), close, said, list);

  /** @param {Saving} one */
  const undo = async (one) => {
    const { status, body } = await post("undo", { id: one.id });
    if (status === 409) {
      shut(box);
      const why = body.path === facts.path ? words["undo-both"] : words["undo-other"];
      const said = { why, places: words["undo-places"], name: words["undo-before"], keep: words["undo-keep"] };
      showBoth(source, body, body.yours, said);
      return;
    }
    await fill();
    said.textContent = status === 200 ? words.undone : body.message;
    if (status === 200) {
      say(words.undone);
      await follow();
    }
    /** @type {HTMLElement | null} */ (box.querySelector("h2"))?.focus();
  };

  const fill = async () => {
    const { status, body } = await post("savings", {});
    if (status !== 200) {
      said.textContent = body.message;
      return;
    }
    list.replaceChildren(...body.savings.map((/** @type {Saving} */ one) => item(one, () => void undo(one))));
    if (!body.savings.length) said.textContent = words["savings-none"];
  };
  await fill();
}

/**
 * @param {Saving} one
 * @param {() => void} undo
 */
function item(one, undo) {
  const time = new Date(one.at * 1000).toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
  const press = button(words.undo, undo);
  press.setAttribute("aria-label", `${words.undo}: ${time} ${one.text}`);
  return made("li", {}, made("p", {}, made("strong", {}, time), " ", title(one)), differing(one, false), press);
}
