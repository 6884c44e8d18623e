// The fields of a page, above its text: what is filled in there is written into the top of the text, which nobody sees.

import { control } from "./controls.js";
import { differences } from "./fields.js";
import { controlIn, fieldOf, labelOf } from "./places.js";
import { frontOf } from "./source.js";
import { element, facts, filled, made, post, say, words } from "./talk.js";

/** @typedef {import("./fields.js").Step} Step */
/** @typedef {import("./fields.js").Change} Change */
/** @typedef {import("./findings.js").Finding} Finding */

// Milliseconds without a key before what was typed is in the text.
const PAUSE = 300;
const box = /** @type {HTMLDetailsElement} */ (element("#fields"));
const form = /** @type {HTMLFormElement} */ (element("#form"));

/** The fields of the page whose text is edited. */
export class Front {
  /**
   * @param {import("./source.js").Source} source
   * @param {{ changed: () => void, save: () => void }} told
   */
  constructor(source, told) {
    this.source = source;
    this.told = told;
    /** @type {{ name: string, read: () => any }[]} */
    this.controls = [];
    /** @type {Record<string, any>} */
    this.initial = {};
    // The front matter of which the form is made; null where there is no form.
    /** @type {string | null} */
    this.known = null;
    /** @type {Finding[]} */
    this.findings = [];
    this.count = 0;
    this.timer = 0;
    // One thing after the other is done with the text.
    /** @type {Promise<unknown>} */
    this.last = Promise.resolve();
    form.addEventListener("input", () => this.typed());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      told.save();
    });
  }

  /** Whether something is filled in that is not in the text yet. */
  get isChanged() {
    return differences(this.initial, this.read()).length > 0;
  }

  read() {
    return Object.fromEntries(this.controls.map((one) => [one.name, one.read()]));
  }

  /** Something was filled in: soon it is in the text. */
  typed() {
    this.told.changed();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.written(), PAUSE);
  }

  /** The text has changed: the form says what it says, whoever changed it. */
  follow() {
    if (frontOf(this.source.text) !== this.known) void this.after(() => this.shown());
  }

  /**
   * Puts what was filled in into the text; returns whether all of it is there.
   * @returns {Promise<boolean>}
   */
  written() {
    clearTimeout(this.timer);
    return this.after(async () => {
      const value = this.read();
      const changes = differences(this.initial, value);
      const text = changes.length > 0 ? await this.changed(changes) : null;
      if (text === null) return changes.length === 0;
      this.initial = value;
      this.known = frontOf(text);
      this.source.write(text);
      return true;
    });
  }

  /**
   * Gives a field another value, in the text and in the form.
   * @param {Step[]} path
   * @param {any} value
   */
  async put(path, value) {
    await this.written();
    await this.after(async () => {
      const text = await this.changed([{ path, value }]);
      if (text !== null) this.source.write(text);
    });
  }

  /**
   * @template T
   * @param {() => Promise<T>} todo
   * @returns {Promise<T>}
   */
  after(todo) {
    const now = this.last.then(todo);
    this.last = now;
    return now;
  }

  /**
   * Returns the text with changes of its fields, or null where they cannot be made, which is said.
   * @param {Change[]} changes
   * @returns {Promise<string | null>}
   */
  async changed(changes) {
    const { text } = this.source;
    const { status, body } = await post("fields/changed", { path: facts.path, text, changes });
    // What was typed into the text meanwhile stays.
    if (status === 200 && this.source.text !== text) return this.changed(changes);
    if (body.refused === "fields-unwritable") this.source.hideFront(false);
    if (status !== 200 || body.refused) say(body.message ?? words[body.refused]);
    return body.text ?? null;
  }

  /** Makes the form of what the text says; where that cannot be read, the text shows it. */
  async shown() {
    const { text } = this.source;
    if (frontOf(text) === this.known) return;
    const { status, body } = await post("fields", { path: facts.path, text });
    if (status !== 200) return say(body.message);
    this.known = frontOf(text);
    box.hidden = !body.form;
    this.source.hideFront(Boolean(body.form));
    // What is filled in and not in the text yet stays.
    const typed = differences(this.initial, this.read());
    if (body.form) this.fill(body.form);
    else [this.controls, this.initial] = [[], {}];
    const later = body.form && typed.length > 0 ? await this.changed(typed) : null;
    if (later !== null) this.source.write(later);
    this.follow();
  }

  /**
   * Fills the form; whoever was in a field still is.
   * @param {any} given
   */
  fill({ fields, value, original, ...context }) {
    const at = document.activeElement?.closest("#form [data-path]")?.getAttribute("data-path");
    const isOpen = form.querySelector("details")?.open ?? false;
    const all = { ...context, direction: {}, changed: () => this.typed() };
    const parts = fields.map((/** @type {any} */ field) => ({ field, ...control(all, field, value[field.name], [field.name]) }));
    for (const { field, node } of parts) {
      // What is of this language is written, read out and spelt in it.
      for (const one of field.shared ? [] : node.querySelectorAll("input, textarea")) one.lang = facts.language;
    }
    this.controls = parts.map((/** @type {any} */ { field, read }) => ({ name: field.name, read }));
    this.initial = this.read();
    const [usual, others] = [true, false].map((isUsual) => together(parts.filter((/** @type {any} */ { field }) => field.usual === isUsual)));
    const kept = original && made("p", {}, words["fields-original"], " ", made("a", { href: original.href }, original.name));
    const more = others.length > 0 && made("details", { open: isOpen }, made("summary", {}, words["fields-more"]), ...others);
    form.replaceChildren(...[kept, ...usual, more].filter(Boolean));
    this.show(this.findings);
    if (at) controlIn(fieldOf(JSON.parse(at)))?.focus();
  }

  /**
   * Shows what the check says of each field beside it; what is folded opens where there is more than before.
   * @param {Finding[]} findings
   */
  show(findings) {
    this.findings = findings;
    const own = findings.filter((one) => one.field.length > 0 && fieldOf(one.field));
    for (const one of form.querySelectorAll(".guia-wrong")) one.replaceChildren();
    for (const one of own) {
      const note = made("p", { className: `guia-finding guia-${one.level}`, lang: facts.messages }, `${one.message} ${one.fix}`.trim());
      fieldOf(one.field)?.querySelector(".guia-wrong")?.append(note);
    }
    element("#fields-count").textContent = own.length > 0 ? filled(words[own.length === 1 ? "fields-wrong-one" : "fields-wrong-other"], { count: own.length }) : "";
    if (own.length > this.count) {
      for (const one of own) unfold(one.field);
      if (!form.contains(document.activeElement)) fieldOf(own[0].field)?.scrollIntoView({ block: "nearest" });
    }
    this.count = own.length;
  }

  /**
   * Goes to a field; returns whether it is there.
   * @param {Step[]} path
   */
  go(path) {
    const field = path.length > 0 ? fieldOf(path) : null;
    if (!field) return false;
    element("[data-part=text]").click();
    unfold(path);
    (controlIn(field) ?? field).focus();
    return true;
  }

  /**
   * Returns what a field is called, "" where it is not there.
   * @param {Step[]} path
   */
  label(path) {
    return path.length > 0 && fieldOf(path) ? labelOf(path, "") : "";
  }
}

/**
 * Returns the controls of some fields: first those of this language, and together those that hold for all.
 * @param {{ field: any, node: HTMLElement }[]} parts
 */
function together(parts) {
  const [own, shared] = [false, true].map((isShared) => parts.filter(({ field }) => field.shared === isShared).map(({ node }) => node));
  if (shared.length === 0) return own;
  return [...own, made("fieldset", { className: "guia-shared" }, made("legend", {}, words["fields-shared"]), ...shared)];
}

/** @param {Step[]} path */
function unfold(path) {
  for (let one = fieldOf(path)?.parentElement; one; one = one.parentElement) {
    if (one instanceof HTMLDetailsElement) one.open = true;
  }
}
