// The sections whose translation is not as it was recorded: the list of all, and those of a page beside their original.

import { folded, pairs } from "./pairs.js";
import { element, facts, filled, made, post, say, words } from "./talk.js";

/** @typedef {{ path: string, title: string, sections: { title: string, own: boolean, state: string }[] }} Stale */
/** @typedef {{ language: string, pages: Stale[], data: { path: string, name: string, count: number }[] }} Language */

const place = element("#sections");
const names = new Intl.DisplayNames([document.documentElement.lang], { type: "language" });

/** Shows all sections, by language and page. */
async function showAll() {
  const { status, body } = await post("stale", {});
  if (status !== 200) return say(body.message);
  /** @type {Language[]} */
  const languages = body.languages;
  const some = languages.filter((one) => one.pages.length || one.data.length);
  place.replaceChildren(...some.map(language));
  if (!some.length) say(words["translate-none"]);
}

/** @param {Language} one */
function language({ language, pages, data }) {
  const rows = pages.map(({ path, title, sections }) => {
    const link = made("a", { href: `/-/edit/translations?${new URLSearchParams({ path })}`, lang: language }, title);
    const what = sections.map((one) => made("li", {}, made("span", one.own ? { lang: language } : {}, one.title), ` – ${words[`translate-${one.state}`]}`));
    return made("li", {}, made("strong", {}, link), made("ul", {}, ...what), folded(path, language));
  });
  const texts = data.map(({ path, name, count }) => {
    const href = `/-/edit/translations?${new URLSearchParams({ path, language })}`;
    return made("li", {}, made("strong", {}, made("a", { href }, name)), ` ${filled(words["translate-data"], { count })}`, folded(path, language));
  });
  return made("section", {}, made("h2", {}, names.of(language) ?? language), made("ul", { className: "guia-changes" }, ...rows, ...texts));
}

/** Shows the sections of a page. */
async function showPage() {
  const page = await pairs(facts.path, facts.language, place);
  if (!page) return;
  element("#title").textContent = `${page.title} (${page.language})`;
  if (!page.sections.length) say(words["translate-none"]);
  // What leads here names a section, which is there only now.
  document.getElementById(location.hash.slice(1))?.focus();
}

await (facts.path ? showPage() : showAll());
document.documentElement.dataset.ready = "";
