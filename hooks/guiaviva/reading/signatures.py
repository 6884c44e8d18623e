"""Signatures: hashes by which a text is known again, in twelve digits.

The first eight are of its sense: of its words whatever their case, punctuation and emphasis, of rows and bullets in any
order, of links whatever their scheme. The last four are of its exact words, so that a comma that was added is seen, and
is known to be no more than that. Line breaks, table borders and the signs of Markdown are in neither.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, NamedTuple

SIGNATURE = r"[0-9a-f]{12}"
_SENSE, _EXACT = 4, 2
# Forms of signs that an editor, a telephone or a word processor changes by itself.
TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "\u00a0": " ", "\u00ad": ""})
# What says how a sentence is read, and not what it says. Within a figure it parts digits, and in a name it is a letter.
_PUNCTUATION = re.compile(
    r"[.,:;!?¿¡«»\"'()\[\]·‐‑–—*~|_-](?:(?<=[^.,:_])|(?<=_)(?:(?<!\w_)|(?!\w))"
    r"|(?<=[.,:])(?:(?<![0-9].)(?![0-9])|(?!\w)|(?<!\w.)(?![0-9])))"
)
_SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\{:?[ ]*[.#][^{}]*\}")
# What is one in its sense with its parts in any order.
_UNORDERED = frozenset({"List", "Table"})
_HOLDING = frozenset({"List", "Item", "Table", "TableHead", "TableRow"})
# The empty text of a comment that marks what holds only somewhere; other comments are no text.
_MARK = re.compile(r"<!--\s*only\b.*?-->", re.DOTALL)


class Said(NamedTuple):
    """What a piece of text says: its exact words, and their sense."""

    exact: str
    sense: str


_GAP = Said(" ", " ")


def said(text: str) -> Said:
    """Return what a text says that is no code."""
    text = unicodedata.normalize("NFC", text.translate(TYPOGRAPHY))
    return Said(text, _PUNCTUATION.sub(" ", text).casefold())


def linked(target: str) -> Said:
    """Return what the target of a link says."""
    return Said(f" <{target}> ", f" <{_SCHEME.sub('', target).rstrip('/')}> ")


def signature(pieces: Iterable[Said]) -> str:
    """Return the signature of a text in pieces."""
    exact, sense = zip(*pieces, strict=True) if (pieces := tuple(pieces)) else ((), ())
    return _hash("".join(sense), _SENSE) + _hash("".join(exact), _EXACT)


def sense_of(signature: str) -> str:
    """Return the part of a signature that is of the sense."""
    return signature[: 2 * _SENSE]


def _hash(text: str, size: int) -> str:
    return blake2b(" ".join(text.split()).encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


@dataclass
class _Open:
    """An element that is being read: a list, a table, an item, a row, or the page."""

    name: str
    parts: list[Said] = field(default_factory=list)
    ordered: bool = True

    def closed(self) -> Said:
        """Return what it says as a whole."""
        senses = [one.sense for one in self.parts]
        sense = "".join(senses) if self.ordered else "\n".join(sorted(" ".join(one.split()) for one in senses))
        return Said("".join(one.exact for one in self.parts), sense)


class Signing:
    """Gathers what a page says, from the events of the parser. `parts` are its paragraphs, lists and tables so far."""

    def __init__(self) -> None:
        self.stack = [_Open("Page")]
        self.code = False

    @property
    def count(self) -> int:
        """How many parts the page has so far; 0 within a list or table."""
        return len(self.stack[0].parts)

    def parts(self, start: int, end: int) -> Sequence[Said]:
        """Return some of the parts of the page."""
        return self.stack[0].parts[start:end]

    def text(self, text: str) -> None:
        """Add text as it is read."""
        if self.code:
            self.add(Said(text, text))
        else:
            self.add(said(_ATTRIBUTES.sub(" ", text) if "{" in text else text))

    def add(self, one: Said) -> None:
        """Add what is said."""
        self.stack[-1].parts.append(one)

    def html(self, text: str) -> None:
        """Add the marks in a piece of raw HTML; its other text comes from whoever reads it."""
        for mark in _MARK.findall(text) if "<!--" in text else ():
            self.add(said(mark))

    def start(self, name: str, details: Any) -> None:
        """Begin an element."""
        if name in _HOLDING:
            # Steps that are numbered are an order, and what is below a list belongs to it.
            ordered = name not in _UNORDERED or (name == "List" and details is not None)
            self.stack.append(_Open(name, ordered=ordered))
        elif name == "CodeBlock":
            self.code = True
        self.gap()

    def end(self, name: str) -> None:
        """End an element."""
        self.gap()
        if name in _HOLDING and len(self.stack) > 1:
            closed = self.stack.pop().closed()
            self.add(closed)
        elif name == "CodeBlock":
            self.code = False

    def gap(self) -> None:
        """Part two words."""
        self.stack[-1].parts.append(_GAP)
