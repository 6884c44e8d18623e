"""Line ends: every reader takes those of all systems for the same, and a file that is written again keeps its own."""

from __future__ import annotations

import codecs
import re

END = re.compile(r"(\r\n|\r|\n)")
"""What ends a line, on any system."""


def plain(text: str) -> str:
    """Return a text with `\\n` at the end of each line."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def end_of(text: str) -> str:
    """Return what most lines of a text end with; `\\n` where there is only one."""
    ends = END.findall(text)
    return max(("\n", "\r\n", "\r"), key=ends.count)


def like(text: str, before: bytes) -> bytes:
    """Return a text as UTF-8, with the line ends, and the mark at its beginning, of what it takes the place of."""
    end = end_of(before.decode("utf-8", errors="replace"))
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    return mark + plain(text.removeprefix("\ufeff")).replace("\n", end).encode("utf-8")
