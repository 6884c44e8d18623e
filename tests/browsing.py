"""What the browser tests share: the browser, a server like any other, and a visit that remembers what goes wrong.

Debian's Chromium through Playwright. On a machine without a browser these tests are skipped, with a word; never in CI.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest

from guiaviva.guide import Guide
from guiaviva.guide.blocks import block_name
from projects import TODAY, demonstration, demonstration_languages, folder_of

T = TypeVar("T")

LANGUAGES = demonstration_languages()
NARROW, WIDE = {"width": 360, "height": 780}, {"width": 1280, "height": 800}
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# What a browser has beside the page. The suggestions of the address bar are pages of their own with each page that is
# opened, and take longer than most of those of the site. The last of such lists counts: the rest is Playwright's own.
WITHOUT = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"),
    *("AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    *(
        "DestroyProfileOnBrowserClose",
        "HttpsFirstBalancedModeAutoEnable",
        "HttpsUpgrades",
        "LensOverlay",
        "MediaRouter",
    ),
    *("NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch"),
    *("TcpPortRandomizationWin", "ThirdPartyStoragePartitioning"),
)
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(WITHOUT)}",
    # Other hosts are refused here and not request by request in Python, which would take the browser's cache away.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

pytestmark = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium here: install it to run the browser tests"
)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a plain server does, with its own page for what is not found."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def send_error(self, code: int, *rest: Any) -> None:
        """Send the site's 404.html."""
        if code != 404:
            super().send_error(code, *rest)
            return
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def serve(folder: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


AXE: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # Of WCAG 2.2, and off unless it is asked for.
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}


# Its clock goes on as ever, from the noon of the day of the tests: libraries measure by it how long something takes.
# It is no clock of Playwright's, which says nothing any more of paints and other entries of `performance`.
CLOCK = """{
  const Machine = Date, ahead = Machine.parse("TODAYT12:00Z") - Machine.now();
  const now = () => Machine.now() + ahead;
  window.Date = class Date extends Machine {
    constructor(...given) { super(...(given.length ? given : [now()])); }
    static now() { return now(); }
  };
}""".replace("TODAY", TODAY)


class Browser:
    """The browser, in which it is the day of the tests, whatever day it is."""

    def __init__(self, launched: Any) -> None:
        self._launched = launched

    def new_context(self, **options: Any) -> Any:
        """Return a context that has seen nothing yet; no worker is between it and what tests hold up, if not asked."""
        context = self._launched.new_context(**{"service_workers": "block", **options})
        context.add_init_script(CLOCK)
        return context

    def new_page(self, **options: Any) -> Any:
        """Return a page of a context of its own, which ends with it."""
        page = self._launched.new_page(**{"service_workers": "block", **options})
        page.add_init_script(CLOCK)
        return page


def launched() -> Iterator[Browser]:
    """Yield the browser, and close it."""
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "CI must install Chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield Browser(browser)
        browser.close()


class Visit:
    """A page of a browser that refuses every other host and remembers what went wrong, and what was asked of others."""

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.wrong: list[str] = []
        here = (address, "data:", "blob:")
        self.page.on(
            "request", lambda request: request.url.startswith(here) or self.wrong.append(f"elsewhere: {request.url}")
        )
        self.page.on("requestfailed", self.failed)
        self.page.on(
            "response",
            lambda response: response.status >= 400 and self.wrong.append(f"{response.status}: {response.url}"),
        )
        self.page.on("console", lambda message: message.type in ("error", "warning") and self.said(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def said(self, text: str) -> None:
        """Remember what the console says; that no worker was let in is the test's own wish."""
        if "blocked by Playwright" not in text:
            self.wrong.append(text)

    def failed(self, request: Any) -> None:
        """Remember a request that failed; one that the next page cut short did not."""
        if request.failure != "net::ERR_ABORTED":
            self.wrong.append(f"failed: {request.url}")


# What depends on colours and sizes, and takes axe as long as all the rest.
def with_modules(visit: Visit) -> Any:
    """Return the page of a visit, which has the modules of which bundles are made under `/modules/`."""
    scripts = Path(__file__).parents[1] / "overrides/assets/javascripts"
    visit.page.route(
        "**/modules/**/*.js",
        lambda route: route.fulfill(
            body=(scripts / route.request.url.partition("/modules/")[2]).read_bytes(), content_type="text/javascript"
        ),
    )
    return visit.page


COLOURS = ("color-contrast", "link-in-text-block")
SEEN = (*COLOURS, "target-size")


def rules_in(scheme: str) -> Sequence[str]:
    """Return the rules alone that axe is asked for in a scheme: nothing but colours changes in the dark."""
    return COLOURS if scheme == "dark" else ()


def looks(things: Sequence[T]) -> list[tuple[T, int, str]]:
    """Return each thing with the width of a screen and a scheme: in the light on one of two, in the dark on the other.

    What is wrong with the same thing on the other screen, in the other scheme, is almost always wrong in one of these
    or with the next thing, which has them the other way round.
    """
    widths = [screen["width"] for screen in (NARROW, WIDE)]
    return [
        (thing, widths[(number + turn) % 2], scheme)
        for number, thing in enumerate(things)
        for turn, scheme in enumerate(("light", "dark"))
    ]


def violations(
    page: Any, within: str | None = None, *, only: Sequence[str] = (), without: Sequence[str] = ()
) -> list[Any]:
    """Return what axe finds on a page, or in a part of it: WCAG 2.2 A and AA and best practices.

    It is asked for some rules `only`, or for all `without` some.
    """
    from axe_playwright_python.sync_playwright import Axe

    # It is half a megabyte, and stays in a page.
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    rules = {**AXE["rules"], **{rule: {"enabled": False} for rule in without}}
    options = {**AXE, "runOnly": list(only)} if only else {**AXE, "rules": rules}
    found = page.evaluate(
        "async ([within, options]) => (await axe.run(within ?? document, options)).violations"
        ".map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 160))])",
        [within, options],
    )
    return [(id, nodes) for id, nodes in found]


# The faults that a text can bring into a page: what has no name, stands in the wrong place or is there twice.
FAULTS = """(page = document) => {
  const all = (selector) => [...page.querySelectorAll(selector)];
  const label = (one) => one.getAttribute("aria-label") || one.getAttribute("aria-labelledby") || one.title;
  const images = (one) => [...one.querySelectorAll("img")].map((image) => image.alt).join("");
  const named = (one) => label(one) || one.textContent.trim() || images(one);
  const ids = new Set();
  const isTwice = ({ id }) => ids.has(id) || !ids.add(id);
  const level = (one) => Number(one.localName[1]);
  const headings = all("article :is(h1, h2, h3, h4, h5, h6)");
  return [
    ...all("img:not([alt])"),
    ...all("[id]").filter(isTwice),
    ...all(":is(a[href], button, summary, th, h1, h2, h3, h4, h5, h6):not([hidden])").filter((one) => !named(one)),
    ...all("input, select, textarea").filter((one) => one.checkVisibility() && !one.labels?.length && !label(one)),
    ...headings.filter((one, at) => at && level(one) > level(headings[at - 1]) + 1),
    ...all(":is(ul, ol) > :not(li, script, template), :not(ul, ol, menu) > li"),
  ].map((one) => one.outerHTML.slice(0, 160));
}"""


def faults(page: Any) -> list[str]:
    """Return what is wrong with the HTML of a page, as far as that is seen at once."""
    return list(page.evaluate(f"() => ({FAULTS})()"))


def switch(page: Any, language: str) -> None:
    """Change the language: follow the link in the list (without Playwright's own scrolling, which is no person's)."""
    with page.expect_navigation():
        page.eval_on_selector(f'.guia-languages [hreflang="{language}"]', "link => link.click()")


def pages(site: Path) -> list[str]:
    """Return the address of every page, from the top of the site."""
    paths = (path.relative_to(site).as_posix() for path in site.rglob("index.html"))
    return sorted(path.removesuffix("index.html") for path in paths)


def pages_in(site: Path, language: str) -> list[str]:
    """Return the addresses of the pages of one language of the demonstration, from the folder of the language."""
    others = tuple(folder_of(one, LANGUAGES) for one in LANGUAGES[1:])
    folder = folder_of(language, LANGUAGES)
    return [
        path.removeprefix(folder)
        for path in pages(site)
        if (path.startswith(folder) if folder else not path.startswith(others))
    ]


@cache
def one_of_each() -> tuple[str, ...]:
    """Return the addresses of few pages of the demonstration that show everything: each kind and each block.

    They are without the folder of a language.
    """
    guide = demonstration()
    chosen: dict[str, str] = {}
    for page in guide.source_pages:
        kind = guide.kind(page)
        for name in (f"kind {kind.id if kind else ''}", *_blocks(guide, page.id)):
            chosen.setdefault(name, page.id)
    return tuple(sorted({f"{id}/".removesuffix("index/") for id in chosen.values()}))


def _blocks(guide: Guide, id: str) -> list[str]:
    page = guide.source_page(id)
    return [f"block {block_name(block)}" for block in page.blocks] if page else []
