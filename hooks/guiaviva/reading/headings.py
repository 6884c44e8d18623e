"""Headings that lost their id, or are none, because of a sign: they are read as they were meant, and reported once.

Read as Python-Markdown makes it of them, a required section would be missing, its links broken and its translations
different: one cause, and many diagnostics elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from typing import NamedTuple

from guiaviva.diagnostics import Finding, Place, found

# Characters that are not seen; joiners, which some scripts and emojis need; and what looks like a space and is none.
_UNSEEN = "\u00ad\u200b\u2060\ufeff"
_JOINERS = "\u200c-\u200f"
_SPACES = "\u00a0\u2007\u202f\u3000"
_NO_SIGN = re.compile(f"[{_UNSEEN}]")
_NOT_IN_ID = re.compile(f"[{_UNSEEN}{_JOINERS}]")

_HEADING = re.compile(r"([ ]{0,3}#{1,6}[ \t]+)(.*)")
# A heading without the space that makes it one. A single # before a word is a hashtag, unless an id follows.
_HASHES = re.compile(
    rf"(#{{1,6}})[ \t]*[{_SPACES}{_UNSEEN}][{_SPACES}{_UNSEEN} \t]*(\S.*)"
    r"|(#{2,6})(?=[\w¿¡«\"*\[(])(.+)|(#)(?=\w)(.+\{#[^{}]+\}[ ]*)"
)
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
_ID = re.compile(r"\{:?\s*#")
_BRACES = re.compile(r"\\?\{:?\s*([^{}]*#[^{}]*)\}?")
_ATTRIBUTE = r"(?:\.[\w-]+|[\w:-]+=(?:\"[^\"]*\"|'[^']*'|[^\s{}]+))"
_RIGHT = re.compile(
    rf"[^{{}}]*[ ]\{{:?[ ]*(?:{_ATTRIBUTE}[ ]+)*#[^\s{{}}#{_UNSEEN}{_JOINERS}]+(?:[ ]+{_ATTRIBUTE})*[ ]*\}}[ ]*#*[ ]*"
)
# What is in braces at the end of a heading is taken for the name of an attribute.
_VANISHES = re.compile(r"(?<=[ ])\{:?[ ]*([^\s{}#.=:][^{}#.=]*)\}(?=[ ]*#*[ ]*$)")
# An id of which the # is missing.
_BARE_ID = re.compile(r"(?<=[ ])\{(?=[a-z][\w-]*\}[ ]*$)")
# A line of its own that ends in an id and is no list, quotation, table, definition or block.
_NO_HEADING = re.compile(r"(?![ ]*(?:[#>|:\-+<!{]|\*[ ]|\d+[.)]|/{2,}))[ ]{0,3}(\S.{0,80}?)[ ]*\\?(\{#[^{}\n]+\})[ ]*")
# A heading with an id that spaces make code of.
_INDENTED = re.compile(r"[ ]{4,}(#{1,6}[ \t]+\S.*\{#([^{}\s]+)\}[ ]*)")
# A heading with an id at the end of other text.
_GLUED = re.compile(r"(?![ ]*[#|>])[ ]*(\S.{0,400}?[^\s#\\`][ ]+)(#{1,6}[ ]+[^#]*\{#[^{}\s]+\}[ ]*)")
# The most characters of the text before it that are quoted.
_QUOTED = 60


class Raw(NamedTuple):
    """The numbers of the lines (from 1) of code and raw HTML, and of those that alone are a block of indented code."""

    lines: Container[int]
    alone: Container[int]


def repair(path: str, lines: list[str], raw: Callable[[], Raw]) -> list[Finding]:
    """Put the headings in `lines` right, and return what was wrong with each, with the line that was meant.

    `raw` returns the lines that are left alone, and is asked only where they matter.
    """
    wrong = [
        one
        for number, line in enumerate(lines, 1)
        if ("#" in line or "{" in line) and (one := _wrong(Place(path, number), lines))
    ]
    known = raw() if wrong else Raw((), ())
    slips = [
        one
        for one in wrong
        if (one.place.line in known.alone if one.variant == "indented" else one.place.line not in known.lines)
    ]
    for one in slips:
        lines[one.place.line - 1] = one.values["meant"]
    return slips


def _wrong(place: Place, lines: list[str]) -> Finding | None:
    """Return what is wrong with the heading that a line was meant to be, or None."""
    number, line = place.line, lines[place.line - 1]
    if match := _HASHES.fullmatch(line.rstrip()):
        hashes, title = match[1] or match[3] or match[5], match[2] or match[4] or match[6]
        return _slip(place, line, "hashes", f"{hashes} {_with_id(title)}")
    if match := _HEADING.fullmatch(line):
        begins, title = match[1], match[2]
        plain = _CODE.sub(lambda code: "x" * len(code[0]), title)
        if _ID.search(plain) and not _RIGHT.fullmatch(plain):
            return _slip(place, line, "", begins + _with_id(title))
        if _BARE_ID.search(plain) and _others_have_ids(begins.strip(), number, lines):
            return _slip(place, line, "", begins + _BARE_ID.sub("{#", title))
        if _VANISHES.search(plain):
            return _slip(place, line, "braces", begins + _VANISHES.sub(r"(\1)", title))
        if _NO_SIGN.search(plain):
            return _slip(place, line, "unseen", begins + _NO_SIGN.sub("", title))
        return None
    if (match := _INDENTED.fullmatch(line)) and not _is_sample(match[2], number, lines):
        return _slip(place, line, "indented", match[1].strip())
    if "{#" in line and (match := _GLUED.fullmatch(line)):
        heading = match[2].strip()
        return found("broken-heading", place, variant="glued", found=_short(line.strip()), meant=heading)
    alone = not any(one.strip() for one in (*lines[max(0, number - 2) : number - 1], *lines[number : number + 1]))
    match = _NO_HEADING.fullmatch(line) if alone and "{#" in line else None
    title = match[1].strip().strip("*_").strip() if match else ""
    return _slip(place, line, "no-heading", f"## {_with_id(f'{title} {match[2]}')}") if match and title else None


def _others_have_ids(hashes: str, number: int, lines: list[str]) -> bool:
    """Return whether there are headings of that level in other lines, and all of them have an id."""
    others = [one for at, one in enumerate(lines, 1) if at != number and one.startswith(f"{hashes} ")]
    return bool(others) and all("{#" in one for one in others)


def _is_sample(id: str, number: int, lines: list[str]) -> bool:
    """Return whether a heading is shown as code on purpose: a text announces it, or the page has it besides."""
    before = next((line for line in reversed(lines[: number - 1]) if line.strip()), "")
    return before.rstrip().endswith(":") or sum(f"{{#{id}}}" in line for line in lines) > 1


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else f"…{text[-_QUOTED:].lstrip()}"


def _slip(place: Place, line: str, variant: str, meant: str) -> Finding:
    return found("broken-heading", place, variant=variant, found=line.strip(), meant=meant)


def _with_id(title: str) -> str:
    """Return the text of a heading with its id, where it has one, as ids are written: at the end, in one word."""
    code = [range(*match.span()) for match in _CODE.finditer(title)]
    braces = [match for match in _BRACES.finditer(title) if not any(match.start() in one for one in code)]
    if not braces:
        return _NO_SIGN.sub("", title).strip()
    last = braces[-1]
    before, _, after = last[1].partition("#")
    words = _NOT_IN_ID.sub("", after).replace("#", " ").split()
    attributes = [one for one in (*before.split(), *words) if one.startswith(".") or "=" in one]
    id = "-".join(one for one in words if one not in attributes)
    written = " ".join([f"#{id}" if id else "", *attributes]).strip()
    # Other braces would be taken for attributes too.
    rest = re.sub(r"\{([^{}]*)\}", r"(\1)", title[: last.start()] + title[last.end() :])
    text = re.sub(r"\s+(?=[.,;:!?]$)", "", _NO_SIGN.sub("", rest).strip().rstrip("\\").strip())
    return f"{text} {{{written}}}" if written else text
