"""The names of the links that headings have to themselves, in the language of the page."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

# What Python-Markdown calls them where the guide's own mkdocs.yml does not say otherwise.
_ENGLISH = "Permanent link"


class PermalinkNames(Treeprocessor):  # type: ignore[misc]
    """Gives each of these links its `name`."""

    def __init__(self, md: Markdown, name: str) -> None:
        super().__init__(md)
        self.name = name

    def run(self, root: Element) -> None:
        """Name the links below `root`, in place."""
        for link in root.iter("a"):
            if link.get("title") == _ENGLISH:
                link.set("title", self.name)
