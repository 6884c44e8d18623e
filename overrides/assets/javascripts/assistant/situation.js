// A situation: what it is, what to do, who does it, by when, and whom to escalate it to.

import { MINUTE, deadline, momentOf, shown } from "./calendar.js";
import { h } from "../common/html.js";
import { pageAt } from "../common/load.js";
import { filled } from "../common/words.js";
import { before } from "./words.js";

export class Situations {
  /**
   * @param {Guia.AssistantContent} content
   * @param {URL} root the address from which those of the content count
   */
  constructor(content, root) {
    this.content = content;
    this.root = root;
    this.say = content.say;
    this.calendar = content.calendar;
    // When the message was posted, as its field says it; until somebody says so, it is now.
    this.posted = "";
    this.due = h("span");
  }

  /**
   * Return a situation as elements: its name, whom to call, the steps, what to do and by when; the rest opens.
   *
   * @param {string} key
   * @returns {(Node | string)[]}
   */
  show(key) {
    const one = this.content.situations[key];
    this.due = h("span", { class: "guia-due", "aria-live": "polite" });
    this.drawDue(one);
    return [
      h(
        "h2",
        { tabindex: "-1" },
        h("span", { class: "guia-kind" }, this.say.situation),
        " ",
        one.name,
        ...(one.gravity ? [" ", h("span", { class: `guia-state guia-${one.gravity.level}` }, one.gravity.word)] : []),
      ),
      ...one.calls.map((call) => this.call(call)),
      one.steps.length
        ? h(
            "ol",
            { class: "guia-order" },
            one.steps.map((step) => h("li", {}, step)),
          )
        : "",
      h("p", { class: "guia-act" }, this.whatToDo(one), ...(one.within ? [" ", this.due] : [])),
      this.offers(one.offer),
      this.more(one),
    ];
  }

  /**
   * Return the helplines that whoever writes may be given, which open.
   *
   * @param {Guia.Situation["offer"]} lines
   */
  offers(lines) {
    if (!lines.length) return "";
    const items = lines.map(({ phone, name, about }) =>
      h("li", {}, h("strong", { dir: "ltr" }, phone), ` ${name}`, h("div", { class: "guia-help" }, about)),
    );
    return h("details", { class: "guia-more" }, h("summary", {}, this.say.offer), h("ul", {}, items));
  }

  /**
   * Return what it is, who does it, and from when the time counts.
   *
   * @param {Guia.Situation} one
   */
  more(one) {
    /** @type {[string, import("../common/html.js").Child | import("../common/html.js").Child[]][]} */
    const facts = [
      [this.say.who, this.whom(one.owner)],
      [this.say["by-when"], one.within && this.byWhen(one)],
      [one.passed ? one.action : this.say.escalate, this.whom(one.escalate)],
    ];
    const groups = facts
      .filter(([, value]) => value)
      .map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)));
    return h(
      "details",
      { class: "guia-more" },
      h("summary", {}, this.say[one.within ? "details-and-time" : "details"]),
      one.definition ? h("p", {}, one.definition) : "",
      h("div", { class: "guia-card", role: "group", "aria-label": one.name }, h("dl", {}, groups)),
      one.address ? h("p", { class: "guia-help" }, this.link(one.address, this.say.row)) : "",
    );
  }

  /**
   * @param {string} address
   * @param {string} text
   */
  link(address, text) {
    return address ? h("a", { href: pageAt(address, this.root).href }, text) : text;
  }

  /** @param {Guia.Situation} situation */
  whatToDo({ action, measure }) {
    return [h("strong", {}, action), ...(measure ? [": ", this.link(measure.address, measure.name)] : [])];
  }

  /** @param {Guia.Situation["calls"][number]} call */
  call({ name, phone, serves }) {
    const link = h("a", { class: "guia-call", href: dial(phone) }, h("strong", { dir: "ltr" }, phone), " ", name);
    return h("p", { class: "guia-calling" }, link, ...(serves ? [" ", h("span", { class: "guia-help" }, serves)] : []));
  }

  /** @param {Guia.Role | null} role */
  whom(role) {
    if (!role) return null;
    const phone = role.phone && h("a", { href: dial(role.phone), dir: "ltr" }, role.phone);
    const email = role.email && h("a", { href: `mailto:${role.email}` }, role.email);
    return [h("div", {}, this.link(role.address, role.name)), ...[phone, email].map((one) => one && h("div", {}, one))];
  }

  /**
   * Return what the deadline is counted from, which a field asks: when the message was posted or seen.
   *
   * @param {Guia.Situation} one
   */
  byWhen(one) {
    const { within, from } = one;
    const end = this.end(one);
    if (!within || !end) return [within?.words, h("div", { class: "guia-help" }, this.say.uncountable)];
    const { zone } = this.calendar;
    const clock = shown(zone, now());
    const field = h("input", {
      type: "datetime-local",
      name: "posted",
      autocomplete: "off",
      value: this.posted || asField(clock),
    });
    const years = h("div", { class: "guia-help" });
    const draw = () => {
      const unlisted = this.end(one)?.unlisted.join(", ");
      years.textContent = unlisted ? filled(this.say.unlisted, { years: unlisted }) : "";
      this.drawDue(one);
    };
    field.addEventListener("input", () => {
      this.posted = field.value;
      draw();
    });
    draw();
    const counted = filled(this.say[from === "seen" ? "counted-from-seen" : "counted-from"], { time: within.words });
    const note = clock === here() ? "" : h("div", { class: "guia-help" }, filled(this.say.zone, { zone }));
    return [counted, h("label", {}, `${this.say[from]} `, field), years, note];
  }

  /**
   * Return when the time of a situation ends, or nothing where that cannot be counted.
   *
   * @param {Guia.Situation} one
   */
  end({ within }) {
    const { zone } = this.calendar;
    if (!zone || !within) return null;
    const posted = this.posted ? momentOf(zone, Date.parse(`${this.posted}Z`)) : now();
    return deadline(this.calendar, posted, within);
  }

  /**
   * Write the deadline of a situation.
   *
   * @param {Guia.Situation} one
   */
  drawDue(one) {
    const end = this.end(one);
    if (!end) {
      this.due.textContent = one.within?.words ?? "";
      return;
    }
    const { zone } = this.calendar;
    const when = before(this.content, shown(zone, end.at), shown(zone, now()));
    const late = end.at < now();
    this.due.classList.toggle("guia-late", late);
    this.due.textContent = late ? filled(this.say.overdue, { when }) : when;
  }
}

/** @param {string} phone */
function dial(phone) {
  return `tel:${phone.replaceAll(" ", "")}`;
}

/** Return this minute. */
function now() {
  return Math.floor(Date.now() / MINUTE) * MINUTE;
}

/** Return what the reader's own clock shows. */
function here() {
  return now() - new Date(now()).getTimezoneOffset() * MINUTE;
}

/**
 * Return what a clock shows as a field of date and time takes it.
 *
 * @param {number} clock
 */
function asField(clock) {
  return new Date(clock).toISOString().slice(0, 16);
}
