"""Sections, or parts of them, that are closed until somebody opens them: the content model says which."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from guiaviva.guide import Guide
from guiaviva.site.elements import h

_LEVELS = {"whole": "h2", "parts": "h3"}


def folds_of(guide: Guide, page: str) -> Mapping[str, str]:
    """Return the ids of the sections of a page of which something is closed, with what: «whole» or «parts»."""
    source = guide.source_page(page)
    kind = guide.kind(source) if source else None
    return {id: one.fold for id, one in kind.spec.sections.items() if one.fold} if kind else {}


class SectionFolder(Treeprocessor):  # type: ignore[misc]
    """Puts what stands below a heading in something that opens by it, as `folds` says of the sections of the page.

    The heading stays beside it, unseen: what is within something that opens is no heading to most readers of screens.
    What says whom to call is open from the start.
    """

    def __init__(self, md: Markdown, folds: Mapping[str, str]) -> None:
        super().__init__(md)
        self.folds = folds

    def run(self, root: Element) -> None:
        """Fold the sections below `root`, in place."""
        children, level, within = list(root), "", root
        root[:] = []
        for one in children:
            if one.tag in ("h1", "h2"):
                level, within = _LEVELS.get(self.folds.get(one.get("id", ""), ""), ""), root
            if one.tag == level:
                within = _folded(one)
                root.append(h("div", {"class": "guia-section"}, one, within))
            else:
                within.append(one)
                if within is not root and one.find(".//a[@class='guia-call']") is not None:
                    within.set("open", "")


def _folded(heading: Element) -> Element:
    """Return what opens by the name of a heading, which is hidden from the eye, with its link to itself."""
    for link in heading.findall("a[@class='headerlink']"):
        heading.remove(link)
    heading.set("class", "guia-unseen")
    summary = h("summary", {}, h("strong", {}, " ".join("".join(heading.itertext()).split())))
    return h("details", {"class": "guia-more"}, summary)
