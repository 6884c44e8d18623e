"""How tests in a browser wait: for what they expect to see. Nothing is read right after what takes effect later."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, TimeoutError, expect

__all__ = ["expect", "fits", "followed", "is_focused", "unhandled"]

# A test that waits for nothing ends at once; one that fails on a busy machine has had its time.
expect.set_options(timeout=30_000)


def is_focused(page: Page, selector: str) -> None:
    """Wait until the focus is on what a selector names."""
    page.wait_for_function("selector => document.activeElement?.matches(selector)", arg=selector)


def fits(page: Page, width: int) -> None:
    """Wait until nothing leaves a screen of a width: what a script adds to a page comes after it."""
    try:
        page.wait_for_function("width => document.documentElement.scrollWidth <= width", arg=width)
    except TimeoutError as error:
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
    taken: Any = page.wait_for_function("() => 'unhandled' in window && [window.unhandled]")
    return bool(taken.json_value()[0])
