"""Every picture says in words what it shows, and every link says where it leads.

People with a screen reader hear the links of a page one after another: «here, here, here» says nothing to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.reading.pages import Page


def check_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    vague = frozenset(guide.model.phrases.vague_links)
    for page in pages:
        for image in page.images:
            if image.has_text and not image.text:
                yield found("image-without-alt", image.place, found=image.target)
        for link in page.links:
            text = " ".join(link.text.casefold().split()).strip(".…!:»«> ")
            if link.has_text and not text:
                yield found("vague-link-text", link.place, variant="empty", target=link.target)
            elif text in vague:
                yield found("vague-link-text", link.place, found=link.text, target=link.target)
