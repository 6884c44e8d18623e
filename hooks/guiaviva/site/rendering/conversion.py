"""The Markdown of a page becomes HTML once for each content: it is kept under all that it depends on."""

from __future__ import annotations

import hashlib
import logging
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from mkdocs.commands.build import _populate_page
from mkdocs.structure.files import File

import guiaviva
from guiaviva.contentmodel import ENGINE
from guiaviva.guide import Guide
from guiaviva.site import i18n
from guiaviva.site.rendering.languages import Language, page_of

KIND = "converted"
# What begins a block, of ours or of another extension.
_BLOCK = re.compile(rb"^[ \t]*///", re.MULTILINE)
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")

Message = tuple[str, int, str]
"""What MkDocs logged: the name of the logger, the level, the text."""


class Cache(Protocol):
    """Keeps values from one run to the next, by kind and key."""

    def get_many(self, kind: str, keys: Iterable[str]) -> dict[str, Any]:
        """Return the values that are there."""

    def put_many(self, kind: str, values: Mapping[str, Any]) -> None:
        """Keep the values."""


@dataclass(frozen=True)
class Converted:
    """A page as MkDocs has it when its Markdown is converted, and what was logged meanwhile.

    `links` are those to sections: path of the file, section, link as it is written. `diagnostics` are the fingerprints
    of those that the page shows, by language: it is out of date when they change.
    """

    markdown: str
    content: str
    toc: Any
    meta: MutableMapping[str, Any]
    heading: str | None
    anchors: frozenset[str]
    links: Mapping[str, Mapping[str, str]]
    messages: tuple[Message, ...]
    diagnostics: Mapping[str, str]


def convert(language: Language, file: File, source: bytes) -> Converted:
    """Convert the page of a file from `source`, and leave the result in the page. Raises what hooks raise."""
    handed, page = language.handed, page_of(file)
    handed.shown_diagnostics.clear()
    path = file.abs_src_path
    # What is converted is what was read for the key, whatever happens to the file meanwhile.
    file.content_bytes = source
    file.abs_src_path = path
    with logged() as messages:
        _populate_page(page, language.config, language.files)
    links = {to.src_uri: dict(of) for to, of in (page.links_to_anchors or {}).items()}
    return Converted(
        page.markdown or "",
        page.content or "",
        page.toc,
        page.meta,
        page._title_from_render,
        frozenset(page.present_anchor_ids or ()),
        links,
        tuple(messages),
        {one: of_diagnostics(language, one) for one in sorted(handed.shown_diagnostics)},
    )


def restore(language: Language, file: File, converted: Converted) -> None:
    """Leave in the page of a file what was converted elsewhere or before."""
    page = page_of(file)
    page.markdown, page.content, page.toc = converted.markdown, converted.content, converted.toc
    page.meta, page._title_from_render = converted.meta, converted.heading
    page.present_anchor_ids = set(converted.anchors)
    by_path = language.files.src_uris
    page.links_to_anchors = {by_path[path]: dict(of) for path, of in converted.links.items() if path in by_path}


def is_current(language: Language, converted: Converted) -> bool:
    """Does the page still show the diagnostics as they are?"""
    return all(of_diagnostics(language, one) == known for one, known in converted.diagnostics.items())


def of_diagnostics(language: Language, code: str) -> str:
    """Return the fingerprint of the diagnostics in a language."""
    return _hash(repr(language.handed.judgement.diagnostics(code)))


@dataclass(frozen=True)
class Keys:
    """Makes the keys of the pages of a language. `program` is the fingerprint of what converts them."""

    language: Language
    program: str

    def of(self, file: File, source: bytes) -> str:
        """Return the key of a page: of all that its HTML depends on, but the diagnostics that it shows."""
        others = self._of_the_guide if _BLOCK.search(source) else ""
        return _hash(self._of_the_language, others, file.src_uri, file.url, i18n.page_language(page_of(file)), source)

    @cached_property
    def _of_the_language(self) -> str:
        """What every page depends on: program, configuration, where links lead, and data and words, for the terms."""
        language = self.language
        guide = language.handed.judgement.guide
        links = sorted((file.src_uri, file.url, file.inclusion.name) for file in language.files)
        data = sorted((path, source.text) for path, source in guide.facts.sources.items())
        return _hash(self.program, language.code, _ADDRESS.sub("", repr(language.settings)), repr(links), repr(data))

    @cached_property
    def _of_the_guide(self) -> str:
        """What blocks show besides: the day, and the fields and sections of all pages."""
        guide = self.language.handed.judgement.guide
        return _hash(guide.today.isoformat(), guide.profile, repr(sorted(_outlines(guide))))


def fingerprint(language: Language) -> str:
    """Return the fingerprint of what converts pages: this program, its model, the hooks, and all that is installed."""
    hooks = {Path(str(module.__file__)).parent for module in language.config["hooks"].values()}
    folders = {Path(guiaviva.__file__).parent, *hooks}
    sources = {path.resolve() for folder in folders for path in folder.rglob("*.py")}
    root = language.handed.judgement.guide.root
    model = sorted(((root if (root / "model").is_dir() else ENGINE) / "model").rglob("*.yml"))
    # The folder that says what is installed has its version in its name.
    installed = (path for folder in sys.path if Path(folder).is_dir() for path in Path(folder).iterdir())
    names = sorted(path.name for path in installed if path.suffix in (".dist-info", ".egg-info"))
    return _hash(sys.version, repr(names), *(path.read_bytes() for path in (*sorted(sources), *model)))


@contextmanager
def logged() -> Iterator[list[Message]]:
    """Keep what MkDocs logs instead of showing it, so that it can be shown in order, and again from the cache."""
    messages: list[Message] = []
    logger = logging.getLogger("mkdocs")
    handlers, propagate = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [_Keeper(messages)], False
    try:
        yield messages
    finally:
        logger.handlers, logger.propagate = handlers, propagate


def log_again(messages: Iterable[Message]) -> None:
    """Log what was kept."""
    for name, level, text in messages:
        logging.getLogger(name).log(level, "%s", text)


class _Keeper(logging.Handler):
    def __init__(self, messages: list[Message]) -> None:
        super().__init__()
        self.messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        self.messages.append((record.name, record.levelno, record.getMessage()))


def _outlines(guide: Guide) -> Iterator[str]:
    for page in (*guide.pages.values(), *guide.drafts.values()):
        sections = [(section.id, section.title, section.level) for section in page.sections]
        yield repr((page.path, page.draft, dict(page.fields), sections))


def _hash(*parts: str | bytes) -> str:
    made = hashlib.blake2b(digest_size=20)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(len(raw).to_bytes(8, "big"))
        made.update(raw)
    return made.hexdigest()
