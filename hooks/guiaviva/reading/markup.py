"""Markdown that breaks in silence: what was meant as a list, a table, a box or a link, and the site shows as text.

The reader is one of CommonMark, which takes more for what it was meant; Python-Markdown makes the site. Here the two
are compared, and what neither takes for it is looked for in paragraphs. Code, comments and raw HTML are left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.nearest import nearest
from guiaviva.reading.signs import ADDRESS, stray

_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]")
_RULE = re.compile(r"[ ]{0,3}(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,}|=+[ ]*)")
_DASHED = re.compile(r"[-*+][ ]")
_ITEM = re.compile(r"([ ]*)([-*+]|\d{1,9}[.)])([ ]+)(\[[ xX]\][ ])?")
# The bullets of word processors, their private characters among them, and the letters that stand for some.
_BULLET = re.compile(r"[ \t]*(?:[•·◦▪▫‣●○■□➢✓✔\uf0b7\uf0a7\uf0d8][ \t\u00a0]+|o[ ]{3,}|[o§][ ]?\t)(?=\S)")
# A dash may also begin what somebody says, so one alone is no list.
_DASH = re.compile(r"[ \t]*[–‒][ \t\u00a0]+(?=\S)")
_PARENTHESIS = re.compile(r"[ ]*\d{1,9}\)[ ]")
_ANY_DASH = re.compile(r"[ \t]*[–‒—][ \t\u00a0]+(?=\S)")
_REFERENCE = re.compile(r"(?<![\w\]\\!])\[([^\[\]\n^][^\[\]\n]*)\]\[([^\[\]\n]*)\]")
_NOTE = re.compile(r"(?<!\\)\[\^([^\]\s]+)\](?!:)")
_NOTE_DEFINED = re.compile(r"^[ ]{0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
_OPEN_LINK = re.compile(
    r"\[([^\[\]\n]+)\]\(((?:https?://|mailto:|\.{0,2}/|#)[^()\s]*[^()\s.,;:]|[^()\s]*\.md(?:#[^()\s]*?)?)"
    r"(?=[.,;:]?(?:[ ]|$))[^()\n]*$",
    re.MULTILINE,
)
_UNCLOSED_TEXT = re.compile(rf"(?<![\\!])\[([^\[\]()\n\0]+)\(({ADDRESS})\)(?![^\[\]\n]*\])")
_UNOPENED_TEXT = re.compile(rf"^[^\[\n]*?(\w[^\[\]\n\0]{{0,40}})\]\(({ADDRESS})\)", re.MULTILINE)
# A word in brackets right after a link; a few letters may be an ending: «the author(s)».
_TWICE = re.compile(r"\)\((?![^\W\d_]{1,4}\))[^()\s]{3,}\)")
# The number of an item that a space parts from its full stop: «2 . Two».
_PARTED = re.compile(r"([ ]*\d{1,3})[ ]+([.)])[ ]+(?=\S)")
# Items without the space after their sign, which are none: «-One», «2.Two».
_UNSPACED = re.compile(r"([ ]*)([-+]|\*(?![*\s])(?![^*\n]*\*)|\d{1,3}[.)])[\u00a0\u2007]*(?=[^\W\d_]|\*\*|\[|[«“\"¿¡])")
# Items that letters number: «a) One».
_LETTERED = re.compile(r"[ ]*[a-z]\)[ ]+(?=\S)")
_WIKI_LINK = re.compile(r"(?<![\w\\])\[\[([^\[\]\n|]+)(?:\|[^\[\]\n]*)?\]\](?![(\[])")
# Asterisks between spaces are themselves, and not the signs of what is strong; those of a power are meant.
_SPACED_STRONG = re.compile(
    r"\*\*(?:(?<!\S\*\*)[ ]+([^*|\n\0]+?)[ ]*\*\*(?![\w*])"
    r"|(?<![\w*\\]\*\*)(?=[^\s*])([^*|\n\0]+?)[ ]+\*\*(?=[\s,.;:!?)»”]|$))"
)
_BLOCK = re.compile(
    r"^([> \t]*(?:(?:[-*+]|\d+[.)])[ ]+)?[> \t]*)(?:/{2,}|/(?:[ ]/)+|\\{2,}|:{2,})[ ]*guide\b[ ]*\|?[ ]*(.*)$",
    re.MULTILINE,
)
_BOX = re.compile(r"\s*(!!!|\?\?\?\+?|===[!+]*)[ ]*([\w-]*)[ ]*(.*?)[ ]*")
# What may follow the kind of a box: words that set where it is, and its title.
_BOX_ENDS = re.compile(r'(?:(?:inline|end)\b[ ]*)*(?:".*")?')
# Three words or more, with nothing that code is made of, up to a sign that ends a sentence or goes on with it.
_SENTENCE = re.compile(r"(?=(?:\S+ ){2})(?:(?!\w\()[^{}<>=;$#/\\|`_&])*[.,:!?…»”\"]")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]*\)")
# So many words are no code.
_LEAST_WORDS = 8
_BACKTICK = re.compile(r"(?<!\\)`+[^`\n]*")
# Any line but an empty one and one that begins an item.
_CONTINUES = re.compile(r"[ ]*(?![-*+] |\d+[.)] )\S")
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
_PIPE = re.compile(r"(?<!\\)\|")
_LAST_BAR = re.compile(r"(?<!\\)\|$")
_DELIMITER = re.compile(r"[ ]*\|?[ ]*:?-{2,}:?[ ]*(?:\|[ ]*:?-{2,}:?[ ]*)*\|?[ ]*")
_WITHIN = re.compile(r"\|[ ]*:?-{2,}:?[ ]*\|")
_DASHES = re.compile(r":?-{2,}:?")
_UNDERLINED = re.compile(r"^[ ]{0,3}((?:[-*+]|\d+[.)]|>)[ ].*|(?:[-*_][ ]*){3,})\n(-+|=+)[ ]*$", re.MULTILINE)
_COMMENT = re.compile("<!--.*")
# What ends a block is not reported again where its beginning is.
_BLOCK_END = re.compile(r"/{3,}[ ]*")
_TURNED = re.compile(
    r"(?<![\]!\\])\(((?:[^()\[\]\n]|\([^()\[\]\n]*\))+)\)\[((?:https?://|mailto:|\.{0,2}/|#)[^\[\]\s]*|[^\[\]\s]*\.md(?:#[^\[\]\s]*)?)\](?![(\[])"
)
# Two asterisks, which neither more of them nor a backslash make something else, and not between spaces.
_STRONG = re.compile(r"\*\*(?<![\\*]\*\*)(?!\*)(?:(?<=\S\*\*)|(?=\S))")
_MORE_STARS = "***"
# A note that two asterisks call, which are written so that they are none of strong text.
_ASTERISK_NOTE = re.compile(r"^[ >|-]*(?:\\\*\\\*|\*\*[ ]|\\\*\*)", re.MULTILINE)
# Asterisks that may begin or end something: not between spaces, nor within a word, where they hide letters.
_STARS = re.compile(r"(?<![\\*])(?:(?<=\S)|(?=\*+\S))(?:(?<!\w)|(?=\*+(?!\w)))\*+(?!\*)")
# The end of what was meant to be strong, with an asterisk too few.
_HALF_END = re.compile(r"[ ]*(?<![\\*])\*(?!\*)(?!\w)")
# A sign of emphasis that opens it, and one that closes it; those of names and of blanks to be filled in are neither.
_EMPHASIS = re.compile(r"(?<![\w\\_*@#/=])_(?=[^\W_])|(?<=[^\W_])_(?![\w*/])|(?<=[.,;:!?»)])_(?![\w_*/])")
# Where what is strong may end, and where a sentence begins.
_STRONG_ENDS = re.compile(r"[.:!?…»](?=\s|$)|(?=\s*(?:\||$))")
_STRONG_BEGINS = re.compile(r"^\W*|[.:!?…]\s+")
# The kinds of boxes for which the theme has a colour and a sign. Any other is shown as a note.
KINDS = (
    "abstract", "bug", "danger", "example", "failure", "info", "note", "question", "quote", "success", "tip", "warning",
)  # fmt: skip
# What begins a box elsewhere, or has a sign too few or too many: «!! note», «:::tip», «> [!WARNING]».
_OTHER_BOX = re.compile(
    rf"[> ]*(?:(?P<signs>!{{2,}}|\?{{2,}}\+?|:{{3,}})[ ]*(?P<kind>{'|'.join(KINDS)}|important|caution)\b"
    r"[ ]*(?P<title>.*)|\[!(?P<alert>[A-Z]{3,12})\])[ ]*",
    re.IGNORECASE,
)
# The most characters of a line that a message quotes.
_QUOTED = 60


@dataclass
class Structure:
    """What the reader found, by its spans in the data.

    `code` are spans and blocks of code, `blocks` the blocks alone, `indented` those that are not fenced. Paragraphs
    come with how many lists they are in; lists and items by their line, with how many lists they are in, their own
    included. `boxes` are the lines on which boxes begin, `tabs` those that begin with a tab.
    """

    boxes: Sequence[int] = ()
    tabs: frozenset[int] = frozenset()
    code: list[range] = field(default_factory=list)
    blocks: list[range] = field(default_factory=list)
    indented: list[range] = field(default_factory=list)
    raw: list[range] = field(default_factory=list)
    links: list[range] = field(default_factory=list)
    struck: list[range] = field(default_factory=list)
    tables: list[range] = field(default_factory=list)
    paragraphs: list[tuple[range, int]] = field(default_factory=list)
    lists: list[tuple[int, int]] = field(default_factory=list)
    items: list[tuple[int, int]] = field(default_factory=list)


class _Text:
    """A page while it is checked.

    `lines` are as the reader has them; in `prose` code and raw HTML are covered, and in `rest` links too.
    """

    def __init__(self, path: str, data: bytes, starts: Sequence[int], structure: Structure) -> None:
        self.path, self.data, self.starts, self.structure = path, data, starts, structure
        self.lines = _decoded(data).split("\n")
        covered = bytearray(data)
        self.prose = _covered(covered, (*structure.code, *structure.raw))
        self.rest = _covered(covered, structure.links)
        self.rest_lines = self.rest.split("\n")

    def lines_of(self, span: range) -> range:
        """Return the numbers of the lines over which a span runs."""
        return range(
            bisect_right(self.starts, span.start), bisect_right(self.starts, max(span.start, span.stop - 1)) + 1
        )

    @cached_property
    def tops(self) -> list[int]:
        """For each line, the first line of those that are together without an empty line, itself among them."""
        tops: list[int] = []
        for number, line in enumerate(self.lines, 1):
            tops.append(tops[-1] if number > 1 and line.strip() and self.lines[number - 2].strip() else number)
        return tops

    @cached_property
    def of_paragraphs(self) -> frozenset[int]:
        """The numbers of the lines of all paragraphs."""
        return frozenset(number for span, _ in self.structure.paragraphs for number in self.lines_of(span))

    def line(self, number: int) -> str:
        """Return a line without the blanks around it."""
        return self.lines[number - 1].strip()

    def joins(self, number: int) -> bool:
        """Return whether a line belongs to the same block of Python-Markdown as the one before it."""
        before = self.lines[number - 2] if number > 1 else ""
        return bool(before.strip()) and not _HEADING.match(before) and not _RULE.fullmatch(before)

    def apart(self, number: int) -> str:
        """Return a line and the one before it with an empty line between them."""
        return f"{self.line(number - 1)}\n\n{self.line(number)}"

    def slip(self, rule: str, number: int, variant: str = "", *, about: str = "", **values: str) -> Finding:
        """Return a finding in a line, which it quotes unless it is said what is quoted."""
        # What is covered is not quoted.
        written = re.sub("\0+", "…", values.pop("found", "") or self.line(number))
        short = written if len(written) <= _QUOTED else f"{written[:_QUOTED].rstrip()}…"
        return found(rule, Place(self.path, number), variant=variant, about=about, found=short, **values)

    def matches(self, pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, re.Match[str]]]:
        """Return each match of a pattern in a text of as many lines as the page has, with the number of its line."""
        number, at = 1, 0
        for match in pattern.finditer(text):
            number += text.count("\n", at, match.start())
            at = match.start()
            yield number, match


def slips(
    path: str, data: bytes, starts: Sequence[int], written: Sequence[str], structure: Structure
) -> Iterator[Finding]:
    """Return what the site will not show as it was meant. `written` are the lines before boxes were moved."""
    text = _Text(path, data, starts, structure)
    if structure.lists:
        yield from _lists(text)
        yield from _items(text)
    begun = {number for number, _ in structure.items}
    for span, depth in structure.paragraphs:
        numbers = text.lines_of(span)
        yield from _paragraph(text, numbers, 0 if numbers.start in begun else depth)
    yield from _bullets(text)
    for span in structure.tables:
        yield from _table(text, text.lines_of(span))
    yield from _underlined(text)
    yield from _boxes(text, written)
    yield from _references(text, written)
    yield from _raw(text)
    blocks = [*_blocks(text)]
    yield from blocks
    yield from (one for one in _stray(text) if not (blocks and _BLOCK_END.fullmatch(one.values.get("found", ""))))
    if "**" in text.rest:
        spaced = [*_spaced_strong(text)]
        yield from spaced
        yield from _strong(text, {one.place.line for one in spaced})
    if "_" in text.rest:
        yield from _emphasis(text)


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")


def _covered(data: bytearray, spans: Sequence[range]) -> str:
    """Cover the spans in the data with a character that nothing looks for, and return its text."""
    for span in spans:
        data[span.start : span.stop] = re.sub(rb"[^\n]", b"\0", data[span.start : span.stop])
    return _decoded(bytes(data))


# Lists.


def _lists(text: _Text) -> Iterator[Finding]:
    """Report lists that Python-Markdown takes for text."""
    items = dict(text.structure.items)
    # What follows without an empty line is a list of its own where its numbers have another sign, and is put right too.
    mended = 0
    for number, depth in text.structure.lists:
        match = _ITEM.match(text.lines[number - 1])
        if number <= mended:
            continue
        if match and match[2].endswith(")"):
            rows = [*_until_blank(text, number)]
            mended = rows[-1]
            meant = [re.sub(r"^(\d+)\)", r"\1.", text.line(row)) for row in rows if items.get(row) == depth]
            yield text.slip("broken-list", number, "parenthesis", meant="\n".join(meant))
        # For Python-Markdown a list goes on where its sign changes.
        elif match and _DASHED.match(text.lines[number - 1]) and _DASHED.match(text.lines[number - 2]):
            continue
        elif match and depth == 1 and text.joins(number):
            yield from _joined_list(text, number)


def _joined_list(text: _Text, number: int) -> Iterator[Finding]:
    """Report a list right below a line: a paragraph, or what was meant as its first items."""
    # In a paragraph those are reported as what they are.
    above = text.lines[number - 2]
    if number - 1 in text.of_paragraphs and (_BULLET.match(above) or _PARENTHESIS.match(above)):
        return
    first = number
    while first > 1 and (_UNSPACED.match(text.rest_lines[first - 2]) or _ANY_DASH.match(text.lines[first - 2])):
        first -= 1
    if first == number:
        yield text.slip("broken-list", number, meant=text.apart(number))
    elif _ANY_DASH.match(text.lines[first - 1]):
        rows = range(first, number)
        meant = "\n".join(f"- {_ANY_DASH.sub('', text.lines[row - 1], count=1).strip()}" for row in rows)
        yield text.slip("broken-list", first, "bullet", meant=meant)
    else:
        yield _unspaced(text, first, range(first, number))


def _unspaced(text: _Text, number: int, rows: Iterable[int]) -> Finding:
    """Return the finding of items without a space after their sign."""

    def spaced(match: re.Match[str]) -> str:
        return f"{match[1]}{match[2] if match[2][0].isdigit() else '-'} "

    meant = "\n".join(_UNSPACED.sub(spaced, text.lines[row - 1], count=1).rstrip() for row in rows)
    return text.slip("broken-list", number, "unspaced", meant=meant)


def _until_blank(text: _Text, number: int) -> Iterator[int]:
    while number <= len(text.lines) and text.line(number):
        yield number
        number += 1


def _items(text: _Text) -> Iterator[Finding]:
    """Report items that Python-Markdown puts at another level, and boxes to tick: each run of them once."""
    begin = {number for number, depth in text.structure.lists if depth == 1}
    base: int | None = None
    moved = ticked = 0
    for number, depth in text.structure.items:
        match = _ITEM.match(text.lines[number - 1])
        if number in begin:
            # In notes and definitions the list itself is moved, and may begin behind another sign.
            base = len(match[1]) // 4 * 4 if match else None
        if match is None or base is None:
            continue
        indent = len(match[1])
        # Right below what belongs to an item further in, Python-Markdown puts it there too.
        above = text.lines[text.tops[number - 1] - 1]
        if len(above) - len(above.lstrip(" ")) >= base + 4 * depth:
            yield text.slip("broken-list", number, meant=text.apart(number))
            continue
        if (indent - base) // 4 != depth - 1:
            if moved != number - 1 or not moved:
                yield text.slip("broken-list", number, "indent", meant=f"{'    ' * (depth - 1)}{text.line(number)}")
            moved = number
        if match[4]:
            if ticked != number - 1 or not ticked:
                meant = text.lines[number - 1].replace(match[4], "", 1).strip()
                yield text.slip("raw-markup", number, "task", found=match[4].strip(), meant=meant)
            ticked = number
    yield from _swallowed(text)


def _swallowed(text: _Text) -> Iterator[Finding]:
    """Report lines that are written as items, and that the reader takes for more text of the item before."""
    numbers = {number for number, _ in text.structure.items}
    for begin in numbers:
        for number in range(begin + 1, len(text.lines) + 1):
            line = text.rest_lines[number - 1]
            if number in numbers or not line.strip():
                break
            if match := _ITEM.match(line):
                within = "    " * (len(match[1]) // 4)
                yield text.slip("broken-list", number, "indent", meant=f"{within}{text.line(number)}")
                break
            if match := _BULLET.match(line):
                yield text.slip("broken-list", number, "bullet", meant=f"- {line[match.end() :].strip()}")
                break
            if _PARTED.match(line):
                yield _parted(text, number)
                break
            if _UNSPACED.match(line) and _same_sign(line, text.lines[begin - 1]):
                yield _unspaced(text, number, [number])
                break


def _parted(text: _Text, number: int) -> Finding:
    return text.slip("broken-list", number, "parted", meant=_PARTED.sub(r"\1\2 ", text.lines[number - 1]).rstrip())


def _same_sign(line: str, other: str) -> bool:
    """Return whether two lines begin with signs of the same list: no numbers, or two of which one follows."""
    match, item = _UNSPACED.match(line), _ITEM.match(other)
    if not match or not item:
        return False
    if not match[2][0].isdigit():
        return not item[2][0].isdigit()
    return item[2][0].isdigit() and int(match[2][:-1]) == int(item[2][:-1]) + 1


def _bullets(text: _Text) -> Iterator[Finding]:
    """Report lists with the bullets of a word processor, each once, at its first line."""
    # A tab or four spaces before a bullet make code of it.
    spans = [(span, _BULLET) for span in text.structure.indented]
    spans += [(span, pattern) for span, _ in text.structure.paragraphs for pattern in (_BULLET, _DASH)]
    last = 0
    for span, pattern in sorted(spans, key=lambda one: one[0].start):
        rows = [number for number in text.lines_of(span) if pattern.match(text.lines[number - 1])]
        if not rows or (pattern is _DASH and len(rows) < 2):
            continue
        if not last or rows[0] > last + 2:
            meant = (f"- {pattern.sub('', text.lines[number - 1], count=1).strip()}" for number in rows)
            yield text.slip("broken-list", rows[0], "bullet", meant="\n".join(meant))
        last = rows[-1]


# Paragraphs.


def _paragraph(text: _Text, numbers: range, depth: int) -> Iterator[Finding]:
    """Report what a paragraph was meant to be, or that it falls out of the `depth` lists in which it is."""
    first = numbers.start
    line = text.lines[first - 1]
    if depth and first > 1 and not text.line(first - 1) and len(line) - len(line.lstrip(" ")) < 4 * depth:
        yield text.slip("broken-list", first, "continued", meant=f"{'    ' * depth}{text.line(first)}")
    if other := _OTHER_BOX.fullmatch(text.rest_lines[first - 1]):
        yield _other_box(text, numbers, other)
    if _PARTED.match(text.rest_lines[first - 1]):
        yield _parted(text, first)
    elif len(numbers) > 1:
        yield from _items_within(text, numbers)
        bare = [number for number in numbers if _UNSPACED.match(text.rest_lines[number - 1])]
        if len(bare) == len(numbers) and not depth and line[:1] != "*" and not _begins_list(text, numbers.stop):
            yield _unspaced(text, first, bare)
        lettered = [number for number in numbers if _LETTERED.match(text.rest_lines[number - 1])]
        if len(lettered) > 1 and len(lettered) >= len(numbers) - 1:
            items = (_LETTERED.sub("", text.lines[number - 1], count=1).strip() for number in lettered)
            # Below a line of text it would still be no list.
            gap = "\n" if lettered[0] != numbers[0] else ""
            meant = gap + "\n".join(f"{at}. {item}" for at, item in enumerate(items, 1))
            yield text.slip("broken-list", lettered[0], "parenthesis", meant=meant)
    rows = [text.rest_lines[number - 1] for number in numbers]
    if any("|" in row or "\t" in row for row in rows) and not _BULLET.match(rows[0]):
        yield from _rows_within(text, first, rows)


def _other_box(text: _Text, numbers: range, match: re.Match[str]) -> Finding:
    kind = (match["kind"] or match["alert"]).lower()
    title = (match["title"] or "").strip(' "«»“”„[]{}')
    sign = "???" if (match["signs"] or "").startswith("?") else "!!!"
    meant = f"{sign} {kind if kind in KINDS else 'warning'}" + (f' "{title}"' if title else "")
    # Of a quotation that was meant as a box, its signs are to be deleted too.
    within = numbers[1:] if match["alert"] else ()
    meant = "\n    ".join((meant, *(text.line(number).lstrip("> ") for number in within)))
    return text.slip("broken-box", numbers.start, "sign", meant=meant)


def _begins_list(text: _Text, number: int) -> bool:
    return number <= len(text.lines) and bool(_ITEM.match(text.lines[number - 1]))


def _table(text: _Text, numbers: range) -> Iterator[Finding]:
    """Report a table that is none for Python-Markdown, or to which it adds what is right below."""
    first, last = numbers.start, numbers.stop
    below = [number for number in numbers[2:] if "|" not in text.lines[number - 1]]
    if not below and last <= len(text.lines) and text.line(last):
        below = [last]
    if text.joins(first):
        yield text.slip("broken-table", first, meant=text.apart(first))
    elif below:
        yield text.slip("broken-table", below[0], "followed", meant=text.apart(below[0]))
    elif _cells(text.line(first), text.line(first)) != _cells(text.line(first + 1), text.line(first)):
        yield _without_line(text, first, _PIPE.pattern)
    else:
        yield from _rows(text, numbers)


def _rows(text: _Text, numbers: range) -> Iterator[Finding]:
    """Report rows of a table that have more cells than its head, which are not shown, or fewer."""
    head = text.line(numbers.start)
    width = _cells(head, head)
    for number in numbers[2:]:
        row = text.line(number)
        if more := _cells(row, head) - width:
            meant = _joined(row, more) if more > 0 else f"{row.removesuffix('|').rstrip()} |{' … |' * -more}"
            variant = "more-cells" if more > 0 else "fewer-cells"
            values = {"meant": meant, "cells": str(width + more), "width": str(width)}
            yield text.slip("broken-table", number, variant, about=f"{text.path}:{numbers.start}", **values)


def _joined(row: str, more: int) -> str:
    """Return a row whose last bars are part of the text, so that it has so many cells less."""
    bars = [match.start() for match in _PIPE.finditer(_CODE.sub(lambda code: "x" * len(code[0]), row))]
    for at in reversed(bars[-more - 1 : -1] if row.endswith("|") else bars[-more:]):
        row = f"{row[:at]}\\{row[at:]}"
    return row


def _items_within(text: _Text, numbers: range) -> Iterator[Finding]:
    """Report a list within a paragraph that is none for the reader either: moved, or not numbered from 1."""
    matches = ((number, _ITEM.match(text.lines[number - 1])) for number in numbers[1:])
    items = [(number, match[2]) for number, match in matches if match and (match[1] or match[2][0].isdigit())]
    # A number at the beginning of a line may belong to the sentence.
    if len(items) > 1 or any(not sign[0].isdigit() for _, sign in items):
        yield text.slip("broken-list", items[0][0], meant=text.apart(items[0][0]))


def _rows_within(text: _Text, first: int, rows: Sequence[str]) -> Iterator[Finding]:
    """Report a table within a paragraph."""
    if _WITHIN.search(rows[0]) and not _DELIMITER.fullmatch(rows[0]):
        yield text.slip("broken-table", first, "pasted", meant=_cut(text.line(first)))
        return
    pipes = [len(_PIPE.findall(row)) for row in rows]
    edged = [at for at, row in enumerate(rows) if row.lstrip().startswith("|") and pipes[at] > 1]
    if len(edged) > 1 or (edged and pipes[edged[0]] > 2 and rows[edged[0]].rstrip().endswith("|")):
        yield _without_line(text, first + edged[0], _PIPE.pattern)
    elif len(rows) > 1 and not any(row.rstrip().endswith((*".!?:;,",)) for row in rows):
        for separator, pattern in ((_PIPE.pattern, r"\S[ ]+\|[ ]+(?=\S)"), (r"\t+", r"\S\t+(?=\S)")):
            counts = {len(re.findall(pattern, row)) for row in rows}
            if len(counts) == 1 and 0 not in counts:
                yield _without_line(text, first, separator)


def _cells(row: str, head: str) -> int:
    """Return how many cells Python-Markdown sees in a row: its head says whether there are bars at the edges."""
    if head.startswith("|") or _LAST_BAR.search(head):
        row = _LAST_BAR.sub("", row.removeprefix("|"))
    return len(_PIPE.findall(_CODE.sub("", row))) + 1


def _without_line(text: _Text, number: int, separator: str) -> Finding:
    cells = [cell.strip() for cell in re.split(separator, text.line(number).strip("|"))]
    return text.slip("broken-table", number, "no-line", meant=f"| {' | '.join(cells)} |\n|{'---|' * len(cells)}")


def _cut(line: str) -> str:
    """Return the rows of a table that is in one line: the hyphens below its head say how many cells each has."""
    cells = [cell for cell in (cell.strip() for cell in _PIPE.split(line)) if cell]
    width = sum(1 for cell in cells if _DASHES.fullmatch(cell))
    rows = (cells[at : at + width] for at in range(0, len(cells), width))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _underlined(text: _Text) -> Iterator[Finding]:
    """Report items, quotations and rules of which hyphens right below them make a heading."""
    for number, match in text.matches(_UNDERLINED, text.prose):
        if not text.joins(number):
            yield text.slip("broken-heading", number, "underlined", meant=f"{match[1].strip()}\n\n{match[2]}")


# Boxes, links and the rest.


def _boxes(text: _Text, written: Sequence[str]) -> Iterator[Finding]:
    """Report boxes whose title is not one, or whose text is beside them."""
    # Found once: below each of many boxes that follow one another all lines are of one paragraph.
    boxes = text.structure.boxes
    begin = [number for number, line in enumerate(written, 1) if not _CONTINUES.match(line)] if boxes else []
    for number in boxes:
        head = written[number - 1]
        match = _BOX.fullmatch(head)
        if match and not _BOX_ENDS.fullmatch(match[3]):
            meant = f'{match[1]} {match[2]} "{match[3].strip(" «»“”„")}"'
            yield text.slip("broken-box", number, "title", found=head.strip(), meant=" ".join(meant.split()))
            continue
        if match and not match[1].startswith("===") and match[2].lower() not in KINDS:
            yield from _of_no_kind(text, number, match)
        indent = len(head) - len(head.lstrip(" "))
        following = next((one for one in written[number : number + 20] if one.strip()), "")
        if len(following) - len(following.lstrip(" ")) < indent + 4:
            beside = following.strip() if number < len(written) and written[number].strip() else "…"
            yield text.slip("broken-box", number, found=head.strip(), meant=f"{head.strip()}\n\n    {beside}")
        yield from _below_box(text, written, begin, number, indent)


def _below_box(text: _Text, written: Sequence[str], begin: Sequence[int], box: int, indent: int) -> Iterator[Finding]:
    """Report an item right below a line that is right below a box, whose last item would take that line as its own.

    `begin` are the lines that do not continue a paragraph.
    """
    end = box + 1
    while end <= len(written) and (not written[end - 1].strip() or written[end - 1][: indent + 4].isspace()):
        end += 1
    if end - 1 == box or end > len(written) or not written[end - 2].strip() or _ITEM.match(written[end - 1]):
        return
    at = bisect_right(begin, end)
    number = begin[at] if at < len(begin) else 0
    if number and _ITEM.match(written[number - 1]):
        yield text.slip("broken-list", number, meant=text.apart(number))


def _of_no_kind(text: _Text, number: int, match: re.Match[str]) -> Iterator[Finding]:
    """Report a box whose kind is none. That of a fold may be left out."""
    sign, kind, rest = match[1], match[2], match[3]
    if kind or sign == "!!!":
        title = "" if '"' in rest or not kind else f' "{kind.replace("-", " ").capitalize()}"'
        meant = f"{sign} {nearest(kind, KINDS) or 'note'} {rest}".rstrip() + title
        yield text.slip(
            "broken-box",
            number,
            "kind" if kind else "no-kind",
            found=match[0].strip(),
            meant=meant,
            kind=kind,
            kinds=", ".join(KINDS),
        )


def _references(text: _Text, written: Sequence[str]) -> Iterator[Finding]:
    """Report references to a note or an address that the page does not define, and links that are not closed."""
    if "][" in text.rest:
        for number, match in text.matches(_REFERENCE, text.rest):
            name = match[2] or match[1]
            yield text.slip("undefined-reference", number, found=match[0], text=match[1], name=name)
    if "[^" in text.prose:
        known = set(_NOTE_DEFINED.findall(text.prose))
        for number, match in text.matches(_NOTE, text.prose):
            if match[1] not in known:
                known.add(match[1])
                yield text.slip("undefined-reference", number, "note", found=match[0], name=match[1])
        yield from _unused_notes(text, written)
    yield from _half_links(text)
    if "](" in text.rest:
        for number, match in text.matches(_OPEN_LINK, text.rest):
            yield text.slip(
                "malformed-link", number, "open", found=match[0].strip(), expected=f"[{match[1]}]({match[2]})"
            )
    if ")[" in text.rest:
        for number, match in text.matches(_TURNED, text.rest):
            yield text.slip("malformed-link", number, "turned", found=match[0], expected=f"[{match[1]}]({match[2]})")


def _half_links(text: _Text) -> Iterator[Finding]:
    """Report links of which a square bracket is missing, and those with a second address."""
    if "[" in text.rest and "(" in text.rest:
        for number, match in text.matches(_UNCLOSED_TEXT, text.rest):
            expected = f"[{match[1].strip()}]({match[2]})"
            yield text.slip("malformed-link", number, "open", found=match[0].strip(), expected=expected)
    if "[[" in text.rest:
        for number, match in text.matches(_WIKI_LINK, text.rest):
            yield text.slip("malformed-link", number, "empty", found=match[1].strip())
    if "](" in text.rest:
        for number, match in text.matches(_UNOPENED_TEXT, text.rest):
            written = f"{match[1]}]({match[2]})"
            yield text.slip("malformed-link", number, "unopened", found=written, expected=written)
    for span in text.structure.links:
        number = text.lines_of(span).stop - 1
        after = _decoded(text.data[span.stop - 1 : span.stop + _QUOTED]).split("\n")[0]
        if twice := _TWICE.match(after):
            link = _decoded(text.data[span.start : span.stop])
            second = twice[0].removeprefix(")")
            yield text.slip(
                "malformed-link", number, "twice", found=f"{link}{second}", expected=link, spaced=f"{link} {second}"
            )


def _unused_notes(text: _Text, written: Sequence[str]) -> Iterator[Finding]:
    """Report notes to which nothing leads, titles and raw HTML included: they would be at the end all the same."""
    if defined := list(text.matches(_NOTE_DEFINED, text.prose)):
        called = Counter(re.findall(r"\[\^([^\]\s]+)\]", "\n".join(written)))
        of_definitions = Counter(match[1] for _, match in defined)
        for number, match in defined:
            if called[match[1]] <= of_definitions[match[1]]:
                yield text.slip("unused-note", number, name=match[1])


def _strong(text: _Text, reported: Container[int]) -> Iterator[Finding]:
    """Report asterisks that would make something strong and have no others to go with, but in lines that are reported.

    Of three at one end and two at the other one is left.
    """
    marked = (run for run in _runs(text) if any("**" in line for _, line in run))
    runs = [run for run in marked if not any(number in reported for number, _ in run)]
    lone = [mark for run in runs if (mark := _unpaired(run))]
    # «5 €**», and below «**Without taxes»: such asterisks call a note, where there is one.
    begin = [opens and not match.string[: match.start()].strip() for _, match, opens in lone]
    noted = any(begin) or bool(_ASTERISK_NOTE.search(text.rest))
    called = False
    for (number, match, opens), begins in zip(lone, begin, strict=True):
        calls = noted and not opens and bool(re.search(r"[\w€$%]$", match.string[: match.start()]))
        called = called or calls
        if not calls and not (called and begins):
            yield text.slip("raw-markup", number, "strong", meant=_paired(text, number, match, opens=opens))
    for run in runs:
        if uneven := _uneven(run):
            number, match = uneven
            meant = f"{match.string[: match.start()]}**{match.string[match.end() :]}"
            yield text.slip("raw-markup", number, "uneven", meant=re.sub("\0+", "…", meant).strip())


def _uneven(run: Sequence[tuple[int, str]]) -> tuple[int, re.Match[str]] | None:
    """Return three asterisks that go with two others, with their line, or None."""
    if not any(_MORE_STARS in line for _, line in run):
        return None
    marks = [(number, match) for number, line in run for match in _STARS.finditer(line)]
    sizes = [len(match[0]) for _, match in marks]
    if set(sizes) != {2, 3} or len(sizes) % 2 or sizes.count(3) % 2 == 0:
        return None
    return next(mark for mark, size in zip(marks, sizes, strict=True) if size == 3)


def _blocks(text: _Text) -> Iterator[Finding]:
    """Report the beginnings of blocks that are none."""
    if "guide" in text.prose:
        yield from (_block(text, number, match) for number, match in text.matches(_BLOCK, text.prose))
    for span in text.structure.indented:
        for number in text.lines_of(span):
            if match := _BLOCK.match(text.lines[number - 1]):
                yield _block(text, number, match)


def _spaced_strong(text: _Text) -> Iterator[Finding]:
    """Report what two asterisks on either side do not make strong, since spaces part them from it."""
    for number, match in text.matches(_SPACED_STRONG, text.rest):
        line, written = text.lines[number - 1], f"**{(match[1] or match[2]).strip()}**"
        yield text.slip(
            "raw-markup", number, "spaced", found=match[0], meant=line.replace(match[0], written, 1).strip()
        )


def _stray(text: _Text) -> Iterator[Finding]:
    """Report signs that mean something elsewhere, and stay on the page."""
    for line, rule, variant, values in stray(text.prose, text.rest):
        yield text.slip(rule, line, variant, **values)


def _emphasis(text: _Text) -> Iterator[Finding]:
    """Report a low line that would set something in italics and has no other to go with."""
    for run in _runs(text):
        marks = [(number, match) for number, line in run for match in _EMPHASIS.finditer(line)]
        if len(marks) == 1:
            number, match = marks[0]
            at = match.start()
            word = match.string[max(0, at - 20) : at + 40].strip("\0 ")
            # Names have some of their own: «@riublanc_», «snake_case_».
            if not (re.search(r"[@#/_][\w.]*$", match.string[:at]) or re.search(r"\w_\w", match.string)):
                yield text.slip("raw-markup", number, "emphasis", found=word)


def _runs(text: _Text) -> Iterator[list[tuple[int, str]]]:
    """Return what is together, so that marks within may belong together: its lines with their numbers."""
    rows = {number for span in text.structure.tables for number in text.lines_of(span)}
    run: list[tuple[int, str]] = []
    for number, line in enumerate(text.rest_lines, 1):
        if not line.strip() or number in rows or _ITEM.match(line) or _HEADING.match(line):
            yield run
            run = []
        if number in rows:
            yield from ([(number, cell)] for cell in _PIPE.split(line))
        elif line.strip():
            run.append((number, line))
            if _HEADING.match(line):
                yield run
                run = []
    yield run


def _unpaired(run: Sequence[tuple[int, str]]) -> tuple[int, re.Match[str], bool] | None:
    """Return the asterisks that go with no others, with their line and whether they open, or None."""
    if any(_MORE_STARS in line for _, line in run):
        return None
    marks = [(number, match) for number, line in run for match in _STRONG.finditer(line)]
    if len(marks) % 2 == 0:
        return None
    opened: tuple[int, re.Match[str]] | None = None
    for number, match in marks:
        before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
        closes_only, opens_only = not after.strip(), not before.strip()
        if opened and opens_only:
            return *opened, True
        if not opened and closes_only:
            return number, match, False
        opened = None if opened else (number, match)
    assert opened
    return *opened, _opens(opened[1])


def _opens(match: re.Match[str]) -> bool:
    return not re.search(r"\w$", match.string[: match.start()])


def _paired(text: _Text, number: int, match: re.Match[str], *, opens: bool) -> str:
    """Return a line in which lone asterisks have others to go with, up to the end of a sentence or from its start."""
    marks = list(_STRONG.finditer(text.lines[number - 1]))
    index = sum(one.start() < match.start() for one in _STRONG.finditer(match.string))
    cut = marks[min(index, len(marks) - 1)] if len(marks) > 0 else match
    line = text.lines[number - 1]
    if opens and (half := _HALF_END.search(line, cut.end())):
        return f"{line[: half.start()]}**{line[half.end() :]}".strip()
    if opens:
        end = _STRONG_ENDS.search(line, cut.end())
        at = end.end() if end else len(line)
    else:
        begins = [one.end() for one in _STRONG_BEGINS.finditer(line, 0, cut.start() - 1)]
        at = begins[-1] if begins else 0
    return f"{line[:at]}**{line[at:]}".strip()


def _raw(text: _Text) -> Iterator[Finding]:
    """Report what is shown as it is written: struck text, comments that are not closed, sentences as code."""
    for span in text.structure.struck:
        struck = _decoded(text.data[span.start : span.stop])
        # «~5 a ~10» is no markup.
        if struck.startswith("~~"):
            number = text.lines_of(span).start
            yield text.slip("raw-markup", number, found=struck, meant=f"<del>{struck.strip('~')}</del>")
    for number, match in text.matches(_COMMENT, text.prose) if "<!--" in text.prose else ():
        yield text.slip("raw-markup", number, "comment", found=match[0])
    for span in text.structure.indented:
        number = text.lines_of(span).start
        written = _LINK.sub(r"\1", _decoded(text.data[span.start : span.stop]))
        rows = [row.strip() for row in written.split("\n") if row.strip()]
        if all(map(_SENTENCE.fullmatch, rows)):
            if number in text.structure.tabs:
                yield text.slip("raw-markup", number, "code")
            elif len(written.split()) >= _LEAST_WORDS:
                yield text.slip("raw-markup", number, "indented", meant=text.line(number))
    # In a table the bars within code part its cells for the parser of this reader, and not for the site.
    in_tables = {number for span in text.structure.tables for number in text.lines_of(span)}
    for number, match in text.matches(_BACKTICK, text.prose) if "`" in text.prose else ():
        if number in in_tables:
            continue
        around = text.prose.split("\n")[number - 1]
        at = match.start() - text.prose.rfind("\n", 0, match.start()) - 1
        yield text.slip("raw-markup", number, "backtick", found=around[max(0, at - 20) : at + 40].strip("\0 "))


def _block(text: _Text, number: int, match: re.Match[str]) -> Finding:
    argument = match[2].strip(" |")
    inside = match[1].strip() or len(match[1]) > 3
    values = {"found": match[0].strip(), "argument": argument, "meant": f"/// guide | {argument}\n///"}
    return text.slip("malformed-block", number, "inside" if inside else "", **values)
