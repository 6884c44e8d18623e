"""Every block is one that the program or the Markdown extensions know, and is closed.

A misspelt block stands in the page as three slashes and a word; one that is never closed swallows what follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.rows import block_name
from guiaviva.nearest import nearest
from guiaviva.reading.pages import Page


def check_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    ours, others = guide.model.blocks.guide, guide.model.blocks.others
    for page in pages:
        for block in page.blocks:
            name = block_name(block)
            if block.name == "guide" and name not in ours:
                near = nearest(name, ours)
                variant = "nearest" if near else ""
                yield found(
                    "unknown-block",
                    block.place,
                    variant=variant,
                    found=name or block.name,
                    nearest=near,
                    choices=tuple(ours),
                )
            elif block.name not in ("guide", *others):
                near = nearest(block.name, ("guide", *others)) or "guide"
                choices = ("guide", *others)
                yield found(
                    "unknown-block",
                    block.place,
                    variant="name",
                    found=block.name,
                    nearest=near,
                    choices=choices,
                )
            if not block.closed:
                yield found("unclosed-block", block.place, found=f"/// {block.name} | {block.argument}")
