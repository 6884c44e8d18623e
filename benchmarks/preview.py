"""How soon a change is seen in the preview, in a real browser."""

from __future__ import annotations

import re
import statistics
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measuring import memory, running
from tools import Tool

TIMEOUT = 300  # Seconds until it is given up.
PAUSE = 1.0  # Seconds between two changes, so that one is over before the next.
# The clock of the browser and that of this process are one: that of the machine.
SEEN = "(text) => document.body?.innerText.includes(text) && Date.now()"


@dataclass(frozen=True)
class Preview:
    """Seconds from the command to the first page, and medians of seconds from saving to seeing; memory in bytes.

    `verdict` is from a broken link to its message, `data` from a figure in data/ to the block that shows it.
    """

    first: float
    text: float
    verdict: float | None
    data: float | None
    memory: int


def preview(tool: Tool, browser: Any, port: int, rounds: int, *, checks: bool) -> Preview:
    """Start a tool's preview, change a page (and data, where it checks) so many times, and see when it shows."""
    assert tool.serve is not None
    address = f"http://127.0.0.1:{port}/"
    began = time.perf_counter()
    with running(tool.serve(port), tool.folder, tool.environment) as session:
        _wait_for(address + tool.address)
        first = time.perf_counter() - began
        page = browser.new_page(bypass_csp=True)
        # A server that builds the site first answers no sooner.
        page.set_default_timeout(TIMEOUT * 1000)
        page.goto(address + tool.address)
        text = _median(page, _sentences(tool.page, rounds))
        verdict = data = None
        if checks:
            verdict = _median(page, _broken_links(tool.page, rounds))
            network, path, figure = _figure(tool.folder)
            page.goto(f"{address}networks/{network}/")
            data = _median(page, _figures(path, figure, rounds))
        used = memory(session)
        page.close()
    return Preview(first, text, verdict, data, used)


@contextmanager
def _restored(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    try:
        yield text
    finally:
        path.write_text(text, encoding="utf-8")


Change = tuple[Path, str, str]


def _sentences(path: Path, rounds: int) -> Iterator[Change]:
    with _restored(path) as text:
        for number in range(rounds):
            yield path, f"{text}\nUna frase nova, novissima{number}.\n", f"novissima{number}"


def _broken_links(path: Path, rounds: int) -> Iterator[Change]:
    with _restored(path) as text:
        for number in range(rounds):
            # The message names the address; the page shows the words of the link alone.
            yield path, f"{text}\nUna [frase](missing-{number}.md).\n", f"missing-{number}"


def _figure(root: Path) -> tuple[str, Path, re.Match[str]]:
    """Return the first network with a limit of characters, the file, and where the limit is in it."""
    path = root / "data/networks.yml"
    text = path.read_text(encoding="utf-8")
    match = re.search(r"(?<=\{characters: )\d+", text)
    assert match, path
    return re.findall(r"^([\w-]+):", text[: match.start()], re.MULTILINE)[-1], path, match


def _figures(path: Path, figure: re.Match[str], rounds: int) -> Iterator[Change]:
    with _restored(path) as text:
        for number in range(rounds):
            shown = str(901 + number)
            yield path, f"{text[: figure.start()]}{shown}{text[figure.end() :]}", shown


def _median(page: Any, changes: Iterator[Change]) -> float:
    times = []
    for path, text, shown in changes:
        time.sleep(PAUSE)
        began = time.time()
        path.write_text(text, encoding="utf-8")
        seen = page.wait_for_function(SEEN, arg=shown, polling="raf")
        times.append(seen.json_value() / 1000 - began)
    return float(statistics.median(times))


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
