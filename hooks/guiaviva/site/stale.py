"""Notices in a translation, at the headings of sections whose original has changed since."""

from __future__ import annotations

from collections.abc import Collection
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from guiaviva.reading.pages import TOP
from guiaviva.site.elements import h
from guiaviva.views.context import Context


class StaleMarker(Treeprocessor):  # type: ignore[misc]
    """Puts a notice below the heading of each section of `ids`, with a link to the section of the original.

    `address` is that of the original's page, and `original` the name of its language.
    """

    def __init__(self, md: Markdown, context: Context, ids: Collection[str], address: str, original: str) -> None:
        super().__init__(md)
        self.context, self.ids, self.address, self.original = context, ids, address, original

    def run(self, root: Element) -> None:
        """Add the notices to the sections below `root`, in place."""
        missing = dict.fromkeys(self.ids)
        for heading in list(root):
            id = TOP if heading.tag == "h1" else str(heading.get("id")) if heading.tag == "h2" else ""
            if id in missing:
                del missing[id]
                root.insert(list(root).index(heading) + 1, self._notice(id))
        if TOP in missing:
            root.insert(0, self._notice(TOP))

    def _notice(self, id: str) -> Element:
        top = id == TOP
        text = self.context.word("stale-top" if top else "stale", "site")
        link = self.context.word("stale-link", "site").format(original=self.original)
        target = {
            "href": self.address if top else f"{self.address}#{id}",
            "hreflang": self.context.guide.source_language,
        }
        return h(
            "div",
            {"class": "admonition note guia-stale", "role": "note"},
            h("p", {}, text, " ", h("a", target, link)),
        )
