"""The files that an import writes: drafts of pages, what is kept beside the guide, and pictures."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import unquote

from guiaviva.contentmodel import Kind
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide, links
from guiaviva.guide.imports import IMPORTS, UNSHARED
from guiaviva.guide.links import SCHEME
from guiaviva.guide.scaffold import scaffold
from guiaviva.guide.scaffold import sections as prompts
from guiaviva.importing.documents import PICTURE, Document
from guiaviva.importing.pages import Base, left_over, with_parts
from guiaviva.importing.placing import Placed
from guiaviva.importing.possible import title_of
from guiaviva.language import FALLBACK, choose
from guiaviva.reading.outline import outline
from guiaviva.reading.pages import Page
from guiaviva.starting.pages import as_draft
from guiaviva.starting.untouched import is_untouched
from guiaviva.text.words import fold

LEFT_OVER, LEFT_OUT = "left-over.md", "left-out.md"
"""What is not placed yet; and what is of the document itself."""
_PICTURES = "docs/assets/import"
_PICTURE = re.compile(rf"{PICTURE}([\w.-]+)")
_WORD = re.compile(r"\w+")
_TITLE = re.compile(r"^# .*$", re.MULTILINE)
_LINK = re.compile(r"!?\[(?P<words>[^\[\]]*)\]\(<?(?P<target>[^()<>\s]+)>?(?:\s+\"[^\"]*\")?\)")
_ID = re.compile(r"\{#([\w-]+)")


@dataclass(frozen=True)
class Manner:
    """How an import writes: whether it takes the place of what the guide began with, and in what words.

    `unread` is what a page says that stays published with text that nobody has read there yet; `beginning` stands for
    the heading of what is before the first one. `adding`: the text goes into pages that were written already.
    """

    unread: str = ""
    beginning: str = "…"
    replace: bool = False
    adding: bool = False
    taken: frozenset[str] = frozenset()
    """The paths to which other documents go."""


@dataclass
class Import:
    """What is to be written for one document: texts and pictures by path; and what was placed in which file.

    `paths` has, for each part, the file to which it goes, and `ids` its id where that is what is left over; `unread`
    are the pages that stay published.
    """

    document: Document
    language: str
    placed: Sequence[Placed]
    folder: str
    texts: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    """The addresses of links that lead nowhere from the page to which they went."""

    @property
    def files(self) -> Mapping[str, bytes]:
        """The content of all that is to be written, by path."""
        return {**{path: text.encode() for path, text in self.texts.items()}, **self.pictures}


def prepare(
    guide: Guide, document: Document, language: str, placed: Sequence[Placed], manner: Manner = Manner()
) -> Import:
    """Return what is to be written for a document whose parts were placed.

    Raises CannotJudgeError where a document of that name was imported already.
    """
    folder = f"{IMPORTS}/{document.name}"
    if guide.folder.exists(folder) or folder == UNSHARED:
        there = guide.folder.list(folder).files
        raise CannotJudgeError("imported-already", path=folder, files=there, name=document.name)
    made = Import(document, language, placed, folder, ids=_ids(placed))
    fill(guide, made, manner)
    addresses = _Links(guide, made)
    left = [(one, id) for one, id in zip(placed, made.ids, strict=True) if id]
    if left:
        made.texts[f"{folder}/{LEFT_OVER}"] = left_over(left, manner.beginning)
    dropped = [(one, "") for one in placed if one.dropped and (one.part.title or one.part.body)]
    if dropped:
        made.texts[f"{folder}/{LEFT_OUT}"] = left_over(dropped, manner.beginning)
    for path, text in made.texts.items():
        made.texts[path] = addresses.resolved(text, path)
    return made


def _without_lost(guide: Guide, made: Import, path: str) -> str:
    """Return the text of a page with its words in the place of links and pictures that lead nowhere from there.

    Within the old guide they led somewhere: they are listed.
    """
    text = made.texts[path]
    ids = set(_ID.findall(text))

    def shown(link: re.Match[str]) -> str:
        target, _, anchor = link["target"].partition("#")
        place = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target)))
        there = place in made.files or guide.folder.exists(place) if target else anchor in ids
        if there or SCHEME.match(target) or target.startswith("//"):
            return link[0]
        made.lost.append(link["target"])
        return link["words"]

    return _LINK.sub(shown, text)


def fill(guide: Guide, made: Import, manner: Manner) -> None:
    """Put all that was placed into the texts of the pages to which it goes."""
    by_page: dict[str, list[Placed]] = {}
    for one in made.placed:
        if one.target:
            by_page.setdefault(one.target.page, []).append(one)
    linked = _linked(guide)
    paths = {}
    for id, parts in by_page.items():
        path, base = _destination(guide, made, id, manner, linked)
        text = with_parts(base, _title(guide, id, made.language), _titles(guide, id, made.language), parts)
        if path in made.unread:
            text = _TITLE.sub(lambda match: f"{match[0]}\n\n{manner.unread}", text, count=1)
        made.texts[path] = text
        paths[id] = path
        # What somebody wrote is theirs.
        if path.startswith("docs/") and not base.written:
            made.texts[path] = _without_lost(guide, made, path)
    rest = {dropped: f"{made.folder}/{name}" for dropped, name in ((False, LEFT_OVER), (True, LEFT_OUT))}
    made.paths = [paths[one.target.page] if one.target else rest[one.dropped] for one in made.placed]


def _ids(placed: Sequence[Placed]) -> list[str]:
    """Return for each part that is not placed the id by which it is found again: with that of what it stands under."""
    found: list[str] = []
    above: list[tuple[int, str]] = []
    for number, one in enumerate(placed, 1):
        above = [each for each in above if each[0] < one.part.level] if one.part.level else []
        # What was placed ends what is left over before it.
        root = above[-1][1] if above else ""
        id = "" if one.target or one.dropped else f"{root}-{number}" if root else f"part-{number}"
        found.append(id)
        if one.part.level:
            above.append((one.part.level, id))
    return found


def _destination(
    guide: Guide, made: Import, id: str, manner: Manner, linked: Mapping[str, frozenset[str]]
) -> tuple[str, Base]:
    """Return where the text of a page goes, and what is there: into the guide where nobody has written there yet.

    What is published, and to which something leads, stays published: a link to a draft would be broken.
    """
    path, beside = guide.path(id, made.language), f"{made.folder}/{id}.md"
    kind = guide.model.kind_of(id)
    each = kind.spec.for_each if kind else None
    known = each is None or guide.knows(each, id.rpartition("/")[2])
    published, draft = guide.page(made.language, id), guide.draft(made.language, id)
    page = published or draft
    if known and path not in manner.taken:
        if page is None and not guide.folder.exists(path):
            return path, Base(_new(guide, id, made.language))
        if page and (draft or id not in linked) and _has_prompts_alone(guide, page):
            return path, Base(_new(guide, id, made.language))
        if page and manner.replace and page.whole and is_untouched(guide, page):
            if published and id in linked:
                made.unread.append(path)
                return path, Base(page.file.source.text, linked=linked[id])
            return path, Base(page.file.source.text if draft else as_draft(page.file.source.text))
        if draft and manner.adding and draft.whole:
            return path, Base(draft.file.source.text, written=True)
    there = guide.folder.read(beside).decode() if manner.adding and guide.folder.is_file(beside) else ""
    return beside, Base(there, written=bool(there))


def _linked(guide: Guide) -> Mapping[str, frozenset[str]]:
    """Return the ids of the pages to which links of other pages or of data lead, each with those within it."""
    found: dict[str, set[str]] = {}
    for one in links.internal_links(guide):
        if one.id and not (one.origin and one.origin.id == one.id):
            found.setdefault(one.id, set()).add(one.anchor)
    for _, marked, collection in guide.facts.references:
        if collection == "pages":
            page, _, anchor = marked.value.partition("#")
            found.setdefault(page, set()).add(anchor)
    return {id: frozenset(anchors) for id, anchors in found.items()}


def _has_prompts_alone(guide: Guide, page: Page) -> bool:
    """Return whether nothing is written in a page but what the model asks for."""
    if guide.model.kind_of(page.id) is None or not page.whole:
        return False
    parts = [one for one in outline("\n".join(page.source.lines[page.body_line - 1 :])) if one.level != 1 or one.body]
    asked = outline(prompts(guide, page.id, page.language))
    return [one.body.split() for one in parts] == [one.body.split() for one in asked]


def _new(guide: Guide, id: str, language: str) -> str:
    """Return a draft with its prompts. What was written for itself follows no original, whatever its language."""
    text = scaffold(guide, id, language, title=_title(guide, id, language), draft=True)
    if language == guide.source_language:
        return text
    return "---\nstatus: draft\n---\n\n# " + text.partition("\n# ")[2]


def _titles(guide: Guide, id: str, language: str) -> Mapping[str, str]:
    """Return the headings of the sections of a page by id: those that it has, else those of the model."""
    kind = _kind(guide, id)
    shown = guide.page(language, id) or guide.draft(language, id)
    own = {one.id: one.title for one in shown.sections if one.level == 2} if shown else {}
    asked = {one.id: one.title for one in kind.sections(guide.page_conditions(id))}
    return {key: choose(title, language, FALLBACK) for key, title in asked.items()} | own


def _kind(guide: Guide, id: str) -> Kind:
    kind = guide.model.kind_of(id)
    assert kind is not None
    return kind


def _title(guide: Guide, id: str, language: str) -> str:
    kind = _kind(guide, id)
    return title_of(guide, kind, id, language) or choose(kind.title_of(id), language, FALLBACK)


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

    def resolved(self, text: str, path: str) -> str:
        """Return the text of a file with the addresses of its pictures.

        Of what is kept beside the guide they are as seen from the page to which it will be carried over.
        """
        start = start_of(self.guide, self.made, path)
        return _PICTURE.sub(lambda one: posixpath.relpath(self.paths[one[1]], start), text)


def start_of(guide: Guide, made: Import, path: str) -> str:
    """Return the folder from which the addresses of a file begin: that of the page to which it will be carried over."""
    id = path.removeprefix(f"{made.folder}/").removesuffix(".md")
    beside = path != f"{made.folder}/{id}.md" or path.endswith((f"/{LEFT_OVER}", f"/{LEFT_OUT}"))
    return posixpath.dirname(path if beside else guide.path(id, made.language))
