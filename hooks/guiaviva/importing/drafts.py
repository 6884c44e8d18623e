"""The files that an import writes: drafts of pages, what is kept beside the guide, and pictures."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from guiaviva.contentmodel import Kind
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide, links
from guiaviva.guide.scaffold import scaffold
from guiaviva.guide.scaffold import sections as prompts
from guiaviva.importing.documents import PICTURE, Document
from guiaviva.importing.placing import Placed, title_of
from guiaviva.language import FALLBACK, choose
from guiaviva.reading.outline import outline
from guiaviva.reading.pages import Page
from guiaviva.reading.targets import target as writable
from guiaviva.search.analysis import tokens
from guiaviva.text.words import fold

IMPORTS = "imports"
"""The folder, beside docs/, with what was imported and is in no page of the guide yet."""
LEFT_OVER = "left-over.md"
_PICTURES = "docs/assets/import"
_PICTURE = re.compile(rf"{PICTURE}([\w.-]+)")
_WORD = re.compile(r"\w+")
_DEEPEST = 6


@dataclass
class Import:
    """What is to be written for one document: texts and pictures by path; and what was placed in which file.

    `paths` has, for each part, the file to which it goes. `draft` are the pages that became drafts of the guide.
    """

    document: Document
    language: str
    placed: Sequence[Placed]
    folder: str
    texts: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)


def prepare(
    guide: Guide, document: Document, language: str, placed: Sequence[Placed], taken: Collection[str] = ()
) -> Import:
    """Return what is to be written for a document whose parts were placed; `taken` are the paths of others.

    Raises CannotJudgeError where a document of that name was imported already.
    """
    folder = f"{IMPORTS}/{document.name}"
    if guide.folder.exists(folder):
        there = guide.folder.list(folder).files
        raise CannotJudgeError("imported-already", path=folder, files=there, name=document.name)
    made = Import(document, language, placed, folder)
    by_page: dict[str, list[Placed]] = {}
    for one in placed:
        by_page.setdefault(one.target.page if one.target else "", []).append(one)
    addresses = _Links(guide, made)
    needed = {*(guide.path(id, language) for id in _linked(guide))}
    paths = {id: _path(guide, folder, id, language, needed, taken) for id in by_page}
    for id, parts in by_page.items():
        text = _page(guide, id, language, parts, prompted=paths[id].startswith("docs/")) if id else _left_over(parts)
        made.texts[paths[id]] = addresses.resolved(text, id)
    made.paths = [paths[one.target.page if one.target else ""] for one in placed]
    return made


def write(root: Path, ones: Iterable[Import]) -> None:
    """Write what was prepared: all of it, or nothing. Raises CannotJudgeError."""
    before: dict[Path, bytes | None] = {}
    ones = list(ones)
    for path in (path for one in ones for path in (one.folder, *one.texts, *one.pictures)):
        writable(root, path)
    try:
        for one in ones:
            contents = {**{path: text.encode() for path, text in one.texts.items()}, **one.pictures}
            (root / one.folder).mkdir(parents=True, exist_ok=True)
            for path, content in contents.items():
                target = root / path
                target.parent.mkdir(parents=True, exist_ok=True)
                before[target] = target.read_bytes() if target.exists() else None
                target.write_bytes(content)
    except OSError as error:
        for target, former in before.items():
            _put_back(target, former)
        raise CannotJudgeError("unwritable", path=str(error.filename), reason=error.strerror or "") from None


def _put_back(target: Path, content: bytes | None) -> None:
    if content is not None:
        target.write_bytes(content)
    else:
        target.unlink(missing_ok=True)


def _path(guide: Guide, folder: str, id: str, language: str, needed: Collection[str], taken: Collection[str]) -> str:
    """Return where the text of a page goes: into the guide where it has no such page, or nothing but its prompts.

    A page that is published and `needed`, since something leads to it, is not made a draft; `taken` are the paths of
    other documents.
    """
    if not id:
        return f"{folder}/{LEFT_OVER}"
    path = guide.path(id, language)
    kind = guide.model.kind_of(id)
    each = kind.spec.for_each if kind else None
    known = each is None or guide.knows(each, id.rpartition("/")[2])
    published, draft = guide.page(language, id), guide.draft(language, id)
    page = draft or (published if path not in needed else None)
    free = (page is not None and _is_untouched(guide, page)) or not guide.folder.exists(path)
    return path if known and free and path not in taken else f"{folder}/{id}.md"


def _linked(guide: Guide) -> Iterator[str]:
    """Return the ids of the pages to which links of other pages or of data lead."""
    for page in guide.pages.values():
        yield from (one.id for one in links.linked_pages(guide, page))
    for _, marked, collection in guide.facts.references:
        if collection == "pages":
            yield marked.value.partition("#")[0]


def _is_untouched(guide: Guide, page: Page) -> bool:
    """Return whether nothing is written in a page but what the model asks for."""
    kind = guide.model.kind_of(page.id)
    if kind is None or not page.whole:
        return False
    parts = [one for one in outline("\n".join(page.source.lines[page.body_line - 1 :])) if one.level != 1 or one.body]
    asked = outline(prompts(guide, kind, page.id, page.language))
    return [one.body.split() for one in parts] == [one.body.split() for one in asked]


def _page(guide: Guide, id: str, language: str, parts: Sequence[Placed], *, prompted: bool) -> str:
    """Return the text of a page: its sections in the order of the model, each with what was placed there.

    `prompted`: it becomes a draft of the guide, in which a section to which nothing goes has the prompt of the model.
    """
    kind = guide.model.kind_of(id)
    assert kind is not None
    shown = guide.page(language, id) or guide.draft(language, id)
    required = {one.id: one for one in kind.sections(guide.page_conditions(id))}
    asked = {key: choose(one.title, language, FALLBACK) for key, one in required.items()}
    own = {one.id: one.title for one in shown.sections if one.level == 2} if shown else {}
    titles = {**asked, **own}
    top = [one for one in parts if one.target and not one.target.section]
    heads = [one for one in top if not one.own]
    # What has a page alone gives it its title.
    head = heads[0] if len(heads) == 1 else None
    title = head.title if head else _title(guide, id, language)
    text = _Text()
    text.heading(1, title)
    if head:
        text.add(head.part.body)
    for one in top:
        if one is not head:
            text.heading(2, one.title, ids=True)
            text.add(one.part.body)
    for section, name in titles.items():
        there = [one for one in parts if one.target and one.target.section == section]
        firsts = [one for one in there if not one.own]
        if there and len(firsts) == 1 and there[0] is firsts[0]:
            text.heading(2, firsts[0].title, section)
        elif there or (prompted and section in required):
            text.heading(2, name, section)
        if prompted and not there and section in required:
            text.add(choose(required[section].write, language, FALLBACK))
        highest = min((one.part.level for one in there), default=0)
        for one in there:
            if not (len(firsts) == 1 and one is there[0] is firsts[0]):
                text.heading(min(_DEEPEST, 3 + max(0, one.part.level - highest - 1)), one.title, ids=True)
            text.add(one.part.body)
    return (_front(guide, kind, id, language) if prompted else "") + text.written()


def _front(guide: Guide, kind: Kind, id: str, language: str) -> str:
    """Return the front matter of a draft. What was written for itself follows no original, whatever its language."""
    if language != guide.source_language:
        return "---\nstatus: draft\n---\n\n"
    return scaffold(guide, kind, id, language, draft=True).partition("\n# ")[0].rstrip() + "\n\n"


def _title(guide: Guide, id: str, language: str) -> str:
    kind = guide.model.kind_of(id)
    assert kind is not None
    return title_of(guide, kind, id, language) or choose(kind.title_of(id), language, FALLBACK)


def _left_over(parts: Sequence[Placed]) -> str:
    text = _Text()
    for one in parts:
        if one.part.level:
            text.heading(one.part.level, one.part.title)
        text.add(one.part.body)
    return text.written()


class _Text:
    """The text of a page while it is put together."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.used: set[str] = set()

    def heading(self, level: int, title: str, id: str = "", *, ids: bool = False) -> None:
        """Add a heading, with its id, or with one that is made of its words."""
        if ids:
            words = "-".join(fold(word) for word in tokens(title)) or "section"
            id = next(
                one for number in count(1) if (one := words if number == 1 else f"{words}-{number}") not in self.used
            )
        self.used.add(id)
        self.parts.append(f"{'#' * level} {title}" + (f" {{#{id}}}" if id else ""))

    def add(self, body: str) -> None:
        """Add what stands below a heading."""
        if body:
            self.parts.append(body)

    def written(self) -> str:
        """Return the whole text."""
        return "\n\n".join(self.parts) + "\n"


class _Links:
    """Where pictures are put, as seen from each page."""

    def __init__(self, guide: Guide, made: Import) -> None:
        self.guide, self.made = guide, made
        self.paths: Mapping[str, str] = dict(self._pictures())

    def _pictures(self) -> Iterator[tuple[str, str]]:
        folder = "-".join(fold(word) for word in _WORD.findall(self.made.document.name.casefold()))
        for name, data in self.made.document.pictures.items():
            stem, dot, suffix = name.rpartition(".")
            for number in count(1):
                path = f"{_PICTURES}/{folder}/{stem}{'' if number == 1 else f'-{number}'}{dot}{suffix}"
                if not self.guide.folder.exists(path) or self.guide.folder.read(path) == data:
                    break
            self.made.pictures[path] = data
            yield name, path

    def resolved(self, text: str, id: str) -> str:
        """Return a text with the addresses of its pictures as they are from the page, wherever it is kept."""
        page = self.guide.path(id, self.made.language) if id else f"{self.made.folder}/{LEFT_OVER}"
        start = posixpath.dirname(page)
        return _PICTURE.sub(lambda one: posixpath.relpath(self.paths[one[1]], start), text)
