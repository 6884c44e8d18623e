// The editor of a page of the guide: its text, beside it the page as it will look, and what the check says of it.

import { showBoth } from "./both.js";
import { EditorView } from "./codemirror.js";
import { completing } from "./completing.js";
import { Findings } from "./findings.js";
import { Following } from "./following.js";
import { Front } from "./front.js";
import { asked, found, narrow } from "./narrowing.js";
import { pasting } from "./pasting.js";
import { choosePicture, pictures } from "./pictures.js";
import { showSavings } from "./savings.js";
import { Source } from "./source.js";
import { element, facts, forms, made, post, say, saySaved, words } from "./talk.js";

const save = /** @type {HTMLButtonElement} */ (element("#save"));
const moving = EditorView.updateListener.of((/** @type {any} */ update) => {
  if (update.selectionSet) following.moved();
});
const source = new Source({ changed, save: () => void saveNow() }, [completing, pictures, pasting, moving]);
const front = new Front(source, { changed: told, save: () => void saveNow() });
const following = new Following(source, front);
const findings = new Findings(source, following, front);
const names = new Intl.DisplayNames([document.documentElement.lang], { type: "language" });
let saving = false;

/** The text has changed. */
function changed() {
  told();
  front.follow();
  findings.changed();
}

/** Tells whether there is something to save. */
function told() {
  save.disabled = saving || !isChanged();
  if (isChanged()) say(words.unsaved);
  else if (element("#status").textContent === words.unsaved) say("");
}

function isChanged() {
  return source.isChanged || front.isChanged;
}

/** Saves the text, with what was filled in. */
async function saveNow() {
  if (saving || !isChanged()) return;
  saving = true;
  save.disabled = true;
  say(words.saving);
  if (!(await front.written())) {
    saving = false;
    save.disabled = false;
    return;
  }
  const { sent, saved, failed } = source.taken();
  const { status, body } = await post("save", { path: facts.path, ...sent });
  saving = false;
  if (status === 200) saved(body.version);
  else failed();
  save.disabled = !isChanged();
  if (status === 409) {
    say(words.conflict);
    showBoth(source, body, source.text, {
      why: words["both-help"],
      places: words["both-places"],
      name: words["both-yours"],
      keep: words["both-keep-yours"],
    });
  } else if (status !== 200) say(body.message);
  else {
    if (isChanged()) say(words.unsaved);
    else if (body.stale.length) sayStale(body.stale);
    else saySaved(words.saved);
    findings.changed();
  }
}

/**
 * Says which translations do not say the same any more, and leads to them.
 * @param {{ language: string, href: string }[]} stale
 */
function sayStale(stale) {
  const links = stale.flatMap(({ language, href }) => [" ", made("a", { href }, names.of(language) ?? language)]);
  saySaved(words["saved-stale"], ...links);
}

/** Follows the disk, where another program or person may have saved the page; what was typed here stays. */
async function follow() {
  if (saving) return;
  const { version } = source;
  const { status, body } = await post("open", { path: facts.path });
  // What was asked for before a saving here says what was there before it; of the saving one hears next.
  if (status !== 200 || saving || source.version !== version || body.version === version) return;
  if (isChanged()) say(words["changed-meanwhile"]);
  else source.follow(body);
}

/** Lets the preview tell what has changed. */
function listen() {
  let first = true;
  const events = new EventSource("/-/events");
  events.addEventListener("message", () => {
    if (!first) void follow();
    first = false;
  });
  addEventListener("pagehide", () => events.close());
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
      following.moved();
    });
  }
}

/** @type {HTMLInputElement | null} */ (document.querySelector("#filter"))?.addEventListener("input", (event) => {
  const typed = asked(/** @type {HTMLInputElement} */ (event.target));
  element("#filtered").textContent = found(narrow(element("#records"), typed, ""), typed, forms);
});
save.addEventListener("click", saveNow);
element("#picture").addEventListener("click", () => choosePicture(source.view));
element("#savings").addEventListener("click", () => void showSavings(source, follow));
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault();
    void saveNow();
  }
});
addEventListener("beforeunload", (event) => {
  if (saving || isChanged()) event.preventDefault();
});
chooseParts();
if (facts.address) element("#frame").setAttribute("src", `${facts.address}?guia-draft=${facts.draft}`);
const { status, body } = await post("open", { path: facts.path });
if (status === 200) {
  source.open(body);
  await front.after(() => front.shown());
  listen();
  void findings.look();
} else say(body.message);
document.documentElement.dataset.ready = "";
