"""Every link to a section leads to one that its page has.

Whoever follows such a link lands at the top of a long page and has to look for the answer.

Not seen: sections of other sites and of pages that cannot be read. A required section that the page lacks is left to
missing-section.
"""

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, links, rows, sections
from guiaviva.guide.links import Internal
from guiaviva.language import FALLBACK, choose
from guiaviva.nearest import nearest
from guiaviva.reading.pages import Page


def check(guide: Guide) -> Iterator[Finding]:
    for link in links.internal_links(guide):
        page = link.shown(guide) if link.anchor else None
        if page is None or link.anchor in rows.anchors(guide, page) or not page.whole:
            continue
        if link.anchor in sections.demanded(guide, page) or rows.names_row(guide, page, link.anchor):
            continue
        if block := rows.block_of(guide, link.anchor):
            yield from _row(guide, page, link, block)
        else:
            yield _section(guide, page, link)


def _row(guide: Guide, page: Page, link: Internal, block: str) -> Iterator[Finding]:
    """Report a link to a row of a block that the page does not have."""
    lacking = any(one.block == block for one in sections.demanded_blocks(guide, page))
    # The rows of a block that is misspelt are not known: the block is reported.
    if not lacking and not rows.unknown_in(guide, page):
        values = {"found": link.target, "path": page.path, "block": block}
        about = f"{page.path} {block}"
        yield found("broken-anchor", link.where, variant="row", about=about, **values).because_of(page.at())


def _section(guide: Guide, page: Page, link: Internal) -> Finding:
    """Report a link to a section that the page does not have.

    Pages of its kind have it, its original has it, or the nearest one is meant; else with all that it has.
    """
    near = nearest(link.anchor, rows.anchors(guide, page))
    choices = tuple(section.id for section in page.sections if section.level > 1)
    values: dict[str, Any] = {"found": link.target, "anchor": link.anchor, "path": page.path}
    values |= {"nearest": near, "choices": choices, "meant": f"{link.target.partition('#')[0]}#{near}"}
    about = f"{page.path}#{link.anchor}"
    if usual := next((one for one in sections.required(guide, page) if one.id == link.anchor), None):
        values |= {
            "title": usual.title,
            "heading": f"## {choose(usual.title, page.language, FALLBACK)} {{#{usual.id}}}",
        }
        return found("broken-anchor", link.where, variant="usual", about=about, **values).because_of(page.at())
    source = guide.source_page(page.id) if page.language != guide.source_language else None
    if source and (original := source.section(link.anchor)) and original.explicit:
        values |= {"source": source.path, "heading": f"{'#' * original.level} {original.title} {{#{original.id}}}"}
        return found("broken-anchor", link.where, variant="original", about=about, **values).because_of(page.at())
    return found("broken-anchor", link.where, variant="nearest" if near else "", about=about, **values)
