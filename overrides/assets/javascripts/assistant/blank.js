// A blank of a reply, filled in where it stands in the text: it grows with what is typed, and wraps as the text does.

import { h } from "../common/html.js";

// What is typed is text wherever a browser knows this; elsewhere what is pasted is made text.
const PLAIN = "plaintext-only";

/**
 * Return a place to write. Its name is shown in it until it has a value.
 *
 * @param {string} name
 * @param {string} value
 * @param {{ change: (value: string) => void, leave: () => void }} on `leave`: Enter was pressed
 */
export function blank(name, value, { change, leave }) {
  const element = h(
    "span",
    {
      class: "guia-blank",
      role: "textbox",
      tabindex: "0",
      "aria-label": name,
      autocapitalize: "off",
      enterkeyhint: "done",
      spellcheck: "false",
      "data-blank": name,
    },
    value,
  );
  element.setAttribute("contenteditable", PLAIN);
  if (element.contentEditable !== PLAIN) element.setAttribute("contenteditable", "true");
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    leave();
  });
  element.addEventListener("input", (event) => {
    const text = element.textContent ?? "";
    const composing = event instanceof InputEvent && event.isComposing;
    // What browsers leave in an empty element would hide its name.
    if (!composing && (!text.trim() || element.childElementCount)) element.textContent = text.trim() && text;
    change(valueOf(element));
  });
  return element;
}

/**
 * Return what is written in a blank, in one line.
 *
 * @param {HTMLElement} element
 */
function valueOf(element) {
  return (element.textContent ?? "").replace(/\s+/g, " ").trim();
}
