"""A section whose kind asks for a block has that block, so that it shows what data says.

A table that was typed in the place of the block is right on the day it is typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, sections
from guiaviva.reading.pages import Page


def check_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    for page in guide.published(pages):
        for wanted, section in sections.without_block(guide, page):
            values = {"title": section.title, "block": wanted.block, "meant": f"/// guide | {wanted.block}\n///"}
            yield found("missing-block", section.place, mark=wanted.mark, **values)
