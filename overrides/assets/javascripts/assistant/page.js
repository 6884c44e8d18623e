// The assistant as a person sees it: a question or a situation, the way to it, and what leads back. Each step has an
// address of its own, which is also that of its place in the page as it is without a script.

import { h } from "../common/html.js";
import { speak } from "../common/voice.js";
import { Replies } from "./replies.js";
import { Situations } from "./situation.js";
import { wayTo } from "./way.js";

// For so long a toast is shown.
const TOAST = 5000;
// What the header of the site may cover.
const HEADER = 48;

/** @import { Way } from "./way.js" */

export class Assistant {
  /**
   * @param {HTMLElement} place the element to fill
   * @param {Guia.AssistantContent} content
   * @param {URL} root the address from which those of the content count
   */
  constructor(place, content, root) {
    this.place = place;
    this.content = content;
    this.say = content.say;
    this.title = document.title;
    /** @type {{ step: string, way: Way }} */
    this.at = { step: content.start, way: [] };
    /** @type {number | undefined} */
    this.timer = undefined;
    this.situations = new Situations(content, root);
    this.replies = new Replies(content, (words) => this.announce(words));
    this.step = h("div", { class: "guia-now" });
    this.controls = h("p", { class: "guia-controls" });
    this.way = h("nav", { class: "guia-way", "aria-label": this.say.way });
    this.toast = h("div", { class: "guia-toast", role: "status" });
  }

  /** Take the place of the tree, at the step that the address names. */
  begin() {
    this.place.replaceChildren(this.controls, this.step, this.replies.element, this.way, this.toast);
    this.place.dataset.begun = "";
    // What is clicked in it has the focus in it, so that the key is heard here and nowhere else.
    this.place.tabIndex = -1;
    speak(this.place, this.say, this.content.voice);
    this.place.addEventListener("keydown", (event) => this.key(event));
    window.addEventListener("hashchange", () => {
      const named = this.named();
      if (named !== undefined) this.go(named || this.content.start, { focus: true });
    });
    const named = this.named();
    this.go(named || this.content.start, { focus: Boolean(named) });
    // Who comes for a step has not read what is above it.
    if (named) this.place.scrollIntoView();
  }

  /** Return the step that the address names: "" where it names nothing, undefined where it names something else. */
  named() {
    const id = location.hash.slice(1);
    return !id || /^(question|situation)-/.test(id) ? id : undefined;
  }

  /**
   * @param {string} step
   * @param {{ focus: boolean }} how
   */
  go(step, { focus }) {
    const known = step in this.content.questions || step in this.content.situations;
    const next = known ? step : this.content.start;
    this.at = { step: next, way: wayTo(this.content, next, this.at) };
    this.draw();
    if (!known) this.step.prepend(h("p", { class: "guia-help" }, this.say.unknown));
    if (focus) this.focus();
  }

  draw() {
    const { step, way } = this.at;
    const { start } = this.content;
    const situation = this.content.situations[step];
    const shown = situation ? this.situations.show(step) : this.question(step);
    this.step.replaceChildren(...shown.filter(Boolean));
    this.replies.element.hidden = !situation;
    if (situation) this.replies.show(situation.replies);
    const back = way.at(-1)?.[0];
    this.controls.replaceChildren(
      ...(back ? [h("a", { href: `#${back}`, class: "guia-back" }, this.say.back)] : []),
      ...(step === start ? [] : [h("a", { href: `#${start}` }, this.say.restart)]),
    );
    this.way.replaceChildren(...(way.length ? [h("p", { class: "guia-group" }, this.say.way), this.passed(way)] : []));
    const name = situation?.name ?? (step === start ? "" : this.content.questions[step].text);
    document.title = name ? `${name} · ${this.title}` : this.title;
  }

  /**
   * @param {string} step
   * @returns {(Node | string)[]}
   */
  question(step) {
    const { text, help, yes, no } = this.content.questions[step];
    const answers = [
      [this.say.yes, yes],
      [this.say.no, no],
    ];
    const links = answers.filter(([, to]) => to).map(([word, to]) => h("a", { href: `#${to}` }, word));
    return [
      h("h2", { tabindex: "-1" }, text),
      help ? h("p", { class: "guia-help" }, help) : "",
      h("div", { class: "guia-yes-no" }, links),
    ];
  }

  /**
   * Return the answered questions as links, each with its answer.
   *
   * @param {Way} way
   */
  passed(way) {
    const items = way.map(([question, answer]) =>
      h(
        "li",
        {},
        h("a", { href: `#${question}` }, this.content.questions[question].text),
        " ",
        h("strong", {}, this.say[answer]),
      ),
    );
    return h("ol", {}, items);
  }

  /** Move the focus to the heading, and the page to where it can be read. */
  focus() {
    this.step.querySelector("h2")?.focus({ preventScroll: true });
    // Where the screen is small, a step is brought to the top: what is done with it needs all the room.
    const small = matchMedia("(max-width: 44.99em)").matches;
    const { top } = this.place.getBoundingClientRect();
    if (top < HEADER || top > window.innerHeight / 2 || small) this.place.scrollIntoView();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;
    const writing =
      event.target instanceof HTMLElement &&
      (event.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName));
    if (event.key === "c" && plain && !writing && !this.replies.element.hidden) this.replies.copyFocused();
  }

  /** @param {string} words */
  announce(words) {
    this.toast.textContent = words;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.toast.replaceChildren(), TOAST);
  }
}
