"""Each page as Markdown beside its HTML, with what its references and blocks show; links lead to other copies."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from guiaviva.cache import digest, kept
from guiaviva.guide.links import in_language, resolve
from guiaviva.judgement import Judgement
from guiaviva.reading.allowed import scheme_of
from guiaviva.reading.containers import Block
from guiaviva.reading.pages import NOT_PROSE, TOP, Page
from guiaviva.search.contributions import pages_of
from guiaviva.views import all_views
from guiaviva.views.context import Context
from guiaviva.views.markdown import Writer

_LINK = re.compile(r"(\]\()([^()\s<>]+)((?:\s+\"[^\"\n]*\")?\))")
_COMMENT = re.compile(r"[ \t]*<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"(#{1,6} .*?)[ ]*\{:?[ ]*#([^\s{}]+)[^{}]*\}[ ]*$")
_ATTRIBUTES = re.compile(r"[ ]*\{:[^{}\n]*\}|(?<=\))\{[ ]*[\w.#-][^{}\n]*\}")
_BLOCK = "\ue000"
_PLACE = re.compile(rf"^(.*){_BLOCK}(\d+)$", re.MULTILINE)
_END = re.compile(r"[ ]*/{3,}[ ]*")
# What these show depends on what the check found, and on Git.
_OF_THE_CHECK = {"status", "changes"}
_BOX = re.compile(r"([ ]*)(?:!!!|\?\?\?\+?|===)[ ]*([\w-]+(?: [\w-]+)*)?[ ]*(?:\"(.*)\")?[ ]*$")


class Chunk(NamedTuple):
    """A section of the second level, or by the id `top` what is before the first: its heading and all below it."""

    id: str
    title: str
    text: str


def copy_of(id: str) -> str:
    """Return where the copy of a page is, from the folder of its language: beside its HTML."""
    return f"{id}.md" if id == "index" or id.endswith("/index") else f"{id}/index.md"


def markdown_of(judgement: Judgement) -> dict[tuple[str, str], list[Chunk]]:
    """Return the sections of each page that readers of a language see, by language and id of the page.

    Those of pages that show what they showed before are taken from the store.
    """
    pages = _pages(judgement)

    def make(missing: Sequence[int]) -> Iterator[list[Chunk]]:
        return (_chunks(judgement, *pages[at]) for at in missing)

    made = kept(judgement.store, "markdown", _keys(judgement), make)
    return {(language, page.id): chunks for (language, page), chunks in zip(pages, made, strict=True)}


def key_of(judgement: Judgement) -> str:
    """Return a digest of all that pages show as Markdown."""
    return digest(*_keys(judgement))


def text_of(chunks: Iterable[Chunk]) -> str:
    """Return a page as Markdown."""
    return "\n\n".join(chunk.text for chunk in chunks) + "\n"


def _pages(judgement: Judgement) -> list[tuple[str, Page]]:
    """Return each page that is seen in a language, with that."""
    guide = judgement.guide
    return [(language, page) for language in guide.languages for page in pages_of(guide, language)]


def _keys(judgement: Judgement) -> list[str]:
    """Return for each of the pages a digest of all that it shows as Markdown."""
    guide = judgement.guide
    of_all = guide.titles, guide.model.fingerprint
    data = guide.facts.fingerprint_of_shown, guide.today.isoformat()
    keys = []
    for language, page in _pages(judgement):
        blocks = {block.words[0] for block in page.blocks if block.words}
        checked = repr(_chunks(judgement, language, page)) if blocks & _OF_THE_CHECK else ""
        keys.append(digest(language, page.path, page.source.fingerprint, *of_all, checked, *(data if blocks else ())))
    return keys


def _chunks(judgement: Judgement, language: str, page: Page) -> list[Chunk]:
    """Return the sections of a page as Markdown, what is before the first one first."""
    root = judgement.guide.site_folder(language)
    starts = {one.place.line: one for one in page.sections if one.level == 2}
    source = page.source.text.split("\n")
    ends = [*sorted(starts), len(source) + 1]
    folder = posixpath.join(root, posixpath.dirname(copy_of(page.id))) or "."
    of = _Copy(judgement, page, Writer(_links_of(page), lambda path: posixpath.relpath(path, folder)), source)
    found = [Chunk(TOP, page.title, of.written(page.body_line, ends[0]))]
    for start, end in pairwise(ends):
        found.append(Chunk(starts[start].id, starts[start].title, of.written(start, end)))
    return [one for one in found if one.text]


@dataclass(frozen=True)
class _Copy:
    """A page that is being copied: `source` are its lines, with what its references show."""

    judgement: Judgement
    page: Page
    writer: Writer
    source: list[str]

    def written(self, start: int, end: int) -> str:
        """Return the lines from one to another as Markdown."""
        blocks = {block.place.line: block for block in self.page.blocks if start <= block.place.line < end}
        lines: list[str] = []
        at = start
        while at < end:
            block, line = blocks.get(at), self.source[at - 1]
            if block and block.name == "guide":
                # What it shows is put in at the end: that is Markdown already.
                lines += ["", f"{line[: len(line) - len(line.lstrip(' '))]}{_BLOCK}{at}", ""]
                at = block.last
            elif not block and not _END.fullmatch(line):
                lines.append(line)
            at += 1
        text = _outside_code(_without_comments("\n".join(_boxes(lines))), lambda prose: _prose(self.page, prose))
        whole = _PLACE.sub(lambda place: self.in_place(place[1], blocks[int(place[2])]), text)
        return re.sub(r"\n{3,}", "\n\n", whole).strip()

    def in_place(self, margin: str, block: Block) -> str:
        """Return what a block shows with a margin, as of a quotation."""
        return "\n".join(f"{margin}{line}".rstrip() for line in self.shown(block).split("\n"))

    def shown(self, block: Block) -> str:
        """Return what a block shows, or nothing where what it is about is not there: the check reports it."""
        guide, diagnostics = self.judgement.guide, self.judgement.diagnostics
        context = Context(guide, self.page.language, self.page.id, block.argument, block.content, diagnostics)
        make = all_views().get((block.words or ("",))[0])
        try:
            return self.writer.written(make(context)) if make else ""
        except KeyError:
            return ""


def _boxes(lines: list[str]) -> Iterator[str]:
    """Return lines with quotations in the place of boxes that open, that warn or that are one of several."""
    margins: list[int] = []
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        while margins and line.strip() and indent < margins[-1] + 4:
            margins.pop()
        quote = "> " * len(margins)
        inner = line[4 * len(margins) :] if line.strip() else ""
        if (box := _BOX.fullmatch(inner)) and (box[2] or box[3]):
            title = box[3] or str(box[2]).capitalize()
            # What is not parted from it by a line would be of the same paragraph.
            yield quote.rstrip()
            yield f"{quote}> **{title}**"
            yield f"{quote}>"
            margins.append(indent)
        else:
            yield f"{quote}{inner}".rstrip() if margins else line


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    """Return a text of Markdown with what `change` makes of it where it is no code."""
    parts, end = [], 0
    for match in NOT_PROSE.finditer(text):
        parts += [change(text[end : match.start()]), match[0]]
        end = match.end()
    return "".join((*parts, change(text[end:])))


def _without_comments(text: str) -> str:
    def kept(match: re.Match[str]) -> str:
        return "" if match[0].lstrip().startswith("<!--") else match[0]

    return re.sub(rf"[ \t]*(?:{NOT_PROSE.pattern})", kept, text, flags=NOT_PROSE.flags)


def _prose(page: Page, text: str) -> str:
    links = _links_of(page)

    def led(match: re.Match[str]) -> str:
        return f"{match[1]}{_target(page, match[2], links)}{match[3]}"

    lines = (_HEADING.sub(r'<a id="\2"></a>\n\n\1', line) for line in text.split("\n"))
    return _LINK.sub(led, _ATTRIBUTES.sub("", "\n".join(lines)))


def _target(page: Page, target: str, links: Callable[[str, str], str]) -> str:
    """Return the target of a link as it is from the copy: pages lead to copies, files to where the site has them."""
    path, _, anchor = target.partition("#")
    if not path or scheme_of(target) or target.startswith("//"):
        return target
    inside = in_language(page, resolve(page, path))
    if inside.endswith(".md"):
        return links(inside.removesuffix(".md"), anchor)
    return posixpath.relpath(inside, posixpath.dirname(copy_of(page.id)) or ".") + (anchor and f"#{anchor}")


def _links_of(page: Page) -> Callable[[str, str], str]:
    folder = posixpath.dirname(copy_of(page.id)) or "."

    def link(id: str, anchor: str) -> str:
        place = posixpath.relpath(copy_of(id), folder) if id and id != page.id else ""
        return place + (anchor and f"#{anchor}")

    return link
