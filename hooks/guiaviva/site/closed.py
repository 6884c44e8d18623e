"""A notice at the top of the page of a network that is closed: what follows may be of when it was in use."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from guiaviva.facts.schema import Network
from guiaviva.site.elements import h
from guiaviva.views.context import Context

_NOTICE = {"class": "admonition warning guia-closed", "role": "note"}


class ClosedMarker(Treeprocessor):  # type: ignore[misc]
    """Puts below the title of the page of a network since when it is closed, where that is known."""

    def __init__(self, md: Markdown, context: Context, network: Network) -> None:
        super().__init__(md)
        self.context, self.network = context, network

    def run(self, root: Element) -> None:
        """Add the notice to the page below `root`, in place."""
        until, word = self.network.until, "closed-network-on" if self.network.until else "closed-network"
        said = self.context.word(word, "site").format(
            network=self.network.called(self.context.language), day=until and self.context.day(until)
        )
        title = next((at for at, one in enumerate(root) if one.tag == "h1"), -1)
        root.insert(title + 1, h("div", _NOTICE, h("p", {}, h("strong", {}, said))))
