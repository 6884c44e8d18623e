"""Every link says where it leads.

People with a screen reader hear the links of a page one after another: «here, here, here» says nothing to them.

Not seen: vague texts that are not in the list of the model, and the sentence around a link.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, links
from guiaviva.reading.pages import Link, Page


def check(guide: Guide) -> Iterator[Finding]:
    vague = frozenset(guide.model.phrases.vague_links)
    for page in guide.all_pages:
        for link in page.links:
            text = " ".join(link.text.casefold().split()).strip(".…!:»«> ")
            if link.has_text and not text:
                yield found("vague-link-text", link.place, variant="empty", target=link.target)
            elif text in vague:
                title = _title(guide, page, link)
                values = {"found": link.text, "target": link.target, "title": title}
                yield found("vague-link-text", link.place, variant="page" if title else "", **values)


def _title(guide: Guide, page: Page, link: Link) -> str:
    """Return the title of the page of the guide to which a link leads, or "" where it leads to none."""
    path, _ = links.split(link)
    linked = guide.shown(page.language, links.id_of(page, links.resolve(page, path))) if path else None
    return linked.sections[0].title if linked and linked.sections else ""
