// The editor of a page of the guide: its text, beside it the page as it will look, and what the check says of it.

import { Source } from "./source.js";
import { element, facts, post, say, words } from "./talk.js";

const save = /** @type {HTMLButtonElement} */ (element("#save"));
const source = new Source({ changed, save: () => void saveNow() }, []);
let saving = false;

/** Something was typed. */
function changed() {
  save.disabled = saving || !source.isChanged;
  if (source.isChanged) say(words.unsaved);
}

/** Saves the text. */
async function saveNow() {
  if (saving || !source.isChanged) return;
  saving = true;
  save.disabled = true;
  say(words.saving);
  const { sent, saved, failed } = source.taken();
  const { status, body } = await post("save", { path: facts.path, ...sent });
  saving = false;
  if (status === 200) saved(body.version);
  else failed();
  save.disabled = !source.isChanged;
  say(status !== 200 ? body.message : source.isChanged ? words.unsaved : words.saved);
}

/** Shows one part where there is no room for all. */
function chooseParts() {
  const main = element("main");
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-part]"))) {
    one.addEventListener("click", () => {
      main.dataset.shown = one.dataset.part;
      for (const other of document.querySelectorAll("[data-part]")) {
        other.setAttribute("aria-pressed", String(other === one));
      }
    });
  }
}

save.addEventListener("click", saveNow);
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault();
    void saveNow();
  }
});
addEventListener("beforeunload", (event) => {
  if (saving || source.isChanged) event.preventDefault();
});
chooseParts();
const { status, body } = await post("open", { path: facts.path });
if (status === 200) source.open(body);
else say(body.message);
if (facts.address) element("#frame").setAttribute("src", facts.address);
document.documentElement.dataset.ready = "";
