// The form of the post check: a text, where it will be published, and what to look at in it while it is written.

import { copied } from "../common/clipboard.js";
import { today } from "../common/day.js";
import { h } from "../common/html.js";
import { check } from "./check.js";
import { count } from "./count.js";
import { fill, fix, message } from "./wording.js";

// So long after the last letter the text is looked at, in milliseconds: before, half a word would be reported.
const PAUSE = 250;

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
 */
function button(label, action) {
  const made = h("button", { type: "button" }, label);
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
  const length = h("span", { class: "guia-length", id: `post-length-${key}` });
  one.input.setAttribute("aria-describedby", length.id);
  return { ...one, length };
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
    this.networks = Object.entries(content.networks).map(([key, { name }]) => networkBox(key, name));
    this.ready = Object.entries(content.media).map(([name, address]) => this.mediaBox(name, address));
    this.needs = this.mediaBoxes();
    this.after = this.actions();
    // Some browsers send what is typed to their maker to check its spelling, and keep it to fill forms in.
    this.text = h("textarea", {
      id: "post-text",
      rows: "6",
      autocomplete: "off",
      spellcheck: "false",
      "aria-describedby": "post-private",
    });
    this.mirror = h("div", { class: "guia-mirror", "aria-hidden": "true" });
    this.marked = document.createTextNode("");
    this.mirror.append(this.marked);
    this.language = h(
      "select",
      { id: "post-language", autocomplete: "off" },
      Object.entries(this.content.languages).map(([code, name]) => h("option", { value: code }, name)),
    );
    this.language.value = this.content.language;
    this.media = box("media", this.page.media);
    this.hint = h("p", { class: "guia-help" }, this.page["no-network"]);
    this.form = h(
      "form",
      { "aria-label": this.page.label, autocomplete: "off" },
      h("label", { for: "post-text" }, this.page.text),
      h("div", { class: "guia-draft" }, this.mirror, this.text),
      h("p", { class: "guia-help", id: "post-private" }, this.page.private),
      this.networkBoxes(),
      h(
        "div",
        { class: "guia-about-post" },
        h("div", {}, h("label", { for: "post-language" }, this.page.language), this.language),
        this.media.label,
      ),
      this.needs,
    );
    this.status = h("p", { role: "status", class: "guia-summary" });
    this.list = h("ul", { class: "guia-findings" });
    this.report = h("div", { class: "guia-report" }, this.status, this.list, this.after);
    this.text.addEventListener("input", () => this.write());
    // The text reports its changes itself. To look again when it loses the focus would take away the button that is pressed.
    this.form.addEventListener("change", (event) => event.target !== this.text && this.choose());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    place.replaceChildren(this.form, this.report);
    this.write();
  }

  /** Return the networks to choose from, each with how long the text is there. */
  networkBoxes() {
    const items = this.networks.map(({ label, length }) => h("li", {}, label, length));
    return h("fieldset", {}, h("legend", {}, this.page.networks), h("ul", { class: "guia-where" }, items), this.hint);
  }

  /**
   * Make a box to tick for what a picture or video needs, with a link to why.
   *
   * @param {string} name
   * @param {string} address
   */
  mediaBox(name, address) {
    const why = fill(this.page.why, { name: this.page[`rule-${name}`] });
    const link = address ? h("a", { href: new URL(address, this.root).href }, why) : null;
    return { ...box(name, this.page[`media-${name}`]), link };
  }

  /** Return the list of what a picture or video needs, which is shown once there is one. */
  mediaBoxes() {
    const items = this.ready.map(({ label, link }) => h("li", {}, label, link));
    return h("fieldset", { hidden: true }, h("legend", {}, this.page["media-ready"]), h("ul", {}, items));
  }

  actions() {
    const copy = button(this.page.copy, async () => {
      this.status.textContent = this.page[(await copied(this.text.value)) ? "copied" : "copy-failed"];
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
    delete this.report.dataset.looked;
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => this.look(), PAUSE);
  }

  choose() {
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
      length.textContent = input.checked ? fill(sentence, { count: number, limit, over }) : "";
      length.classList.toggle("guia-over", over > 0);
    }
    this.hint.hidden = this.chosen().length > 0;
    this.after.hidden = !text;
  }

  /** Look at the text and say what there is to look at. */
  look() {
    clearTimeout(this.waiting);
    const text = this.text.value;
    const media = this.media.input.checked && !this.ready.every(({ input }) => input.checked);
    const day = today(this.content.zone);
    const findings = check(this.content, text, this.language.value, this.chosen(), media, day);
    this.mark(findings);
    this.list.replaceChildren(...findings.map((finding) => this.item(finding)));
    const some = findings.length === 1 ? "things-one" : "things-many";
    const summary = findings.length ? fill(this.page[some], { count: findings.length }) : this.page["things-none"];
    this.say(text.trim() || findings.length ? summary : "");
    this.report.dataset.looked = "";
  }

  /**
   * Put a sentence where it is read out; the same one again would be read again.
   *
   * @param {string} sentence
   */
  say(sentence) {
    if (this.status.textContent !== sentence) this.status.textContent = sentence;
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

  /** @param {Finding} finding */
  item(finding) {
    const { say } = this.content;
    const rule = this.content.rules[finding.rule] ?? this.content.networks[finding.networks[0]];
    const written = this.language.value;
    const name = fill(this.page.why, { name: rule.name });
    return h(
      "li",
      { class: `guia-${finding.level}` },
      h("p", {}, h("strong", { class: "guia-level" }, say[finding.level]), " ", message(this.content, finding)),
      finding.replacement === null ? h("p", {}, fix(this.content, finding, written)) : null,
      h(
        "p",
        { class: "guia-do-it" },
        finding.replacement === null ? null : this.applyButton(finding, finding.replacement),
        finding.end > finding.start ? this.showButton(finding) : null,
        rule.address ? h("a", { href: new URL(rule.address, this.root).href }, name) : name,
      ),
    );
  }

  /**
   * Make the button that writes what is certainly right.
   *
   * @param {Finding} finding
   * @param {string} replacement
   */
  applyButton({ start, end }, replacement) {
    const [label, done] = replacement ? ["write", "changed"] : ["delete", "deleted"];
    const apply = button(fill(this.page[label], { replacement }), () => {
      const at = this.applies().indexOf(apply);
      this.replace(start, end, replacement);
      const others = this.applies();
      (others[Math.min(at, others.length - 1)] ?? this.text).focus();
      this.status.textContent = `${fill(this.page[done], { replacement })} ${this.status.textContent}`;
    });
    apply.className = "guia-apply";
    return apply;
  }

  applies() {
    /** @type {NodeListOf<HTMLButtonElement>} */
    const all = this.list.querySelectorAll(".guia-apply");
    return [...all];
  }

  /** @param {Finding} finding */
  showButton({ start, end }) {
    return button(this.page.show, () => {
      this.text.focus();
      this.text.setSelectionRange(start, end);
    });
  }

  /**
   * @param {number} start
   * @param {number} end
   * @param {string} words
   */
  replace(start, end, words) {
    this.text.setRangeText(words, start, end, "end");
    this.measure();
    this.look();
  }
}
