// A situation: what it is, what to do, who does it, by when, and whom to escalate it to.

import { MINUTE, deadline, momentOf, shown } from "./calendar.js";
import { h } from "../common/html.js";
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
  }

  /**
   * Return a situation as elements; the first is its heading.
   *
   * @param {string} key
   * @returns {(Node | string)[]}
   */
  show(key) {
    const one = this.content.situations[key];
    /** @type {[string, import("../common/html.js").Child | import("../common/html.js").Child[]][]} */
    const facts = [
      [this.say["what-to-do"], this.whatToDo(one)],
      [this.say.who, this.whom(one.owner)],
      [this.say["by-when"], one.within && this.byWhen(one.within, one.from)],
      [this.say.escalate, this.whom(one.escalate)],
    ];
    const groups = facts
      .filter(([, value]) => value)
      .map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)));
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
      one.definition ? h("p", {}, one.definition) : "",
      h("div", { class: "guia-card", role: "group", "aria-label": one.name }, h("dl", {}, groups)),
      one.address ? h("p", { class: "guia-help" }, this.link(one.address, this.say.row)) : "",
    ];
  }

  /**
   * @param {string} address
   * @param {string} text
   */
  link(address, text) {
    return address ? h("a", { href: new URL(address, this.root).href }, text) : text;
  }

  /** @param {Guia.Situation} situation */
  whatToDo({ action, measure }) {
    return [h("strong", {}, action), ...(measure ? [": ", this.link(measure.address, measure.name)] : [])];
  }

  /** @param {Guia.Situation["calls"][number]} call */
  call({ name, phone, serves }) {
    const link = h("a", { class: "guia-call", href: dial(phone) }, h("strong", {}, phone), " ", name);
    return h("p", { class: "guia-calling" }, link, ...(serves ? [" ", h("span", { class: "guia-help" }, serves)] : []));
  }

  /** @param {Guia.Role | null} role */
  whom(role) {
    if (!role) return null;
    const phone = role.phone && h("a", { href: dial(role.phone) }, role.phone);
    const email = role.email && h("a", { href: `mailto:${role.email}` }, role.email);
    return [h("div", {}, this.link(role.address, role.name)), ...[phone, email].map((one) => one && h("div", {}, one))];
  }

  /**
   * Return the deadline, counted from when the message was posted or seen, which a field asks.
   *
   * @param {Guia.Length & { words: string }} within
   * @param {"posted" | "seen"} from
   */
  byWhen(within, from) {
    const { zone } = this.calendar;
    const clock = zone ? shown(zone, now()) : 0;
    if (!zone || !deadline(this.calendar, now(), within)) {
      return [h("strong", {}, within.words), h("div", { class: "guia-help" }, this.say.uncountable)];
    }
    const when = h("div", { "aria-live": "polite" });
    const field = h("input", {
      type: "datetime-local",
      name: "posted",
      autocomplete: "off",
      value: this.posted || asField(clock),
    });
    const draw = () => when.replaceChildren(...this.deadline(within, from));
    field.addEventListener("input", () => {
      this.posted = field.value;
      draw();
    });
    draw();
    const note = clock === here() ? "" : h("div", { class: "guia-help" }, filled(this.say.zone, { zone }));
    return [when, h("label", {}, `${this.say[from]} `, field), note];
  }

  /**
   * @param {Guia.Length & { words: string }} within
   * @param {"posted" | "seen"} from
   */
  deadline(within, from) {
    const { zone } = this.calendar;
    const posted = this.posted ? momentOf(zone, Date.parse(`${this.posted}Z`)) : now();
    const end = deadline(this.calendar, posted, within);
    if (!end) return [h("strong", {}, within.words)];
    const when = before(this.content, shown(zone, end.at), shown(zone, now()));
    const late = end.at < now();
    const years = end.unlisted.join(", ");
    const counted = this.say[from === "seen" ? "counted-from-seen" : "counted-from"];
    return [
      h("strong", { class: late && "guia-late" }, late ? filled(this.say.overdue, { when }) : when),
      h("div", { class: "guia-help" }, filled(counted, { time: within.words })),
      years ? h("div", { class: "guia-help" }, filled(this.say.unlisted, { years })) : "",
    ].filter(Boolean);
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
