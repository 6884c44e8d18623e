"""What a page costs whoever opens it for the first time: what is asked for, how heavy it is, and whether it jumps."""

from __future__ import annotations

import gzip
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
TIMES = """() => new Promise((resolve) => {
    const seen = { paint: 0, shift: 0 };
    new PerformanceObserver((list) => {
        for (const one of list.getEntries()) if (!one.hadRecentInput) seen.shift += one.value;
    }).observe({ type: "layout-shift", buffered: true });
    seen.paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
    setTimeout(() => resolve(seen), 300);
})"""


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


def first_view(page: Any, address: str) -> FirstView:
    """Open an address in a page that has seen nothing yet, and give what it costs."""
    answers: list[Any] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address, wait_until="networkidle")
    times = page.evaluate(TIMES)
    sizes = {one.url: len(gzip.compress(one.body(), 9)) for one in answers if one.ok}
    return FirstView(sizes, times["paint"], times["shift"])


def kinds(site: Path) -> list[str]:
    """Return the address of one page of each folder and of each page that stands alone, in the source language."""
    chosen: dict[str, str] = {}
    for path in pages_in(site, LANGUAGES[0]):
        folder, _, rest = path.partition("/")
        chosen.setdefault(f"{folder}/*" if rest else path, path)
    # These have much to show, or a script of their own.
    own = ["responses/", "responses/assistant/", "responses/replies/", "check/", "glossary/", "find/"]
    return sorted({*chosen.values(), *own})


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_no_page_is_heavy_or_jumps_while_it_opens(
    browser: Any,
    site: Path,
    address: str,
    viewport: dict[str, int],
) -> None:
    for path in [*kinds(site), *(f"{language}/" for language in LANGUAGES[1:])]:
        visit = Visit(browser, address, viewport=viewport)
        view = first_view(visit.page, address + path)
        heaviest = sorted(view.sizes.items(), key=lambda one: -one[1])[:5]
        assert view.weight <= MOST, (path, view.weight, heaviest)
        assert len(view.sizes) > 3, "the page, its styles and its scripts were weighed"
        assert view.shift <= GOOD_SHIFT, (path, view.shift)
        assert visit.wrong == []
        visit.context.close()
