"""The site in a real browser, with every other host refused: what a person sees, and what the page asks of anyone.

Debian's Chromium through Playwright. On a machine without a browser these tests are skipped, with a word; never in CI.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium here: install it to run the browser tests"
)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a plain server does, with its own page for what is not found."""

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


def serve(folder: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    yield from serve(site)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "CI must install Chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class Visit:
    """A page of a browser that refuses every other host and remembers what went wrong."""

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.wrong: list[str] = []
        self.page.route(
            "**/*", lambda route: route.continue_() if route.request.url.startswith(address) else route.abort()
        )
        self.page.on("requestfailed", self.failed)
        self.page.on(
            "response",
            lambda response: response.status >= 400 and self.wrong.append(f"{response.status}: {response.url}"),
        )
        self.page.on(
            "console", lambda message: message.type in ("error", "warning") and self.wrong.append(message.text)
        )
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def failed(self, request: Any) -> None:
        """Remember a request that failed; one that the next page cut short did not."""
        if request.failure != "net::ERR_ABORTED":
            self.wrong.append(f"failed: {request.url}")


def pages(site: Path) -> list[str]:
    paths = (path.relative_to(site).as_posix() for path in site.rglob("index.html"))
    return sorted(path.removesuffix("index.html") for path in paths)


def test_every_page_asks_nothing_of_anyone(browser: Any, site: Path, address: str) -> None:
    visit = Visit(browser, address)
    for path in pages(site):
        visit.page.goto(address + path, wait_until="load")
        language = path.split("/")[0] if path.split("/")[0] in ("es", "en") else "ca"
        assert visit.page.get_attribute("html", "lang") == language
        assert visit.page.locator("h1").count() == 1, path
        assert visit.wrong == [], path
    visit.context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_the_screen(browser: Any, site: Path, address: str, width: int) -> None:
    visit = Visit(browser, address, viewport={"width": width, "height": 800})
    for path in pages(site):
        visit.page.goto(address + path, wait_until="load")
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, path
    visit.context.close()


def switch(page: Any, language: str) -> None:
    """Change the language: follow the link in the list (without Playwright's own scrolling, which is no person's)."""
    with page.expect_navigation():
        page.eval_on_selector(f'.md-select__link[hreflang="{language}"]', "link => link.click()")


def test_the_switch_of_language_keeps_the_page(browser: Any, site: Path, address: str) -> None:
    visit = Visit(browser, address, viewport={"width": 1280, "height": 800})
    for path in [path for path in pages(site) if not path.startswith(("es/", "en/"))]:
        visit.page.goto(address + path)
        for language in ("es", "en", "ca"):
            switch(visit.page, language)
            prefix = "" if language == "ca" else f"{language}/"
            assert visit.page.url == f"{address}{prefix}{path}"
    assert visit.wrong == []
    visit.context.close()


def test_the_switch_of_language_keeps_the_section(browser: Any, address: str) -> None:
    visit = Visit(browser, address, viewport={"width": 1280, "height": 800})
    visit.page.goto(f"{address}responses/#decision-tree")
    switch(visit.page, "es")
    assert visit.page.url == f"{address}es/responses/#decision-tree"
    # By scrolling too, without a click on any heading.
    visit.page.goto(f"{address}en/tone/")
    visit.page.locator("#examples").evaluate("heading => heading.scrollIntoView()")
    switch(visit.page, "ca")
    assert visit.page.url.startswith(f"{address}tone/#example")
    visit.context.close()


def test_under_a_sub_path(browser: Any, site: Path, tmp_path: Path) -> None:
    (tmp_path / "intranet").symlink_to(site, target_is_directory=True)
    (tmp_path / "404.html").write_text("not found", encoding="utf-8")
    for address in serve(tmp_path):
        visit = Visit(browser, address)
        visit.page.goto(f"{address}intranet/")
        switch(visit.page, "en")
        assert visit.page.url == f"{address}intranet/en/"
        visit.page.goto(f"{address}intranet/en/tone/#voice")
        switch(visit.page, "es")
        assert visit.page.url == f"{address}intranet/es/tone/#voice"
        assert visit.wrong == []
        visit.context.close()


def test_not_found(browser: Any, address: str) -> None:
    visit = Visit(browser, address)
    visit.page.goto(f"{address}es/nothing/here/")
    assert "Esta página no existe" in visit.page.inner_text("article")
    assert [one for one in visit.wrong if "nothing/here" not in one and "404 (Not Found)" not in one] == []
    visit.context.close()


def test_the_answer_is_two_clicks_away_on_a_phone(browser: Any, address: str) -> None:
    """From the home page to what is done with a complaint, who does it and by when."""
    visit = Visit(browser, address, viewport={"width": 360, "height": 800})
    visit.page.goto(address)
    visit.page.click("article a[href$='#situation-complaint']")
    row = visit.page.locator("#situation-complaint")
    row.wait_for(state="visible")
    assert "4 hores laborables" in row.inner_text()
    box = row.bounding_box()
    assert box["y"] < 800, "the row that was asked for is on the screen"
    visit.context.close()
