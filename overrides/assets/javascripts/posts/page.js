// The form of the post check: a text, where it will be published, and what to look at in it while it is written.

import { announcer } from "../common/announce.js";
import { Bayes } from "../common/bayes.js";
import { copied } from "../common/clipboard.js";
import { today } from "../common/day.js";
import { h } from "../common/html.js";
import { keep, kept } from "../common/kept.js";
import { data, pageAt } from "../common/load.js";
import { unhurried } from "../common/unhurried.js";
import { speak } from "../common/voice.js";
import { counted, localized } from "../common/words.js";
import { checking } from "./check.js";
import { count } from "./count.js";
import { grouped, replaced } from "./groups.js";
import { Speller } from "./speller.js";
import { fill, fix, message, quoted } from "./wording.js";

// So long after the last letter the text is looked at, in milliseconds: before, half a word would be reported.
const PAUSE = 250;
// So many places of one thing are shown at once; the others are one press away.
const SHOWN = 5;
// Under this name the networks are remembered, and nothing else ever.
const NETWORKS = "guia-networks";
// What is above a place to which the text is scrolled, in pixels.
const ABOVE = 40;

/** @import { Finding } from "./check.js" */

/**
 * Make a box to tick with its label.
 *
 * @param {string} name
 * @param {string[]} label
 */
function box(name, ...label) {
  const input = h("input", { type: "checkbox" });
  return { name, input, label: h("label", {}, input, h("span", {}, ...label)) };
}

/**
 * @param {string} label
 * @param {() => void} action
 * @param {string} [about] what tells it from others of the same label, for whoever does not see where it stands
 */
function button(label, action, about) {
  const made = h("button", { type: "button", "aria-label": about && `${label}: ${about}` }, label);
  made.addEventListener("click", action);
  return made;
}

/**
 * Make a box for a network, with how long the text is there.
 *
 * @param {string} key
 * @param {string} name
 */
function networkBox(key, name) {
  const one = box(key, name);
  const length = h("span", { class: "guia-length" });
  // Beside the box its network is seen; the text, which it describes too, may have several.
  const described = h("span", { id: `post-length-${key}` }, h("span", { class: "guia-unseen" }, `${name}: `), length);
  one.input.setAttribute("aria-describedby", described.id);
  return { ...one, length, described };
}

export class PostCheck {
  /**
   * @param {Element} place
   * @param {Guia.PostsContent} content
   * @param {URL} root an address in the root of the language
   */
  constructor(place, content, root) {
    this.content = content;
    this.page = content.page;
    this.root = root;
    /** @type {number | undefined} */
    this.waiting = undefined;
    // How often the text was looked at: of several looks under way only the last one is shown.
    this.turn = 0;
    /** @type {Record<string, Guia.Criteria>} what has been loaded of languages */
    this.criteria = { [content.language]: content.criteria };
    /** @type {Set<string>} the languages of which more is being loaded */
    this.loading = new Set();
    this.speller = new Speller(content, () => this.look());
    const before = kept(NETWORKS).split(" ");
    this.networks = Object.entries(content.networks).map(([key, { name }]) => networkBox(key, name));
    for (const { name, input } of this.networks) input.checked = before.includes(name);
    this.ready = Object.entries(content.media).map(([name, address]) => this.mediaBox(name, address));
    this.needs = this.mediaBoxes();
    this.after = this.actions();
    // Some browsers send what is typed to their maker to check its spelling, and keep it to fill forms in.
    this.text = h("textarea", {
      id: "post-text",
      autocomplete: "off",
      spellcheck: "false",
      dir: "auto",
      "aria-describedby": "post-private",
    });
    this.mirror = h("div", { class: "guia-mirror", "aria-hidden": "true", dir: "auto" });
    this.marked = document.createTextNode("");
    this.mirror.append(this.marked);
    this.language = h(
      "select",
      { id: "post-language", autocomplete: "off" },
      Object.entries(this.content.languages).map(([code, name]) => h("option", { value: code, lang: code }, name)),
    );
    this.language.value = this.content.language;
    this.media = box("media", this.page.media);
    this.where = h("span", {});
    this.hint = h("p", { class: "guia-help" }, this.page["no-network"]);
    this.draft = h("div", { class: "guia-draft" }, this.mirror, this.text);
    this.settings = this.choices();
    this.form = h(
      "form",
      { "aria-label": this.page.label, autocomplete: "off" },
      h("label", { for: "post-text" }, this.page.text),
      this.draft,
      h("p", { class: "guia-spelling" }, h("span", { id: "post-private" }, this.page.private), " ", this.speller.element),
      this.settings,
    );
    this.status = h("h2", { hidden: true });
    this.soon = h("p", { class: "guia-soon" });
    this.done = h("p", { class: "guia-done" });
    this.announced = announcer();
    this.unseen = h("p", { class: "guia-help" }, this.page.unseen);
    this.list = h("ul", { class: "guia-findings" });
    this.report = h("div", { class: "guia-report" }, this.list, this.after, this.unseen);
    this.report.addEventListener("keydown", (event) => this.undo(event));
    this.text.addEventListener("input", () => this.write());
    // The text reports its changes itself. To look again when it loses the focus would take away the button that is pressed.
    this.form.addEventListener("change", (event) => event.target !== this.text && this.choose());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    const summary = h("div", { class: "guia-summary" }, this.status, this.soon, this.done);
    const beside = h("div", { class: "guia-beside" }, summary, this.report, this.announced.element);
    const desk = h("div", { class: "guia-desk" }, this.form, beside);
    place.replaceChildren(desk);
    // Where the report stands below the text, what has been chosen once would push it out of sight.
    this.settings.open = getComputedStyle(desk).display === "grid" || !this.chosen().length;
    speak(place, { ...this.page, ...content.say }, content.voice);
    this.write();
  }

  /** Return what is chosen about a post, in a box that can be folded: where it is published, its language, a picture. */
  choices() {
    return h(
      "details",
      { class: "guia-settings" },
      h("summary", {}, h("strong", {}, this.page.networks), " ", this.where),
      this.networkBoxes(),
      h(
        "div",
        { class: "guia-about-post" },
        h("div", {}, h("label", { for: "post-language" }, this.page.language), this.language),
        this.media.label,
      ),
      this.needs,
    );
  }

  /** Return the networks to choose from, each with how long the text is there. */
  networkBoxes() {
    const items = this.networks.map(({ label, described }) => h("li", {}, label, described));
    return h("fieldset", {}, h("legend", { class: "guia-unseen" }, this.page.networks), h("ul", { class: "guia-where" }, items), this.hint);
  }

  /**
   * Make a box to tick for what a picture or video needs, with a link to why.
   *
   * @param {string} name
   * @param {string} address
   */
  mediaBox(name, address) {
    const why = fill(this.page.why, { name: this.page[`rule-${name}`] });
    const link = address ? h("a", { href: pageAt(address, this.root).href }, why) : null;
    return { ...box(name, this.page[`media-${name}`]), link };
  }

  /** Return the list of what a picture or video needs, which is shown once there is one. */
  mediaBoxes() {
    const items = this.ready.map(({ label, link }) => h("li", {}, label, link));
    return h("fieldset", { hidden: true }, h("legend", {}, this.page["media-ready"]), h("ul", {}, items));
  }

  actions() {
    const copy = button(this.page.copy, async () => {
      this.tell(this.page[(await copied(this.text.value)) ? "copied" : "copy-failed"]);
    });
    const clear = button(this.page.clear, () => {
      this.replace(0, this.text.value.length, "");
      this.text.focus();
    });
    return h("p", { class: "guia-after-post", hidden: true }, copy, clear);
  }

  chosen() {
    return this.networks.filter(({ input }) => input.checked).map(({ name }) => name);
  }

  /** The text has changed: its length is shown at once, the rest when the writer pauses. */
  write() {
    this.measure();
    this.done.textContent = "";
    delete this.report.dataset.looked;
    // What is being looked at is no longer what is written.
    this.turn++;
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => this.look(), PAUSE);
  }

  choose() {
    keep(NETWORKS, this.chosen().join(" "));
    this.needs.hidden = !this.media.input.checked;
    this.measure();
    this.look();
  }

  /** Show how long the text is on each chosen network, and by how much it is too long. */
  measure() {
    const text = this.text.value;
    this.marked.data = `${text}\n`;
    this.text.lang = this.mirror.lang = this.language.value;
    for (const { name, input, length } of this.networks) {
      const { characters: limit, counted } = this.content.criteria.networks[name];
      const number = input.checked ? count(this.content.counting, text, counted) : 0;
      const over = limit === null ? 0 : Math.max(number - limit, 0);
      const sentence = limit === null ? this.page.count : over ? this.page.over : this.page["of-limit"];
      const shown = localized({ count: number, limit, over }, this.content.locale);
      length.textContent = input.checked ? fill(sentence, shown) : "";
      length.classList.toggle("guia-over", over > 0);
    }
    const lengths = this.networks.filter(({ input }) => input.checked).map(({ described }) => described.id);
    this.text.setAttribute("aria-describedby", ["post-private", ...lengths].join(" "));
    const names = this.chosen().map((name) => this.content.networks[name].name);
    this.where.textContent = names.length ? names.join(", ") : this.page["none-chosen"];
    this.hint.hidden = names.length > 0;
    this.after.hidden = !text;
  }

  /**
   * Find what there is to look at, in steps.
   *
   * @param {string} text
   * @param {boolean} media
   * @param {string} day
   * @returns {Generator<void, Finding[]>}
   */
  *steps(text, media, day) {
    const criteria = this.criteria[this.language.value];
    // Of nothing there is nothing to say but of a picture: nothing is compiled before somebody writes.
    if ((!text && !media) || !criteria) return [];
    const basis = { ...this.content, criteria };
    const findings = yield* checking(basis, text, this.chosen(), media, day);
    yield;
    findings.push(...this.speller.find(basis, text, this.language.value));
    return findings;
  }

  /** Look at the text and say what there is to look at. */
  async look() {
    clearTimeout(this.waiting);
    delete this.report.dataset.looked;
    const turn = ++this.turn;
    const text = this.text.value;
    const media = this.media.input.checked && !this.ready.every(({ input }) => input.checked);
    const day = today(this.content.zone);
    const ready = (!text.trim() && !media) || this.knows(this.language.value);
    const findings = await unhurried(this.steps(text, media, day), () => turn === this.turn);
    if (!findings || turn !== this.turn) return;
    findings.sort((one, other) => one.start - other.start);
    this.mark(findings);
    const groups = grouped(findings, this.content.constants.levels);
    this.list.replaceChildren(...groups.map((group) => this.item(group)));
    // Words are looked up in no time: until then it says what it said.
    if (this.speller.state !== "ready" || !this.speller.waits || groups.length) this.sum(groups, text, !ready || this.speller.waits);
  }

  /**
   * Say whether all is known by which posts in a language are judged, and have it loaded where it is not.
   *
   * @param {string} language
   */
  knows(language) {
    const known = Boolean(this.criteria[language]?.tones);
    if (!known && !this.loading.has(language)) {
      this.loading.add(language);
      this.load(language)
        .catch((error) => console.warn(error))
        .finally(() => this.loading.delete(language));
    }
    return known;
  }

  /**
   * Load the criteria of a language and what is known of its tones, and look at the text with each.
   *
   * @param {string} language
   */
  async load(language) {
    const { posts, tones } = this.content.files[language];
    if (!this.criteria[language]) {
      this.criteria[language] = (await data(new URL(posts, this.root))).criteria;
      this.look();
    }
    this.criteria[language].tones = new Bayes(await data(new URL(tones, this.root)));
    this.look();
  }

  /**
   * Say how much there is to look at.
   *
   * @param {Finding[][]} groups
   * @param {string} text
   * @param {boolean} waits is it not known yet whether all is right?
   */
  sum(groups, text, waits) {
    const { unchecked } = this.speller;
    const none = this.page[waits ? "spelling-wait" : unchecked ? "things-unspelt" : "things-none"];
    const summary = groups.length
      ? fill(counted(this.page, "things", groups.length, this.content.locale), { count: groups.length })
      : none;
    this.status.textContent = text.trim() || groups.length ? summary : "";
    this.status.hidden = !this.status.textContent;
    this.soon.textContent = groups.length && waits ? this.page["spelling-soon"] : "";
    this.tell("", this.status.textContent && this.heard(groups, summary));
    const wrong = groups.some(([{ level }]) => level === this.content.constants.levels[0]);
    this.status.classList.toggle("guia-error", wrong);
    this.text.setAttribute("aria-invalid", String(wrong));
    this.report.dataset.looked = "";
  }

  /**
   * Say what there is to look at: how many of each level, and what they are called.
   *
   * @param {Finding[][]} groups
   * @param {string} none
   */
  heard(groups, none) {
    if (!groups.length) return none;
    const { locale, say, constants } = this.content;
    const many = constants.levels.flatMap((level) => {
      const count = groups.filter(([one]) => one.level === level).length;
      return count ? [fill(counted(say, level, count, locale), { count })] : [];
    });
    return fill(this.page.heard, { counts: many.join(", "), names: groups.map(([one]) => this.rule(one).name).join(", ") });
  }

  /**
   * Show what was done, and read it out with what there is to look at since.
   *
   * @param {string} done
   * @param {string} [heard]
   */
  tell(done, heard = "") {
    if (done) this.done.textContent = done;
    this.announced.say([this.done.textContent, heard].filter(Boolean).join(" "));
  }

  /**
   * Return what a finding is called, and where it is explained.
   *
   * @param {Finding} finding
   */
  rule({ rule, networks }) {
    if (rule === "spelling") return { name: this.page["spelling-name"], address: "" };
    return this.content.rules[rule] ?? this.content.networks[networks[0]];
  }

  /**
   * Mark the found words behind the text, where the browser can (CSS Custom Highlight API).
   *
   * @param {Finding[]} findings
   */
  mark(findings) {
    if (!globalThis.Highlight || !CSS.highlights) return;
    for (const level of this.content.constants.levels) {
      const ranges = findings
        .filter((finding) => finding.level === level && finding.end > finding.start)
        .map(({ start, end }) => {
          const range = new Range();
          range.setStart(this.marked, start);
          range.setEnd(this.marked, end);
          return range;
        });
      CSS.highlights.set(`guia-${level}`, new Highlight(...ranges));
    }
  }

  /**
   * Make the item of one thing to look at, in one place or in many.
   *
   * @param {Finding[]} group
   */
  item(group) {
    const [finding] = group;
    const misspelt = finding.rule === "spelling";
    const rule = this.rule(finding);
    const found = { found: finding.found };
    const one = misspelt ? fill(this.page["spelling-found"], found) : message(this.content, finding);
    const several = group.length > 1;
    const said = several ? fill(this.page.group, { name: rule.name, count: group.length }) : one;
    const certain = group.every(({ replacement }) => replacement !== null);
    const places = group.map((one) => h("li", {}, h("bdi", {}, quoted(this.content, one.found)), " ", ...this.buttons(one)));
    const rest = places.splice(SHOWN);
    const name = fill(this.page.why, { name: rule.name });
    const about = h("span", { class: "guia-unseen" }, `: ${rule.name}`);
    return h(
      "li",
      { class: `guia-${finding.level}` },
      h("p", {}, h("strong", { class: "guia-level" }, this.content.say[finding.level]), " ", said),
      certain || misspelt ? null : h("p", {}, fix(this.content, group.find(({ replacement }) => replacement === null) ?? finding, this.language.value)),
      several ? h("ul", { class: "guia-places" }, places) : null,
      rest.length
        ? h("details", {}, h("summary", {}, fill(this.page.more, { count: rest.length }), about), h("ul", { class: "guia-places" }, rest))
        : null,
      h(
        "p",
        { class: "guia-do-it" },
        several ? (certain ? this.applyAllButton(group) : null) : this.buttons(finding),
        rule.address ? h("a", { href: pageAt(rule.address, this.root).href }, name) : name,
      ),
    );
  }

  /**
   * Return the buttons of a place: to write what is right there, where that is certain, and to show it.
   *
   * @param {Finding} finding
   */
  buttons(finding) {
    const { replacement, start, end, values } = finding;
    const suggestions = /** @type {string[]} */ (values.suggestions ?? []);
    return [
      ...suggestions.map((one) => this.applyButton(finding, one)),
      replacement === null ? null : this.applyButton(finding, replacement),
      end > start ? this.showButton(finding) : null,
    ];
  }

  /**
   * Make the button that writes what is certainly right.
   *
   * @param {Finding} finding
   * @param {string} replacement
   */
  applyButton({ start, end, found }, replacement) {
    const about = quoted(this.content, found);
    const [label, done] = replacement ? ["write", "changed"] : ["delete", "deleted"];
    const names = { label: fill(this.page[label], { replacement }), about, done: fill(this.page[done], { replacement }) };
    return this.writeButton(names, () => ({ start, end, words: replacement }));
  }

  /**
   * Make the button that writes what is certainly right in all places of a group.
   *
   * @param {Finding[]} group
   */
  applyAllButton(group) {
    const count = { count: group.length };
    const about = this.rule(group[0]).name;
    const names = { label: fill(this.page["write-all"], count), about, done: fill(this.page["changed-all"], count) };
    return this.writeButton(names, () => replaced(this.text.value, group));
  }

  /**
   * Make a button that writes words in the place of others, and gives the focus to the next of its kind.
   *
   * @param {{ label: string, about: string, done: string }} names `done` is said then
   * @param {() => { start: number, end: number, words: string }} what
   */
  writeButton({ label, about, done }, what) {
    const write = async () => {
      const at = this.applies().indexOf(apply);
      const { start, end, words } = what();
      await this.replace(start, end, words);
      const others = this.applies();
      (others[Math.min(at, others.length - 1)] ?? this.text).focus();
      this.tell(done, this.status.textContent ?? "");
    };
    const apply = button(label, write, about);
    apply.className = "guia-apply";
    return apply;
  }

  applies() {
    /** @type {NodeListOf<HTMLButtonElement>} */
    const all = this.list.querySelectorAll(".guia-apply");
    return [...all];
  }

  /** @param {Finding} finding */
  showButton({ start, end, found }) {
    const show = () => {
      this.text.focus({ preventScroll: true });
      this.text.setSelectionRange(start, end);
      this.reveal(start, end);
    };
    return button(this.page.show, show, quoted(this.content, found));
  }

  /**
   * Scroll the text to a place, and the page to the text.
   *
   * @param {number} start
   * @param {number} end
   */
  reveal(start, end) {
    const range = new Range();
    range.setStart(this.marked, start);
    range.setEnd(this.marked, end);
    this.draft.scrollTop += range.getBoundingClientRect().top - this.draft.getBoundingClientRect().top - ABOVE;
    this.draft.scrollIntoView({ block: "nearest" });
  }

  /**
   * Undo the last change of the text from the report too, where the focus is after a correction.
   *
   * @param {KeyboardEvent} event
   */
  undo(event) {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== "z") return;
    event.preventDefault();
    this.text.focus();
    document.execCommand("undo");
  }

  /**
   * Write words in the place of others, as if they were typed: then the browser can undo it.
   *
   * @param {number} start
   * @param {number} end
   * @param {string} words
   */
  replace(start, end, words) {
    this.text.focus({ preventScroll: true });
    this.text.setSelectionRange(start, end);
    const typed = words ? document.execCommand("insertText", false, words) : document.execCommand("delete");
    if (!typed) this.text.setRangeText(words, start, end, "end");
    this.measure();
    return this.look();
  }
}
