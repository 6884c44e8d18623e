// The ready replies of a situation, in the language and for the network that are chosen, with their blanks to fill in.
// What is typed is kept while the page is open, and nowhere else.

import { announcer } from "../common/announce.js";
import { copied } from "../common/clipboard.js";
import { h } from "../common/html.js";
import { keep, kept } from "../common/kept.js";
import { counted, filled, localized } from "../common/words.js";
import { blank } from "./blank.js";
import { blanks, measured, pieces, rich, written } from "./reply.js";

// Under this name the network is remembered, and nothing else ever.
const NETWORK = "guia-network";

/**
 * A reply as it is shown. Each of its blanks stands for a placeholder, which may have other names in other languages.
 *
 * @typedef {object} Card
 * @property {HTMLElement} element
 * @property {string} called
 * @property {string} text
 * @property {string} language
 * @property {HTMLElement} count
 * @property {HTMLElement} over
 * @property {{ placeholder: string, element: HTMLElement }[]} fields
 * @property {HTMLButtonElement} copy
 */

export class Replies {
  /**
   * @param {Guia.AssistantContent} content
   * @param {(words: string) => void} announce says something to everybody: it is shown for a moment, and announced
   */
  constructor(content, announce) {
    this.content = content;
    this.say = content.say;
    this.announce = announce;
    /** What was typed, by placeholder. @type {Map<string, string>} */
    this.values = new Map();
    /** @type {Card[]} */
    this.cards = [];
    /** @type {string[]} */
    this.keys = [];
    this.language = this.choice("language", this.say.language, content.languages, content.language);
    const names = Object.entries(content.networks).map(([key, network]) => [key, network.name]);
    const before = kept(NETWORK);
    const network = before in content.networks ? before : names[0]?.[0];
    this.network = this.choice("network", this.say.network, Object.fromEntries(names), network);
    this.network.addEventListener("change", () => keep(NETWORK, this.network.value));
    this.who = this.writers();
    this.limit = h("p", { class: "guia-help guia-limit" });
    this.note = h("p", { class: "guia-help", role: "status" });
    this.list = h("ol", { class: "guia-ready" });
    this.help = h("p", { class: "guia-help" }, this.say["fill-help"]);
    this.key = h("p", { class: "guia-help guia-key" }, this.say.key);
    this.length = announcer();
    const choices = [names.length ? this.network : null, this.language].map((one) => one?.parentElement);
    this.choices = h("div", { class: "guia-choices" }, choices);
    this.element = h(
      "section",
      { "aria-label": this.say.replies },
      h("h3", {}, this.say.replies),
      this.who,
      this.choices,
      this.note,
      this.list,
      this.limit,
      this.help,
      this.key,
      this.length.element,
    );
  }

  /**
   * @param {string} name
   * @param {string} label
   * @param {Guia.Words} options
   * @param {string} chosen
   */
  choice(name, label, options, chosen) {
    const items = Object.entries(options).map(([value, text]) =>
      h("option", { value, selected: value === chosen, lang: name === "language" && value }, text),
    );
    const select = h("select", { name, autocomplete: "off" }, items);
    h("label", {}, h("span", {}, label), select);
    select.addEventListener("change", () => this.draw());
    return select;
  }

  /** Return the question who writes, where that decides which replies fit. Nothing is chosen for anybody. */
  writers() {
    const answers = Object.entries(this.content.writers).map(([value, text]) =>
      h("label", {}, h("input", { type: "radio", name: "writer", value, autocomplete: "off" }), " ", text),
    );
    const group = h("fieldset", { class: "guia-who" }, h("legend", {}, this.say["who-writes"]), answers);
    group.addEventListener("change", () => this.draw());
    return group;
  }

  /**
   * Show the replies of a situation. Of another one it is asked anew who writes.
   *
   * @param {string[]} keys
   */
  show(keys) {
    this.keys = keys;
    for (const radio of this.who.querySelectorAll("input")) radio.checked = false;
    this.draw();
  }

  /** Return the replies that fit whoever writes: none while that is not known and matters. */
  answering() {
    const asked = this.keys.some((key) => this.content.replies[key].writers.length);
    const writer = this.who.querySelector("input:checked")?.getAttribute("value");
    this.who.hidden = !asked;
    if (!asked) return this.keys;
    if (!writer) return null;
    return this.keys.filter((key) => {
      const { writers } = this.content.replies[key];
      return !writers.length || writers.includes(writer);
    });
  }

  draw() {
    const network = this.network.value;
    const answering = this.answering();
    const keys = answering ?? [];
    const fits = keys.filter((key) => {
      const { networks, private: inPrivate } = this.content.replies[key];
      if (inPrivate && this.content.networks[network]?.private === false) return false;
      return !network || !networks.length || networks.includes(network);
    });
    this.cards = fits.map((key) => this.card(key));
    this.list.replaceChildren(...this.cards.map(({ element }) => element));
    const hidden = keys.length - fits.length;
    const kept = keys.some((key) => this.content.replies[key].private) && this.content.networks[network]?.private === false;
    const words = filled(kept ? this.say["no-private"] : counted(this.say, "hidden", hidden, this.content.locale), {
      count: hidden,
      network: this.content.networks[network]?.name ?? "",
    });
    const none = this.say[answering ? "no-replies" : "who-writes-help"];
    this.note.textContent = !keys.length ? none : hidden ? words : "";
    this.limit.textContent = this.limitOf(this.content.networks[network]);
    this.choices.hidden = this.limit.hidden = !keys.length;
    this.help.hidden = !this.cards.some(({ fields }) => fields.length);
    this.key.hidden = !fits.length;
  }

  /** @param {Guia.AssistantContent["networks"][string] | undefined} network */
  limitOf(network) {
    if (!network) return "";
    const { name, limit, unit } = network;
    return filled(this.say[limit ? "limit" : "no-limit"], localized({ network: name, limit, unit }, this.content.locale));
  }

  /**
   * Make a reply. A text that is not translated is the original.
   *
   * @param {string} key
   * @returns {Card}
   */
  card(key) {
    const { number, name, when, private: inPrivate, texts } = this.content.replies[key];
    const chosen = this.language.value;
    const language = chosen in texts ? chosen : Object.keys(texts)[0];
    const called = name || filled(this.say.reply, { number });
    /** @type {Card} */
    const card = {
      element: h("li", { "data-reply": key, tabindex: "-1" }),
      called,
      text: texts[language],
      language,
      count: h("span", {}),
      over: h("strong", { class: "guia-over" }),
      fields: [],
      copy: h("button", { type: "button", class: "guia-copy", "aria-keyshortcuts": "c" }, this.say.copy),
    };
    card.copy.setAttribute("aria-label", filled(this.say["copy-label"], { name: called }));
    card.copy.addEventListener("click", () => this.copy(card));
    const parts = pieces(card.text).map((piece, at) => (at % 2 ? this.blank(card, piece) : piece));
    card.element.append(
      name
        ? h("p", { class: "guia-purpose" }, h("strong", {}, name))
        : h("p", { class: "guia-help" }, called),
      ...(when ? [h("p", { class: "guia-help" }, when)] : []),
      ...(inPrivate ? [h("p", { class: "guia-help" }, this.say["in-private"])] : []),
      ...(language === chosen ? [] : [h("p", { class: "guia-help" }, this.say.untranslated)]),
      h("blockquote", {}, h("p", { lang: language }, parts)),
      h("div", { class: "guia-foot" }, card.copy, h("span", { class: "guia-count" }, card.count, " ", card.over)),
    );
    this.measure(card);
    return card;
  }

  /**
   * Return a blank of a reply. What is typed in it stands at once wherever the same is asked for.
   *
   * @param {Card} card
   * @param {string} name
   */
  blank(card, name) {
    const placeholder = this.placeholder(card, name);
    const element = blank(name, this.values.get(placeholder) ?? "", {
      change: (value) => {
        this.values.set(placeholder, value);
        this.fill(placeholder, element);
      },
      leave: () => card.copy.focus(),
    });
    card.fields.push({ placeholder, element });
    return element;
  }

  /**
   * Return what a blank stands for: a name of data, the same in all languages, or its own name where data knows none.
   *
   * @param {Card} card
   * @param {string} name
   */
  placeholder({ language }, name) {
    return this.content.placeholders[language]?.[name.trim().replace(/\s+/g, " ").toLowerCase()] ?? name;
  }

  /**
   * Write a value wherever it is asked for, but where it is being typed.
   *
   * @param {string} placeholder
   * @param {HTMLElement} typed
   */
  fill(placeholder, typed) {
    for (const card of this.cards) {
      const fields = card.fields.filter((one) => one.placeholder === placeholder);
      for (const { element } of fields) {
        if (element !== typed) element.textContent = this.values.get(placeholder) ?? "";
      }
      if (fields.length) this.measure(card);
      if (fields.some(({ element }) => element === typed)) this.length.say(card.over.textContent ?? "");
    }
  }

  /** @param {Card} card */
  written(card) {
    return written(card.text, (name) => this.values.get(this.placeholder(card, name)) ?? "");
  }

  /**
   * Say how long a reply is on the network.
   *
   * @param {Card} card
   */
  measure(card) {
    const network = this.content.networks[this.network.value] ?? { counted: "code-points", limit: null };
    const { length, over } = measured(this.content.counting, this.written(card), network);
    const shown = localized({ count: length, limit: network.limit, over }, this.content.locale);
    card.count.textContent = filled(this.say[network.limit ? "count-of" : "count"], shown);
    card.over.textContent = over ? filled(this.say.over, shown) : "";
  }

  /** @param {Card} card */
  missing(card) {
    return blanks(card.text).filter((name) => !this.values.get(this.placeholder(card, name)));
  }

  /** Copy the reply in which the focus is, or the first. */
  copyFocused() {
    const focused = document.activeElement?.closest("[data-reply]");
    const card = this.cards.find(({ element }) => element === focused) ?? this.cards[0];
    if (card) this.copy(card);
  }

  /** @param {Card} card */
  async copy(card) {
    const names = this.missing(card).join(", ");
    const text = this.written(card);
    const done = await copied(text, rich(text, card.language, this.content.counting));
    const words = !done ? "copy-failed" : names ? "copied-missing" : "copied";
    this.announce(filled(this.say[words], { name: card.called, names }));
  }
}
