"""Every required section says something: words of its own, or a block that shows data.

A heading with nothing below it looks like an answer in the table of contents, and is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, sections
from guiaviva.reading.pages import Page


def check_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    boxes = guide.model.blocks.others
    for page in guide.published(pages):
        for wanted in sections.required(guide, page) if page.whole else ():
            section = sections.present(page, wanted.id)
            # A box counts by its words. A block of an unknown name counts as data, since unknown-block reports it.
            if section and section.words < wanted.words and all(block.name in boxes for block in section.blocks):
                yield found(
                    "empty-section",
                    section.place,
                    variant="" if section.words else "nothing",
                    mark=wanted.mark,
                    section=wanted.id,
                    title=section.title,
                    found=section.words,
                    expected=wanted.words,
                    write=wanted.write,
                )
