"""A mark of what holds only somewhere names territories and kinds of institution."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, local
from guiaviva.reading.documents import Document, KeyPath, read_document
from guiaviva.reading.pages import Page


def check_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    for page in pages:
        for one in local.in_page(page):
            if one.scope is None:
                yield found("malformed-scope", one.place, found=one.found, choices=tuple(sorted(local.KINDS)))


def check_data(guide: Guide) -> Iterator[Finding]:
    for source in guide.facts.sources.values():
        if local.KEY in source.text and source.path.endswith(".yml"):
            document = read_document(source, "invalid-data")
            yield from _in_value(document, document.value, ())


def _in_value(document: Document, value: Any, path: KeyPath) -> Iterator[Finding]:
    if isinstance(value, list):
        for index, part in enumerate(value):
            yield from _in_value(document, part, (*path, index))
    elif isinstance(value, dict):
        for key, part in value.items():
            if key != local.KEY:
                yield from _in_value(document, part, (*path, key))
            elif local.scope_of(str(part or "")) is None:
                place, choices = document.value_place(*path, key), tuple(sorted(local.KINDS))
                yield found("malformed-scope", place, found=str(part or ""), choices=choices)
