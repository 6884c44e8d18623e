"""What Python-Markdown makes of headings besides them: the names of their links, and their texts in the contents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

# What Python-Markdown calls the link of a heading to itself where the guide's own mkdocs.yml does not say otherwise.
_ENGLISH = "Permanent link"
_TAG = re.compile(r"<[^>]*>")
_BREAKING = re.compile(r"[ \t\n]+")


class HeadingNames(Treeprocessor):  # type: ignore[misc]
    """Gives the links of headings to themselves their `name`, and the contents the spaces at which no line breaks."""

    def __init__(self, md: Markdown, name: str) -> None:
        super().__init__(md)
        self.name = name

    def run(self, root: Element) -> None:
        """Name the links below `root`, and mend the contents that were made of it, in place."""
        for link in root.iter("a"):
            if link.get("title") == _ENGLISH:
                link.set("title", self.name)
        _mend(getattr(self.md, "toc_tokens", ()))


def _mend(entries: Iterable[dict[str, Any]]) -> None:
    """Give entries of the contents, in place, their spaces as they were written: «publions-nous ?» is of one line."""
    for one in entries:
        written = _BREAKING.sub(" ", _TAG.sub("", one.get("html", ""))).strip()
        # An entry may have been given another text than its heading.
        if " ".join(written.split()) == one["name"]:
            one["name"] = written
        _mend(one["children"])
