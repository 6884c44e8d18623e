"""What scripts of the site read: files that no page and no theme brings, with addresses in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def write(folder: Path, name: str, text: str) -> None:
    """Write a text to a file, such as `search/index.json`, below a folder of the site; the folders are made."""
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")


def address(addresses: Mapping[str, str], place: str) -> str:
    """Give the address of a place, `page` or `page#section`, or "" where there is no such page.

    `addresses` are those of the pages, by id, from the root of the language.
    """
    page, mark, section = place.partition("#")
    return addresses[page] + mark + section if page in addresses else ""
