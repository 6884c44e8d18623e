"""How tests in a browser wait: for what they expect to see. Nothing is read right after what takes effect later."""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import Page, expect

__all__ = ["expect", "fits", "followed", "is_focused", "unhandled", "until"]

# A test that waits for nothing ends at once; one that fails on a busy machine has had its time.
expect.set_options(timeout=30_000)


def until(page: Page, script: str, arg: Any = None, *, seconds: float = 30) -> Any:
    """Wait until a script says something true, and return it. It is run from outside, past the page's policy."""
    end = time.monotonic() + seconds
    while not (said := page.evaluate(script, arg)):
        if time.monotonic() > end:
            raise AssertionError(f"{page.url}: never {script}")
        page.wait_for_timeout(20)
    return said


def is_focused(page: Page, selector: str) -> None:
    """Wait until the focus is on what a selector names."""
    until(page, "selector => document.activeElement?.matches(selector)", selector)


def fits(page: Page, width: int) -> None:
    """Wait until nothing leaves a screen of a width: what a script adds to a page comes after it."""
    try:
        until(page, "width => document.documentElement.scrollWidth <= width", width)
    except AssertionError as error:
        found = page.evaluate("document.documentElement.scrollWidth")
        raise AssertionError(f"{page.url} takes {found} px of {width}") from error


def followed(page: Page, change: str) -> None:
    """Run a script that changes the hash, and wait until the page has followed it."""
    # Whoever listened before has been called before.
    page.evaluate(
        f"() => new Promise((done) => {{ addEventListener('hashchange', done, {{ once: true }}); {change}; }})"
    )


def unhandled(page: Page, key: str) -> bool:
    """Press a key and return whether no script of the page took it for its own."""
    listener = "addEventListener('keydown', (event) => { window.unhandled = !event.defaultPrevented; }, { once: true })"
    page.evaluate(f"() => {{ delete window.unhandled; {listener}; }}")
    page.keyboard.press(key)
    return bool(until(page, "() => 'unhandled' in window && [window.unhandled]")[0])
