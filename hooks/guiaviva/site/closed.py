"""A notice at the top of the page of a network that is closed: what follows dates from when it was in use."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from guiaviva.facts.schema import Network
from guiaviva.site.elements import Child, h
from guiaviva.site.html import part
from guiaviva.views.context import Context
from guiaviva.views.networks import network_name
from guiaviva.views.parts import flat

_NOTICE = {"class": "admonition warning guia-closed", "role": "note"}


class ClosedMarker(Treeprocessor):  # type: ignore[misc]
    """Puts below the title of the page of a network since when it is closed, and what takes its place, where known."""

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
        root.insert(title + 1, h("div", _NOTICE, h("p", {}, h("strong", {}, said), *self._now())))

    def _now(self) -> list[Child]:
        """Return where what was done there is done now, as a link that MkDocs resolves."""
        if self.network.replaced_by is None:
            return []
        before, _, after = self.context.word("closed-network-now", "site").partition("{network}")
        parts = flat(network_name(self.context, self.network.replaced_by))
        return [" ", before, *map(part, parts), after]
