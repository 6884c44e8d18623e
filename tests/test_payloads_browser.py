"""Whatever an editor writes, no script of theirs runs, nothing is asked of another host, and the page stays whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml

from browsing import CHROMIUM, pytestmark, serve
from conftest import browser
from guiaviva.guide import load_guide
from guiaviva.judgement import judge
from guiaviva.site.rendering import building
from payloads import ADDRESSES, ALL, AWAY, HANDLERS, HIDDEN, RUN
from projects import LANGUAGES, PATIENCE, TODAY, change, run, write_small_project
from waiting import until

__all__ = ["CHROMIUM", "browser", "pytestmark"]

SOURCE, OTHER = LANGUAGES
# What is on every page once, whatever else is on it.
ONCE = (
    "header.guia-header",
    "#guia-nav",
    "article",
    ":is(article, article > div[lang]) > h1:first-of-type",
    "footer.guia-footer",
    "footer.guia-about",
    "main",
    "[data-guia-search][data-ready]",
)
COUNT = "(one) => document.querySelectorAll(one).length"
# What runs when somebody does something, or would without the policy. Scripts of the site place boxes by their style.
ACTIVE = """(page = document) => {
  const addresses = ["href", "xlink:href", "src", "srcset", "action", "data", "poster", "background"];
  const runs = /^(?:javascript|vbscript|data:text)/i;
  const fetches = /^(?:[\\\\/]{2}|https?:[\\\\/]*away)/i;
  return [...page.querySelectorAll("body *")].flatMap((one) => [...one.attributes].filter(({ name, value }) => {
    const address = value.replace(/^[\\0-\\x20]+|[\\t\\n\\r]/g, "");
    if (name === "style") return one.closest("article") && /away|fixed|animation/.test(value);
    if (/^on|^srcdoc$|^formaction$|^ping$/i.test(name)) return true;
    return addresses.includes(name) && (runs.test(address) || (name !== "href" && fetches.test(address)));
  }).map(({ name, value }) => `${one.nodeName} ${name}=${value}`));
}"""

# Reads pages without opening them, so that nothing in them runs: what runs in a page is then what is not on the first.
READ = f"""async ([address, paths, once]) => {{
  const active = {ACTIVE};
  const read = async (path) =>
    new DOMParser().parseFromString(await (await fetch(address + path)).text(), "text/html");
  // What fetches, runs or frames anything, and what is parsed in another way where no script may run.
  const chosen =
    "script, style, link, meta, base, iframe, frame, object, embed, applet, noscript, template";
  const within = (page) => [...page.querySelectorAll(`body :is(${{chosen}}), base, meta[http-equiv]`)];
  const own = new Set(within(await read("")).map((one) => one.outerHTML.replaceAll("../", "")));
  return Promise.all(paths.map(async (path) => {{
    const page = await read(path);
    const others = within(page).filter((one) => !own.has(one.outerHTML.replaceAll("../", "")));
    return [once.map((one) => page.querySelectorAll(one).length), active(page), others.map((one) => one.outerHTML)];
  }}));
}}"""
TOGETHER = 30
# Every frame has read its page; one that was led elsewhere cannot be asked.
READY = """() => [...document.querySelectorAll("iframe")].every(({ contentDocument: page }) =>
  !page || (page.URL !== "about:blank" && page.readyState !== "loading"))"""
# What a person may do with what is on a page, or in its frames, and the scripts that wait for it.
TOUCH = """() => {
  const pages = [document, ...[...document.querySelectorAll("iframe")].map((one) => one.contentDocument)];
  for (const page of pages) {
    for (const one of page?.querySelectorAll("article *, body > [onclick], body > [onfocus]") ?? []) {
      one.focus?.();
      one.click?.();
    }
  }
  // A page behind another one, which a link has opened, is never painted.
  return new Promise((done) => setTimeout(done, 100));
}"""


def constructs(payload: str) -> str:
    """Return a page with a payload wherever Markdown takes a text."""
    line = " ".join(payload.split())
    field = yaml.safe_dump(payload, default_style='"', width=10**6).strip()
    quoted = line.replace('"', "'")
    return f"""---
title: {field}
description: {field}
author: {field}
---
# Prueba {line}

Texto {line} y *{line}* y `{line}`. [Enlace {line}](/tone.md "{quoted}")
![{line}](/x.png "{quoted}"){{ title="{quoted}" }}

## Sección {line} {{#a}}

- Punto {line}

    1. Otro {line}

| Una {line} | Otra |
|---|---|
| {line} | x |

> Cita {line}

!!! note "Nota {line}"

    {line}

??? tip "Consejo {line}"

    {line}

=== "Pestaña {line}"

    {line}

Término {line}
:   Definición {line}

Nota[^1] y HTML.

[^1]: {line}

*[HTML]: {quoted}

```{{ .html title="{quoted}" }}
{line}
```

/// guide | search-field
///

<div markdown="1" title="{quoted}">
{line}
</div>

[Referencia][r]

[r]: /tone.md "{quoted}"

{payload}
"""


def addresses() -> str:
    """Return a page with every address wherever Markdown takes one."""
    lines = ["# Direcciones"]
    for number, one in enumerate(ADDRESSES):
        lines.append(
            f"[a]({one}) [b](<{one}>) ![c]({one}) [d](/tone.md){{href='{one}'}} ![e](/x.png){{srcset='{one}'}} "
            f"[f][r{number}] <{one}>\n\n[r{number}]: {one}"
        )
    return "\n\n".join(lines)


def payloads_in(value: Any, some: Iterator[str]) -> Any:
    """Return a value of data with a payload at the end of each text in languages."""
    if isinstance(value, dict) and value and value.keys() <= set(LANGUAGES):
        return {
            code: f"{text} {' '.join(next(some).split())}" if isinstance(text, str) else text
            for code, text in value.items()
        }
    if isinstance(value, dict):
        return {key: payloads_in(part, some) for key, part in value.items()}
    return [payloads_in(part, some) for part in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def hostile(made_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """Return the site of a guide in which everybody tries."""
    return made_once("hostile", build_hostile) / "site"


def build_hostile(root: Path) -> None:
    """Write the guide and build its site."""
    write_small_project(root)
    some = cycle(ALL)
    for path in (root / "data").glob("*.yml"):
        value = payloads_in(yaml.safe_load(path.read_text(encoding="utf-8")), some)
        path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")
    for number, payload in enumerate(ALL):
        (root / f"docs/{SOURCE}/topics/p{number}.md").write_text(constructs(payload), encoding="utf-8")
    (root / f"docs/{SOURCE}/topics/addresses.md").write_text(addresses(), encoding="utf-8")
    for page, block in {"check": "post-check", "responses/assistant": "assistant"}.items():
        text = f"# {page}\n\n/// guide | {block}\n///\n"
        (root / f"docs/{SOURCE}/{page}.md").write_text(text, encoding="utf-8")
    site = root / "site"
    site.mkdir()
    # The check would stop the build: it is left aside, as if it had missed them all.
    judgement = judge(load_guide(root, today=date.fromisoformat(TODAY)))
    building.build(root, judgement, site, strict=False)


class Watch:
    """A page that remembers what ran and what was asked of another host, beyond the policy or under it."""

    def __init__(self, browser: Any, address: str, *, beyond: bool) -> None:
        self.context = browser.new_context(bypass_csp=beyond)
        self.context.add_init_script("window.marker = () => console.error('marker ran');")
        self.wrong: list[str] = []
        self.context.on("request", lambda one: one.url.startswith((address, "data:")) or self.wrong.append(one.url))
        self.context.on("console", lambda one: "marker" in one.text and self.wrong.append(one.text))
        self.context.on("weberror", lambda one: self.wrong.append(str(one.error)))
        self.context.on("dialog", lambda dialog: (self.wrong.append(dialog.message), dialog.dismiss()))
        self.page = self.context.new_page()

    def see(self, url: str) -> None:
        """Open a page, and assert that it is whole and that nothing of it is another's."""
        self.page.goto(url, wait_until="load")
        self.page.wait_for_selector("[data-guia-search][data-ready]", state="attached")
        counts, active = self.page.evaluate(f"once => [once.map({COUNT}), ({ACTIVE})()]", ONCE)
        assert dict(zip(ONCE, counts, strict=True)) == dict.fromkeys(ONCE, 1), url
        assert active == [], url
        assert self.page.url.startswith(url.split("?")[0].split("#")[0]), url
        assert self.wrong == [], url


@pytest.fixture(scope="module")
def address(hostile: Path) -> Iterator[str]:
    yield from serve(hostile)


def paths_of(hostile: Path) -> list[str]:
    """Return the addresses of the pages that editors wrote; those that fall back are the same as these."""
    found = {path.parent.relative_to(hostile).as_posix(): path for path in hostile.rglob("index.html")}
    # A list of pages has no footer of its own.
    return [
        f"{path}/".removeprefix("./")
        for path, file in sorted(found.items())
        if not path.startswith(f"{OTHER}/topics/p") and "guia-about" in file.read_text(encoding="utf-8")
    ]


def test_no_payload_gets_through_the_cleaning(browser: Any, hostile: Path, address: str) -> None:
    """The browser's own parser reads every page, and finds no other scripts, frames or styles than on the home page."""
    paths = paths_of(hostile)
    assert len(paths) > len(ALL)
    page = browser.new_page(bypass_csp=True)
    page.goto(f"{address}tone/index.html")
    once = [one for one in ONCE if "[data-ready]" not in one]
    for path, (counts, active, others) in zip(paths, page.evaluate(READ, [address, paths, once]), strict=True):
        assert dict(zip(once, counts, strict=True)) == dict.fromkeys(once, 1), path
        assert active == [], path
        assert others == [], path
    page.close()


def test_nothing_on_a_page_runs(browser: Any, hostile: Path, address: str) -> None:
    """Pages of one language open with all their scripts, which read what is there: those of data, and some others.

    The policy is left aside, so that the first wall stands alone; hover, focus and clicks find no handler.
    """
    watch = Watch(browser, address, beyond=True)
    paths = [path for path in paths_of(hostile) if not path.startswith(f"{OTHER}/")]
    payloads = [path for path in paths if path.startswith("topics/p")]
    for path in (*(path for path in paths if path not in payloads), *payloads[::12]):
        watch.see(f"{address}{path}")
    watch.context.close()


def test_nothing_in_an_address_runs(browser: Any, address: str) -> None:
    """Some addresses stand alone; of other payloads a script that took one for HTML would run one of many."""
    watch = Watch(browser, address, beyond=True)
    for path in ("", "responses/assistant/", "check/", "find/"):
        for text in (ADDRESSES[0], f"//{AWAY}", *(" ".join(some[::7]) for some in (HANDLERS, HIDDEN))):
            given = quote(text, safe="")
            watch.see(f"{address}{path}?q={given}#{given}")
    watch.context.close()


def test_nothing_that_is_typed_runs(browser: Any, address: str) -> None:
    watch = Watch(browser, address, beyond=True)
    watch.see(f"{address}check/")
    field = watch.page.locator("[data-guia-posts] textarea").first
    few = [" ".join(ALL[start::40]) for start in range(40)]
    for payload in few:
        field.fill(payload)
    watch.page.wait_for_timeout(500)
    assert watch.page.evaluate(f"() => ({ACTIVE})()") == []
    watch.see(address)
    watch.page.keyboard.press("/")
    for payload in few[::2]:
        watch.page.locator("dialog input[type=search]").fill(payload)
        watch.page.wait_for_timeout(60)
    assert watch.page.evaluate(f"() => ({ACTIVE})()") == []
    assert watch.wrong == []
    watch.context.close()


def frames(folder: Path, head: str) -> list[str]:
    """Write a page for each payload, and pages that have some of them in frames; return the names of those."""
    folder.mkdir(exist_ok=True)
    for number, payload in enumerate(ALL):
        text = f"<!doctype html><html><head>{head}</head><body><article>{payload}</article></body></html>"
        (folder / f"{number}.html").write_text(text, encoding="utf-8")
    # No payload leads the page away on which the others are.
    kept = 'sandbox="allow-scripts allow-same-origin allow-forms allow-modals"'
    names = []
    for start in range(0, len(ALL), TOGETHER):
        numbers = range(start, min(start + TOGETHER, len(ALL)))
        some = "".join(f'<iframe src="{number}.html" {kept}></iframe>' for number in numbers)
        (folder / f"from-{start}.html").write_text(f"<!doctype html>{some}", encoding="utf-8")
        names.append(f"{folder.name}/from-{start}.html")
    return names


def ran(browser: Any, address: str, names: list[str]) -> int:
    """Return how many times payloads in frames ran, with all that is in them focused and clicked."""
    watch = Watch(browser, address, beyond=False)
    for name in names:
        watch.page.goto(address + name, wait_until="domcontentloaded")
        until(watch.page, READY, seconds=PATIENCE)
        watch.page.evaluate(TOUCH)
    watch.context.close()
    return sum(one.startswith("marker ran") for one in watch.wrong)


def test_the_policy_is_a_wall_by_itself(browser: Any, hostile: Path, address: str) -> None:
    """Markup that got into a page somehow does not run, in one that has nothing else; without the policy it would."""
    policy = policy_of((hostile / "tone/index.html").read_text(encoding="utf-8"))
    assert ran(browser, address, frames(hostile / "bare", "")) > len(ALL) / 3
    # What is refused is said in the console, with the address; it is not asked for.
    assert ran(browser, address, frames(hostile / "wall", policy)) == 0


def policy_of(text: str) -> str:
    """Return the policy of a page."""
    (policy,) = re.findall('<meta http-equiv="Content-Security-Policy"[^>]*>', text)
    return str(policy)


def test_the_check_reports_what_is_taken_away(tmp_path: Path) -> None:
    root = write_small_project(tmp_path / "guide")
    change(root / f"docs/{SOURCE}/tone.md", "\n## ", f"\n<p onclick={RUN}>x</p>\n\n## ")
    done = run(root, "guiaviva", "check", "--lang", "en")
    assert done.returncode == 1
    assert "raw-script" in done.stdout
