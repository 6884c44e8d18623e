// What may be written at a place: facts, keys, blocks, pages by their titles. It is offered while it is typed.

import { autocompletion } from "./codemirror.js";
import { facts, post } from "./talk.js";

// Where something can be offered: a fact, a block, a link, a heading.
const PLACE = /\{\{[^{}]*$|^\s*\/{3}.*$|\[[^\]]*$|\]\([^()]*$|^#{2,6} .*$/;
const KINDS = new Map(
  Object.entries({ fact: "variable", record: "keyword", section: "property", block: "class", link: "text" }),
);

/** @typedef {{ label: string, detail: string, what: string, from: number, to: number, insert: string }} Completion */

/** Offers what may be written. */
export const completing = autocompletion({ override: [offered], icons: false, maxRenderedOptions: 50 });

/** @param {any} context */
async function offered(context) {
  const { doc } = context.state;
  const line = doc.lineAt(context.pos);
  if (!context.explicit && !PLACE.test(doc.sliceString(line.from, context.pos))) return null;
  const { status, body } = await post("complete", { path: facts.path, text: doc.toString(), at: context.pos });
  if (status !== 200 || context.aborted || !body.completions.length) return null;
  return {
    from: Math.min(...body.completions.map((/** @type {Completion} */ one) => one.from)),
    filter: false,
    options: body.completions.map((/** @type {Completion} */ { label, detail, what, from, to, insert }) => ({
      label,
      detail,
      type: KINDS.get(what),
      apply(/** @type {any} */ view) {
        // What was typed since is asked for anew.
        if (view.state.doc !== doc) return;
        view.dispatch({
          changes: { from, to, insert },
          selection: { anchor: from + insert.length },
          userEvent: "input.complete",
        });
      },
    })),
  };
}
