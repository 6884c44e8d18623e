"""What a phone keeps: shown where there is no network and nowhere else, with its age; gone when not wanted."""

from __future__ import annotations

import functools
import http.server
import json
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import NARROW, Quiet, pytestmark  # noqa: F401 (the mark)
from waiting import until

KEPT = "async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)"
# The pages of the demonstration that say `offline: yes`, by what is in their heading.
CRISIS, INCIDENT, PROTOCOL, ASSISTANT = (
    f"responses/{one}" for one in ("crisis/", "security-incident/", "", "assistant/")
)


class Host:
    """A server of a folder that may go away and come back at the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, 0
        self.start()

    def start(self) -> None:
        """Serve."""
        handler = functools.partial(Quiet, directory=str(self.folder))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Be gone."""
        self.server.shutdown()
        self.server.server_close()

    @property
    def address(self) -> str:
        """Where the site is: below the top of the host, as on an intranet."""
        return f"http://127.0.0.1:{self.port}/guide/"


@pytest.fixture
def host(site: Path, tmp_path: Path) -> Iterator[Host]:
    """The site of the demonstration, which may be changed."""
    shutil.copytree(site, tmp_path / "host" / "guide")
    served = Host(tmp_path / "host")
    yield served
    served.stop()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page on a phone, whose connections end with each answer: those that stay open would outlive the server."""
    context = browser.new_context(service_workers="allow", viewport=NARROW, extra_http_headers={"Connection": "close"})
    yield context.new_page()
    context.close()


def keep(page: Any, address: str, language: str = "ca") -> list[str]:
    """Open a page, wait until all is kept in a language, and return the paths."""
    page.goto(address)
    worker = page.request.get(re.sub(r"/guide/.*", "/guide/worker.js", address)).text()
    kept = json.loads(re.findall(r"^const guide = (.*);$", worker, re.MULTILINE)[0])["languages"][language]
    wanted = [f"/guide/{path}" for path in kept["pages"] + kept["files"]]
    assert len(wanted) > 2, "the demonstration has pages to be kept"
    script = f"""async ([name, wanted]) => {{
        const kept = await ({KEPT})(name);
        return wanted.every((one) => kept.includes(one)) && kept;
    }}"""
    return list(until(page, script, [f"guia-{language}", wanted]))


def test_without_a_network_a_kept_page_is_shown_with_its_age_and_others_name_what_is_kept(
    host: Host, page: Any
) -> None:
    kept = keep(page, host.address)
    assert page.locator(".guia-kept").count() == 0
    assert f"/guide/{CRISIS}" in kept
    assert not [path for path in kept if "tone" in path or path.startswith("/guide/es/")]
    host.stop()
    for path in (CRISIS, INCIDENT, PROTOCOL):
        page.goto(host.address + path)
        line = page.locator(".guia-kept")
        assert line.is_visible()
        assert re.search(r"202\d", line.inner_text())
        assert page.locator("main h1").is_visible()
    # The list of what is kept looks as the guide does, in both palettes, though it can load nothing.
    for scheme, ground in (("light", "rgb(255, 255, 255)"), ("dark", "rgb(30, 33, 41)")):
        page.emulate_media(color_scheme=scheme)
        page.goto(host.address + "tone/")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == ground
        assert page.evaluate("document.querySelector('header').getBoundingClientRect().width === innerWidth")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name=re.compile("crisi", re.IGNORECASE)).first.click()
    assert page.url.startswith(host.address + "responses/crisis")
    # At the end of the page it is still in sight, and covers nothing that leads elsewhere.
    placed = """() => {
        scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
        const box = (one) => document.querySelector(one).getBoundingClientRect();
        const [last, line] = [box(".guia-top"), box(".guia-kept")];
        return last.bottom <= line.top && line.bottom <= innerHeight;
    }"""
    page.wait_for_load_state()
    page.wait_for_function(placed)
    page.locator("[data-guia-menu]").click()
    host.start()


def test_the_assistant_answers_without_a_network(host: Host, page: Any) -> None:
    keep(page, host.address + CRISIS)
    host.stop()
    page.goto(host.address + ASSISTANT)
    page.locator("[data-guia-assistant][data-begun] .guia-now").wait_for()
    before = page.locator(".guia-now").inner_text()
    page.locator(".guia-now").get_by_text("Sí", exact=True).click()
    until(page, "(before) => document.querySelector('.guia-now').innerText !== before", before)
    host.start()


def test_the_network_comes_first(host: Host, page: Any) -> None:
    keep(page, host.address)
    file = host.folder / "guide" / CRISIS / "index.html"
    file.write_text(file.read_text(encoding="utf-8").replace("</h1>", " — canviada</h1>", 1), encoding="utf-8")
    page.goto(host.address + CRISIS)
    assert "canviada" in page.locator("main h1").inner_text()
    assert page.locator(".guia-kept").count() == 0


def test_each_language_that_is_read_is_kept(host: Host, page: Any) -> None:
    keep(page, host.address)
    kept = keep(page, f"{host.address}es/{CRISIS}", "es")
    assert f"/guide/es/{INCIDENT}" in kept
    host.stop()
    page.goto(f"{host.address}es/{INCIDENT}")
    assert page.locator(".guia-kept").get_attribute("lang") == "es"
    page.goto(host.address + INCIDENT)
    assert page.locator(".guia-kept").get_attribute("lang") == "ca"
    host.start()


def test_it_removes_itself_where_it_is_not_wanted_any_more(host: Host, page: Any) -> None:
    keep(page, host.address)
    # As the next publication has it where `offline_pages` is gone: no page names the worker, which keeps nothing.
    worker = host.folder / "guide" / "worker.js"
    text = worker.read_text(encoding="utf-8")
    worker.write_text(re.sub(r"^const guide = .*", 'const guide = {"languages": {}};', text), encoding="utf-8")
    for file in (host.folder / "guide").rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r'<link rel="guia-worker"[^>]*>', "", html), encoding="utf-8")
    page.goto(host.address + "tone/")
    until(page, "async () => !(await caches.keys()).length")
    until(page, "async () => !(await navigator.serviceWorker.getRegistrations()).length")
