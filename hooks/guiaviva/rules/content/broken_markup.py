"""Headings, lists, tables, boxes and references are written as the program that makes the site reads them.

Editors of Markdown show more than the site does: a list straight below a paragraph looks right while it is written, and
is one long paragraph for every reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide, local, sections
from guiaviva.reading.pages import Page


def check(guide: Guide) -> Iterator[Finding]:
    yield from _of_pages(guide, guide.judged_pages)


def _of_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    for page in pages:
        # A heading that also lacks its id is reported by missing-section, with the whole line.
        headings = any(slip.rule == "broken-heading" for slip in page.slips)
        reported = {one.place.line for one in sections.reported_as_missing(guide, page)} if headings else ()
        for slip in page.slips:
            # A block that is never closed swallows what follows.
            swallowed = 0 < page.swallowed_from < slip.place.line
            if not swallowed and not (slip.rule == "broken-heading" and slip.place.line in reported):
                yield slip
        for place, text in local.elsewhere(page):
            yield from (replace(slip, place=place) for slip in text.slips)
