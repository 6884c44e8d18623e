"""Notices at the headings of sections that say what nobody has confirmed yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from guiaviva.facts.schema import Decision
from guiaviva.reading.pages import TOP
from guiaviva.site.elements import h
from guiaviva.views.context import Context


class UnconfirmedMarker(Treeprocessor):  # type: ignore[misc]
    """Puts below the heading of each section what it says that nobody has confirmed: `decisions`, by its id."""

    def __init__(self, md: Markdown, context: Context, decisions: Mapping[str, Sequence[Decision]]) -> None:
        super().__init__(md)
        self.context, self.decisions = context, decisions

    def run(self, root: Element) -> None:
        """Add the notices to the sections below `root`, in place."""
        left = dict(self.decisions)
        for heading in list(root):
            id = TOP if heading.tag == "h1" else str(heading.get("id"))
            if decisions := left.pop(id, ()):
                root.insert(list(root).index(heading) + 1, self._notice(decisions))
        if decisions := left.get(TOP, ()):
            root.insert(0, self._notice(decisions))

    def _notice(self, decisions: Sequence[Decision]) -> Element:
        mark = h("strong", {}, self.context.word("unconfirmed", "site"))
        said = [self.context.text(one.decided) for one in decisions]
        if len(said) == 1:
            return h("div", _NOTICE, h("p", {}, mark, " ", said[0]))
        return h("div", _NOTICE, h("p", {}, mark), h("ul", {}, [h("li", {}, one) for one in said]))


_NOTICE = {"class": "admonition warning guia-unconfirmed", "role": "note"}
