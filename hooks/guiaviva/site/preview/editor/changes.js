// What was changed in this copy of the guide, and how it is sent to whoever approves it.

import { differing, title } from "./described.js";
import { element, filled, made, post, say, words } from "./talk.js";

/** @typedef {import("./described.js").Changed} Changed */
/** @typedef {{ path: string, key: string, text: string, questions: { ours: string | null, theirs: string | null }[] }} Conflict */

const form = /** @type {HTMLFormElement} */ (element("#form"));
const why = /** @type {HTMLInputElement} */ (element("#why"));
const send = /** @type {HTMLButtonElement} */ (element("#send"));
const file = /** @type {HTMLButtonElement} */ (element("#file"));
const get = /** @type {HTMLButtonElement} */ (element("#get"));
const person = /** @type {HTMLFieldSetElement} */ (element("#person"));
const LEDGER = "translations.yml";

/** Shows what there is to send. */
async function look() {
  const { status, body } = await post("changes", {});
  if (status !== 200) return say(body.message);
  element("#changed").replaceChildren(...body.changed.map(choice));
  element("#waiting ul").replaceChildren(...(body.waiting ?? []).map((/** @type {Changed} */ one) => made("li", {}, title(one), differing(one, true))));
  element("#waiting").hidden = !body.waiting?.length;
  element("#help").textContent = body.git ? words["send-help"] : words["send-no-git"];
  if (!body.changed.length) element("#help").textContent = words["send-none"];
  form.hidden = !body.changed.length;
  element("#left").hidden = !body.left.length;
  element("#left ul").replaceChildren(...body.left.map(leftItem));
  person.hidden = person.disabled = !body.git || body.person;
  element("#gets").hidden = !body.git || !body.remote;
  send.hidden = !body.git || !body.remote;
  file.className = send.hidden ? "guia-first" : "";
  leftOut(body.git ? words["send-left-out"] : words["send-no-pictures"], (body.git ? body.left_out : body.apart) ?? []);
}

/** @param {{ name: string, href: string, message: string }} one */
function leftItem({ name, href, message }) {
  return made("li", {}, href ? made("a", { href }, name) : name, `: ${message}`);
}

/**
 * @param {string} text
 * @param {string[]} paths
 */
function leftOut(text, paths) {
  element("#left-out").hidden = !paths.length;
  element("#left-out p").textContent = text;
  element("#left-out ul").replaceChildren(...paths.map((path) => made("li", {}, path)));
}

/** @param {Changed} one */
function choice(one) {
  // What was validated goes with its texts.
  if (one.path === LEDGER) return made("li", {}, title(one), made("p", { className: "guia-quiet" }, words["send-ledger"]));
  const box = made("input", { type: "checkbox", name: "only", value: one.path, checked: true, autocomplete: "off" });
  return made("li", {}, made("label", { className: "guia-check" }, box, " ", title(one)), differing(one, true));
}

/** What is chosen to be sent; all that was changed where there is nothing to choose. */
function only() {
  const boxes = [.../** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("#changed input"))];
  return [...(boxes.every((box) => !box.checked) && boxes.length ? [] : [LEDGER]), ...boxes.filter((box) => box.checked).map((box) => box.value)];
}

/** What is sent with both ways. */
function asked() {
  const field = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (element(id));
  const who = { name: field("#name").value, email: field("#email").value, keep: field("#keep").checked };
  return { why: why.value, chosen: chosen(), only: only(), person: person.disabled ? null : who };
}

/** What is chosen of each file, where something is in all its places. */
function chosen() {
  /** @type {Record<string, string[]>} */
  const all = {};
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-key]"))) {
    const questions = [...one.querySelectorAll("fieldset")];
    const sides = questions.map((each) => /** @type {HTMLInputElement | null} */ (each.querySelector(":checked"))?.value);
    const known = sides.filter((side) => side !== undefined);
    if (known.length === questions.length) all[one.dataset.key ?? ""] = known;
  }
  return all;
}

/** @param {boolean} busy */
function wait(busy) {
  send.disabled = file.disabled = get.disabled = busy;
}

/** @param {Event} event */
async function sendNow(event) {
  event.preventDefault();
  if (!only().length) return say(words["send-choose-some"]);
  wait(true);
  say(words["send-sending"]);
  element("#request").replaceChildren();
  const { status, body } = await post("send", asked());
  if (status === 200 && !body.conflicts) await done(body);
  wait(false);
  if (status !== 200) {
    say(body.message);
    (why.value.trim() ? (person.disabled ? send : element("#name")) : why).focus();
  } else if (body.conflicts) ask(body.conflicts, words["send-choose"]);
}

/** Brings what others changed into this copy of the guide. */
async function getNow() {
  wait(true);
  say(words["send-getting"]);
  const { status, body } = await post("get", { chosen: chosen() });
  wait(false);
  if (status !== 200) return say(body.message);
  if (body.conflicts) return ask(body.conflicts, words["send-get-choose"]);
  element("#conflicts").replaceChildren();
  await look();
  say(body.whole ? filled(words[body.files ? "send-got" : "send-got-none"], { count: body.files }) : words["send-get-again"]);
}

/** @param {{ branch: string, address: string, web: string, contact: string }} sent */
async function done({ branch, address, web, contact }) {
  element("#conflicts").replaceChildren();
  form.reset();
  await look();
  const leads = address || web;
  const told = contact ? filled(words["send-tell-to"], { contact }) : words["send-tell"];
  say(!branch ? words["send-none"] : leads ? words["send-done"] : told);
  if (!branch) return;
  const technical = made("details", {}, made("summary", {}, words["send-technical"]), made("p", {}, filled(words["send-branch"], { branch })));
  const link = made("a", { href: leads, target: "_blank", rel: "noreferrer" }, words[address ? "send-request" : "send-web"]);
  element("#request").replaceChildren(...(leads ? [link] : []), technical);
  if (leads) link.focus();
}

/**
 * Shows the places where others have changed the same lines, to choose from.
 * @param {Conflict[]} conflicts
 * @param {string} first
 */
function ask(conflicts, first) {
  const again = element("#conflicts").childElementCount > 0;
  say(again ? words["send-choose-all"] : first);
  const files = conflicts.map(({ key, text, path, questions }) => {
    const title = made("h2", { tabIndex: -1 }, text, " ", made("bdi", { className: "guia-quiet" }, path));
    const all = questions.map((one, at) => question(`${key}-${at}`, path, one));
    const whole = made("div", {}, title, ...all);
    whole.dataset.key = key;
    return whole;
  });
  element("#conflicts").replaceChildren(...files);
  element("#conflicts h2").focus();
}

/**
 * @param {string} name
 * @param {string} path
 * @param {{ ours: string | null, theirs: string | null }} texts
 */
function question(name, path, texts) {
  const sides = /** @type {const} */ (["ours", "theirs"]).map((side) => {
    const text = texts[side];
    const shown = text === null ? words["send-picture"] : text.trim() || words["send-empty"];
    const choose = made("input", { type: "radio", name, value: side });
    return made("label", {}, choose, ` ${words[`send-${side}`]}`, made("span", { className: "guia-words" }, shown));
  });
  return made("fieldset", {}, made("legend", {}, path), made("div", { className: "guia-choice" }, ...sides));
}

/** Downloads what was changed as a file. */
async function download() {
  wait(true);
  const { status, body } = await post("patch", asked());
  wait(false);
  if (status !== 200) {
    say(body.message);
    return (why.value.trim() ? file : why).focus();
  }
  const data = Uint8Array.from(atob(body.data), (one) => one.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([data], { type: "text/x-patch" }));
  made("a", { href: address, download: body.name }).click();
  URL.revokeObjectURL(address);
  say(words["send-downloaded"]);
}

form.addEventListener("submit", (event) => void sendNow(event));
get.addEventListener("click", () => void getNow());
file.addEventListener("click", () => void download());
await look();
document.documentElement.dataset.ready = "";
