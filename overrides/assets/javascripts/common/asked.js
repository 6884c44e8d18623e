// The search that led to this page, known to this tab alone and for as long as it is open.

const KEPT = "guia-asked";

/**
 * Remember by which words somebody goes to a page.
 *
 * @param {string} path of the page
 * @param {string} words
 */
export function keepAsked(path, words) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify([path, words]));
  } catch {
    // The browser keeps nothing.
  }
}

/** Return the words by which somebody came to this page from the search, or "". */
export function asked() {
  try {
    const [path, words] = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
    return path === location.pathname && typeof words === "string" ? words : "";
  } catch {
    return "";
  }
}
