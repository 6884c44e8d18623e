"""What a page itself states, sentence by sentence: not what it quotes, shows as an example, or keeps in code."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from guiaviva.reading.pages import Page

# What is said by somebody else, or leads somewhere: quotations, addresses, what is struck out, HTML. That each of these
# begins with a sign of its own makes it fast to find.
_NOT_STATED = re.compile(
    r"«[^«»]{1,600}»|“[^“”]{1,600}”|\"[^\"\n]{1,400}\"|\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|<[^<>\n]*>"
    r"|https?://[^\s)>]+|~~[^\n]+?~~"
)
_QUOTED_LINE = re.compile(r"^[ ]*>.*", re.MULTILINE)
_EXAMPLE = re.compile(r"^([ ]*)(?:!!!|\?\?\?\+?) example\b.*\n(?:\1[ ]{4}.*\n?|[ ]*\n)*", re.MULTILINE)
# Of the front matter only what readers see.
_SHOWN = re.compile(r"(?:title|description):")
_CLOSE = re.compile(r"[ ]*/{3,}[ ]*")
# Where one paragraph, item of a list or row of a table ends and the next begins; headings belong to neither.
_BREAK = re.compile(
    r"\n(?:(?:[ \t]*\n|#.*(?:\n|\Z))+|(?=[ ]*(?:[-*+]|\d+[.)])[ ])|(?=[ ]*\|)|(?<=[|}]\n)|(?<=\|[ ]\n)|(?<=\|[ ]{2}\n))"
)
_SENTENCE = re.compile(r"(?<=[.!?…;])[*_)\]]*\s+(?=[^\sa-zà-öø-ÿ\d])|(?<=;)\s+|(?<=[.!?]\*\*)\s+")
_CLAUSE = re.compile(r"[,;:()–—|]|\s-\s")
# What is longer is no sentence, and is split. What is farther off is unrelated to a figure.
_LONGEST = 1000


@dataclass(frozen=True)
class Sentence:
    """A sentence with its place in the page, what is before it in its paragraph, and the headings above it.

    In a row of a table, what is before it is the head of the table. `section` is the id of the nearest heading.
    """

    text: str
    start: int
    before: str
    headings: tuple[str, ...]
    section: str

    @cached_property
    def folded(self) -> str:
        """The text with its case folded."""
        return self.text.casefold()

    @property
    def context(self) -> str:
        """The sentence and, in a table, the head."""
        return f"{self.before} {self.text}" if self.is_row else self.text

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return self.text.lstrip().startswith("|")

    def clause(self, start: int, end: int) -> str:
        """Return the part of the sentence, between commas and the like, in which these characters are."""
        breaks = [match.span() for match in _CLAUSE.finditer(self.text)]
        first = max((stop for _, stop in breaks if stop <= start), default=0)
        last = min((begin for begin, _ in breaks if begin >= end), default=len(self.text))
        return self.text[first:last]


def stated(page: Page) -> str:
    """Return the text of a page with all that it does not state itself replaced by as many spaces."""
    lines = page.prose.split("\n")
    for block in page.blocks:
        if block.name == "guide":
            number = block.place.line
            while number < len(lines) and not _CLOSE.fullmatch(lines[number]):
                lines[number] = " " * len(lines[number])
                number += 1
    for number, line in enumerate(lines[: page.body_line - 1]):
        key = _SHOWN.match(line)
        lines[number] = " " * key.end() + line[key.end() :] if key else " " * len(line)
    text = "\n".join(lines)
    if " example" in text:
        text = _EXAMPLE.sub(_spaces, text)
    if ">" in text:
        text = _QUOTED_LINE.sub(_spaces, text)
    return unquoted(text)


def unquoted(text: str) -> str:
    """Return a text with what somebody else says in it, and what leads somewhere, replaced by as many spaces."""
    return _NOT_STATED.sub(_spaces, text)


def sentences(page: Page, text: str, wanted: Callable[[str], bool]) -> Iterator[Sentence]:
    """Return the sentences of what a page states, in order, without its headings and those that are not wanted."""
    starts = [section.place.line for section in page.sections]
    above: list[tuple[str, ...]] = []
    chain: list[tuple[int, str]] = []
    for section in page.sections:
        chain = [*(one for one in chain if one[0] < section.level), (section.level, section.title[:_LONGEST])]
        above.append(tuple(title for _, title in reversed(chain)))
    head = ""
    line, counted = 1, 0
    for start, part in _parts(text):
        row = part.lstrip().startswith("|")
        before = head if row else ""
        head = before or (part[:_LONGEST] if row else "")
        if not wanted(part):
            continue
        words = start + len(part) - len(part.lstrip())
        line, counted = line + text.count("\n", counted, words), words
        place = bisect_right(starts, line) - 1
        headings, below = (above[place], page.sections[place].id) if place >= 0 else ((), "")
        begins = [0]
        for stop in _ends(part, row=row):
            begin = begins[-1]
            if stop - begin == len(part) or wanted(part[begin:stop]):
                near = begins[bisect_left(begins, begin - _LONGEST)]
                said = before if row else part[near:begin]
                yield Sentence(part[begin:stop], start + begin, said, headings, below)
            begins.append(stop)


def sentences_of(text: str, wanted: Callable[[str], bool]) -> Iterator[Sentence]:
    """Return the sentences of a text of data that are wanted, in order, without what it quotes."""
    own, begin = unquoted(text), 0
    for end in _ends(own, row=False) if wanted(own) else ():
        if wanted(own[begin:end]):
            yield Sentence(own[begin:end], begin, own[max(0, begin - _LONGEST) : begin], (), "")
        begin = end


def _ends(part: str, *, row: bool) -> Iterator[int]:
    """Return where the sentences of a part end. A row is one; what is too long for one is cut at a cell or a word."""
    begin = 0
    for end in (*(match.end() for match in (() if row else _SENTENCE.finditer(part))), len(part)):
        while end - begin > _LONGEST:
            cut = part.rfind("|" if row else " ", begin + 1, begin + _LONGEST)
            begin = cut if cut > 0 else begin + _LONGEST
            yield begin
        begin = end
        yield end


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Return the paragraphs, items of lists and rows of tables of a text, each with its start."""
    begin = text.find("\n") + 1 if text.startswith("#") else 0
    for match in _BREAK.finditer(text, max(0, begin - 1)):
        if text[begin : match.start()].strip():
            yield begin, text[begin : match.start()]
        begin = match.end()
    if text[begin:].strip():
        yield begin, text[begin:]


def _spaces(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
