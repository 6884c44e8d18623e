// The ready replies of a situation, in the language and for the network that are chosen, with their blanks to fill in.
// What is typed is kept while the page is open, and nowhere else.

import { copied } from "../common/clipboard.js";
import { h } from "../common/html.js";
import { filled } from "../common/words.js";
import { blanks, measured, pieces, written } from "./reply.js";

/**
 * A reply as it is shown.
 *
 * @typedef {object} Card
 * @property {HTMLElement} element
 * @property {number} number
 * @property {string} text
 * @property {HTMLElement} shown
 * @property {HTMLElement} count
 * @property {HTMLElement} over
 * @property {HTMLElement} missing
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
    /** @type {Map<string, string>} */
    this.values = new Map();
    /** @type {Card[]} */
    this.cards = [];
    /** @type {string[]} */
    this.keys = [];
    /** From which reply somebody went to fill in a blank. @type {Card | undefined} */
    this.from = undefined;
    this.language = this.choice("language", this.say.language, content.languages, content.language);
    const names = Object.entries(content.networks).map(([key, network]) => [key, network.name]);
    this.network = this.choice("network", this.say.network, Object.fromEntries(names), names[0]?.[0]);
    this.limit = h("p", { class: "guia-help" });
    this.note = h("p", { class: "guia-help", role: "status" });
    this.form = h("form", { class: "guia-blanks" });
    this.list = h("ol", { class: "guia-ready" });
    this.key = h("p", { class: "guia-help guia-key" }, this.say.key);
    const choices = [this.language, names.length ? this.network : null].map((one) => one?.parentElement);
    this.choices = h("div", { class: "guia-choices" }, choices);
    this.element = h(
      "section",
      { "aria-label": this.say.replies },
      h("h3", {}, this.say.replies),
      this.choices,
      this.limit,
      this.note,
      this.form,
      this.key,
      this.list,
    );
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.backToReply();
    });
  }

  /**
   * @param {string} name
   * @param {string} label
   * @param {Guia.Words} options
   * @param {string} chosen
   */
  choice(name, label, options, chosen) {
    const items = Object.entries(options).map(([value, text]) =>
      h("option", { value, selected: value === chosen }, text),
    );
    const select = h("select", { name, autocomplete: "off" }, items);
    h("label", {}, h("span", {}, label), select);
    select.addEventListener("change", () => this.draw());
    return select;
  }

  /**
   * Show the replies of a situation.
   *
   * @param {string[]} keys
   */
  show(keys) {
    this.keys = keys;
    this.draw();
  }

  draw() {
    const network = this.network.value;
    const fits = this.keys.filter((key) => {
      const { networks, private: inPrivate } = this.content.replies[key];
      if (inPrivate && this.content.networks[network]?.private === false) return false;
      return !network || !networks.length || networks.includes(network);
    });
    this.cards = fits.map((key) => this.card(key));
    this.list.replaceChildren(...this.cards.map(({ element }) => element));
    this.drawForm();
    const hidden = this.keys.length - fits.length;
    const kept = this.keys.some((key) => this.content.replies[key].private) && this.content.networks[network]?.private === false;
    const count = hidden === 1 ? "hidden-one" : "hidden-many";
    const words = filled(this.say[kept ? "no-private" : count], {
      count: hidden,
      network: this.content.networks[network]?.name ?? "",
    });
    this.note.textContent = !this.keys.length ? this.say["no-replies"] : hidden ? words : "";
    this.limit.textContent = this.limitOf(this.content.networks[network]);
    this.choices.hidden = this.limit.hidden = !this.keys.length;
    this.key.hidden = !fits.length;
    this.from = undefined;
  }

  /** @param {Guia.AssistantContent["networks"][string] | undefined} network */
  limitOf(network) {
    if (!network) return "";
    const { name, limit, unit } = network;
    return filled(this.say[limit ? "limit" : "no-limit"], { network: name, limit, unit });
  }

  drawForm() {
    const names = blanks(...this.cards.map(({ text }) => text));
    const fields = names.map((name) => {
      const value = this.values.get(name) ?? "";
      const field = h("input", { name, value, autocomplete: "off", enterkeyhint: "done", "data-blank": name });
      field.addEventListener("input", () => {
        this.values.set(name, field.value);
        this.cards.forEach((card) => this.update(card));
      });
      return h("label", {}, h("span", {}, capitalised(name)), field);
    });
    this.form.hidden = !names.length;
    this.form.replaceChildren(
      h(
        "fieldset",
        {},
        h("legend", {}, this.say.fill),
        h("p", { class: "guia-help" }, this.say["fill-help"]),
        h("div", {}, fields),
        // So that Enter in a field leads back to the reply.
        h("button", { type: "submit", hidden: true }),
      ),
    );
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
    const card = {
      element: h("li", { "data-reply": key, tabindex: "-1" }),
      number,
      text: texts[language],
      shown: h("p", { lang: language }),
      count: h("span", {}),
      over: h("strong", { class: "guia-over", "aria-live": "polite" }),
      missing: h("span", { class: "guia-missing" }),
      copy: h("button", { type: "button", class: "guia-copy", "aria-keyshortcuts": "c" }, this.say.copy),
    };
    card.copy.setAttribute("aria-label", filled(this.say["copy-label"], { number }));
    card.copy.addEventListener("click", () => this.copy(card));
    card.element.append(
      name
        ? h("p", { class: "guia-purpose" }, h("strong", {}, name))
        : h("p", { class: "guia-help" }, filled(this.say.reply, { number })),
      ...(when ? [h("p", { class: "guia-help" }, when)] : []),
      ...(inPrivate ? [h("p", { class: "guia-help" }, this.say["in-private"])] : []),
      ...(language === chosen ? [] : [h("p", { class: "guia-help" }, this.say.untranslated)]),
      h("blockquote", {}, card.shown),
      h(
        "div",
        { class: "guia-foot" },
        card.copy,
        h("span", { class: "guia-count" }, card.count, " ", card.over),
        card.missing,
      ),
    );
    this.update(card);
    return card;
  }

  /**
   * Write what depends on the blanks.
   *
   * @param {Card} card
   */
  update(card) {
    const network = this.content.networks[this.network.value] ?? { counted: "code-points", limit: null };
    const { length, over } = measured(this.content.counting, written(card.text, this.values), network);
    const parts = pieces(card.text, this.values).map(({ text, blank }) => (blank ? h("mark", {}, text) : text));
    card.shown.replaceChildren(...parts);
    card.count.textContent = filled(this.say[network.limit ? "count-of" : "count"], {
      count: length,
      limit: network.limit,
    });
    card.over.textContent = over ? filled(this.say.over, { over }) : "";
    const missing = this.missing(card).map((name) => this.toField(card, name));
    card.missing.replaceChildren(...(missing.length ? [`${this.say.missing} `, ...missing] : []));
  }

  /** @param {Card} card */
  missing({ text }) {
    return blanks(text).filter((name) => !this.values.get(name)?.trim());
  }

  /**
   * Return a button that leads to the field of a blank; Enter leads back from there.
   *
   * @param {Card} card
   * @param {string} name
   */
  toField(card, name) {
    const button = h("button", { type: "button" }, name);
    button.addEventListener("click", () => {
      this.from = card;
      /** @type {HTMLElement | null} */
      const field = this.form.querySelector(`[data-blank="${CSS.escape(name)}"]`);
      field?.focus();
    });
    return button;
  }

  backToReply() {
    const field = document.activeElement;
    const name = (field instanceof HTMLElement && field.dataset.blank) || "";
    const card = this.from ?? this.cards.find(({ text }) => blanks(text).includes(name));
    card?.copy.focus();
    this.from = undefined;
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
    const done = await copied(written(card.text, this.values));
    const words = !done ? "copy-failed" : names ? "copied-missing" : "copied";
    this.announce(filled(this.say[words], { number: card.number, names }));
  }
}

/** @param {string} name */
function capitalised(name) {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
