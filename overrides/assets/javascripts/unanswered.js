// «This did not answer me», at the foot of a page: the message that it opens also says what was searched for. Nothing is sent
// but by whoever writes it; without this script it says the page alone.

import { asked } from "./common/asked.js";
import { filled } from "./common/words.js";

const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a[data-unanswered]"));

if (link) {
  const plain = link.href;
  link.addEventListener("click", () => {
    const query = asked();
    // The message is the last part of the address.
    if (query) link.href = plain + encodeURIComponent(`\n\n${filled(link.dataset.unanswered ?? "", { query })}`);
  });
}
