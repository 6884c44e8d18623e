"""The Markdown of a page becomes HTML once for each content: it is kept under all that it depends on."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _populate_page
from mkdocs.structure.files import File
from mkdocs.structure.toc import AnchorLink, TableOfContents

from guiaviva.cache import digest, program_version
from guiaviva.site import i18n
from guiaviva.site.rendering.languages import Language, page_of

KIND = "converted"
# What begins a block, of ours or of another extension.
_BLOCK = re.compile(rb"^[ \t]*///", re.MULTILINE)
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")

Heading = tuple[str, str, int, tuple[Any, ...]]
"""An entry of the table of contents: title, id, level, and the headings below it."""
Message = tuple[str, int, str]
"""What MkDocs logged: the name of the logger, the level, the text."""


@dataclass(frozen=True)
class Converted:
    """A page as MkDocs has it when its Markdown is converted, and what was logged meanwhile.

    `links` are those to sections: path of the file, section, link as it is written. `diagnostics` are the fingerprints
    of those that the page shows, by language: it is out of date when they change.
    """

    markdown: str
    content: str
    toc: tuple[Heading, ...]
    meta: MutableMapping[str, Any]
    heading: str | None
    anchors: frozenset[str]
    links: Mapping[str, Mapping[str, str]]
    messages: tuple[Message, ...]
    diagnostics: Mapping[str, str]


def convert(language: Language, file: File, source: bytes) -> Converted:
    """Convert the page of a file from `source`, and leave the result in the page. Raises what hooks raise."""
    session, page = language.session, page_of(file)
    session.shown_diagnostics.clear()
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
        tuple(map(_plain, page.toc)),
        page.meta,
        page._title_from_render,
        frozenset(page.present_anchor_ids or ()),
        links,
        tuple(messages),
        {one: of_diagnostics(language, one) for one in sorted(session.shown_diagnostics)},
    )


def restore(language: Language, file: File, converted: Converted) -> None:
    """Leave in the page of a file what was converted elsewhere or before."""
    page = page_of(file)
    page.markdown, page.content = converted.markdown, converted.content
    page.toc = TableOfContents([_entry(heading) for heading in converted.toc])
    page.meta, page._title_from_render = converted.meta, converted.heading
    page.present_anchor_ids = set(converted.anchors)
    by_path = language.files.src_uris
    page.links_to_anchors = {by_path[path]: dict(of) for path, of in converted.links.items() if path in by_path}


def is_current(language: Language, converted: Converted) -> bool:
    """Return whether the page still shows the diagnostics as they are."""
    return all(of_diagnostics(language, one) == known for one, known in converted.diagnostics.items())


def of_diagnostics(language: Language, code: str) -> str:
    """Return the fingerprint of the diagnostics in a language, and of the exceptions that stand beside them."""
    judgement = language.session.judgement
    return digest(repr(judgement.diagnostics(code)), repr(judgement.guide.exceptions))


@dataclass(frozen=True)
class Keys:
    """Makes the keys of the pages of a language. `program` is the fingerprint of what converts them."""

    language: Language
    program: str

    def of(self, file: File, source: bytes) -> str:
        """Return the key of a page: of all that its HTML depends on, but the diagnostics that it shows."""
        others = self._of_the_guide if _BLOCK.search(source) else ""
        return digest(self._of_the_language, others, file.src_uri, file.url, i18n.page_language(page_of(file)), source)

    @cached_property
    def _of_the_language(self) -> str:
        """What every page depends on: program, configuration, where links lead, and data and words, for the terms."""
        language = self.language
        guide = language.session.judgement.guide
        links = sorted((file.src_uri, file.url, file.inclusion.name) for file in language.files)
        settings = _ADDRESS.sub("", repr(language.settings))
        return digest(self.program, language.code, settings, repr(links), guide.facts.fingerprint)

    @cached_property
    def _of_the_guide(self) -> str:
        """What blocks show besides: the day, and the titles of all pages."""
        guide = self.language.session.judgement.guide
        return digest(guide.today.isoformat(), guide.profile, guide.titles)


def fingerprint(language: Language) -> str:
    """Return the fingerprint of what converts pages: this program, its model, the hooks, and all that is installed."""
    hooks = {Path(str(module.__file__)).parent for module in language.config["hooks"].values()}
    sources = sorted({path.resolve() for folder in hooks for path in folder.glob("*.py")})
    model = language.session.judgement.guide.model.fingerprint
    return digest(program_version(), model, *(path.read_bytes() for path in sources))


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


def _plain(entry: AnchorLink) -> Heading:
    return entry.title, entry.id, entry.level, tuple(map(_plain, entry.children))


def _entry(heading: Heading) -> AnchorLink:
    title, id, level, children = heading
    entry = AnchorLink(title, id, level)
    entry.children = [_entry(child) for child in children]
    return entry
