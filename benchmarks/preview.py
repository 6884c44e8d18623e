"""How soon `guia serve` shows a page, a change, and what the whole guide then is said to be, in a real browser."""

from __future__ import annotations

import shutil
import socket
import statistics
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from playwright.sync_api import sync_playwright

from guides import GUIA, TODAY, change_page, change_reference, middle_page
from measuring import Cost, peak_memory, processor, running, wait_until_quiet

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
TIMEOUT = 300  # Seconds until it is given up.
# Messages may be folded. The clock of the browser and that of this process are one: that of the machine.
SEEN = "(text) => document.querySelector('article')?.textContent.includes(text) && Date.now()"


@dataclass(frozen=True)
class Preview:
    """What the first page costs, with nothing kept from before; medians of seconds from saving; the most memory.

    `seen` is until a sentence stands in the page; `page` and `record` are until the page of the guide's state says what
    is wrong, after a page was changed and after data were.
    """

    first: Cost
    seen: float
    page: float
    record: float
    memory: int


def preview(guide: Path, rounds: int) -> Preview:
    """Show a guide that was never checked and change it."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}/"
    with (
        sync_playwright() as playwright,
        running((*GUIA, "serve", "--port", str(port), "--today", TODAY), guide) as session,
        peak_memory(session) as peak,
    ):
        began = time.perf_counter()
        _wait_for(address)
        first = Cost(time.perf_counter() - began, processor(session))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(bypass_csp=True)
        page.set_default_timeout(TIMEOUT * 1000)

        def median(change: Callable[[int, str], None], shown: str) -> float:
            times = []
            for number in range(rounds):
                wait_until_quiet(session)
                saved = time.time()
                change(number, shown)
                seen = page.wait_for_function(SEEN, arg=shown.format(number), polling="raf")
                times.append(seen.json_value() / 1000 - saved)
            return float(statistics.median(times))

        page.goto(f"{address}{middle_page(guide)}/")
        seen = median(partial(change_page, guide), "novissima{}")
        page.goto(f"{address}status/")
        # The message names the address; the page shows the words of the link alone.
        after_page = median(lambda number, name: change_page(guide, number, f"[frase]({name}.md)"), "missing-{}")
        after_record = median(partial(change_reference, guide), "nobody-{}")
        browser.close()
    return Preview(first, seen, after_page, after_record, peak[0])


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(address: str) -> None:
    until = time.monotonic() + TIMEOUT
    while True:
        try:
            with urllib.request.urlopen(address, timeout=TIMEOUT) as response:
                response.read()
            return
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.01)
