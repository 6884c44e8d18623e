// The form of a record of data: what was changed in it is saved, and nothing else.

import { offer } from "./agreeing.js";
import { control } from "./controls.js";
import { differences } from "./fields.js";
import { controlIn, fieldOf, labelOf as labelAt } from "./places.js";
import { lastSavings, remove, sayRemoved } from "./removing.js";
import { button, dialog, element, facts as said, filled, made, offerSending, post, say, saySaved, shut, words } from "./talk.js";
import { unsaved } from "./pairs.js";
import { back as origin, check, findings, show as showVerdict } from "./verdict.js";

/** @typedef {import("./fields.js").Step} Step */
/** @typedef {import("./fields.js").Change} Change */
/** @typedef {{ path: Step[], theirs: any }} Clash */
/** @typedef {{ path: Step[], message: string }} Problem */
/** @typedef {{ network: string, length: number, limit: number }} Length */

/** @type {any} */
const facts = said;
const { form } = facts;
const whole = /** @type {HTMLFormElement} */ (element("#form"));
const save = /** @type {HTMLButtonElement} */ (element("#save"));
const back = /** @type {HTMLButtonElement} */ (element("#back"));
const undo = /** @type {HTMLButtonElement} */ (element("#undo"));
const problems = element("#problems");
const wanted = made("p", { id: "wanted", className: "guia-quiet" });
const KEY = "[a-z0-9]+(-[a-z0-9]+)*";

/** @type {Step[]} */
let path = form.path;
// What the record says on the disk, as far as is known here, and what the form said when nothing had been changed.
let base = form.value ?? null;
let isNew = Boolean(facts.isNew);
/** @type {Record<string, any>} */
let initial = {};
/** @type {{ name: string, read: () => any }[]} */
let controls = [];
/** @type {HTMLInputElement | null} */
let key = null;
// The key that was made of what is filled in, as long as nobody writes another.
let suggested = "";
let saving = false;
// What was typed when this form was left is no word of the record, which others may have changed since.
whole.autocomplete = "off";

/**
 * Makes the form of what the record says.
 * @param {Record<string, any> | null} value
 */
function fill(value = base) {
  const context = { choices: form.choices, languages: form.languages, months: form.months, direction: form.direction, changed };
  const parts = form.fields.map((/** @type {any} */ field) => ({ name: field.name, ...control(context, field, value?.[field.name], [field.name]) }));
  controls = parts;
  const last = isNew && typeof path.at(-1) === "string" ? [keyField()] : [];
  // A browser may give back what was typed here before, as soon as it is in the page: that is a change like any other.
  initial = read();
  whole.replaceChildren(...parts.map((/** @type {any} */ one) => one.node), ...last);
  void mark();
}

/** Makes the field of the key of a new record, which hardly anybody needs: it is made of the name. */
function keyField() {
  const help = made("p", { className: "guia-quiet", id: "key-help" }, words["key-help"]);
  const wrong = made("div", { className: "guia-wrong", id: "key-wrong" });
  key = /** @type {HTMLInputElement} */ (made("input", { id: "key", autocomplete: "off", spellcheck: false, required: true }));
  key.setAttribute("autocapitalize", "none");
  key.setAttribute("aria-describedby", "key-help key-wrong");
  const node = made("div", { className: "guia-field" }, made("label", { htmlFor: "key" }, words.key), help, key, wrong);
  node.dataset.path = "[]";
  return made("details", { id: "advanced" }, made("summary", {}, words.advanced), node);
}

/** Makes a key of what the record is called, and of what it belongs to. */
function suggest() {
  if (!key || key.value !== suggested) return;
  const now = /** @type {Record<string, any>} */ (read());
  const words = [];
  for (const { name, control: kind, refers } of form.fields) {
    const value = now[name];
    if (kind === "choice" && refers && value) words.push(value);
    if (["texts", "line"].includes(kind) && value) {
      words.push(typeof value === "string" ? value : (value[form.languages[0][0]] ?? Object.values(value)[0]));
      break;
    }
  }
  const plain = words.join(" ").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  suggested = plain.replace(/[^a-z0-9]+/g, "-").slice(0, 40).replace(/^-+|-+$/g, "");
  key.value = suggested;
}

function read() {
  return Object.fromEntries(controls.map((one) => [one.name, one.read()]));
}

/** Returns what has been changed. */
function changes() {
  return differences(initial, read());
}

/** Something was changed. */
function changed() {
  suggest();
  const all = changes();
  back.hidden = all.length === 0;
  offer(initial, read());
  if (!saving) say("");
  // On a phone the buttons say it.
  if (!saving && all.length > 0) element("#status").append(made("span", { className: "guia-unsaved" }, words.unsaved));
  if (form.counts) void count();
}

/**
 * @param {Change[]} sent
 * @param {boolean} isAll Whether nothing else in the form is to stay.
 * @param {boolean} agrees Whether somebody says that the languages agree.
 */
async function saveNow(sent = changes(), isAll = false, agrees = false) {
  if (saving) return;
  clear();
  // What was saved before is still to be sent.
  if (sent.length === 0 && !isNew) return (document.querySelector("#send-now") ? saySaved : say)(words.unchanged);
  const missing = lacking();
  if (missing.length > 0) return show(missing);
  saving = true;
  say(words.saving);
  const to = key ? [...path.slice(0, -1), key.value] : path;
  const { status, body } = await post("record/save", { file: form.file, path: to, base, changes: sent, agreeing: agrees ? read() : null });
  saving = false;
  changed();
  if (status !== 200) return say(body.message);
  if (body.refused) return say(words[body.refused]);
  if (body.problems) return show(body.problems);
  if (body.clash) return settle(body.clash, sent, agrees);
  if (isNew) return open(body.path);
  const typed = changes();
  const others = sorted(sent.reduce((all, one) => withValue(all, one.path, one.value), base)) !== sorted(body.value);
  path = body.path;
  base = body.value;
  void offerUndo();
  // What was typed until the answer came is not there yet.
  if (isAll || JSON.stringify(typed) === JSON.stringify(sent)) {
    if (isAll || others) refill();
    initial = read();
    back.hidden = true;
    offer(initial, initial);
  }
  saySaved(`${words.saved} ${body.unsigned ?? ""}`.trim());
  void check(path);
}

/** Shows what the record says now, which others may have changed too; whoever was in a field still is. */
function refill() {
  const at = document.activeElement?.closest("#form [data-path]")?.getAttribute("data-path");
  fill();
  if (at) controlIn(fieldOf(JSON.parse(at)))?.focus();
}

/**
 * Returns a value as text, the same for the same value.
 * @param {any} value
 */
function sorted(value) {
  return JSON.stringify(value, (_, one) => (one && typeof one === "object" && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort()) : one));
}

let offering = 0;

/**
 * Lets somebody take back what was saved last in some files.
 * @param {string[]} files
 */
async function offerUndo(files = [form.file]) {
  // Until it is known which saving that is, nobody takes back the one before.
  undo.hidden = true;
  const turn = (offering += 1);
  const ids = await lastSavings(files);
  if (turn !== offering) return;
  undo.hidden = ids.length === 0;
  undo.onclick = async () => {
    // Going on from what is undone, the page begins anew: what is written in what is left would be gone.
    if (unsaved.size > 0) return say(words.unsaved);
    for (const id of ids) {
      const done = await post("undo", { id });
      if (done.status !== 200) return say(done.status === 409 ? words["undo-late"] : done.body.message);
    }
    // What is typed here is not gone with what was done in another file: the browser asks.
    const isHere = files.includes(form.file);
    if (isHere) initial = read();
    // What was new is not there any more.
    if (facts.created && isHere) location.assign(facts.list);
    else location.reload();
  };
}

/** Returns what has to be filled in and is not. */
function lacking() {
  /** @type {Problem[]} */
  const found = [];
  const now = read();
  for (const field of form.fields) {
    if (field.required && now[field.name] === undefined && (isNew || initial[field.name] !== undefined)) {
      found.push({ path: [field.name], message: filled(words.missing, { field: field.label }) });
    }
  }
  // It is made of what is still to be filled in.
  const isMade = key?.value === suggested && found.length > 0;
  if (key && !isMade && !new RegExp(`^${KEY}$`).test(key.value)) found.push({ path: [], message: words["key-wrong"] });
  return found;
}

/** @param {Step[]} at */
function open(at) {
  initial = read();
  const address = new URL(location.href);
  address.searchParams.set("path", at.join("/"));
  address.searchParams.delete("new");
  address.searchParams.set("created", "1");
  location.replace(address);
}

/**
 * Shows what others have changed meanwhile, and has somebody choose.
 * @param {Clash[]} clashes
 * @param {Change[]} sent
 * @param {boolean} agrees
 */
function settle(clashes, sent, agrees) {
  if (clashes.some((one) => one.path.length === 0)) {
    return show([{ path: [], message: key ? words["key-taken"] : words["clash-gone"] }]);
  }
  const mine = clashes.map((clash) => {
    const own = sent.find((one) => same(one.path, clash.path))?.value;
    const name = `clash-${clash.path.join("-")}`;
    const choice = (/** @type {string} */ label, /** @type {any} */ value) => {
      const radio = /** @type {HTMLInputElement} */ (made("input", { type: "radio", name }));
      return { radio, node: made("label", { className: "guia-choice" }, radio, made("span", {}, made("strong", {}, label), made("span", { className: "guia-said" }, text(value)))) };
    };
    const [first, second] = [choice(words["clash-mine"], own), choice(words["clash-theirs"], clash.theirs)];
    const node = made("fieldset", {}, made("legend", {}, labelOf(clash.path)), first.node, second.node);
    return { clash, node, isChosen: () => first.radio.checked || second.radio.checked, isMine: () => first.radio.checked };
  });
  const lacking = made("p", { className: "guia-wrong", role: "alert" });
  const keep = button(words["clash-keep"], () => {
    const open = mine.find((one) => !one.isChosen());
    if (open) {
      lacking.textContent = words["clash-all"];
      return open.node.querySelector("input")?.focus();
    }
    shut(box);
    for (const { clash } of mine) base = withValue(base, clash.path, clash.theirs);
    const kept = sent.filter((one) => mine.every(({ clash, isMine }) => !same(one.path, clash.path) || isMine()));
    if (kept.length > 0) return void saveNow(kept, true, agrees);
    refill();
    changed();
    say(words.unchanged);
  });
  keep.className = "guia-first";
  const box = dialog(words.clash, ...mine.map((one) => one.node), lacking, made("div", { className: "guia-actions" }, keep, button(words.cancel, () => shut(box))));
}

/**
 * Shows what is to be corrected, beside its field and above all.
 * @param {Problem[]} all
 */
function show(all) {
  const links = all.map((one) => {
    const field = fieldOf(one.path);
    const control = controlIn(field) ?? field;
    const wrong = field?.querySelector(".guia-wrong");
    wrong?.append(made("p", {}, one.message));
    if (control && control !== field) control.setAttribute("aria-invalid", "true");
    const link = /** @type {HTMLAnchorElement} */ (made("a", { href: `#${control?.id || "form"}` }, `${labelOf(one.path)}: ${one.message}`));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      control?.focus();
    });
    return made("li", {}, link);
  });
  // What is folded is to be seen where it is wrong.
  for (const one of whole.querySelectorAll("details:has([aria-invalid])")) one.setAttribute("open", "");
  const title = words[links.length === 1 ? "problems-one" : "problems-other"];
  problems.replaceChildren(made("p", {}, filled(title, { count: links.length })), made("ul", {}, ...links));
  problems.hidden = false;
  problems.focus();
}

/** Takes away what was to be corrected. */
function clear() {
  problems.hidden = true;
  problems.replaceChildren();
  for (const one of whole.querySelectorAll(".guia-wrong")) one.replaceChildren();
  for (const one of whole.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
}

/** Takes back what was typed; who did not mean to, gets it again. */
function discard() {
  const typed = read();
  clear();
  fill();
  changed();
  const again = button(words.regain, () => {
    const said = initial;
    fill(typed);
    initial = said;
    changed();
    save.focus();
  });
  element("#status").append(words.discarded, " ", again);
  save.focus();
}

let marking = 0;

/** Marks the fields that the check asks for of a record that says what is filled in. */
async function mark() {
  const mine = ++marking;
  const value = read();
  const { status, body } = await post("record/asked", { file: form.file, path, value });
  if (status !== 200 || mine !== marking) return;
  for (const field of form.fields) {
    const note = fieldOf([field.name])?.querySelector(":scope > label > .guia-note, :scope > legend > .guia-note");
    if (note) note.textContent = ` (${body.fields.includes(field.name) ? words.recommended : words.optional})`;
  }
  const lacking = form.fields.filter((/** @type {any} */ { name }) => body.fields.includes(name) && value[name] === undefined);
  const names = lacking.map((/** @type {any} */ { label }) => label);
  wanted.textContent = isNew && names.length > 0 ? filled(words.wanted, { fields: names.join(", ") }) : "";
}

let counting = 0;

/** Shows how long each text is for the networks that it is for. */
async function count() {
  const mine = ++counting;
  await new Promise((done) => setTimeout(done, 250));
  if (mine !== counting) return;
  const { text = {}, networks = [] } = read();
  const { status, body } = await post("record/lengths", { networks, texts: text });
  if (status !== 200 || mine !== counting) return;
  for (const [language, lengths] of Object.entries(body.lengths)) {
    const place = fieldOf(["text", language])?.querySelector(".guia-length");
    const room = Math.min(...lengths.map((/** @type {Length} */ one) => one.limit - one.length));
    // What fits where there is least room fits everywhere.
    const telling = lengths.filter((/** @type {Length} */ one) => one.length > one.limit || one.limit - one.length === room);
    place?.replaceChildren(
      ...telling.flatMap((/** @type {Length} */ one) => {
        const over = one.length - one.limit;
        const said = filled(words[over > 0 ? "length-over" : "length"], { network: one.network, count: one.length, limit: one.limit, over });
        return [made("span", { className: over > 0 ? "guia-over" : "" }, said), " "];
      }),
    );
  }
}

/** Has the record removed, if that is what somebody wants. */
function removeNow() {
  const where = form.in ? `${form.kind}, ${form.in}` : form.kind;
  const record = { file: form.file, path, base, language: facts.language, name: form.title, list: where };
  void remove(
    record,
    (refused) => (refused.refused ? say(words[refused.refused]) : show([{ path: [], message: words["clash-gone"] }])),
    () => {
      initial = read();
      location.assign(origin() || facts.list);
    },
  );
}

/** @param {Step[]} at */
function labelOf(at) {
  return labelAt(at, form.kind);
}

/** @param {any} value */
function text(value) {
  if (value == null || value === "") return words.none;
  return typeof value === "string" ? value : JSON.stringify(value, null, 1).replace(/[[\]{}"]/g, "").trim();
}

/**
 * @param {Step[]} one
 * @param {Step[]} other
 */
function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * Returns a value with another one at a path.
 * @param {any} value
 * @param {Step[]} at
 * @param {any} part
 * @returns {any}
 */
function withValue(value, [first, ...rest], part) {
  const below = rest.length > 0 ? withValue(value?.[first] ?? {}, rest, part) : part;
  const next = { ...value, [first]: below };
  if (below == null) delete next[first];
  return next;
}

fill();
changed();
whole.addEventListener("input", changed);
// One of several choices may be what the check asks more for.
whole.addEventListener("change", (event) => {
  if (isNew || event.target instanceof HTMLSelectElement) void mark();
});
whole.addEventListener("submit", (event) => {
  event.preventDefault();
  void saveNow();
});
whole.addEventListener("guia-mended", (event) => void offerUndo(/** @type {CustomEvent} */ (event).detail));
element("#agreeing").addEventListener("click", () => void saveNow(changes(), false, true));
back.addEventListener("click", discard);
document.querySelector("#remove")?.addEventListener("click", removeNow);
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault();
    void saveNow();
  }
});
addEventListener("beforeunload", (event) => {
  if (saving || changes().length > 0) event.preventDefault();
});
// Whatever changes in the guide, the check says anew what it says.
new EventSource("/-/events").addEventListener("message", () => isNew || void findings(path));
addEventListener("pageshow", (event) => {
  // A page that was kept alive may show what others have changed since.
  if (event.persisted && changes().length === 0) location.reload();
  else if (changes().length > 0) changed();
});
element(".guia-save").before(wanted);
if (!isNew) void showVerdict(path);
// What was saved before somebody left is still to be sent.
if (!isNew && (await post("savings", {})).body.savings?.length > 0 && changes().length === 0) offerSending();
void sayRemoved();
if (new URLSearchParams(location.search).has("created")) {
  facts.created = true;
  const address = new URL(location.href);
  address.searchParams.delete("created");
  history.replaceState(null, "", address);
  saySaved(words.created);
  void offerUndo();
  void check(path);
}
document.documentElement.dataset.ready = "";
