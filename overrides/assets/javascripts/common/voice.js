// Where the program has no words in the language of the page, those that it shows are in another one, and say so.

/** @type {WeakSet<Element>} */
const marked = new WeakSet();

/**
 * Mark what stands in an element, now or later, in the words of a tool, where they are in another language than what is around it.
 *
 * @param {Element} root
 * @param {Record<string, string>} words
 * @param {{ lang?: string, dir?: string }} voice the language of the words, and its direction
 */
export function speak(root, words, { lang, dir }) {
  // A page that is not translated is in the language of the original, within one of another.
  if (!lang || lang === root.closest("[lang]")?.getAttribute("lang")) return;
  const said = Object.values(words).filter(says).map(pattern);
  /** @param {Node} node */
  const mark = (node) => {
    /** @type {Text[]} */
    const texts = [];
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
    for (const text of texts) {
      const { parentElement: parent } = text;
      const words = text.textContent?.trim() ?? "";
      if (!parent || !words || marked.has(parent) || !said.some((one) => one.test(words))) continue;
      let element = parent;
      if (parent.childNodes.length > 1) {
        element = document.createElement("span");
        text.replaceWith(element);
        element.append(text);
      }
      element.lang = lang;
      if (dir) element.dir = dir;
      marked.add(element);
    }
  };
  mark(root);
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      // What stands there now may be in the language of the page.
      if (target instanceof HTMLElement && marked.delete(target)) {
        target.removeAttribute("lang");
        target.removeAttribute("dir");
      }
      mark(target);
    }
  }).observe(root, { childList: true, subtree: true });
}

/** @param {string} text */
const says = (text) => /\p{L}/u.test(text.replace(/\{[\w-]+\}/g, ""));

/**
 * Return what a text looks like with anything in its places.
 *
 * @param {string} text
 */
function pattern(text) {
  const parts = text.trim().split(/\{[\w-]+\}/);
  return new RegExp(`^${parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join(".*")}$`, "su");
}
