// The search as people see it: a dialog with a field, filters and results, which are links.

import { announcer } from "../common/announce.js";
import { keepAsked } from "../common/asked.js";
import { copied } from "../common/clipboard.js";
import { h } from "../common/html.js";
import { lettersOpen, setLettersOpen } from "../common/letters.js";
import { dataIn, pageAt, part } from "../common/load.js";
import { speak } from "../common/voice.js";
import { counted, filled, localized } from "../common/words.js";
import { excerpt, matcher, pieces } from "./excerpt.js";
import { INDEX, Index } from "./index.js";
import { answered, pinnedFor } from "./message.js";
import { search } from "./query.js";
import { listed, remember } from "./unfound.js";

/** @import { Matcher, Piece } from "./excerpt.js" */
/** @import { Pinned } from "./message.js" */
/** @import { Result, Taken } from "./query.js" */

const SHOWN = 4;
// So long after a letter the next one may still come, and nothing is loaded for what is half a word.
const NEXT = 120;
// So long after the last letter it is asked whether the site has been built anew.
const PAUSE = 400;
// A result is a good one if it scores at least this much of the best.
const GOOD = 0.7;

/**
 * @param {URL} root the address of the home page of a language
 * @param {string} path of a file of its search
 */
function loadJson(root, path) {
  // Only what names the folder of the others changes under its address.
  return dataIn(new URL("search/", root), path, path === INDEX ? "no-cache" : "default");
}

/**
 * Load the Snowball stemmer of that name.
 *
 * @param {string} name
 * @returns {Promise<Guia.Stemmer>}
 */
async function loadStemmer(name) {
  const { default: Stemmer } = await part(`stemmer-${name}`);
  return new Stemmer();
}

/**
 * Open the index of a language.
 *
 * @param {URL} root the address of its home page
 */
function openIndex(root) {
  return Index.open((path) => loadJson(root, path), loadStemmer);
}

export class SearchDialog {
  /** @param {HTMLAnchorElement} field the link in the header; it knows the roots of the language and of the site */
  constructor(field) {
    this.field = field;
    this.root = new URL(field.dataset.guiaSearch ?? "", location.href);
    this.top = new URL(field.dataset.top ?? "", location.href);
    // How often something was asked: of several answers under way only the last one is shown.
    this.asked = 0;
    this.shown = SHOWN;
    /** @type {Promise<Index> | undefined} */
    this.index = undefined;
    // The index was opened since it was last asked whether there is another.
    this.fresh = false;
    /** @type {Index | undefined} the index for which the filters are */
    this.filtered = undefined;
    /** @type {number | undefined} */
    this.timer = undefined;
    /** @type {number | undefined} */
    this.next = undefined;
    /** @type {Guia.Words} */
    this.say = {};
    this.locale = "";
    /** @type {HTMLSelectElement | undefined} */
    this.kind = undefined;
    /** @type {HTMLSelectElement | undefined} */
    this.network = undefined;
    /** @type {Element | null} */
    this.before = null;
    // A result on this page was chosen, which the focus goes to.
    this.left = false;
    // What was asked last and found nothing.
    this.unfound = "";
    const label = this.field.getAttribute("aria-label");
    this.input = h("input", {
      type: "search",
      name: "q",
      "aria-label": label,
      placeholder: this.field.dataset.hint,
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "search",
      "aria-controls": "search-results",
    });
    this.close = h("button", { type: "button", class: "guia-close" }, this.field.dataset.close);
    this.filters = h("div", { class: "guia-filters" });
    this.status = h("p", { class: "guia-count" });
    this.announced = announcer();
    this.notice = h("p", { class: "guia-corrected" });
    this.pinned = h("div");
    this.results = h("ol", { id: "search-results" });
    this.after = h("div", { class: "guia-after" });
    this.keys = h("p", { class: "guia-keys" });
    this.form = h("form", { role: "search" }, this.input, this.close);
    const found = [this.filters, this.status, this.pinned, this.notice, this.results, this.after, this.keys];
    const body = h("div", { class: "guia-found" }, ...found);
    this.dialog = h("dialog", { class: "guia-search", "aria-label": label }, this.form, body, this.announced.element);
    document.body.append(this.dialog);
    const { close = "", all = "", failed = "", lang, dir } = field.dataset;
    speak(this.dialog, { close, all, failed }, { lang, dir });
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
    this.dialog.addEventListener("close", () => this.closed());
    window.addEventListener("pagehide", () => this.missed(""));
    // In the preview the guide changes while the page is open.
    document.addEventListener("guia-changed", () => this.renew());
    this.close.addEventListener("click", () => this.dialog.close());
    this.input.addEventListener("input", () => this.typed(NEXT));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.links()[0]?.click();
    });
  }

  /** @param {string} [words] */
  open(words) {
    if (!this.dialog.open) {
      this.before = document.activeElement;
      this.dialog.showModal();
    }
    if (words !== undefined) this.input.value = words;
    this.input.focus();
    this.input.select();
    this.opened().then(
      (index) => this.ready(index),
      () => this.input.value.trim() || this.failed(),
    );
    this.typed();
  }

  /** Return the index, opened once; where it could not be, it is opened when it is next asked for. */
  opened() {
    this.fresh ||= !this.index;
    const opened = (this.index ??= openIndex(this.root));
    opened.catch(() => {
      if (this.index === opened) this.index = undefined;
    });
    return opened;
  }

  /** Read the index anew: at once where somebody is searching, else when the dialog is next opened. */
  async renew() {
    this.index = undefined;
    if (!this.dialog.open) return;
    const at = this.links().findIndex((link) => link === document.activeElement);
    await this.show();
    if (at >= 0) (this.links()[at] ?? this.input).focus();
  }

  /** Read the index anew if the site has been built anew since; where that cannot be known, nothing is said of it. */
  async follow() {
    const index = await this.index;
    if (this.fresh) {
      this.fresh = false;
      return;
    }
    const { folder } = await loadJson(this.root, INDEX);
    if (index && (await this.index) === index && index.folder !== folder) await this.renew();
  }

  closed() {
    this.missed("");
    const address = new URL(location.href);
    address.searchParams.delete("q");
    history.replaceState(history.state, "", address);
    const { before, left } = this;
    this.left = false;
    if (left) return;
    (before instanceof HTMLElement && before.isConnected && before !== document.body ? before : this.field).focus();
  }

  /**
   * Make the filters, once the index says what there is.
   *
   * @param {Index} index
   */
  ready(index) {
    if (this.filtered === index) return;
    this.filtered = index;
    this.say = index.words.say;
    this.locale = index.words.locale;
    speak(this.dialog, this.say, index.words.voice);
    this.filters.replaceChildren();
    const letters = h("input", { type: "checkbox", checked: lettersOpen() });
    letters.addEventListener("change", () => setLettersOpen(letters.checked));
    this.keys.replaceChildren(h("label", {}, letters, " ", this.say.keys));
    if (!this.input.value.trim()) this.clear();
    /**
     * @param {string} name
     * @param {string} label
     * @param {string[]} values
     * @param {Guia.Words} names
     * @param {HTMLSelectElement} [before]
     */
    const choice = (name, label, values, names, before) => {
      const options = values.map((value) => h("option", { value }, names[value] ?? value));
      const select = h("select", { name }, h("option", { value: "" }, this.say.any), options);
      if (before && values.includes(before.value)) select.value = before.value;
      select.addEventListener("change", () => this.typed());
      this.filters.append(h("label", {}, `${label} `, select));
      return select;
    };
    this.kind = choice("kind", this.say.kind, [...new Set(index.kinds)], index.words.kinds, this.kind);
    const networks = [...new Set(index.networks)].filter(Boolean);
    this.network = choice("network", this.say.network, networks, index.words.networks, this.network);
    /** @type {HTMLElement} */ (this.network.parentElement).hidden = networks.length < 2;
  }

  failed() {
    this.after.replaceChildren(h("p", {}, this.field.dataset.failed), h("p", {}, this.indexLink()));
  }

  indexLink() {
    return h("a", { href: this.field.href }, this.field.dataset.all);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const links = this.links();
    const at = links.findIndex((link) => link === document.activeElement);
    if (event.key === "ArrowDown" && links.length && !(event.target instanceof HTMLSelectElement)) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (links[at - 1] ?? this.input).focus();
    } else if (event.key === "Home" && at > 0) {
      event.preventDefault();
      links[0].focus();
    } else if (event.key === "End" && at >= 0) {
      event.preventDefault();
      links[links.length - 1].focus();
    } else if (at >= 0 && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== " ") {
      // Who goes on typing goes on in the field.
      this.input.focus();
    }
  }

  links() {
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const links = this.pinned.querySelectorAll("a");
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const others = this.results.querySelectorAll("a");
    return [...links, ...others];
  }

  /**
   * @param {number} [wait] for so long, in milliseconds, nothing is shown
   */
  typed(wait = 0) {
    this.shown = SHOWN;
    clearTimeout(this.next);
    if (wait) this.next = setTimeout(() => this.show(), wait);
    else this.show();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.follow().catch(() => {}), PAUSE);
  }

  /** Show what is found for the words in the field. */
  async show({ correct = true } = {}) {
    const asked = ++this.asked;
    const query = this.input.value;
    this.remember(query);
    if (!query.trim()) {
      this.missed("");
      this.clear();
      return;
    }
    try {
      await this.answer(asked, query, correct);
    } catch {
      if (asked !== this.asked) return;
      // A file may be there no more, since the site was built anew: the new index names others.
      this.index = undefined;
      await this.answer(asked, query, correct).catch((error) => {
        if (asked !== this.asked) return;
        console.warn(error);
        this.clear();
        this.failed();
      });
    }
  }

  /**
   * Show what is found, unless something else was asked meanwhile.
   *
   * @param {number} asked
   * @param {string} query
   * @param {boolean} correct
   */
  async answer(asked, query, correct) {
    const index = await this.opened();
    this.ready(index);
    // Of a message its words are searched for once somebody asks for more than the situations that it may be.
    const isFiltered = this.kind?.value || this.network?.value;
    const whole = this.shown > SHOWN || Boolean(isFiltered);
    // Whom to call stands there before anything is searched for.
    const danger = await pinnedFor(index, query);
    const early = danger && (await this.card(index, danger));
    if (asked !== this.asked) return;
    this.pinned.replaceChildren(...(early ? [early] : []));
    const { groups: found, taken, pinned, isMessage } = await answered(index, query, { correct, whole });
    const groups = found
      .filter(([{ record }]) => record !== pinned?.record)
      .map((group) => group.filter(({ record }) => this.isChosen(index, record)))
      .filter((group) => group.length);
    const chosen = groups.flat();
    const matches = matcher(index, taken, query);
    const card = early ?? (pinned && (await this.card(index, pinned)));
    const first = groups.slice(0, this.shown);
    const items = await Promise.all(first.map((group) => this.item(index, group, matches)));
    if (asked !== this.asked) return;
    if (card && card !== early) this.pinned.replaceChildren(card);
    this.results.replaceChildren(...items);
    this.showCount(chosen.filter(({ score }) => score >= chosen[0].score * GOOD).length, card);
    this.showCorrected(isMessage ? [] : taken, query);
    // What somebody wrote is theirs: no server is to read it in an address.
    if (isMessage) this.remember("");
    const corrected = isMessage ? [] : taken.filter((one) => one.corrected).map((one) => one.corrected);
    this.announce(items.length, corrected.join(" "), card);
    this.after.replaceChildren();
    if (groups.length > this.shown || (isMessage && !whole)) this.after.append(this.moreButton());
    if (!chosen.length && !card) this.after.append(...this.nothing(index, query));
    // What somebody wrote is theirs, and is not remembered.
    this.missed(chosen.length || card || isMessage || isFiltered ? "" : query.trim());
    this.dialog.dataset.answered = query;
    // What other languages have is worth a hint, and no more.
    if (!chosen.length && !card) await this.otherLanguages(index, query, asked).catch(() => {});
  }

  clear() {
    this.results.replaceChildren();
    this.pinned.replaceChildren();
    this.status.textContent = "";
    this.announced.say("");
    this.notice.replaceChildren();
    const unfound = this.filtered && listed(this.say, this.announced.say);
    this.after.replaceChildren(...(unfound ? [unfound] : []));
  }

  /**
   * Remember what found nothing, once whoever asked it asks something else or is done.
   *
   * @param {string} query what is asked now and finds nothing, or ""
   */
  missed(query) {
    const before = this.unfound;
    // Letters are taken away, or come.
    if (query && before.startsWith(query)) return;
    this.unfound = query;
    if (before && !(query && query.startsWith(before))) remember(document.documentElement.lang, before);
  }

  /**
   * Keep the words in the address, so that going back from a result finds the results again.
   *
   * @param {string} query
   */
  remember(query) {
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    address.searchParams.delete("h");
    history.replaceState(history.state, "", address);
  }

  /**
   * @param {Index} index
   * @param {number} record
   */
  isChosen(index, record) {
    const kind = this.kind?.value;
    const network = this.network?.value;
    return (!kind || index.kinds[record] === kind) && (!network || index.networks[record] === network);
  }

  /**
   * Return the card of the danger that a message may be, with whom to call.
   *
   * @param {Index} index
   * @param {Pinned} danger
   */
  async card(index, { record, calls }) {
    const { address, title } = await index.record(record);
    const link = h("a", { href: pageAt(address, this.root).href }, title);
    link.addEventListener("click", () => link.pathname === location.pathname && this.dialog.close());
    const phones = calls.map(([name, phone]) => {
      const href = `tel:${phone.replaceAll(" ", "")}`;
      return h("li", {}, h("a", { href, class: "guia-call" }, h("strong", {}, phone), " ", name));
    });
    const heading = h("h2", { id: "search-danger" }, this.say.danger, " ", link);
    const first = phones.length ? h("p", {}, this.say["call-first"]) : null;
    return h("section", { class: "guia-pinned", "aria-labelledby": "search-danger" }, heading, first, h("ul", {}, phones));
  }

  /**
   * @param {Index} index
   * @param {Result[]} group
   * @param {Matcher} matches
   */
  async item(index, [first, ...more], matches) {
    const li = h("li", {}, ...this.link(index, await index.record(first.record), matches));
    if (more.length) {
      const words = filled(this.say["more-of-page"], { count: more.length });
      const button = h("button", { type: "button", class: "guia-more" }, words);
      button.addEventListener("click", async () => {
        const records = await Promise.all(more.map(({ record }) => index.record(record))).catch(() => null);
        if (!records) return this.renew();
        const items = records.map((record) => h("li", {}, ...this.link(index, record, matches)));
        li.after(...items);
        button.remove();
        items[0].querySelector("a")?.focus();
      });
      li.append(button);
    }
    return li;
  }

  /**
   * Return the link to a record, and for a ready reply the button that copies it.
   *
   * @param {Index} index
   * @param {Awaited<ReturnType<Index["record"]>>} record
   * @param {Matcher} matches
   */
  link(index, record, matches) {
    const { pieces: sentence, words } = excerpt(record.text, matches);
    const address = pageAt(record.address, this.root);
    const inTitle = pieces(record.title, matches).filter(({ found }) => found);
    const marks = [...new Set([...words, ...inTitle.map(({ text }) => text.toLowerCase())])].slice(0, 12);
    if (marks.length) address.searchParams.set("h", marks.join(" "));
    const kind = index.words.kinds[record.kind] ?? record.kind;
    const network = record.network ? index.words.networks[record.network] : "";
    // The group of a page is at the head of its trail already.
    const labels = [kind, network, ...record.labels].filter((label) => label && !record.trail.includes(label));
    const calls = labels.flatMap((label) => this.call(index, label));
    const grave = Object.entries(index.words.gravity).find(([, word]) => labels.includes(word));
    const others = labels.filter((label) => label !== grave?.[1] && !this.call(index, label).length);
    const link = h(
      "a",
      { href: address.href, lang: record.language || undefined },
      // What it is called comes first to whoever hears it; the style sheet puts the trail above it.
      h(
        "span",
        { class: "guia-title" },
        h("span", {}, marked(pieces(record.title, matches))),
        ...(grave ? [" ", h("span", { class: `guia-state guia-${grave[0]}` }, grave[1])] : []),
      ),
      h("span", { class: "guia-trail" }, record.trail.join(" › ")),
      h("span", { class: "guia-excerpt" }, marked(sentence)),
      h("span", { class: "guia-labels" }, ...others.map((label) => h("span", {}, label))),
    );
    link.addEventListener("click", (event) => {
      // The address has no message that somebody wrote.
      keepAsked(address.pathname, new URLSearchParams(location.search).get("q") ?? "");
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      // A section of this same page: the dialog gives way to it.
      if (address.pathname !== location.pathname) return;
      this.left = true;
      this.dialog.close();
    });
    if (!record.copy) return calls.length ? [link, h("p", { class: "guia-calling" }, calls)] : [link];
    const copy = h("button", { type: "button", class: "guia-copy" }, this.say.copy);
    copy.addEventListener("click", async () => {
      const done = await copied(record.text);
      if (done) copy.textContent = this.say.copied;
      this.announced.say(this.say[done ? "copied" : "copy-failed"]);
    });
    return [link, copy];
  }

  /**
   * Return the link to whom a label says to call, or nothing where it says something else.
   *
   * @param {Index} index
   * @param {string} label
   */
  call(index, label) {
    const [before, after] = index.words.call.split("{phone}");
    if (!label.startsWith(before) || !label.endsWith(after)) return [];
    const phone = label.slice(before.length, label.length - after.length);
    return [h("a", { class: "guia-call", href: `tel:${phone.replaceAll(" ", "")}` }, label)];
  }

  /**
   * Read out a danger, how many results are listed, and for which words where they are others than those typed.
   *
   * @param {number} count
   * @param {string} word
   * @param {HTMLElement} [card] of a danger
   */
  announce(count, word, card) {
    const danger = card ? `${card.firstElementChild?.textContent}.` : "";
    const none = card ? "" : this.say["results-none"];
    const listed = count ? filled(counted(this.say, "listed", count, this.locale), localized({ count }, this.locale)) : "";
    const corrected = word ? filled(this.say.corrected, { word }) : "";
    this.announced.say([danger, corrected, listed || none].filter(Boolean).join(" "));
  }

  /**
   * Return so many good results in words.
   *
   * @param {number} count
   */
  good(count) {
    return filled(counted(this.say, "results", count, this.locale), localized({ count }, this.locale));
  }

  /**
   * @param {number} count of good results: the others may be many, and say nothing
   * @param {HTMLElement} [card] of a danger, beside which there need not be any
   */
  showCount(count, card) {
    this.status.textContent = count || card ? this.good(count) : this.say["results-none"];
  }

  /**
   * Say which words were taken for others, with a way back.
   *
   * @param {Taken[]} taken
   * @param {string} query
   */
  showCorrected(taken, query) {
    this.notice.replaceChildren();
    const corrected = taken.filter((one) => one.corrected);
    if (!corrected.length) return;
    const words = corrected.map((one) => one.corrected).join(" ");
    const button = h("button", { type: "button" }, filled(this.say["as-typed"], { word: query.trim() }));
    button.addEventListener("click", () => {
      this.input.focus();
      this.show({ correct: false });
    });
    this.notice.append(filled(this.say.corrected, { word: words }), " ", button);
  }

  moreButton() {
    const button = h("button", { type: "button", class: "guia-more" }, this.say.more);
    button.addEventListener("click", async () => {
      const next = this.links().length;
      this.shown += SHOWN;
      await this.show();
      this.links()[next]?.focus();
    });
    return button;
  }

  /**
   * Where nothing was found: where to look, and whom to ask, with the words already in the message.
   *
   * @param {Index} index
   * @param {string} query
   */
  nothing(index, query) {
    const fill = (/** @type {string} */ key) => encodeURIComponent(filled(this.say[key], { query: query.trim() }));
    const items = [
      h("p", {}, filled(this.say.nothing, { query: query.trim() })),
      h("p", {}, `${this.say.try} `, this.indexLink()),
    ];
    if (index.words.mail) {
      const href = `mailto:${index.words.mail}?subject=${fill("ask-subject")}&body=${fill("ask-body")}`;
      items.push(h("p", {}, h("a", { href }, this.say.ask)));
    }
    return items;
  }

  /**
   * Ask the same of the other languages of the site, and lead to what they find.
   *
   * @param {Index} index
   * @param {string} query
   * @param {number} asked
   */
  async otherLanguages(index, query, asked) {
    const others = index.words.languages.filter(({ root }) => new URL(root, this.top).href !== this.root.href);
    const found = await Promise.all(
      others.map(async ({ name, root, code }) => {
        const home = pageAt(root, this.top);
        const { results } = await search(await openIndex(home), query, { correct: false });
        home.searchParams.set("q", query);
        const count = this.good(results.length);
        return results.length ? h("li", {}, h("a", { href: home.href, hreflang: code }, name), ` (${count})`) : null;
      }),
    );
    const items = found.filter(Boolean);
    if (asked === this.asked && items.length) this.after.append(h("p", {}, this.say["other-languages"]), h("ul", {}, items));
  }
}

/** @param {Piece[]} parts */
function marked(parts) {
  return parts.map(({ text, found }) => (found ? h("mark", {}, text) : text));
}
