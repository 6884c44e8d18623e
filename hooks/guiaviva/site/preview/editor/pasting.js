// What a word processor has in the clipboard becomes Markdown: its headings, lists, links and tables, and nothing else.

import { EditorView } from "./codemirror.js";
import { Turndown } from "./turndown.js";

// Without any of them, the plain text is what was meant: so it is what another editor of code has there.
const STRUCTURE = "h1, h2, h3, h4, h5, h6, li, table, a[href], [style*='mso-list']";
const HEADINGS = "h1, h2, h3, h4, h5, h6";
const LINKED = /^(https?:|mailto:|tel:)/i;
// A number or a letter before its dot or bracket.
const NUMBERED = /^\(?([0-9]+|[a-z]|[ivx]+)[.)]/i;

/** Takes what is pasted from a word processor. */
export const pasting = EditorView.domEventHandlers({
  paste: (/** @type {ClipboardEvent} */ event, /** @type {any} */ view) => {
    const text = markdownOf(event.clipboardData?.getData("text/html") ?? "");
    if (!text) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(fitting(view.state, text)), {
      scrollIntoView: true,
      userEvent: "input.paste",
    });
    return true;
  },
});

/**
 * Returns HTML as Markdown, or "" where it has no structure to keep.
 * @param {string} html
 */
export function markdownOf(html) {
  // The policy of the page speaks up of styles even where nothing is shown.
  const page = new DOMParser().parseFromString(html.replace(/<style[\s>][^]*?<\/style>/gi, ""), "text/html");
  if (!page.body.querySelector(STRUCTURE)) return "";
  for (const one of page.querySelectorAll(
    "style, script, title, template, noscript, img, svg, object, del, [style*='display:none']",
  ))
    one.remove();
  gatherLists(page);
  nestLists(page);
  lowerHeadings(page);
  const converter = new Turndown({ headingStyle: "atx", bulletListMarker: "-", codeBlockStyle: "fenced" });
  for (const [name, rule] of Object.entries(RULES)) converter.addRule(name, rule);
  return converter
    .turndown(page.body)
    .replaceAll("\u00a0", " ")
    .replace(/[ \t]+$/gm, "")
    .trim();
}

/** @type {Record<string, { filter: any, replacement: (text: string, node: any) => string }>} */
const RULES = {
  plain: {
    filter: ["strong", "b", "em", "i", "code", "pre", "blockquote", "hr"],
    replacement: (text, node) => (/^(PRE|BLOCKQUOTE|HR)$/.test(node.nodeName) ? `\n\n${text.trim()}\n\n` : text),
  },
  break: { filter: "br", replacement: () => "\n" },
  link: {
    filter: "a",
    replacement(text, node) {
      const address = node.getAttribute("href") ?? "";
      const words = text.replace(/\s+/g, " ").trim();
      return LINKED.test(address) && words
        ? `[${words}](${address.replace(/[\s()<>]/g, (/** @type {string} */ sign) => `%${sign.charCodeAt(0).toString(16)}`)})`
        : text;
    },
  },
  item: {
    filter: "li",
    replacement(text, node) {
      const list = node.parentNode;
      const ordered = list.nodeName === "OL";
      const number = Number(list.getAttribute("start") ?? 1) + [...list.children].indexOf(node);
      const mark = ordered ? `${number}. ` : "- ";
      const body = text
        .trim()
        .replace(/\n{2,}/g, "\n")
        .replace(/\n/g, "\n    ");
      return `${mark}${body}${node.nextSibling ? "\n" : ""}`;
    },
  },
  table: { filter: "table", replacement: (_, node) => tableOf(node) },
};

/**
 * Returns a table of Markdown; its first row is the head.
 * @param {HTMLTableElement} table
 */
function tableOf(table) {
  const cell = (/** @type {Element} */ one) => {
    const links = new Turndown();
    links.addRule("plain", RULES.plain);
    links.addRule("link", RULES.link);
    return links.turndown(one.innerHTML).replace(/\s+/g, " ").replaceAll("|", "\\|").trim();
  };
  const rows = [...table.rows].map((row) => [...row.cells].map(cell)).filter((row) => row.some(Boolean));
  const width = Math.max(0, ...rows.map((row) => row.length));
  const line = (/** @type {string[]} */ row) =>
    `| ${Array.from({ length: width }, (_, at) => row[at] ?? "").join(" | ")} |`;
  if (!width) return "";
  const [head, ...body] = rows.map(line);
  return `\n\n${[head, line(Array(width).fill("---")), ...body].join("\n")}\n\n`;
}

/**
 * Makes lists of the paragraphs that Word has for their items: each says its level, and begins with its mark.
 * @param {Document} page
 */
function gatherLists(page) {
  /** @type {Element[]} */
  let open = [];
  for (const one of page.querySelectorAll("p, h1, h2, h3, h4, h5, h6, table, ul, ol")) {
    const level = Number(/mso-list:\s*[^;]*level(\d+)/i.exec(one.getAttribute("style") ?? "")?.[1] ?? 0);
    if (!level || one.matches(HEADINGS)) {
      open = [];
      continue;
    }
    const mark = [...one.querySelectorAll("[style*='mso-list']")].find((part) =>
      /mso-list:\s*Ignore/i.test(part.getAttribute("style") ?? ""),
    );
    const name = NUMBERED.test(mark?.textContent?.trim() ?? "") && mark?.textContent?.trim() !== "o" ? "ol" : "ul";
    mark?.remove();
    open = open.slice(0, level);
    if (!open.length) {
      open = [page.createElement(name)];
      one.before(open[0]);
    }
    while (open.length < level) {
      const inner = page.createElement(name);
      const last = open[open.length - 1];
      (last.lastElementChild ?? last.appendChild(page.createElement("li"))).append(inner);
      open.push(inner);
    }
    const item = page.createElement("li");
    item.append(...one.childNodes);
    open[open.length - 1].append(item);
    one.remove();
  }
}

/**
 * Puts a list that stands beside the items of another into the one before it, where it is meant.
 * @param {Document} page
 */
function nestLists(page) {
  for (const list of page.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) {
    const item = list.previousElementSibling;
    if (item) item.append(list);
    else list.replaceWith(...list.childNodes);
  }
}

/**
 * A page has one title already: where there is another, all headings go one level down.
 * @param {Document} page
 */
function lowerHeadings(page) {
  if (!page.querySelector("h1")) return;
  for (const one of [...page.querySelectorAll(HEADINGS)].reverse()) {
    const lower = page.createElement(`h${Math.min(6, Number(one.nodeName[1]) + 1)}`);
    lower.append(...one.childNodes);
    one.replaceWith(lower);
  }
}

/**
 * Returns a text with the empty lines that keep it apart from what is around it.
 * @param {any} state
 * @param {string} text
 */
function fitting(state, text) {
  const { from, to } = state.selection.main;
  const isBlock = /\n|^(#|-|\d+\.|\|) ?/.test(text);
  const before = state.doc.sliceString(state.doc.lineAt(from).from, from).trim();
  const after = state.doc.sliceString(to, state.doc.lineAt(to).to).trim();
  return isBlock ? `${before ? "\n\n" : ""}${text}${after ? "\n\n" : ""}` : text;
}
