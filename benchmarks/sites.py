"""What a built site weighs, and what a first search in it loads."""

from __future__ import annotations

import functools
import gzip
import http.server
import re
import shutil
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml

from tools import Tool

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# What a page loads for its search before anybody searches.
_FOR_SEARCH = re.compile(r"search|pagefind")


@dataclass(frozen=True)
class Weight:
    """Bytes: of all files, of the middle page compressed, of what a first search loads compressed."""

    files: int
    site: int
    page: int
    search: int | None


def weigh(tool: Tool, browser: Any, words: str) -> Weight:
    """Return what the built site of a tool weighs; `words` are searched for where there is a browser and a search."""
    paths = [path for path in tool.site.rglob("*") if path.is_file()]
    pages = [len(gzip.compress(path.read_bytes(), 9)) for path in paths if path.suffix == ".html"]
    search = _first_search(tool, browser, words) if browser and tool.search_key else None
    return Weight(len(paths), sum(path.stat().st_size for path in paths), round(statistics.median(pages)), search)


def three_words(guide: Path, language: str) -> str:
    """Return the first query of the guide's own, of three words, in a language."""
    queries = yaml.safe_load((guide / "data/queries.yml").read_text(encoding="utf-8"))
    all_words = (str(one["words"]) for one in queries if one["language"] == language)
    return next(words for words in all_words if len(words.split()) == 3)


def _first_search(tool: Tool, browser: Any, words: str) -> int:
    # The server knows of every file, those that workers load too.
    asked: list[str] = []
    with _served(tool.site, asked) as address:
        page = browser.new_page()
        page.goto(address + tool.address, wait_until="networkidle")
        before = [path for path in asked if _FOR_SEARCH.search(path)]
        asked.clear()
        page.keyboard.press(tool.search_key)
        _wait_for_quiet(page, asked)
        page.keyboard.type(words)
        _wait_for_quiet(page, asked)
        page.close()
        loaded = {*before, *asked}
    files = (tool.site / unquote(urlsplit(path).path).lstrip("/") for path in loaded)
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in files if path.is_file())


def _wait_for_quiet(page: Any, asked: list[str]) -> None:
    """Wait until nothing more has been asked for in two seconds."""
    number = -1
    while number != len(asked):
        number = len(asked)
        page.wait_for_timeout(2000)


@contextmanager
def _served(folder: Path, asked: list[str]) -> Iterator[str]:
    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            asked.append(self.path)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
