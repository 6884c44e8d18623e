// What the check says of a record and because of it, beside its fields and below them, and where that leads.

import { controlIn, fieldOf, labelOf } from "./places.js";
import { atOnce, mending } from "./mending.js";
import { folded, unsaved } from "./pairs.js";
import { element, facts as said, filled, made, post, words } from "./talk.js";

/** @typedef {import("./fields.js").Step} Step */
/** @typedef {{ name: string, href: string }} Link */
/** @typedef {import("./mending.js").Do} Do */
/** @typedef {{ path: Step[], level: string, message: string, href: string, also: Link[], do: Do | null }} Finding */
/** @typedef {{ language: string, path: string, id: string }} Section Of a translation. */
/** @typedef {Link & { level: string, message: string, do: Do | null, section?: Section }} Other */

/** @type {any} */
const facts = said;
const { form } = facts;
const whole = element("#form");
const left = element("#left");
const problems = element("#problems");
const verdict = made("p", { id: "verdict", role: "status" });
const onward = made("p", { id: "onward" });
element("#status").after(verdict, onward);
// So long, in milliseconds, a verdict on the whole guide is waited for before somebody is told that it takes longer.
const PATIENCE = 60_000;
const AGAIN = 700;

let checking = false;
// How often it was asked for: what is asked for at the end of a check is not seen by that one.
let times = 0;
// What is shown of the record now, and the numbers of what was asked last and answered last.
let shown = "";
let asked = 0;
let answered = 0;

/** The record from which somebody was led here, to do what that one lacks. */
const from = origin();

/** @returns {{ file: string, path: Step[] } | null} */
function origin() {
  try {
    const { file, path } = JSON.parse(new URLSearchParams(location.search).get("from") ?? "null");
    return typeof file === "string" && Array.isArray(path) ? { file, path } : null;
  } catch {
    return null;
  }
}

/** Where the record is shown from which somebody was led here, or "". */
export function back() {
  if (!from) return "";
  const values = { file: from.file, path: from.path.join("/"), lang: facts.language };
  return `/-/edit/record?${new URLSearchParams(values)}`;
}

/**
 * Has it shown what is left to do now, as soon as the whole guide is checked.
 * @param {Step[]} path
 * @param {boolean} isListed Whether what is left is known but for what was done just now.
 */
export async function check(path, isListed = false) {
  // What was said of the record as it was may not be so any more.
  for (const one of document.querySelectorAll(".guia-finding")) one.remove();
  shown = "";
  left.hidden = !isListed;
  verdict.textContent = words.checking;
  times += 1;
  if (checking) return;
  checking = true;
  const end = performance.now() + PATIENCE;
  let seen;
  let isMore;
  do {
    seen = times;
    await new Promise((done) => setTimeout(done, AGAIN));
    if (performance.now() > end) break;
    isMore = await findings(path, true);
    if (!isListed && !left.hidden) {
      isListed = true;
      left.scrollIntoView({ block: "nearest" });
    }
  } while (isMore || seen !== times);
  verdict.textContent = isMore ? words["checking-long"] : isMore === false && left.hidden ? words["left-none"] : "";
  checking = false;
  void lead(true);
}

/**
 * Shows what the check says of the record, beside each field; returns whether there is more to come, undefined where it
 * does not answer.
 * @param {Step[]} path
 * @param {boolean} isAsked Whether it is asked for until the whole guide is checked: before, what is known at once is shown.
 */
export async function findings(path, isAsked = false) {
  const mine = ++asked;
  const { status, body } = await post("record/findings", { file: form.file, path, language: facts.language });
  // What was answered later is known here already.
  if (mine < answered) return true;
  answered = mine;
  if (status !== 200) left.hidden = true;
  if (status !== 200) return undefined;
  if (!body.known) return true;
  const isMore = (isAsked || checking) && !body.checked;
  // Nothing moves below a finger while nothing else is known.
  const now = JSON.stringify([body.findings, body.elsewhere]);
  if (now === shown) return isMore;
  shown = now;
  for (const one of problems.hidden ? document.querySelectorAll(".guia-finding") : []) one.remove();
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  const isIn = left.contains(focused);
  const own = /** @type {Finding[]} */ (body.findings);
  const all = [...own.map((one) => ownItem(one, path)), ...body.elsewhere.map((/** @type {Other} */ one) => otherItem(one, path))];
  const mends = [...own, ...body.elsewhere].map((one) => one.do);
  // What is written in one that is not listed any more stays, as nobody has saved it.
  const written = new Set([...unsaved].filter((one) => left.contains(one)).map((one) => one.closest("li")));
  for (const one of written) one?.querySelector(":scope > .guia-actions")?.remove();
  all.push(.../** @type {Set<HTMLLIElement>} */ (written));
  left.hidden = all.length === 0;
  left.replaceChildren(made("h2", {}, words.left), ...listed(all, mends, path));
  void named(path);
  if (isIn) focused?.focus({ preventScroll: true });
  if (!checking && verdict.textContent) verdict.textContent = left.hidden ? words["left-none"] : "";
  return isMore;
}

/**
 * Returns what is listed; where several things are done at one press, each by itself is folded below that.
 * @param {HTMLElement[]} all
 * @param {(Do | null)[]} mends What is done about each of the first of them at a press.
 * @param {Step[]} path
 */
function listed(all, mends, path) {
  const done = all.filter((_, at) => mends[at]);
  if (done.length < 2) return [made("ul", {}, ...all)];
  const rest = all.filter((_, at) => !mends[at]);
  const open = left.querySelector("#each")?.hasAttribute("open") ?? false;
  const each = made("details", { id: "each", open }, made("summary", {}, words["mend-each"]), made("ul", {}, ...done));
  const finished = (/** @type {string[]} */ files) => {
    // By now another list may stand there.
    const press = left.querySelector("#all .guia-actions");
    if (press) element("h2", left).textContent = words["mend-done"];
    press?.remove();
    mended(path)(files);
  };
  return [atOnce(mends.filter((one) => one !== null), finished), each, ...(rest.length > 0 ? [made("ul", {}, ...rest)] : [])];
}

/**
 * @param {Finding} one
 * @param {Step[]} path
 */
function ownItem(one, path) {
  const field = fieldOf(one.path);
  const note = made("p", { className: `guia-finding guia-${one.level}` }, one.message, ...more(one));
  if (field && problems.hidden) (field.querySelector(".guia-wrong") ?? field.lastChild)?.before(note);
  else if (problems.hidden) whole.before(note);
  const link = made("a", { href: "#form" }, field && one.path.length > 0 ? labelOf(one.path, form.kind) : form.title);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    (controlIn(field) ?? whole).focus();
  });
  const also = one.also.map((other) => made("a", { href: led(other.href, path, one.path), className: "guia-button" }, other.name));
  return made("li", { className: `guia-${one.level}` }, link, `: ${one.message}`, ...more(one), ...here(one, path), ...acts(...also, ...mending(one.do, mended(path))));
}

/** @param {(Node | string)[]} some What can be done about a finding, below what it says. */
function acts(...some) {
  return some.length > 0 ? [made("div", { className: "guia-actions" }, ...some)] : [];
}

/**
 * Returns what tells the form in which files something was mended, so that it can be taken back there, and has what is
 * left shown.
 * @param {Step[]} path
 * @returns {import("./mending.js").Done}
 */
function mended(path) {
  return (files) => {
    // Of these files the check says anew where the rest is.
    for (const one of /** @type {NodeListOf<HTMLButtonElement>} */ (left.querySelectorAll("[data-file]"))) {
      if (!one.dataset.file || files.includes(one.dataset.file)) one.disabled = true;
    }
    whole.dispatchEvent(new CustomEvent("guia-mended", { detail: files }));
    void check(path, true);
  };
}

/**
 * Lists what names the record now.
 * @param {Step[]} path
 */
async function named(path) {
  const uses = document.querySelector("#uses");
  const { status, body } = uses ? await post("record/uses", { file: form.file, path, language: facts.language }) : { status: 0, body: {} };
  if (!uses || status !== 200) return;
  const links = /** @type {Link[]} */ (body.uses).filter((one) => one.href);
  uses.toggleAttribute("hidden", links.length === 0);
  element(".guia-quiet", uses).textContent = String(links.length);
  element("ul", uses).replaceChildren(...links.map((one) => made("li", {}, made("a", { href: led(one.href, path), className: "guia-button" }, one.name))));
}

/**
 * @param {Other} one
 * @param {Step[]} path
 */
function otherItem(one, path) {
  const lead = one.href ? [made("a", { href: led(one.href, path), className: "guia-button" }, one.name)] : [];
  const place = one.section ? [kept(one.section, () => void check(path, true))] : [];
  return made("li", { className: `guia-${one.level}` }, one.href ? "" : `${one.name}: `, one.message, ...place, ...acts(...lead, ...mending(one.do, mended(path))));
}

/**
 * Returns an address that knows where it was led to from: from there, too, one comes back.
 * @param {string} href
 * @param {Step[]} path
 * @param {Step[]} at The field here of which that is said, which the other record may have too.
 */
function led(href, path, at = []) {
  if (!href.startsWith("/-/edit/record?")) return href;
  const values = new URLSearchParams({ from: JSON.stringify(from ?? { file: form.file, path }) });
  if (at.length === 1) values.set("field", String(at[0]));
  return `${href}&${values}`;
}

/**
 * Leads to where something is corrected, if that is not here.
 * @param {Finding} one
 */
function more(one) {
  return one.href ? [" ", made("a", { href: one.href }, words.translations)] : [];
}

/**
 * Has a translation recorded where it is said that it is not.
 * @param {Finding} one
 * @param {Step[]} path
 */
function here(one, path) {
  const language = new URLSearchParams(one.href.split("?")[1]).get("language");
  const id = [...path, ...one.path.slice(0, -1)].join(".");
  return language ? [kept({ language, path: form.file, id }, () => void check(path, true))] : [];
}

/**
 * @param {Section} section
 * @param {() => void} recorded
 */
function kept({ language, path, id }, recorded) {
  const text = `${language} ${path} ${id}`;
  // What is open stays, with what is written in it.
  const isWritten = (/** @type {Element} */ one) => [...unsaved].some((field) => one.contains(field));
  const open = [...left.querySelectorAll("details")].find((other) => other.dataset.text === text && (other.open || isWritten(other)));
  if (open && (checking || !open.querySelector("[data-recorded]"))) return open;
  const closed = folded(path, language, id, recorded);
  closed.dataset.text = text;
  return closed;
}

/**
 * Leads back to the record from which somebody came; when it is done here, first to what that one lacks too.
 * @param {boolean} isDone
 */
export async function lead(isDone = false) {
  if (!from) return;
  const { status, body } = await post("record/findings", { ...from, language: facts.language });
  if (status !== 200) return;
  const others = [...body.elsewhere, ...body.findings.flatMap((/** @type {Finding} */ one) => one.also)];
  const next = isDone ? others.find((/** @type {Link} */ one) => one.href && !isHere(one.href)) : undefined;
  const links = [made("a", { href: back() }, filled(words["back-to"], { name: body.name }))];
  if (next && verdict.textContent === words["left-none"]) verdict.textContent = "";
  if (next) links.unshift(made("a", { href: led(next.href, from.path) }, filled(words.next, { name: next.name })), made("br", {}));
  onward.replaceChildren(...links);
}

/** @param {string} href */
function isHere(href) {
  const [there, here] = [href, location.href].map((one) => new URL(one, location.href).searchParams);
  return ["file", "path"].every((name) => there.get(name) === here.get(name));
}

/** Whoever was led here finds the field that is asked for. */
export async function show(/** @type {Step[]} */ path) {
  const asked = new URLSearchParams(location.search).get("field");
  if (!from && !asked) return;
  if (from) await findings(path);
  void lead();
  const first = (from && document.querySelector("#form .guia-finding")?.closest("[data-path]")) ?? (asked && fieldOf([asked]));
  controlIn(/** @type {HTMLElement | null} */ (first || null))?.focus();
}
