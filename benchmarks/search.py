"""Whether people find what they look for, what it costs them, and the same for Material's stock search.

    python benchmarks/search.py [--pages 2000] [--no-lists] [--no-stock] [--no-large] [--ranking] [LIST…]

A list is a file with a query a line: its language, a tab, the words as they are typed, a tab, and the pages that serve
(`topics/minors`, or `topics/minors#rule` where only a section does), with commas between them. What counts is the first
run of a list by somebody who has not read `search_words`, `model/search` or another list: once words are added for what
it did not find, it measures nothing any more. `--ranking` ranks in Python, as the browser does, in seconds, and prints
what was not among the first three.

Builds the guide, opens it in Chromium and types every query of the lists, as a person would:

- data/queries.yml, the lists of tests/search (and any list named on the command line);
- success at 1 and at 3 (a right page, or section where one is given), mean reciprocal rank, queries without a result;
- bytes of the first search, each file compressed with gzip -9, scripts included, and milliseconds until its results
  are there; milliseconds a keystroke, warm (medians).

In the same run the same Markdown, without our blocks, is built with Material's stock search, and asked the same.
Then a guide of `--pages` generated pages in each of three languages, whose words are as frequent as those of the guide:
time to build the index, bytes and time of the first search, milliseconds a keystroke.
"""

from __future__ import annotations

import argparse
import gzip
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from guiaviva.guide import load_guide
from guiaviva.search.contributions import index_of
from guiaviva.search.files import files
from guiaviva.search.index import Index
from guiaviva.search.query import grouped, search
from test_browser import ARGUMENTS, CHROMIUM, serve
from test_site import copy_project, guia_build, run

LANGUAGES = ("ca", "es", "en")
TODAY = date(2026, 11, 25)
Query = tuple[str, str, list[str]]

FRONT = "---\nowner: editor\nreviewed: 2026-10-01\nreview_every: 12\n---\n"
STOCK = """\
site_name: Guide
theme: {name: material, language: ca, font: false}
plugins:
  - search
  - i18n:
      docs_structure: folder
      languages:
        - {locale: ca, name: ca, default: true}
        - {locale: es, name: es}
        - {locale: en, name: en}
markdown_extensions: [admonition, attr_list, def_list, footnotes, tables, pymdownx.details, pymdownx.superfences]
"""


def lists(extra: list[Path]) -> Iterator[tuple[str, list[Query]]]:
    """Return the name of each list and its queries: language, words, right pages."""
    own = yaml.safe_load((ROOT / "data/queries.yml").read_text(encoding="utf-8"))
    yield "data/queries.yml", [(one["language"], str(one["words"]), one["answers"]) for one in own]
    names = ("given", "held-out", "unseen", "fresh", *(f"fresh-{number}" for number in range(2, 9)))
    for path in (*(ROOT / f"tests/search/{name}.tsv" for name in names), *extra):
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        yield path.name, [(r[0], r[1], r[2].split(",")) for r in rows if len(r) == 3 and not r[0].startswith("#")]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port."""
    server = serve(folder)
    yield next(server)
    next(server, None)


def rank(queries: list[Query], indexes: dict[str, Index]) -> list[tuple[Query, list[tuple[str, str]]]]:
    """Rank each query as the browser does, without one."""
    rows = []
    for query in queries:
        index = indexes[query[0]]
        groups = grouped(index, search(index, query[1]).results)
        records = [index.records[group[0].record] for group in groups]
        rows.append((query, [(record.page, record.anchor) for record in records]))
    return rows


def lost(rows: list[tuple[Query, list[tuple[str, str]]]]) -> Iterator[str]:
    """Return the queries whose right pages are not among the first three, with these."""
    for (language, words, answers), found in rows:
        if not any(is_right(one, answer) for one in found[:3] for answer in answers):
            three = ", ".join(f"{page}#{anchor}".removesuffix("#") for page, anchor in found[:3])
            yield f"  {language}: {words}: {three}"


def place(address: str, href: str) -> tuple[str, str]:
    """Return the page's id and the anchor of a result's address."""
    path, _, anchor = href.removeprefix(address).partition("#")
    path = path.partition("?")[0]
    for language in LANGUAGES:
        path = path.removeprefix(f"{language}/")
    page = path.strip("/")
    return page or "index", anchor


def is_right(found: tuple[str, str], answer: str) -> bool:
    """Is a result the page, or the section, that answers?"""
    page, _, section = answer.partition("#")
    same = found[0] == page or (page.endswith("/index") and found[0] == page.removesuffix("/index"))
    return same and (not section or found[1] == section)


def report(name: str, rows: list[tuple[Query, list[tuple[str, str]]]]) -> None:
    """Print how often the right page was first, among three, and the rest."""
    ranks = [
        next((rank for rank, one in enumerate(found, 1) if any(is_right(one, answer) for answer in query[2])), 0)
        for query, found in rows
    ]
    total = len(ranks)
    first, three = sum(rank == 1 for rank in ranks), sum(0 < rank <= 3 for rank in ranks)
    mean = sum(1 / rank for rank in ranks if rank) / total
    none = sum(not found for _, found in rows)
    print(f"{name:34} {total:4} queries  @1 {first / total:4.0%}  @3 {three / total:4.0%}  MRR {mean:.2f}  none {none}")


def ask(page: Any, address: str, queries: list[Query]) -> list[tuple[Query, list[tuple[str, str]]]]:
    """Type each query in our search and read the results."""
    rows = []
    for language in LANGUAGES:
        page.goto(address + ("" if language == "ca" else f"{language}/"))
        page.keyboard.press("/")
        for query in (one for one in queries if one[0] == language):
            page.fill("dialog.guia-search input", query[1])
            page.wait_for_function("(q) => document.querySelector('dialog').dataset.answered === q", arg=query[1])
            hrefs = page.eval_on_selector_all("#search-results a", "all => all.map((a) => a.href)")
            rows.append((query, [place(address, href) for href in hrefs]))
    return rows


def ask_stock(page: Any, address: str, queries: list[Query]) -> list[tuple[Query, list[tuple[str, str]]]]:
    """Type each query in Material's search and read the results."""
    rows = []
    for language in LANGUAGES:
        page.goto(address + ("" if language == "ca" else f"{language}/"))
        page.click(".md-search__input")
        page.wait_for_timeout(1500)
        for query in (one for one in queries if one[0] == language):
            # Material listens to keys.
            page.fill(".md-search__input", query[1])
            page.press(".md-search__input", "End")
            page.wait_for_timeout(300)
            hrefs = page.eval_on_selector_all("a.md-search-result__link", "all => all.slice(0, 20).map((a) => a.href)")
            rows.append((query, [place(address, href) for href in hrefs]))
    return rows


def cost(browser: Any, address: str, words: str) -> None:
    """Print bytes and time of a first search, and the time of a keystroke."""
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    responses: list[Any] = []
    page.on("response", lambda response: responses.append(response))
    began = time.perf_counter()
    page.keyboard.press("/")
    page.fill("dialog.guia-search input", words)
    page.wait_for_function("(q) => document.querySelector('dialog').dataset.answered === q", arg=words)
    cold = (time.perf_counter() - began) * 1000
    page.wait_for_load_state("networkidle")
    sizes = [len(gzip.compress(response.body(), 9)) for response in responses]
    print(
        f"  first search «{words}»: {sum(sizes) / 1000:.0f} KB compressed in {len(sizes)} files, {cold:.0f} ms",
        end="; ",
    )
    warm = page.evaluate(
        """async (words) => {
            const input = document.querySelector("dialog.guia-search input");
            const times = [];
            for (let round = 0; round < 3; round++) {
                for (let end = 1; end <= words.length; end++) {
                    const text = words.slice(0, end);
                    const began = performance.now();
                    input.value = text;
                    input.dispatchEvent(new Event("input"));
                    while (document.querySelector("dialog").dataset.answered !== text && text.trim()) {
                        await new Promise((done) => setTimeout(done, 1));
                    }
                    if (round) times.push(performance.now() - began);
                }
            }
            return times;
        }""",
        words,
    )
    print(f"{statistics.median(warm):.0f} ms a keystroke, warm (longest {max(warm):.0f})")
    context.close()


def large(folder: Path, pages: int) -> Path:
    """Write a guide of so many pages a language, with the words of the guide's own as often as they stand there."""
    chance = random.Random(7)
    guide = load_guide(ROOT, today=TODAY)
    root = shutil.copytree(ROOT / "tests/guides/complete", folder / "large")
    for language in LANGUAGES:
        counts: dict[str, int] = {}
        for form, posting in index_of(guide, language).postings.items():
            counts[form] = sum(posting.weights)
        # A bigger guide has more words: each rare one also with endings that no other page has.
        forms, weights = list(counts), list(counts.values())
        for number in range(pages):
            text = chance.choices(forms, weights, k=420)
            rare = [chance.choice(forms) + chance.choice(["ia", "ets", "dor", "ness", "oso", "ment"]) for _ in range(6)]
            words = [*text, *rare]
            chance.shuffle(words)
            title = " ".join(chance.choices(forms, weights, k=3))
            parts = [
                f"---\nowner: editor\nreviewed: 2026-10-01\nreview_every: 12\n---\n# {title.capitalize()} {number}\n"
            ]
            for at, section in enumerate(("rule", "do-and-dont", "cases", "who-to-ask")):
                body = " ".join(words[at * 105 : (at + 1) * 105]).capitalize()
                parts.append(f"## {' '.join(chance.choices(forms, weights, k=2))} {{#{section}}}\n\n{body}.\n")
            path = root / f"docs/{language}/topics/p{number:04}.md"
            path.write_text("\n".join(parts), encoding="utf-8")
    return root


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("lists", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--no-lists", action="store_true", help="measure what a search costs, not what it finds")
    parser.add_argument("--no-stock", action="store_true")
    parser.add_argument("--no-large", action="store_true")
    parser.add_argument("--ranking", action="store_true", help="rank in Python, and measure nothing else")
    options = parser.parse_args()
    asked = [] if options.no_lists else list(lists(options.lists))
    if options.ranking:
        ranking(asked)
        return
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        project = copy_project(folder / "project")
        done = guia_build(project)
        assert done.returncode == 0, done.stderr
        with served(project / "site") as address:
            print(f"Guia Viva, {len(list((project / 'site').rglob('index.html')))} pages in three languages")
            for list_name, queries in asked:
                page = browser.new_page(bypass_csp=True)
                report(list_name, ask(page, address, queries))
                page.close()
            for words in ("m'han hackejat el compte", "quan triguem a contestar una queixa al twitter"):
                cost(browser, address, words)
        if not options.no_stock:
            stock(folder, browser, asked)
        if not options.no_large:
            scale(folder, browser, options.pages, project / "site")


def ranking(asked: list[tuple[str, list[Query]]]) -> None:
    """Rank the queries of each list in each language, and print what is lost."""
    guide = load_guide(ROOT, today=TODAY)
    indexes = {language: index_of(guide, language) for language in LANGUAGES}
    for list_name, queries in asked:
        rows = rank(queries, indexes)
        for language in LANGUAGES:
            if of_language := [row for row in rows if row[0][0] == language]:
                report(f"{list_name} {language}", of_language)
                for line in lost(of_language):
                    print(line)


def stock(folder: Path, browser: Any, asked: list[tuple[str, list[Query]]]) -> None:
    """Build the same Markdown with Material's stock search, and ask it the same."""
    plain = folder / "stock"
    shutil.copytree(ROOT / "docs", plain / "docs")
    (plain / "mkdocs.yml").write_text(STOCK, encoding="utf-8")
    done = run(plain, "mkdocs", "build", "--quiet")
    assert done.returncode == 0, done.stderr
    with served(plain / "site") as address:
        print("Material's stock search, the same Markdown")
        for list_name, queries in asked:
            page = browser.new_page(bypass_csp=True)
            report(list_name, ask_stock(page, address, queries))
            page.close()


def scale(folder: Path, browser: Any, pages: int, site: Path) -> None:
    """Index a large guide, and search it in the pages of the built one."""
    root = large(folder, pages)
    guide = load_guide(root, today=TODAY)
    began = time.perf_counter()
    indexes = {language: index_of(guide, language) for language in LANGUAGES}
    target = folder / "scaled"
    shutil.copytree(site, target)
    for language, index in indexes.items():
        write(index, target / ("" if language == "ca" else language) / "search")
    print(f"{pages} pages × 3: index built and written in {time.perf_counter() - began:.1f} s", end="; ")
    print(
        ", ".join(
            f"{language}: {len(one.records)} records, {len(one.postings)} words" for language, one in indexes.items()
        )
    )
    with served(target) as address:
        for words in ("comentaris amb dades personals", "quan triguem a contestar una queixa al twitter", "resposta"):
            cost(browser, address, words)


def write(index: Index, folder: Path) -> None:
    """Write the files of an index in the place of those of the built site, with the words of its interface."""
    import json

    head = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    words = head["words"]
    shutil.rmtree(folder)
    for path, text in files(index, {record.page: f"{record.page}/" for record in index.records}, words):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
