"""Read a page: Markdown becomes sections, links, images and blocks, each with its place.

Python-Markdown, which makes the site, keeps no line numbers, so pages are read here with pulldown-cmark, which keeps
source positions. Both agree on the constructs that a guide uses; tests/test_reader.py compares them.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from hashlib import blake2b
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any, NamedTuple

import pyromark
from pydantic import TypeAdapter, ValidationError

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.reading.containers import Block, Flat, flatten
from guiaviva.reading.documents import Document, read_document
from guiaviva.reading.files import Source
from guiaviva.reading.gate import PAGE, sizes
from guiaviva.reading.headings import Raw, repair
from guiaviva.reading.markup import Structure, slips
from guiaviva.reading.signatures import TYPOGRAPHY, Said, Signing, linked, said, signature
from guiaviva.reading.unrenderable import unrenderable

# The largest page in bytes and the longest line in characters that are read. A build would take minutes on hostile text
# beyond that.
MAX_BYTES = PAGE
MAX_LINE = 20_000
# Of each note, Python-Markdown looks through those before it: 10,000 take 8 seconds, 22,500 take 40.
MAX_NOTES = 10_000
_NOTE = re.compile(r"^ {0,3}\[\^[^\]\n]+\]:", re.MULTILINE)

OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_STRIKETHROUGH
)
# As in mkdocs.utils.meta, by which a build decides what is front matter.
FRONT_MATTER = re.compile(r"-{3}[ \t]*\n(.*?\n|)(?:-{3}|\.{3})[ \t]*(?:\n|\Z)", re.DOTALL)
# Front matter without its first line: two keys at least, since a line with a colon may be underlined.
_UNOPENED = re.compile(r"((?:[A-Za-z][\w-]*:(?: .*)?\r?\n(?:(?: |-(?!--)).*\r?\n)*){2,})---[ \t]*(?:\r?\n|$)")
# The same with its first line, below empty lines or another one.
_LATER = re.compile(rf"\s*(-{{3}}[ \t]*\n){_UNOPENED.pattern}")
# The same in the middle of the text, where another page was pasted. Keys are in small letters, sentences seldom so.
_WITHIN = re.compile(
    r"(?:\A|(?<=\n\n))(-{3}[ \t]*\n(?:[a-z][a-z_-]*:(?: .*)?\n(?:(?: |-(?!--)).*\n)*)+-{3}[ \t]*)(?:\n|\Z)"
)
_METADATA = re.compile(r"[ ]{0,3}([A-Za-z0-9_-]+):\s*(.*)")
_ATTRIBUTES = re.compile(r"\{:?[^{}\n]*?#([^\s{}#]+)[^{}\n]*\}")
# Code, fenced or within a line, and comments.
NOT_PROSE = re.compile(
    r"<!--.*?(?:-->|\Z)|^[ ]*(`{3,}|~{3,}).*?(?:^[ ]*\1[`~]*[ ]*$|\Z)|(?<!`)(`+)(?!`)[^\n]*?(?<!`)\2(?!`)",
    re.DOTALL | re.MULTILINE,
)
# What of raw HTML is no tag: comments, declarations, CDATA and instructions, whether or not they are closed.
_NO_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)|<![^>]*(?:>|\Z)", re.DOTALL)
_NUMBERED = re.compile(r"(.*)_([0-9]{1,9})", re.DOTALL)
REPEATED = re.compile(r"(?<![\w'’.-])([^\W\d_]+)[ \u00a0]+(?i:\1)(?![\w'’-]|\.\w)")
"""A word that stands twice in a row."""
# A row of equal signs below a line makes a heading of it, and seven bars with nothing between are cells of a table.
_MARKER = re.compile(r"^(?:(?:<{7}|>{7})(?: .*)?|\|{7} [^|\n]+|(?<=\n\n)={7}[ ]*)$", re.MULTILINE)
_MARKERS = ("<<<<<<<", ">>>>>>>", "|||||||", "\n=======")
# The most characters that are quoted of what is not closed.
_QUOTED = 60
_ITEM_BEGINS = re.compile(r"(?:[-*+]|\d+[.)])[ \t]+")
_ITEM_ENDS = re.compile(r"\n[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]|\n)")
# «[text] (address)» is a link for no parser, «[text](an address with spaces)» for Python-Markdown alone.
_SPACED_LINK = re.compile(
    rb"\[[^\[\]\n]+\](?:[ ]+|[ ]*\n[ ]*)\(((?:https?://|mailto:|\.{1,2}/|#(?=[a-z]))[^()\s]*|[^()\s]+\.md\b[^()\s]*"
    rb"|[^()\s]*[\w-]\.(?:pdf|rtf|docx?|od[tsp]|xlsx?|pptx?|csv|html?|png|jpe?g|svg|gif|webp|zip))\)"
)
_LOOSE_LINK = re.compile(rb"(!?)\[([^\[\]\n]*)\]\([ ]*([^\s()<>\"']+(?:[ ]+[^\s()<>\"']+)+)[ ]*\)")
# Most pages hold none of either, and this test is faster.
_UNPARSED = re.compile(rb"\][ \n]+\(|\]\([^()\n]*[ ]")
# Attributes of what is before them, for Python-Markdown: `{: .class }`, `{ .class width="300" }`.
_ATTRIBUTE_LIST = re.compile(
    r"\{:?[ ]*(?:[#.][^\s{}]+|[\w-]+=(?:\"[^\"{}]*\"|'[^'{}]*'|[^\s{}\"']+))"
    r"(?:[ ]+(?:[#.][^\s{}]+|[\w-]+=(?:\"[^\"{}]*\"|'[^'{}]*'|[^\s{}\"']+)))*[ ]*\}"
)
# Where these begin or end, a word goes on.
_INLINE = {"Emphasis", "Strong", "Strikethrough", "Link", "Image"}
# Attributes of raw HTML that are words for whoever reads or listens.
_WORDED = ("alt", "title", "aria-label")
# Elements that are skipped, since only the text in them matters.
_SKIPPED = {"Emphasis", "Strong", "TableHead", "TableRow", "TableCell", "DefinitionListTitle"}
_NESTING = {"List", "Item", "FootnoteDefinition", "DefinitionListDefinition"}
# Variants of invalid-page by which nothing of the page could be read; and those by which a part of it, or all.
_NOTHING = {"unreadable", "binary", "size", "line", "notes", "outside", "hidden", "device", "dangling", "loop"}
_NOT_WHOLE = {*_NOTHING, "empty", "fence", "comment"}
_NO_FRONT = {"front-matter", "front-matter-open", "front-matter-twice", "front-matter-below"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# What a browser takes for a tag, and CommonMark does not: `<img/src=…>`, `<a href="…"title="…">`. Addresses in angle
# brackets, also of links, and what is written with a backslash, are none.
_LOOSE_TAG = re.compile(
    rb"(?<!\\)(?<!\]\()(?<!\]: )<(?![a-zA-Z][a-zA-Z0-9+.-]*:|[^<>\s@]+@)[a-zA-Z](?:[^<>\n]|\n(?![ ]*\n))*>"
)
# Where a browser ends a comment, and a reader of XML does not; what follows is HTML.
_SHORT_COMMENT = re.compile(r"<!--(?=-?>)|<!\[CDATA\[[^>]*(?:>|\Z)|--!>")
# Elements whose end tag may be left out, so that it is unknown where they end.
_OPTIONAL_END = {"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "colgroup"}
# Elements that a browser does not close by itself at the end of a paragraph: these, and those that mark text.
_MARKING = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time u var".split()  # noqa: SIM905
)


TOP = "top"
"""The id of the text before the first section, as in an address: `#top`."""


@dataclass(frozen=True)
class Section:
    """A heading and what is below it, subsections included.

    `words` is the number of words of text; `blocks` are the blocks in it; `explicit` is whether the id was written
    (`{#id}`) and not made from the title.
    """

    id: str
    title: str
    level: int
    place: Place
    explicit: bool
    words: int = 0
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Link:
    """A link or an image: its target as written, its text (of an image, the alternative text).

    `has_text` is false where the text is not known, or empty on purpose, so that no rule checks it.
    """

    target: str
    text: str
    place: Place
    has_text: bool = True


@dataclass(frozen=True)
class Tag:
    """A start tag of raw HTML, its attributes in lower case."""

    name: str
    attributes: Mapping[str, str]
    place: Place


class Paragraph(NamedTuple):
    """The source text of a paragraph or of a list item, without the items nested in it."""

    text: str
    place: Place


class Shown(NamedTuple):
    """What is shown in the place of a reference to a fact.

    `kind` is `phone`, `email`, `url` or "", `language` that of the text where it is not that of the page. `place` is
    that of the reference in the file, and `width` is how many characters the text takes there.
    """

    name: str
    text: str
    kind: str = ""
    language: str = ""
    place: Place = Place("")
    width: int = 0


@dataclass(frozen=True)
class Page:
    """A page as it was read. `id` is its path without language folder and suffix, the same in every language.

    `problems` are findings of what could not be read, `slips` of what the site would not show as it was meant.
    `comments` are those outside code, each with its place.
    `signatures` are those of each section of the second level, and of the text before the first with the title and
    description of the front matter, by id. `repeated` are the spans of words outside code that stand twice in a row.
    Where it refers to facts, `references` are what it shows for them, and `typed` is the page with the references
    themselves.
    """

    path: str
    language: str
    id: str
    source: Source
    front: Document
    body_line: int = 1
    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Link, ...] = ()
    blocks: tuple[Block, ...] = ()
    tags: tuple[Tag, ...] = ()
    anchors: frozenset[str] = frozenset()
    unsupported: tuple[Section, ...] = ()
    spaced_links: tuple[Link, ...] = ()
    problems: tuple[Finding, ...] = ()
    signatures: Mapping[str, str] = field(default_factory=dict)
    slips: tuple[Finding, ...] = ()
    references: tuple[Shown, ...] = ()
    typed: Page | None = field(default=None, compare=False, repr=False)
    repeated: tuple[tuple[int, int], ...] = ()
    comments: tuple[tuple[Place, str], ...] = ()
    known_paragraphs: tuple[Paragraph, ...] | None = field(default=None, compare=False)
    known_texts: Mapping[str, str] | None = field(default=None, compare=False)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs and list items, which are read again where they were not kept."""
        if self.known_paragraphs is not None:
            return self.known_paragraphs
        return read_page(self.source, self.language, self.id).known_paragraphs or ()

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The words of each section of the second level, and those before the first, by id.

        They are what is read or listened to, blocks as they are written included; not white space, marks of Markdown,
        targets of links and attributes.
        """
        if self.known_texts is not None:
            return self.known_texts
        return read_page(self.source, self.language, self.id).known_texts or {}

    @property
    def file(self) -> Page:
        """The page as it is in its file, with references where it refers to facts."""
        return self.typed or self

    @cached_property
    def former_hashes(self) -> Mapping[str, frozenset[str]]:
        """The hashes by which version 0.1 knew each section again, by id: of its `texts`, with signs of either form."""
        return {
            id: frozenset(hash_of(form) for form in (text, text.translate(TYPOGRAPHY)))
            for id, text in self.texts.items()
        }

    def with_source(self, source: Source) -> Page:
        """Return the page with its text, which the cache does not keep."""
        page = object.__new__(Page)
        page.__dict__.update(self.__dict__, source=source)
        return page

    def __getstate__(self) -> dict[str, Any]:
        # The text is in the file; paragraphs and words of a page that has not changed are seldom needed.
        state = {name: self.__dict__[name] for name in self.__dataclass_fields__}
        return state | {"source": Source(self.path, ""), "known_paragraphs": None, "known_texts": None}

    @cached_property
    def fields(self) -> Mapping[str, Any]:
        """The front matter, its values as text; empty where there is none or it cannot be read."""
        return self.front.value if isinstance(self.front.value, dict) else {}

    @property
    def title(self) -> str:
        """The title: that of its first heading or, where it has none of the first level, of its front matter."""
        heading = next((one.title for one in self.sections if one.level == 1), "")
        return heading or str(self.fields.get("title", ""))

    @property
    def front_problems(self) -> bool:
        """Whether the front matter could not be read. If so, no rule reports what it lacks."""
        return self.front_in_text or any(problem.place.line < self.body_line for problem in self.problems)

    @property
    def front_in_text(self) -> bool:
        """Whether the front matter cannot be told from the text."""
        return any(problem.variant in _NO_FRONT for problem in self.problems)

    def field(self, name: str, type_: Any) -> Any:
        """Return a field of the front matter as a value of `type_`, or None where it is missing or invalid."""
        try:
            return _adapter(type_).validate_python(self.fields[name]) if name in self.fields else None
        except ValidationError:
            return None

    @property
    def draft(self) -> bool:
        """Whether the page is a draft: shown in the preview alone, and reported as missing."""
        return self.fields.get("status") == "draft"

    @cached_property
    def whole(self) -> bool:
        """Whether all of its text could be read. If not, no rule reports what it lacks."""
        unread = any(problem.variant in _NOT_WHOLE for problem in self.problems)
        return self.swallowed_from == 0 and not unread and not self.in_conflict

    @property
    def in_conflict(self) -> bool:
        """Whether Git left two versions of its text in it."""
        return any(problem.rule == "conflict-marker" for problem in self.problems)

    @property
    def swallowed_from(self) -> int:
        """The line of the first block that is never closed, so that it swallows all that follows, or 0."""
        return min((block.place.line for block in self.blocks if not block.closed), default=0)

    @cached_property
    def prose(self) -> str:
        """The text with code and comments replaced by as many spaces, so that places stay true."""
        return NOT_PROSE.sub(blanked, self.source.text)

    def at(self, line: int = 1) -> Place:
        """Return the place of a line."""
        return Place(self.path, line)

    def section(self, id: str) -> Section | None:
        """Return the first section that has the id, or None."""
        return self._by_id.get(id)

    @cached_property
    def _by_id(self) -> Mapping[str, Section]:
        return {section.id: section for section in reversed(self.sections)}


def _prose(source: Source) -> tuple[str, tuple[tuple[Place, str], ...]]:
    """Return a text with spaces in the place of code and comments, and the comments with their places."""
    comments: list[tuple[Place, str]] = []

    def cover(match: re.Match[str]) -> str:
        if match[0].startswith("<!--"):
            comments.append((source.place(match), match[0]))
        return blanked(match)

    return NOT_PROSE.sub(cover, source.text), tuple(comments)


def read_page(source: Source, language: str, id: str) -> Page:
    """Return the page that a text holds. What cannot be read is one of its `problems`, findings of invalid-page."""
    problems = [*source.problems, *_size_problems(source)]
    prose, comments = _prose(source)
    front = Document(source.path, {})
    if problems and problems[-1].variant in _NOTHING:
        return Page(source.path, language, id, source, front, problems=tuple(problems), comments=comments)
    body, body_line = source.text, 1
    match, first_line = FRONT_MATTER.match(source.text), 2
    if not match and (match := _UNOPENED.match(source.text)):
        first_line = 1
        problems.append(found("invalid-page", Place(source.path), variant="front-matter-start"))
    group = 1
    if later := _LATER.match(source.text, match.end() if match else 0):
        # Which of two is right nobody knows, so nothing is said of what they lack.
        line = source.text.count("\n", 0, later.start(1)) + 1
        variant = "front-matter-twice" if match else "front-matter-below"
        problems.append(found("invalid-page", Place(source.path, line), variant=variant))
        match, first_line, group = later, line + 1, 2
    if match:
        matter = Source(source.path, match[group])
        front = read_document(matter, "invalid-page", first_line=first_line)
        problems += front.problems
        if not front.problems and front.value is not None and not isinstance(front.value, dict):
            problems.append(
                found(
                    "invalid-page", Place(source.path, first_line), variant="front-matter", found=match[group].strip()
                )
            )
        # Empty lines take the place of the front matter, so that every line keeps its number.
        body_line = source.text.count("\n", 0, match.end()) + 1
        body = "\n" * (body_line - 1) + source.text[match.end() :]
    elif source.text.startswith("---") and source.text[3:4] in ("\n", " ", "\t"):
        problems.append(found("invalid-page", Place(source.path), variant="front-matter-open"))
    elif match := _METADATA.match(source.text):
        place = Place(source.path, 1, 1, len(match[0]))
        problems.append(found("invalid-page", place, variant="metadata", found=match[0].strip()))
    if "\n---" in body and (match := _WITHIN.search(NOT_PROSE.sub(blanked, body))):
        # It would be shown as a heading.
        line = body.count("\n", 0, match.start(1)) + 1
        problems.append(found("invalid-page", Place(source.path, line), variant="front-matter-within"))
        body = body[: match.start(1)] + blanked_lines(match) + body[match.end() :]
    if not body.strip() and not problems:
        problems.append(found("invalid-page", Place(source.path), variant="empty"))
    flat = flatten(source.path, body)
    if flat.open_fence:
        line = flat.open_fence
        problems.append(
            found("invalid-page", Place(source.path, line), variant="fence", found=_fence(source.line(line)))
        )
    repairs = repair(source.path, flat.lines, lambda: _raw_lines(source.path, flat))
    if not any(problem.rule == "conflict-marker" for problem in problems):
        problems += _conflicts(source, prose)
    reading = _Reading(source.path, flat)
    reading.read()
    if opened := [one for one in reading.unclosed if one.rule == "unclosed-element"]:
        # It would hold all that follows, so the page is read without it.
        reading = _without(flat, opened[0])
        reading.unclosed += opened
    repairs += reading.slips
    problems += reading.unclosed
    return Page(
        source.path,
        language,
        id,
        source,
        front,
        body_line,
        sections=reading.sections,
        links=tuple(reading.links),
        images=tuple(reading.images),
        blocks=tuple(flat.blocks),
        tags=tuple(reading.tags),
        anchors=frozenset(reading.anchors),
        unsupported=tuple(reading.unsupported),
        spaced_links=tuple(reading.spaced_links),
        problems=tuple(problems),
        signatures=reading.signatures(front.value),
        slips=tuple(repairs),
        comments=comments,
        repeated=tuple(match.span() for match in REPEATED.finditer(prose)),
        known_paragraphs=tuple(reading.paragraphs),
        known_texts=reading.texts(),
    )


# What of the front matter is read, and translated.
_FRONT = ("title", "description")


def hash_of(text: str) -> str:
    """Return the hash of the words of a section, short enough to be read."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


@cache
def _adapter(type_: Any) -> TypeAdapter[Any]:
    return TypeAdapter(type_)


def _size_problems(source: Source) -> Iterator[Finding]:
    if len(source.text) > MAX_BYTES // 4 and (size := len(source.text.encode())) > MAX_BYTES:
        yield found("invalid-page", Place(source.path), variant="size", **sizes(size, MAX_BYTES))
    elif len(source.text) > MAX_LINE:
        for number, line in enumerate(source.text.split("\n"), 1):
            if len(line) > MAX_LINE:
                place = Place(source.path, number)
                yield found("invalid-page", place, variant="line", found=len(line), expected=MAX_LINE)
                return
        if source.text.count("[^") > MAX_NOTES and (count := len(_NOTE.findall(source.text))) > MAX_NOTES:
            yield found("invalid-page", Place(source.path), variant="notes", found=count, expected=MAX_NOTES)


def _covering(ranges: Iterable[range]) -> Callable[[int], bool]:
    """Return what says whether a number is in one of these ranges, of which there may be thousands."""
    starts: list[int] = []
    ends: list[int] = []
    for one in sorted(ranges, key=lambda one: one.start):
        if not ends or one.start > ends[-1]:
            starts.append(one.start)
            ends.append(one.stop)
        ends[-1] = max(ends[-1], one.stop)
    return lambda number: (before := bisect_right(starts, number)) > 0 and number < ends[before - 1]


def _between(texts: Sequence[tuple[int, str]], first: int, end: int) -> Iterator[str]:
    """Return the texts of the lines from `first` up to `end`; they are in order of their lines."""
    begin, stop = (bisect_left(texts, (line,)) for line in (first, end))
    yield from (text for _, text in texts[begin:stop])


def _written(block: Block) -> str:
    """Return what is written in a block and is not Markdown: its argument, and of our own blocks the content too."""
    return " ".join((block.argument, block.options, block.content) if block.name == "guide" else (block.argument,))


def blanked(part: re.Match[str]) -> str:
    """Return as many spaces as a match has characters, in as many lines."""
    return re.sub(r"[^\n]", " ", part[0])


def blanked_lines(part: re.Match[str]) -> str:
    """Return as many empty lines as a match has."""
    return "\n" * part[0].count("\n")


@cache
def _holding() -> frozenset[str]:
    """Return the elements that contain what follows until they are closed, unlike <b> or a <name> to be filled in."""
    # Few pages have HTML, and unchanged ones are not read.
    from markdown.util import BLOCK_LEVEL_ELEMENTS

    return frozenset(BLOCK_LEVEL_ELEMENTS) - _VOID - _OPTIONAL_END


def _id_of(title: str) -> str:
    """Return the id that Python-Markdown makes of a title."""
    from markdown.extensions.toc import slugify

    id: str = slugify(html.unescape(title), "-")
    return id


def _unique(id: str, used: set[str], following: dict[str, str]) -> str:
    """Return an id that is not used yet, as Python-Markdown makes it of one that is: `id_1`, `id_2` …

    `following` holds, for each id that was asked for, one behind which nothing between is free.
    """
    asked = []
    while not id or id in used:
        asked.append(id)
        if id in following:
            id = following[id]
        else:
            match = _NUMBERED.fullmatch(id)
            id = f"{match[1]}_{int(match[2]) + 1}" if match else f"{id}_1"
    used.add(id)
    following.update(dict.fromkeys(asked, id))
    return id


def _conflicts(source: Source, prose: str) -> Iterator[Finding]:
    """Report the first line that Git left between two versions of the text, outside code."""
    likely = any(sign in source.text for sign in _MARKERS)
    if likely and (marker := _MARKER.search(prose)):
        yield found("conflict-marker", source.place(marker), found=marker[0])


def _without(flat: Flat, opened: Finding) -> _Reading:
    """Return a page read without the start tag of an element that is not closed; others are closed as they stand."""
    line, column = opened.place.line, opened.place.column - 1 - flat.contained.get(opened.place.line, 0)
    text = flat.lines[line - 1]
    # Blanks keep the columns of what follows; at the beginning of a line they would make code of it.
    blanks = " " * opened.place.length if text[:column].strip() else ""
    flat.lines[line - 1] = text[:column] + blanks + text[column + opened.place.length :]
    reading = _Reading(opened.place.path, flat)
    reading.read()
    reading.unclosed = [one for one in reading.unclosed if one.rule != "unclosed-element"]
    return reading


def _raw_lines(path: str, flat: Flat) -> Raw:
    """Return which lines of a text are code or raw HTML."""
    reading = _Reading(path, flat)
    reading.read()
    raw = (*reading.structure.blocks, *reading.structure.raw)
    indented = [reading.lines_of(span) for span in reading.structure.indented]
    alone = frozenset(lines.start for lines in indented if len(lines) == 1)
    return Raw({number for span in raw for number in reading.lines_of(span)}, alone)


def _fence(line: str) -> str:
    """Return the characters of a code fence, without the info string that follows them."""
    signs = line.strip()
    return signs[: len(signs) - len(signs.lstrip(signs[:1]))]


def _as_read(match: re.Match[str]) -> str:
    """Return a comment as a browser reads it, in as many lines and columns: where one ends at once there is none."""
    return "--> " if match[0] == "--!>" else re.sub(r"[^\n]", " ", match[0])


@dataclass
class _Heading:
    """A heading while the page is being read, with the words and blocks between it and the next one."""

    level: int
    id: str
    title: str
    place: Place
    words: int = 0
    blocks: list[Block] = field(default_factory=list)


_Cut = tuple[int, int, int]
"""Where a section begins: in the words, in the parts that are signed, and in the lines."""


class _Reading:
    """One pass over the events of the parser, which gathers what a `Page` holds."""

    def __init__(self, path: str, flat: Flat) -> None:
        self.path, self.flat = path, flat
        self.text = "\n".join(flat.lines)
        self.data = self.text.encode("utf-8", errors="surrogatepass")
        self.starts = [0, *(match.end() for match in re.finditer(b"\n", self.data))]
        self.headings: list[_Heading] = []
        self.sections: tuple[Section, ...] = ()
        self.links: list[Link] = []
        self.images: list[Link] = []
        self.spaced_links: list[Link] = []
        self.structure = Structure(boxes=flat.boxes, tabs=flat.tabs)
        self.code = self.structure.code
        self.html: list[range] = []  # Where raw HTML is in the data.
        self.tags: list[Tag] = []
        self.paragraphs: list[Paragraph] = []
        self.items: list[Mapping[str, int]] = []
        self.anchors: set[str] = set()
        self.unsupported: list[Section] = []
        self.lists = 0  # Open lists.
        self.slips: list[Finding] = []
        self.unclosed: list[Finding] = []  # Comments that are never closed.
        self.nesting = 0  # Open lists, list items, notes and definitions.
        self.html_depth = 0  # Open elements of raw HTML,
        self.open_tags: list[Tag] = []  # and the start tags of those that are in the text as they are.
        self.words = 0  # Words since the last heading.
        self.heading: _Heading | None = None  # The heading that is being read,
        self.parts: list[str] = []  # and its text, with raw HTML left out.
        self.open_links: list[tuple[dict[str, Any], list[str]]] = []
        self.open_html: list[str] | None = None
        self.said: list[str] = []  # All words, with a space where one ends for sure,
        self.signing = Signing()  # what they say,
        self.cuts: list[tuple[int, int, int]] = [(0, 0, 0)]  # and where in them, and in the lines, a section begins.
        self.heading_said = 0, 0

    def read(self) -> None:
        if "{" in self.text:
            self.anchors.update(_ATTRIBUTES.findall(self.text))
        # pyromark returns dicts and strings of too many forms to be typed here.
        events: Iterator[tuple[Any, Any]] = iter(pyromark.events_with_range(self.text, options=OPTIONS))
        for event, span in events:
            if isinstance(event, str):
                if event in ("SoftBreak", "HardBreak"):
                    self.add_text("\n")
                    self.said.append(" ")
                    self.signing.gap()
                continue
            ((kind, value),) = event.items()
            if kind == "Text":
                self.said.append(value)
                self.signing.text(value)
                # Most events are plain text, and counting its words here saves a call for each.
                if self.heading is None and not self.open_links:
                    self.words += len(value.split())
                else:
                    self.add_text(value)
            elif kind == "Code":
                self.add_text(value)
                self.said.append(value)
                self.signing.add(Said(value, value))
                self.code.append(range(span["start"], span["end"]))
            elif kind in ("Start", "End"):
                name = value if isinstance(value, str) else next(iter(value))
                if name not in _INLINE:
                    self.said.append(" ")
                    self.sign(kind, name, value)
                if name in _SKIPPED:
                    continue
                if kind == "Start":
                    self.start(name, None if name is value else value[name], span)
                else:
                    self.end(name, span)
            elif self.open_html is not None:
                self.open_html.append(value)
            elif kind in ("Html", "InlineHtml"):
                self.structure.raw.append(range(span["start"], span["end"]))
                self.signing.html(value)
                self.read_html(value, span)
        self.close_part()
        self.unclosed += self.unclosed_elements()
        self.read_items()
        self.read_unparsed_links()
        self.read_loose_tags()
        self.read_unrenderable()
        self.read_titles()
        self.slips = list(
            slips(self.path, self.data, self.starts, self.flat.written or self.flat.lines, self.structure)
        )
        # A block of ours that is not written as one is read as it was meant, so that what it shows is known.
        meant = [one for one in self.slips if one.rule == "malformed-block"]
        self.flat.blocks.extend(
            Block("guide", str(one.values["argument"]), one.place, "", "", closed=True, last=one.place.line)
            for one in meant
        )
        self.flat.blocks.sort(key=lambda block: block.place)
        lines = [heading.place.line for heading in self.headings]
        for block in self.flat.blocks:
            if before := bisect_left(lines, block.place.line):
                self.headings[before - 1].blocks.append(block)
        self.sections = tuple(self.finished_sections())
        self.anchors.update(section.id for section in self.sections)

    def add_text(self, text: str) -> None:
        if self.heading is None:
            self.words += len(text.split())
        else:
            self.parts.append(text)
        for _, texts in self.open_links:
            texts.append(text)

    def start(self, name: str, details: Any, span: Mapping[str, int]) -> None:
        if name == "Paragraph":
            self.paragraphs.append(self.paragraph(span))
            self.structure.paragraphs.append((range(span["start"], span["end"]), self.lists))
        elif name == "Heading":
            self.close_part()
            self.parts = []
            self.heading_said = len(self.said), self.signing.count - 1
            self.heading = _Heading(int(details["level"][1]), details["id"] or "", "", self.place(span))
        elif name in ("Link", "Image"):
            self.open_links.append((details, []))
        elif name in _NESTING:
            self.nesting += 1
            line = bisect_right(self.starts, span["start"])
            if name == "Item":
                self.items.append(span)
                self.structure.items.append((line, self.lists))
            elif name == "List":
                self.lists += 1
                self.structure.lists.append((line, self.lists))
        elif name == "HtmlBlock":
            self.open_html = []
        elif name == "CodeBlock":
            self.code.append(range(span["start"], span["end"]))
            self.structure.blocks.append(self.code[-1])
            if details == "Indented":
                self.structure.indented.append(self.code[-1])
        elif name == "Table":
            self.structure.tables.append(range(span["start"], span["end"]))
        elif name == "Strikethrough":
            self.structure.struck.append(range(span["start"], span["end"]))

    def end(self, name: str, span: Mapping[str, int]) -> None:
        if name == "Heading" and self.heading is not None:
            text = "".join(self.parts)
            self.heading.title = " ".join(text.split())
            self.add_heading(self.heading, span, lines=text.count("\n") + 1)
            self.heading = None
        elif name in ("Link", "Image") and self.open_links:
            details, texts = self.open_links.pop()
            if details["title"]:
                self.said.append(f" {details['title']} ")
                self.signing.add(said(f" {details['title']} "))
            self.signing.add(linked(details["dest_url"]))
            target = f"mailto:{details['dest_url']}" if details["link_type"] == "Email" else details["dest_url"]
            link = Link(target, " ".join("".join(texts).split()), self.place(span))
            self.structure.links.append(range(span["start"], span["end"]))
            (self.images if name == "Image" else self.links).append(link)
            if name == "Image" and not link.text and self.open_links:
                # An image without alternative text is reported as such; the link is not reported as one without text.
                self.open_links[-1][1].append("\N{OBJECT REPLACEMENT CHARACTER}")
        elif name in _NESTING:
            self.nesting -= 1
            self.lists -= name == "List"
        elif name == "HtmlBlock" and self.open_html is not None:
            self.structure.raw.append(range(span["start"], span["end"]))
            html_text, self.open_html = "".join(self.open_html), None
            self.signing.html(html_text)
            comment, closing, _ = html_text.lstrip().partition("-->")
            # One that holds the beginning of another was meant to end before it.
            if comment.startswith("<!--") and (not closing or "<!--" in comment[4:]):
                place = self.place(span)
                first = html_text.strip().split("\n")[0][:_QUOTED]
                self.unclosed.append(
                    found("invalid-page", Place(self.path, place.line), variant="comment", found=first)
                )
            self.read_html(html_text, span)

    def unclosed_elements(self) -> Iterator[Finding]:
        """Return the first start tag of which the page has fewer end tags than start tags."""
        for tag in self.open_tags:
            ends = len(re.findall(rf"</{re.escape(tag.name)}[\s>]", self.text, re.IGNORECASE))
            if ends < sum(one.name == tag.name for one in self.tags):
                yield found("unclosed-element", tag.place, found=f"<{tag.name}>", end=f"</{tag.name}>")
                return

    def read_items(self) -> None:
        """Add the text of each list item as a paragraph, unless a paragraph begins in the same line."""
        lines = {paragraph.place.line for paragraph in self.paragraphs} if self.items else set()
        for item in map(self.paragraph, self.items):
            if item.place.line not in lines:
                text = _ITEM_ENDS.split(item.text, maxsplit=1)[0] if "\n" in item.text else item.text
                self.paragraphs.append(Paragraph(_ITEM_BEGINS.sub("", text), item.place))

    def read_unparsed_links(self) -> None:
        """Find links that CommonMark does not recognise, outside code."""
        if not _UNPARSED.search(self.data):
            return
        for (whole, target), place in self.outside_code(_SPACED_LINK):
            self.spaced_links.append(Link(target, whole, place))
        for (_, sign, text, target), place in self.outside_code(_LOOSE_LINK):
            (self.images if sign else self.links).append(Link(target, text, place))

    def read_unrenderable(self) -> None:
        """Find what would stop the build, outside code."""
        in_code = _covering(self.code)
        for start, end, variant, text in unrenderable(self.data):
            if not in_code(start):
                place = self.place({"start": start, "end": end})
                self.unclosed.append(found("invalid-page", place, variant=variant, found=text))

    def read_loose_tags(self) -> None:
        """Find tags that CommonMark does not recognise, outside code."""
        known = _covering((*self.html, *self.code, *self.structure.links))
        for match in _LOOSE_TAG.finditer(self.data) if b"<" in self.data else ():
            if not known(match.start()):
                text = match[0].decode("utf-8", errors="replace")
                self.read_html(text, {"start": match.start(), "end": match.end()}, loose=True)

    def read_titles(self) -> None:
        """Add what is in the titles of containers, which are Markdown too."""
        of_blocks = {block.place.line: block.argument for block in self.flat.blocks if block.name != "guide"}
        for line, title in {**self.flat.titles, **of_blocks}.items():
            if "<" in title or "](" in title:
                inner = _Reading(self.path, Flat([title]))
                inner.read()
                at = Place(self.path, line)
                self.tags += [replace(one, place=at) for one in inner.tags]
                self.links += [replace(one, place=at) for one in inner.links]
                self.images += [replace(one, place=at) for one in inner.images]

    def outside_code(self, pattern: re.Pattern[bytes]) -> Iterator[tuple[list[str], Place]]:
        """Return each match of a pattern outside code: its text and those of its groups, and its place."""
        in_code = _covering(self.code)
        for match in pattern.finditer(self.data):
            if not in_code(match.start()):
                texts = [part.decode("utf-8", errors="replace") for part in (match[0], *match.groups())]
                yield texts, self.place({"start": match.start(), "end": match.end()})

    def close_part(self) -> None:
        """Add the words since the last heading to that heading; those before the first belong to no section."""
        if self.headings:
            self.headings[-1].words += self.words
        self.words = 0

    def add_heading(self, heading: _Heading, span: Mapping[str, int], lines: int) -> None:
        """Add a heading to the sections, or to `unsupported` where parsers of Markdown disagree about it."""
        place = heading.place
        raw = self.data[self.starts[place.line - 1] : span["end"]].decode("utf-8", errors="replace")
        at_margin = place.column == 1 or raw.lstrip().startswith(">")
        contained = place.line in self.flat.contained
        if lines > 1 or self.nesting or self.html_depth or contained or not at_margin or not heading.title:
            title = heading.title or raw.strip()
            self.unsupported.append(Section(heading.id, title, heading.level, place, bool(heading.id)))
        else:
            self.headings.append(heading)
            if heading.level == 2:
                self.cuts.append((*self.heading_said, place.line))

    def sign(self, kind: str, name: str, value: Any) -> None:
        """Add the beginning or the end of an element that is no part of a sentence to what is signed."""
        if kind == "Start":
            self.signing.start(name, value[name] if isinstance(value, dict) else None)
        else:
            self.signing.end(name)

    def texts(self) -> dict[str, str]:
        """Return the words of each section, as `Page.texts` says; those of sections that share an id together."""
        words: dict[str, list[str]] = {}
        for id, (start, _, _), (end, _, _), hidden in self.parts_of_sections():
            text = _ATTRIBUTE_LIST.sub(" ", "".join(self.said[start:end]))
            words.setdefault(id, []).extend(" ".join((text, *hidden)).split())
        return {id: unicodedata.normalize("NFC", " ".join(each)) for id, each in words.items()}

    def signatures(self, front: Any) -> dict[str, str]:
        """Return the signature of each section, as `Page.signatures` says. `front` is the front matter."""
        fields = [front.get(name) for name in _FRONT] if isinstance(front, dict) else []
        pieces: dict[str, list[Said]] = {TOP: [said(f"{text} ") for text in fields if isinstance(text, str)]}
        for id, (_, start, _), (_, end, _), hidden in self.parts_of_sections():
            pieces.setdefault(id, []).extend(self.signing.parts(start, end))
            pieces[id] += (said(f" {text}") for text in hidden)
        return {id: signature(each) for id, each in pieces.items()}

    def parts_of_sections(self) -> Iterator[tuple[str, _Cut, _Cut, Sequence[str]]]:
        """Return each section: its id, where it begins and ends, and the words in it that Markdown does not see."""
        blocks = [(one.place.line, _written(one)) for one in self.flat.blocks]
        titles = sorted(self.flat.titles.items())
        ids = [TOP, *(section.id for section in self.sections if section.level == 2)]
        ends = pairwise([*self.cuts, (len(self.said), self.signing.count, len(self.starts) + 1)])
        for id, (start, end) in zip(ids, ends, strict=True):
            yield id, start, end, [*_between(titles, start[-1], end[-1]), *_between(blocks, start[-1], end[-1])]

    def finished_sections(self) -> Iterator[Section]:
        """Return the sections in order. Ids that are not written are those that Python-Markdown makes."""
        used = {heading.id for heading in self.headings if heading.id} | self.anchors
        following: dict[str, str] = {}
        for index, heading in enumerate(self.headings):
            below = [heading]
            for at in range(index + 1, len(self.headings)):
                if self.headings[at].level <= heading.level:
                    break
                below.append(self.headings[at])
            yield Section(
                heading.id or _unique(_id_of(heading.title), used, following),
                heading.title,
                heading.level,
                heading.place,
                bool(heading.id),
                sum(part.words for part in below),
                tuple(block for part in below for block in part.blocks),
            )

    def read_html(self, text: str, span: Mapping[str, int], *, loose: bool = False) -> None:
        if not loose:
            self.html.append(range(span["start"], span["end"]))
        parser = _TagReader(self, self.place(span), pairs=not loose)
        if "<!" in text or "<?" in text:
            # Spaces take the place of what is no tag: on some of it the parser fails, or reads the rest many times.
            text = _NO_TAG.sub(blanked, _SHORT_COMMENT.sub(_as_read, text))
        parser.feed(text)
        parser.close()

    def paragraph(self, span: Mapping[str, int]) -> Paragraph:
        text = self.data[span["start"] : span["end"]].decode("utf-8", errors="replace")
        # A paragraph is reported by its line alone, and most never are.
        return Paragraph(text.strip(), Place(self.path, bisect_right(self.starts, span["start"])))

    def lines_of(self, span: range) -> range:
        """Return the numbers of the lines over which a range of bytes runs."""
        return range(bisect_right(self.starts, span.start), bisect_right(self.starts, span.stop - 1) + 1)

    def place(self, span: Mapping[str, int]) -> Place:
        """Return the place of a range of bytes. Its length is 0 where it runs over several lines."""
        start, end = span["start"], span["end"]
        line = bisect_right(self.starts, start)
        column = len(self.data[self.starts[line - 1] : start].decode("utf-8", errors="replace"))
        text = self.data[start:end].rstrip(b"\n")
        length = 0 if b"\n" in text else len(text.decode("utf-8", errors="replace"))
        return Place(self.path, line, column + self.flat.contained.get(line, 0) + 1, length)


class _TagReader(HTMLParser):
    """Adds the tags, links, images and anchors of a piece of raw HTML to the page that is being read."""

    def __init__(self, reading: _Reading, place: Place, *, pairs: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.reading, self.start, self.pairs = reading, place, pairs

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        raw = self.get_starttag_text() or ""
        first = self.start.column if line == 1 else 1
        place = Place(self.start.path, self.start.line + line - 1, first + column, len(raw.split("\n")[0]))
        attributes = {name: value or "" for name, value in attrs}
        worded = [attributes[name] for name in _WORDED if attributes.get(name)]
        if worded or tag == "br" or tag in _holding():
            self.reading.said.append(f" {' '.join(worded)} ")
            self.reading.signing.add(said(f" {' '.join(worded)} "))
        for target in (attributes[name] for name in ("href", "src") if attributes.get(name)):
            self.reading.signing.add(linked(target))
        self.reading.tags.append(Tag(tag, attributes, place))
        self.reading.anchors.update(attributes[name] for name in ("id", "name") if attributes.get(name))
        if tag == "a" and "href" in attributes:
            # The text of a raw link comes in other events, so it is not known here.
            self.reading.links.append(Link(attributes["href"], "", place, has_text=False))
        elif tag == "img":
            # With `alt=""` the writer says that the image is decorative.
            alt = attributes.get("alt")
            self.reading.images.append(Link(attributes.get("src", ""), alt or "", place, has_text=alt != ""))
        elif re.fullmatch(r"h[1-6]", tag):
            self.reading.unsupported.append(Section("", raw, int(tag[1]), place, explicit=False))
        if tag in _holding() and not raw.endswith("/>"):
            self.reading.html_depth += 1
        if self.pairs and tag in _MARKING | _holding() and not raw.endswith("/>"):
            self.reading.open_tags.append(self.reading.tags[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        self.reading.add_text(data)
        self.reading.said.append(data)
        self.reading.signing.add(said(data))

    def handle_endtag(self, tag: str) -> None:
        if tag in _holding():
            self.reading.said.append(" ")
            self.reading.signing.gap()
            self.reading.html_depth = max(0, self.reading.html_depth - 1)
        opened = next((at for at, one in reversed([*enumerate(self.reading.open_tags)]) if one.name == tag), None)
        if opened is not None:
            del self.reading.open_tags[opened]
