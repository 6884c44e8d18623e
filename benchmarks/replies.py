"""From a citizen's message to a copied reply, on a telephone: `guia build`, then `python benchmarks/replies.py`.

Every message of tests/assistant/messages.yml is walked through the assistant of the demonstration guide in a real
browser, 360 pixels wide, in each language: the answers are tapped as the messages say, then «Copy» of the first reply.
What is counted: taps, seconds of the machine from opening the page to the reply in the clipboard (a person adds the
reading), and how many screens down the button then stands.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "tests"), str(HERE.parent / "hooks")]

from browsing import Visit, launched, serve

LANGUAGES = {"ca": "", "es": "es/", "en": "en/"}
SCREEN = {"width": 360, "height": 740}
HEADING, ANSWER, COPY = ".guia-now h2", ".guia-yes-no a", "[data-reply] .guia-copy"


@dataclass(frozen=True)
class Walk:
    """Taps and seconds to the end, and where the copy button then stands: up to 1.0 it is in sight without scrolling.

    `copied` is False where there is no reply.
    """

    situation: str
    language: str
    taps: int
    seconds: float
    screens: float
    copied: bool


def walk(browser: Any, address: str, language: str, situation: str, yes: list[str], start: str) -> Walk:
    """Walk one message. Raises AssertionError where it ends in another situation."""
    visit = Visit(browser, address, permissions=["clipboard-read", "clipboard-write"], viewport=SCREEN)
    page = visit.page
    try:
        began = time.perf_counter()
        page.goto(f"{address}{LANGUAGES[language]}responses/assistant/")
        page.wait_for_selector(HEADING)
        taps = 0
        while page.locator(ANSWER).count():
            # The first question has no address of its own.
            step = page.evaluate("location.hash").lstrip("#") or f"question-{start}"
            answer = "yes" if step.removeprefix("question-") in yes else "no"
            heading = page.inner_text(HEADING)
            page.locator(ANSWER).nth(0 if answer == "yes" else 1).click()
            page.wait_for_function(
                "([q, text]) => document.querySelector(q).innerText !== text", arg=[HEADING, heading]
            )
            taps += 1
        step = page.evaluate("location.hash").lstrip("#")
        assert step == f"situation-{situation}", (language, situation, yes, step)
        copy = page.locator(COPY).first
        if not copy.count():
            return Walk(situation, language, taps, time.perf_counter() - began, 0.0, copied=False)
        screens = copy.evaluate("button => button.getBoundingClientRect().bottom / innerHeight")
        copy.click()
        page.wait_for_function("() => navigator.clipboard.readText().then((text) => text.length > 0)")
        return Walk(situation, language, taps + 1, time.perf_counter() - began, screens, copied=True)
    finally:
        visit.context.close()


def walks(browser: Any, address: str) -> Iterator[Walk]:
    """Walk every message in the languages by turns, and each situation in all of them."""
    messages, tree = (
        # «yes» is a word here.
        yaml.load((HERE.parent / path).read_text(encoding="utf-8"), yaml.BaseLoader)
        for path in ("tests/assistant/messages.yml", "data/decision-tree.yml")
    )
    for situation, several in messages.items():
        for number, message in enumerate(several):
            for language in LANGUAGES if number == 0 else [list(LANGUAGES)[number % len(LANGUAGES)]]:
                yield walk(browser, address, language, situation, message["yes"], tree["start"])


def main() -> None:
    """Walk the messages through the site in site/, and print a line for each situation."""
    for address, browser in zip(serve(HERE.parent / "site"), launched(), strict=False):
        report(list(walks(browser, address)))


def report(done: list[Walk]) -> None:
    """Print the most taps, and the medians of seconds and screens, by situation and of all."""
    print(f"{'situation':28} {'walks':>5} {'taps':>5} {'seconds':>8} {'screens':>8}")
    for situation in dict.fromkeys(one.situation for one in done):
        of_it = [one for one in done if one.situation == situation]
        screens = f"{statistics.median(one.screens for one in of_it):8.1f}" if of_it[0].copied else "no reply"
        seconds = statistics.median(one.seconds for one in of_it)
        print(f"{situation:28} {len(of_it):5} {max(one.taps for one in of_it):5} {seconds:8.2f} {screens}")
    seconds = statistics.median(one.seconds for one in done)
    print(f"{len(done)} walks; at most {max(one.taps for one in done)} taps; median {seconds:.2f} s")


if __name__ == "__main__":
    main()
