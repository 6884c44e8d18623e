// A picture that is dropped or pasted into the text, or chosen: it is asked what it shows, made smaller, and saved where
// pictures go. It is drawn anew, so that nothing is left of where and with what it was taken.

import { EditorView } from "./codemirror.js";
import { button, dialog, facts, made, post, say, shut, words } from "./talk.js";

// The longest side in dots: those of the text on a wide screen, twice as many for a sharp one. The next ones are for a
// picture that is still big.
const SIDES = [1600, 1200, 800];
const QUALITY = 0.82;
// So many bytes and less appear soon on a phone.
const SMALL = 400_000;
const KINDS = ["image/png", "image/jpeg", "image/webp"];

/** Takes the pictures that are dropped and pasted. */
export const pictures = EditorView.domEventHandlers({
  drop: (/** @type {DragEvent} */ event, /** @type {any} */ view) => {
    const at = view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.selection.main.head;
    return take(event, event.dataTransfer, view, at);
  },
  paste: (/** @type {ClipboardEvent} */ event, /** @type {any} */ view) => {
    // An office program has a picture of its text there too.
    const isText = event.clipboardData?.types.some((type) => type.startsWith("text/"));
    return !isText && take(event, event.clipboardData, view, view.state.selection.main.head);
  },
});

/**
 * Has a picture chosen by a button.
 * @param {any} view
 */
export function choosePicture(view) {
  const field = /** @type {HTMLInputElement} */ (made("input", { type: "file", accept: KINDS.join(",") }));
  field.addEventListener(
    "change",
    () => field.files?.[0] && void ask(field.files[0], view, view.state.selection.main.head),
  );
  field.click();
}

/**
 * @param {Event} event
 * @param {DataTransfer | null} data
 * @param {any} view
 * @param {number} at
 */
function take(event, data, view, at) {
  const file = data?.files[0];
  if (!file) return false;
  event.preventDefault();
  void ask(file, view, at);
  return true;
}

/**
 * Asks what a picture shows, and puts it in.
 * @param {File} file
 * @param {any} view
 * @param {number} at
 */
async function ask(file, view, at) {
  const small = await smaller(file);
  if (!small) return say(words["picture-unknown"]);
  const address = URL.createObjectURL(small);
  const field = /** @type {HTMLInputElement} */ (
    made("input", { required: true, maxLength: 300, autocomplete: "off", lang: facts.language })
  );
  field.setAttribute("aria-describedby", "picture-help");
  const said = made("p", { role: "status" });
  const put = /** @type {HTMLButtonElement} */ (made("button", { className: "guia-first" }, words["picture-put"]));
  const form = made(
    "form",
    { method: "dialog" },
    made("label", {}, words["picture-shows"], field),
    made("p", { id: "picture-help", className: "guia-quiet" }, words["picture-help"]),
    said,
    made(
      "div",
      { className: "guia-actions" },
      put,
      button(words.close, () => shut(box)),
    ),
  );
  const box = dialog(words["picture-title"], made("img", { src: address, alt: "" }), form);
  box.addEventListener("close", () => (URL.revokeObjectURL(address), view.focus()));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!field.value.trim()) return void field.focus();
    put.disabled = true;
    const { status, body } = await post("picture", {
      path: facts.path,
      shows: field.value,
      data: await encoded(small),
    });
    put.disabled = false;
    if (status !== 200) return void (said.textContent = body.message);
    shut(box);
    insert(view, at, body.text);
    say(words["picture-done"]);
  });
  field.focus();
}

/**
 * Writes the Markdown of a picture below the line of a place.
 * @param {any} view
 * @param {number} place
 * @param {string} text
 */
export function insert(view, place, text) {
  const { doc } = view.state;
  const line = doc.lineAt(Math.min(place, doc.length));
  const next = line.number < doc.lines && doc.line(line.number + 1).text.trim() ? "\n" : "";
  const insert = `${line.text.trim() ? "\n\n" : ""}${text}${next}`;
  view.dispatch({
    changes: { from: line.to, insert },
    selection: { anchor: line.to + insert.length - next.length },
    scrollIntoView: true,
  });
}

/**
 * Makes a picture smaller; null where the browser cannot read it.
 * @param {File} file
 * @returns {Promise<Blob | null>}
 */
async function smaller(file) {
  if (!KINDS.includes(file.type)) return null;
  try {
    const picture = await createImageBitmap(file);
    let small = null;
    for (const side of SIDES) {
      small = await drawn(picture, side, file.type);
      if (small && small.size <= SMALL) break;
    }
    picture.close();
    return small;
  } catch {
    return null;
  }
}

/**
 * Draws a picture with a longest side.
 * @param {ImageBitmap} picture
 * @param {number} side
 * @param {string} kind
 * @returns {Promise<Blob | null>}
 */
async function drawn(picture, side, kind) {
  const part = Math.min(1, side / Math.max(picture.width, picture.height));
  const size = {
    width: Math.max(1, Math.round(picture.width * part)),
    height: Math.max(1, Math.round(picture.height * part)),
  };
  const canvas = Object.assign(document.createElement("canvas"), size);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, size.width, size.height);
  const made = await blob(canvas, "image/webp");
  // A browser that cannot write WebP makes a PNG, which of a photograph is big.
  return made?.type === "image/webp" || kind === "image/png" ? made : await blob(canvas, "image/jpeg");
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {string} kind
 * @returns {Promise<Blob | null>}
 */
function blob(canvas, kind) {
  return new Promise((resolve) => canvas.toBlob(resolve, kind, QUALITY));
}

/** @param {Blob} data */
async function encoded(data) {
  const bytes = new Uint8Array(await data.arrayBuffer());
  let text = "";
  for (const one of bytes) text += String.fromCharCode(one);
  return btoa(text);
}
