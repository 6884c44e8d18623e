"""Headings: those of blocks, and what Python-Markdown makes of a page's own besides them.

A page's own have an id and stand in its contents. What names a part of a block is one below the page's own before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from guiaviva.site.elements import Child, h

# What Python-Markdown calls the link of a heading to itself where the guide's own mkdocs.yml does not say otherwise.
_ENGLISH = "Permanent link"
# What is to be a heading is marked by this until the contents of the page have been made.
_MARK = "data-guia-heading"
_OWN = re.compile(r"h([1-6])")
_TAG = re.compile(r"<[^>]*>")
_BREAKING = re.compile(r"[ \t\n]+")


def heading(text: Child, attributes: Mapping[str, str]) -> Element:
    """Return the heading of a part of a block, which finds its level in the page."""
    return h("p", {**attributes, _MARK: ""}, text)


class BlockHeadings(Treeprocessor):  # type: ignore[misc]
    """Makes headings of what names the parts of blocks."""

    def run(self, root: Element) -> None:
        """Give the marked elements below `root` their level, in place."""
        level = 1
        for one in root.iter():
            if one.attrib.pop(_MARK, None) is not None:
                one.tag = f"h{min(level + 1, 6)}"
            elif own := _OWN.fullmatch(str(one.tag)):
                level = int(own[1])


class HeadingNames(Treeprocessor):  # type: ignore[misc]
    """Names the links of headings to themselves, and gives the contents the spaces at which no line breaks.

    A link stands within its heading and is no part of what the heading is called. `name` is a sentence with a place for
    that: {section}.
    """

    def __init__(self, md: Markdown, name: str) -> None:
        super().__init__(md)
        self.name = name

    def run(self, root: Element) -> None:
        """Name the links below `root`, and mend the contents that were made of it, in place."""
        entries = getattr(self.md, "toc_tokens", ())
        _mend(entries)
        names = dict(_names(entries))
        for one in root.iter():
            if len(one) and _OWN.fullmatch(str(one.tag)) and (link := one[-1]).get("class") == "headerlink":
                self._name(one, link, names[one.attrib["id"]])

    def _name(self, heading: Element, link: Element, section: str) -> None:
        text = h("span", {"id": f"{heading.get('id')}-name"})
        text.text, heading.text = heading.text, None
        text.extend(heading[:-1])
        heading[:-1] = [text]
        heading.set("aria-labelledby", text.attrib["id"])
        if link.get("title") == _ENGLISH:
            del link.attrib["title"]
            link.set("aria-label", self.name.format(section=section))


def _names(entries: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Return the id of each entry of the contents, and what it is called."""
    for one in entries:
        yield one["id"], unescape(one["name"])
        yield from _names(one["children"])


def _mend(entries: Iterable[dict[str, Any]]) -> None:
    """Give entries of the contents, in place, their spaces as they were written: «publions-nous ?» is of one line."""
    for one in entries:
        written = _BREAKING.sub(" ", _TAG.sub("", one.get("html", ""))).strip()
        # An entry may have been given another text than its heading.
        if " ".join(written.split()) == one["name"]:
            one["name"] = written
        _mend(one["children"])
