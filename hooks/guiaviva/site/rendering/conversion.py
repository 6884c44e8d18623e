"""The Markdown of a page becomes HTML once for each content: it is kept under all that it depends on."""

from __future__ import annotations

import codecs
import logging
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from mkdocs.commands.build import _populate_page
from mkdocs.structure.files import File
from mkdocs.structure.toc import AnchorLink, TableOfContents

from guiaviva.cache import digest
from guiaviva.site import i18n
from guiaviva.site.blocks import digest_of, show
from guiaviva.site.rendering.languages import Language, page_of
from guiaviva.views.context import Context

KIND = "converted"

Heading = tuple[str, str, int, tuple[Any, ...]]
"""An entry of the table of contents: title, id, level, and the headings below it."""
Message = tuple[str, int, str]
"""What MkDocs logged: the name of the logger, the level, the text."""


@dataclass(frozen=True)
class Converted:
    """A page as MkDocs has it when its Markdown is converted, and what was logged meanwhile.

    `links` are those to sections: path of the file, section, link as it is written. `diagnostics` are the fingerprints
    of those that the page shows, by language: it is out of date when they change. So it is when one of its `blocks`
    shows something else: argument, content, and a digest of its HTML. They are as they were while what all blocks may
    depend on, `guide`, is.
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
    blocks: tuple[tuple[str, str, str], ...]
    guide: str


def source_of(data: bytes) -> bytes:
    """Return the Markdown of a file as UTF-8, with the line ends and without the mark that MkDocs drops from files.

    Pages that differ in these alone are one page: their keys are the same, and so is their HTML.
    """
    return data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def convert(language: Language, file: File, source: bytes, guide: str = "") -> Converted:
    """Convert the page of a file from `source`, as `source_of` returns it, and leave the result in the page.

    `guide` is a digest of what blocks may depend on. Raises what hooks raise.
    """
    session, page = language.session, page_of(file)
    session.shown_diagnostics.clear()
    session.shown_blocks.clear()
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
        tuple(session.shown_blocks),
        guide,
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


def shows_the_same(language: Language, file: File, converted: Converted) -> bool:
    """Return whether each block of a page that was converted before still shows what it showed."""
    session, page = language.session, page_of(file)
    of_page = session.judgement.guide, i18n.page_language(page), i18n.page_id(page)
    return all(
        digest_of(show(Context(*of_page, argument, content, session.diagnostics))) == shown
        for argument, content, shown in converted.blocks
    )


def is_current(language: Language, converted: Converted) -> bool:
    """Return whether the page still shows the diagnostics as they are."""
    return all(of_diagnostics(language, one) == known for one, known in converted.diagnostics.items())


def of_diagnostics(language: Language, code: str) -> str:
    """Return the fingerprint of the diagnostics in a language, and of the exceptions that are beside them."""
    judgement = language.session.judgement
    return digest(repr(judgement.diagnostics(code)), repr(judgement.guide.exceptions))


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
