// What was changed in this copy of the guide, and how it is sent to whoever approves it.

import { differing, title } from "./described.js";
import { button, element, filled, made, post, say, words } from "./talk.js";

/** @typedef {import("./described.js").Changed} Changed */
/** @typedef {{ branch: string, why: string, at: number, state: string, here: boolean, address: string, web: string }} Proposal */
/** @typedef {{ path: string, key: string, text: string, questions: { ours: string | null, theirs: string | null }[] }} Conflict */

const form = /** @type {HTMLFormElement} */ (element("#form"));
const why = /** @type {HTMLTextAreaElement} */ (element("#why"));
const send = /** @type {HTMLButtonElement} */ (element("#send"));
const file = /** @type {HTMLButtonElement} */ (element("#file"));
const get = /** @type {HTMLButtonElement} */ (element("#get"));
const person = /** @type {HTMLFieldSetElement} */ (element("#person"));
/** What there is to send, as it was listed last. @type {Changed[]} */
let listed = [];
/** What was chosen of conflicts, by their keys. @type {Record<string, string[]>} */
let decided = {};
const LEDGER = "translations.yml";
// Milliseconds between two questions whether the check has ended.
const AGAIN = 500;
let looks = 0;
/** Whether the check finds something in what is listed, as soon as that is known. @type {Promise<boolean>} */
let isFound = Promise.resolve(false);
let isKnown = false;

/** Shows what there is to send, and what was sent. */
async function look() {
  const { status, body } = await post("changes", {});
  if (status !== 200) return say(body.message);
  listed = body.changed;
  element("#changed").replaceChildren(...body.changed.map(choice));
  element("#help").hidden = false;
  element("#help").textContent = body.git ? words["send-help"] : words["send-no-git"];
  if (!body.changed.length) element("#help").textContent = words["send-none"];
  form.hidden = !body.changed.length;
  isFound = showLeft();
  person.hidden = person.disabled = !body.git || body.person;
  element("#gets").hidden = !body.git || !body.remote;
  send.hidden = !body.git || !body.remote;
  file.className = send.hidden ? "guia-first" : "";
  leftOut(body.git ? words["send-left-out"] : words["send-no-pictures"], (body.git ? body.left_out : body.apart) ?? []);
  showProposals(body.proposals ?? [], body.waiting ?? []);
}

/**
 * Shows what was sent and what became of it, with what can be done about each.
 * @param {Proposal[]} proposals
 * @param {Changed[]} waiting What of that which is in the files here is not approved yet.
 */
function showProposals(proposals, waiting) {
  const here = proposals.find((one) => one.here && waiting.length);
  element("#waiting").hidden = !proposals.length;
  element("#waiting ul").replaceChildren(...proposals.map((one) => proposal(one, one === here ? waiting : [])));
  const joins = element("#joins");
  joins.hidden = !proposals.some((one) => one.state !== "accepted");
  joins.replaceChildren(here ? filled(words["send-joins"], { why: here.why }) : words["send-joins-none"]);
  if (here) joins.append(" ", button(words["send-begin"], () => void turn("")));
}

/**
 * @param {Proposal} one
 * @param {Changed[]} waiting
 */
function proposal(one, waiting) {
  const date = new Date(one.at * 1000).toLocaleDateString(document.documentElement.lang, { weekday: "long", day: "numeric", month: "long" });
  const name = made("strong", {}, one.why);
  const what = waiting.map((each) => made("li", {}, title(each), differing(each, true)));
  /** @type {HTMLElement[]} */
  const actions = [];
  const act = (/** @type {string} */ word, /** @type {() => void} */ press) => {
    const made = button(words[word], press);
    made.setAttribute("aria-label", `${words[word]}: ${one.why}`);
    actions.push(made);
  };
  const leads = one.address || one.web;
  if (leads && one.state !== "accepted") actions.push(made("a", { href: leads, target: "_blank", rel: "noreferrer", className: "guia-button" }, words[one.address ? "send-request" : "send-web"]));
  if (waiting.length) act("send-begin", () => void turn(""));
  else if (one.state === "gone") act("send-again", () => void turn(one.branch, one.why));
  else if (one.state !== "accepted") act("send-correct", () => void turn(one.branch, one.why));
  if (!one.here && ["accepted", "gone"].includes(one.state)) act("send-forget", () => void forget(one.branch));
  return made("li", {}, name, made("p", {}, filled(words[`send-${one.state}`], { date })), ...(what.length ? [made("ul", {}, ...what)] : []), made("div", { className: "guia-actions" }, ...actions));
}

/**
 * Goes on with another proposal, or begins one.
 * @param {string} to
 * @param {string} why
 * @returns {Promise<void>}
 */
async function turn(to, why = "") {
  element("#sent").hidden = element("#unsent").hidden = true;
  const { status, body } = await asking("send-getting", "get", { to });
  if (status !== 200) return say(body.message);
  if (body.conflicts) return ask(body.conflicts, words["send-turn-choose"], () => turn(to, why));
  if (!body.whole) return say(words["send-get-again"]);
  if (body.more && !(await getNow(true))) return;
  await look();
  say(filled(words[to ? "send-turned" : "send-begun"], { why }));
  element("#status").scrollIntoView({ block: "nearest" });
}

/** @param {string} branch */
async function forget(branch) {
  const { status, body } = await post("forget", { branch });
  await look();
  say(status === 200 ? words["send-forgotten"] : body.message);
}

/**
 * Asks for what takes its time, with what was chosen of conflicts.
 * @param {string} saying
 * @param {string} name
 * @param {object} data
 * @returns {Promise<import("./talk.js").Answer>}
 */
async function asking(saying, name, data) {
  wait(true);
  say(words[saying]);
  const answer = await post(name, { ...data, chosen: chosen() });
  wait(false);
  if (answer.status === 200 && !answer.body.conflicts) {
    element("#conflicts").replaceChildren();
    decided = {};
  }
  return answer;
}

/**
 * Shows what the check finds in what is to be sent, once it has seen all of it: before, that would be out of date.
 * Returns whether it finds something.
 */
async function showLeft() {
  const mine = ++looks;
  const left = element("#left");
  const paths = listed.map(({ path }) => path);
  left.hidden = true;
  isKnown = false;
  for (;;) {
    const { status, body } = await post("changes/left", { paths });
    if (mine !== looks) return isFound;
    if (status !== 200) return false;
    const { left: found, errors } = body;
    const elsewhere = errors ? [made("li", {}, made("a", { href: "/-/edit/left" }, words["left-open"]), `: ${filled(words["send-elsewhere"], { count: errors })}`)] : [];
    const items = [...(found ?? []).map(leftItem), ...elsewhere];
    isKnown = found !== null;
    left.hidden = isKnown && items.length === 0;
    element("p", left).textContent = words[isKnown ? "send-left" : "checking-whole"];
    element("ul", left).replaceChildren(...items);
    if (isKnown) return items.length > 0;
    await new Promise((done) => setTimeout(done, AGAIN));
  }
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
  return { why: why.value, only: only(), person: person.disabled ? null : who };
}

/** What is chosen of each file, where something is in all its places; what was chosen before in others still is. */
function chosen() {
  const all = decided;
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
  for (const one of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("main button"))) one.disabled = busy;
}

/** Sends what is chosen. */
async function sendNow() {
  if (!only().length) return say(words["send-choose-some"]);
  element("#sent").hidden = element("#unsent").hidden = true;
  if (!isKnown && why.value.trim()) {
    wait(true);
    say(words["checking-whole"]);
    const isMore = await isFound;
    wait(false);
    // Nobody sends what they have not seen: a second press does.
    if (isMore) return say(words["send-look"]);
  }
  const sent = asked();
  const { status, body } = await asking("send-sending", "send", sent);
  if (status !== 200) {
    say(body.message);
    (why.value.trim() ? (person.disabled ? send : element("#name")) : why).focus();
  } else if (body.conflicts) ask(body.conflicts, words["send-choose"], sendNow);
  else await done(body, sent.why);
}

/**
 * Brings what others changed into this copy of the guide; returns whether it is there.
 * @param {boolean} isPart Whether that is part of something else, which says itself what is done.
 * @returns {Promise<boolean>}
 */
async function getNow(isPart = false) {
  const { status, body } = await asking("send-getting", "get", {});
  if (status !== 200) say(body.message);
  else if (body.conflicts) ask(body.conflicts, words["send-get-choose"], () => getNow());
  else if (body.whole && body.more) return getNow(isPart);
  else if (body.whole && isPart) return true;
  else {
    await look();
    say(body.whole ? filled(words[body.files ? "send-got" : "send-got-none"], { count: body.files }) : words["send-get-again"]);
    return body.whole;
  }
  return false;
}

/**
 * Says what was sent, where it becomes a change request, and what comes then.
 * @param {{ branch: string, address: string, web: string, contact: string }} sent
 * @param {string} said
 */
async function done({ branch, address, web, contact }, said) {
  await look();
  form.reset();
  if (!branch) return say(words["send-none"]);
  say("");
  const leads = address || web;
  element("#sent").hidden = false;
  element("#unsent").hidden = form.hidden;
  element("#help").hidden = form.hidden;
  element("#sent-title").textContent = filled(words["send-title"], { why: said });
  element("#told").textContent = words[leads ? "send-done" : contact ? "send-tell-to" : "send-tell"];
  const technical = made("details", {}, made("summary", {}, words["send-technical"]), made("p", {}, filled(words["send-branch"], { branch })));
  const link = made("a", { href: leads, target: "_blank", rel: "noreferrer", className: "guia-button guia-first" }, words[address ? "send-request" : "send-web"]);
  const mail = filled(words["send-mail-text"], { why: said, branch });
  const tell = made("a", { href: `mailto:${contact}?subject=${encodeURIComponent(said)}&body=${encodeURIComponent(mail)}`, className: "guia-button guia-first" }, filled(words["send-mail"], { contact }));
  element("#request").replaceChildren(...(leads ? [link] : contact ? [tell] : []), technical);
  element("#sent-title").focus();
}

/**
 * Shows the places where others have changed the same lines, to choose from.
 * @param {Conflict[]} conflicts
 * @param {string} first
 * @param {() => unknown} goOn What is done when that is chosen.
 */
function ask(conflicts, first, goOn) {
  const again = element("#conflicts").childElementCount > 0;
  say(again ? words["send-choose-all"] : first);
  const files = conflicts.map(({ key, text, questions }) => {
    const all = questions.map((one, at) => question(`${key}-${at}`, text, one));
    const whole = made("div", {}, made("h2", { tabIndex: -1 }, text), ...all);
    whole.dataset.key = key;
    return whole;
  });
  const go = button(words["send-chosen"], () => void goOn());
  go.className = "guia-first";
  element("#conflicts").replaceChildren(...files, go);
  element("#conflicts h2").focus();
}

/**
 * @param {string} name
 * @param {string} about
 * @param {{ ours: string | null, theirs: string | null }} texts
 */
function question(name, about, texts) {
  const sides = /** @type {const} */ (["ours", "theirs"]).map((side) => {
    const text = texts[side];
    const shown = text === null ? words["send-picture"] : text.trim() || words["send-empty"];
    const choose = made("input", { type: "radio", name, value: side });
    return made("label", {}, choose, ` ${words[`send-${side}`]}`, made("span", { className: "guia-words" }, shown));
  });
  return made("fieldset", {}, made("legend", {}, about), made("div", { className: "guia-choice" }, ...sides));
}

/** Downloads what was changed as a file. */
async function download() {
  wait(true);
  const { status, body } = await post("patch", { ...asked(), chosen: chosen() });
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

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void sendNow();
});
get.addEventListener("click", () => void getNow());
file.addEventListener("click", () => void download());
await look();
document.documentElement.dataset.ready = "";
