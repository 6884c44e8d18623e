// What the editor says to the preview, and what the page says to whoever edits.

/** @type {{ facts: Record<string, string>, words: Record<string, string>, forms: Record<string, string> }} */
export const { facts, words, forms } = JSON.parse(document.querySelector("#facts")?.textContent ?? "{}");

/** @typedef {{ status: number, body: any }} Answer What was answered; the status is 0 where nothing was. */

/**
 * Sends something to the preview.
 * @param {string} name
 * @param {object} data
 * @param {AbortSignal} [signal]
 * @returns {Promise<Answer>}
 */
export async function post(name, data, signal) {
  try {
    const { token } = facts;
    const answer = await sent(name, data, signal);
    // A preview that was started again has another token: what was typed meanwhile is not lost for that.
    return answer.status === 403 && (await renewed(token)) ? await sent(name, data, signal) : answer;
  } catch {
    return { status: 0, body: { message: words.failed } };
  }
}

/**
 * @param {string} name
 * @param {object} data
 * @param {AbortSignal} [signal]
 * @returns {Promise<Answer>}
 */
async function sent(name, data, signal) {
  const headers = { "Content-Type": "application/json", "X-Guia-Token": facts.token };
  const response = await fetch(`/-/edit/${name}`, { method: "POST", headers, body: JSON.stringify(data), signal });
  return { status: response.status, body: await response.json() };
}

/**
 * Takes the token that the preview has now; returns whether it is another one than that which was sent.
 * @param {string} was
 */
async function renewed(was) {
  const response = await fetch(location.href);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const { token } = JSON.parse(page.querySelector("#facts")?.textContent ?? "{}").facts ?? {};
  if (token) facts.token = token;
  return facts.token !== was;
}

/**
 * Says something to everybody: it is seen, and read out.
 * @param {string} text
 */
export function say(text) {
  element("#status").textContent = text;
  document.querySelector("#send-now")?.remove();
}

/**
 * Says that something is saved, and leads to where it is sent to the others.
 * @param {string} text
 * @param {(Node | string)[]} more
 */
export function saySaved(text, ...more) {
  say(text);
  element("#status").append(...more);
  offerSending();
}

/** Leads to where what was saved is sent to the others. */
export function offerSending() {
  document.querySelector("#send-now")?.remove();
  element("#status").after(made("a", { id: "send-now", href: "/-/edit/changes", className: "guia-button" }, words["send-now"]));
}

/**
 * Fills the gaps of a text: `{line}`.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (gap, name) => String(values[name] ?? gap));
}

/**
 * Returns the element of a selector, which is there.
 * @param {string} selector
 * @param {ParentNode} within
 * @returns {HTMLElement}
 */
export function element(selector, within = document) {
  const found = /** @type {HTMLElement | null} */ (within.querySelector(selector));
  if (!found) throw new Error(selector);
  return found;
}

/**
 * Makes an element with what is in it.
 * @param {string} name
 * @param {Record<string, any>} properties
 * @param {(Node | string)[]} content
 * @returns {HTMLElement}
 */
export function made(name, properties, ...content) {
  const one = Object.assign(document.createElement(name), properties);
  one.append(...content);
  return one;
}

/**
 * Makes a button.
 * @param {string} text
 * @param {() => void} press
 */
export function button(text, press) {
  const one = made("button", { type: "button" }, text);
  one.addEventListener("click", press);
  return one;
}

/**
 * Shows a dialog, which goes when it is closed. The browser gives the focus back to where it was.
 * @param {string} title
 * @param {(Node | string)[]} content
 * @returns {HTMLDialogElement}
 */
export function dialog(title, ...content) {
  const heading = made("h2", { id: "dialog-title", tabIndex: -1 }, title);
  const one = /** @type {HTMLDialogElement} */ (made("dialog", {}, heading, ...content));
  one.setAttribute("aria-labelledby", heading.id);
  one.addEventListener("close", () => one.remove());
  document.body.append(one);
  one.showModal();
  return one;
}

/**
 * Closes a dialog. That it is closed is said by the browser with its next frame, which a window that nobody sees may not
 * have: until then there would be two of what is in it.
 * @param {HTMLDialogElement} one
 */
export function shut(one) {
  one.close();
  one.remove();
}
