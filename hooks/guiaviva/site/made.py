"""Links to files that are made with the site: no file of the guide is there to which MkDocs could resolve them."""

from __future__ import annotations

import posixpath
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

FILE = "data-guia-file"
"""The attribute of a link that names its file, from the top of the site, until it has an address."""


class MadeLinks(Treeprocessor):  # type: ignore[misc]
    """Gives each link to such a file its address, as seen from the page at `url`."""

    def __init__(self, md: Markdown, url: str) -> None:
        super().__init__(md)
        self.url = url

    def run(self, root: Element) -> None:
        """Address the links below `root`, in place."""
        for link in root.iter("a"):
            path = link.attrib.pop(FILE, None)
            if path is not None:
                link.set("href", posixpath.relpath(path, posixpath.dirname(self.url) or "."))
