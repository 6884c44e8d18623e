"""What no reader of Markdown or HTML can make anything of: it would stop the build of the site, or take minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# A section of SGML, such as <![if …]>, outside a comment; a code of so many digits that it is no number of a sign.
_WRONG = re.compile(rb"<!--.*?-->|(?P<section><!\[[^\n>]{0,60}>?)|(?P<code>&#(?:x[0-9a-f]{7}|\d{8})\w*;?)", re.S | re.I)
_NESTING = re.compile(rb"\n[ \t]*\n|[\[\]>]|<(?=[a-z])", re.IGNORECASE)
DEEPEST = 100
"""So many brackets may be open at once in a paragraph: the time they take grows with the square of their number."""
_QUOTED = 40


class Unrenderable(NamedTuple):
    """Where it is, in bytes; the variant of the rule that reports it; what is to be quoted."""

    start: int
    end: int
    variant: str
    found: str


def unrenderable(data: bytes) -> Iterator[Unrenderable]:
    """Return what cannot be made a page of, in the text of one; some of it may be code, which can."""
    for match in _WRONG.finditer(data) if b"<![" in data or b"&#" in data else ():
        if match.lastgroup:
            quoted = match[0].decode("utf-8", errors="replace")[:_QUOTED]
            yield Unrenderable(*match.span(), match.lastgroup, quoted)
    if data.count(b"[") > DEEPEST or data.count(b"<") > DEEPEST:
        yield from _nested(data)


def _nested(data: bytes) -> Iterator[Unrenderable]:
    """Return the first place of each paragraph where too many brackets are open."""
    opened = {b"[": 0, b"<": 0}
    for match in _NESTING.finditer(data):
        sign = match[0]
        if sign in opened:
            opened[sign] += 1
            if opened[sign] == DEEPEST + 1:
                yield Unrenderable(*match.span(), "nesting", sign.decode())
        elif sign in (b"]", b">"):
            closed = b"[" if sign == b"]" else b"<"
            opened[closed] = max(0, opened[closed] - 1)
        else:
            opened = dict.fromkeys(opened, 0)
