"""What a page costs whoever opens it for the first time: what is asked for, how heavy it is, and whether it jumps."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from browsing import LANGUAGES, Visit, pages_in, pytestmark  # noqa: F401 (the mark)

# What a page may weigh on the first view, compressed: HTML, CSS, JavaScript, fonts and data.
MOST = 250 * 1024
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
# A layout that has shifted more than this is no longer good, says web.dev/articles/cls (read on 2026-11-25).
GOOD_SHIFT = 0.1
WATCH = """() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
        for (const one of list.getEntries()) if (!one.hadRecentInput) window.shift += one.value;
    }).observe({ type: "layout-shift", buffered: true });
}"""
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
# So many pages are opened one after another, and then waited for together.
TOGETHER = 8


@dataclass(frozen=True)
class FirstView:
    """The first view of a page: bytes of each file, compressed with gzip; milliseconds to the first paint; shift."""

    sizes: dict[str, int]
    paint: float
    shift: float

    @property
    def weight(self) -> int:
        """All bytes together."""
        return sum(self.sizes.values())


class Weights:
    """How much each file of a site weighs; one that many pages ask for is weighed once."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def of(self, answer: Any) -> int:
        """Return the bytes of an answer, compressed."""
        if answer.url not in self.known:
            self.known[answer.url] = len(gzip.compress(answer.body(), 9))
        return self.known[answer.url]


def first_views(pages: Mapping[str, Any], weights: Weights) -> Iterator[tuple[str, FirstView]]:
    """Open addresses, each in a page that has seen nothing yet, and yield what each costs."""
    answers: dict[str, list[Any]] = {}
    for address, page in pages.items():
        seen = answers.setdefault(address, [])
        page.on("response", lambda answer, seen=seen: seen.append(answer))
        page.goto(address)
    for page in pages.values():
        page.wait_for_load_state("networkidle")
        page.evaluate(WATCH)
    page.wait_for_timeout(300)
    for address, page in pages.items():
        sizes = {one.url: weights.of(one) for one in answers[address] if one.ok}
        yield address, FirstView(sizes, page.evaluate(PAINT), page.evaluate("window.shift"))


def first_view(page: Any, address: str) -> FirstView:
    """Open an address in a page that has seen nothing yet, and return what it costs."""
    ((_, view),) = first_views({address: page}, Weights())
    return view


def kinds(site: Path) -> list[str]:
    """Return the address of one page of each folder and of each page that stands alone, in the source language."""
    chosen: dict[str, str] = {}
    for path in pages_in(site, LANGUAGES[0]):
        folder, _, rest = path.partition("/")
        chosen.setdefault(f"{folder}/*" if rest else path, path)
    # These have much to show, or a script of their own.
    own = ["responses/", "responses/assistant/", "responses/replies/", "check/", "glossary/", "find/"]
    return sorted({*chosen.values(), *own})


@pytest.mark.parametrize(("first", "viewport"), [(0, PHONE), (1, DESK)], ids=["phone", "desk"])
def test_no_page_is_heavy_or_jumps_while_it_opens(
    browser: Any,
    site: Path,
    address: str,
    first: int,
    viewport: dict[str, int],
) -> None:
    """On a telephone or on a wide screen, in turn; what comes first, the home page, on both."""
    all_paths = [*kinds(site), *(f"{language}/" for language in LANGUAGES[1:])]
    paths = [*dict.fromkeys((all_paths[0], *all_paths[first::2]))]
    weights = Weights()
    for start in range(0, len(paths), TOGETHER):
        visits = {
            address + path: Visit(browser, address, viewport=viewport) for path in paths[start : start + TOGETHER]
        }
        for path, view in first_views({path: visit.page for path, visit in visits.items()}, weights):
            heaviest = sorted(view.sizes.items(), key=lambda one: -one[1])[:5]
            assert view.weight <= MOST, (path, view.weight, heaviest)
            assert len(view.sizes) > 3, "the page, its styles and its scripts were weighed"
            assert view.shift <= GOOD_SHIFT, (path, view.shift)
        for visit in visits.values():
            assert visit.wrong == []
            visit.context.close()
