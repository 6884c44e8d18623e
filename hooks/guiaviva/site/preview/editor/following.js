// Which place of the text a place of the page is made of: a click on the page leads to its words in the text, and what
// the cursor is in is marked on the page.
//
// What makes the site keeps no line numbers, so the passages of the text, whose lines are known, and the blocks of the
// page are laid beside each other by what they say. Nothing of it is in a page that is published.

import { element, facts, made, words } from "./talk.js";

/** @typedef {{ line: number, text: string, made: boolean, field?: string[] }} Passage Of a block that is made of data, `made`. */

const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, tr, summary, label, figcaption";
// What does something of its own when it is clicked.
const LIVE = "a, button, input, select, textarea, label, summary, [role=button], [role=tab]";
// Where a sentence or a line ends.
const ENDS = /(?<=[.?!:])\s|\n/;
const HERE = "data-guia-here";
// Milliseconds for which the cursor rests before the page follows it.
const REST = 150;
// So much of what two texts say has to be the same, where a value stands in one of them and its name in the other.
const ALIKE = 0.5;

/** Keeps the text and the page beside it together. */
export class Following {
  /**
   * @param {import("./source.js").Source} source
   * @param {import("./front.js").Front} front
   */
  constructor(source, front) {
    this.source = source;
    this.front = front;
    /** @type {Passage[]} */
    this.passages = [];
    /** @type {any} */
    this.doc = null;
    this.timer = 0;
    this.frame = /** @type {HTMLIFrameElement} */ (element("#frame"));
    this.frame.addEventListener("load", () => this.opened());
  }

  /** A page is in the frame. */
  opened() {
    const page = this.frame.contentDocument;
    page?.addEventListener("guia-changed", () => this.moved());
    page?.addEventListener("click", (event) => this.clicked(event));
    // What was typed while it was loaded is shown too.
    this.frame.contentWindow?.dispatchEvent(new CustomEvent("guia-draft"));
    this.moved();
  }

  /**
   * Takes the passages of a text, which the page shows next.
   * @param {any} doc
   * @param {Passage[]} passages
   */
  take(doc, passages) {
    [this.doc, this.passages] = [doc, passages];
  }

  /** The cursor has moved, or the page has changed: soon what it is in is marked. */
  moved() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.mark(), REST);
  }

  /** Marks the block that is made of what the cursor is in. */
  mark() {
    const { state } = this.source.view;
    const page = this.frame.contentDocument;
    if (!page || state.doc !== this.doc) return;
    const line = state.doc.lineAt(state.selection.main.head).number;
    const passage = this.passages.findLast((one) => one.line <= line);
    const found = [...this.together(page)].find(([, one]) => one === passage)?.[0];
    for (const one of page.querySelectorAll(`[${HERE}]`)) if (one !== found) one.removeAttribute(HERE);
    if (!found) return;
    found.setAttribute(HERE, "");
    const { top, bottom } = found.getBoundingClientRect();
    if (top < 0 || bottom > (this.frame.contentWindow?.innerHeight ?? 0)) found.scrollIntoView({ block: "center" });
  }

  /**
   * Goes to the words that were clicked.
   * @param {MouseEvent} event
   */
  clicked(event) {
    const page = this.frame.contentDocument;
    const target = /** @type {Element} */ (event.target);
    // Whoever marks words, or follows a link, goes nowhere else.
    if (!page || !this.passages.length || target.closest(LIVE) || !page.getSelection()?.isCollapsed) return;
    const block = target.closest(BLOCKS);
    const all = this.together(page);
    const passage = all.get(block) ?? this.before(all, block ?? target);
    if (!passage) return;
    // Whoever typed there would break what shows the data.
    if (!all.has(block) && passage.made) return sayMade();
    if (this.front.go(passage.field ?? [])) return;
    element("[data-part=text]").click();
    this.source.go(this.placeOf(passage, wordsAt(page, event)));
  }

  /**
   * Returns the passage that an element without one belongs to: a block of data that comes after what is before it.
   * @param {Map<Element | null, Passage>} all
   * @param {Element} one
   */
  before(all, one) {
    const last = [...all].findLast(([other]) => other && other.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
    const at = last ? this.passages.indexOf(last[1]) : -1;
    return this.passages[at + 1]?.made ? this.passages[at + 1] : last?.[1];
  }

  /**
   * Returns where words are in the text, from a passage on.
   * @param {Passage} passage
   * @param {string} clicked
   */
  placeOf(passage, clicked) {
    const doc = this.source.view.state.doc;
    const from = doc.line(Math.min(passage.line, doc.lines)).from;
    const next = this.passages.find((one) => one.line > passage.line)?.line ?? doc.lines + 1;
    const text = doc.sliceString(from, doc.line(Math.min(next - 1, doc.lines)).to);
    return from + Math.max(text.indexOf(clicked), 0);
  }

  /**
   * Returns the blocks of the page with the passages of which they are made.
   * @param {Document} page
   * @returns {Map<Element | null, Passage>}
   */
  together(page) {
    const blocks = [...page.querySelectorAll(`article :is(${BLOCKS})`)];
    const said = blocks.map((block) => letters(ownText(block)));
    const written = this.passages.map((one) => letters(one.text));
    return new Map(pairs(written, said).map(([passage, block]) => [blocks[block], this.passages[passage]]));
  }
}

/** Says that what was clicked is in no text, and leads to where it is. */
function sayMade() {
  const href = `records?${new URLSearchParams({ page: facts.path, lang: facts.language })}`;
  element("#status").replaceChildren(words["from-data"], " ", made("a", { href }, words["from-data-open"]));
}

/**
 * Returns the words of one sentence around what was clicked, as they are in one piece of the text.
 * @param {Document} page
 * @param {MouseEvent} event
 */
function wordsAt(page, { clientX, clientY }) {
  const caret = page.caretRangeFromPoint?.(clientX, clientY);
  const text = caret?.startContainer.nodeType === Node.TEXT_NODE ? (caret.startContainer.nodeValue ?? "") : "";
  const before = text.slice(0, caret?.startOffset ?? 0);
  const begin = before.length - (before.split(ENDS).at(-1) ?? "").length;
  return text.slice(begin).split(ENDS)[0].trim();
}

/**
 * Returns the text of an element without that of blocks in it.
 * @param {Element} one
 */
function ownText(one) {
  return [...one.childNodes].map((node) => text(node)).join("");
}

/**
 * @param {Node} node
 * @returns {string}
 */
function text(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? "";
  const one = /** @type {Element} */ (node);
  return node.nodeType !== Node.ELEMENT_NODE || one.matches(`${BLOCKS}, ul, ol, .headerlink`) ? "" : [...one.childNodes].map(text).join("");
}

/** @param {string} text */
function letters(text) {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu)?.join(" ") ?? "";
}

/**
 * Returns which of the first texts is which of the second, by their places, in the order of both: those that are the
 * same, and between them those that are alike.
 * @param {string[]} first
 * @param {string[]} second
 * @returns {[number, number][]}
 */
function pairs(first, second) {
  const lengths = first.map(() => new Uint16Array(second.length + 1));
  lengths.push(new Uint16Array(second.length + 1));
  for (let one = first.length - 1; one >= 0; one--) {
    for (let other = second.length - 1; other >= 0; other--) {
      const same = first[one] && first[one] === second[other];
      lengths[one][other] = same ? lengths[one + 1][other + 1] + 1 : Math.max(lengths[one + 1][other], lengths[one][other + 1]);
    }
  }
  /** @type {[number, number][]} */
  const found = [];
  for (let [one, other] = [0, 0]; one < first.length && other < second.length; ) {
    if (first[one] && first[one] === second[other]) found.push([one++, other++]);
    else if (lengths[one + 1][other] >= lengths[one][other + 1]) one++;
    else other++;
  }
  return [...found, ...alike(first, second, found)].sort(([one], [other]) => one - other);
}

/**
 * @param {string[]} first
 * @param {string[]} second
 * @param {[number, number][]} same
 */
function* alike(first, second, same) {
  let [one, other] = [0, 0];
  for (const [nextOne, nextOther] of /** @type {[number, number][]} */ ([...same, [first.length, second.length]])) {
    for (; one < nextOne; one++) {
      for (let at = other; at < nextOther; at++) {
        if (share(first[one], second[at]) <= ALIKE) continue;
        yield /** @type {[number, number]} */ ([one, at]);
        other = at + 1;
        break;
      }
    }
    [one, other] = [nextOne + 1, nextOther + 1];
  }
}

/**
 * Returns how much of the words of two texts is in both.
 * @param {string} one
 * @param {string} other
 */
function share(one, other) {
  const [all, some] = [one, other].map((text) => new Set(text.split(" ")));
  return [...all].filter((word) => some.has(word)).length / Math.max(all.size, some.size);
}
