"""Files that the scripts of the site read, and the addresses of pages in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def encoded(content: str | bytes) -> bytes:
    """Return what a file holds: a text in UTF-8, and what is no text as it is."""
    return content if isinstance(content, bytes) else content.encode("utf-8")


def write(folder: Path, name: str, content: str | bytes) -> None:
    """Write a file such as `search/index.json` below a folder of the site; folders are created."""
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(encoded(content))


def address(addresses: Mapping[str, str], place: str) -> str:
    """Return the address of a place, `page` or `page#section`, or "" where there is no such page.

    `addresses` are those of the pages by id, relative to the root of the language.
    """
    page, mark, section = place.partition("#")
    return addresses[page] + mark + section if page in addresses else ""
