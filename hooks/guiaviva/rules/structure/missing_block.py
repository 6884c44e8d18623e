"""A page or a section whose kind asks for a block has that block, so that it shows what data says.

A table that was typed in the place of the block is right on the day it is typed; a tool without its block is a page
that does nothing.

Not seen: in which section of the page the block is; and where the data is not there, text may say what it would.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, sections


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.pages.values():
        for one in sections.without_block(guide, page):
            values = {"title": one.title, "block": one.block, "meant": f"/// guide | {one.block}\n///"}
            variant = "" if one.section else "page"
            yield found("missing-block", one.place, variant=variant, mark=one.mark, **values)
