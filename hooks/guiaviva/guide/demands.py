"""The pages that a guide must have, and the pages whose name seems to be wrong."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from guiaviva.nearest import nearest
from guiaviva.reading.pages import Page

if TYPE_CHECKING:
    from guiaviva.guide.guide import Guide


@dataclass(frozen=True)
class Demands:
    """What pages a guide must have, and which of those that it has seem to stand for another."""

    guide: Guide

    @cached_property
    def pages(self) -> frozenset[str]:
        """The ids of the pages that must exist: by the model, and for each network in use and each plan."""
        guide = self.guide
        fixed = (id for kind in guide.model.kinds.values() for id, _, _ in kind.pages(guide.conditions))
        networks = (f"networks/{key}" for key in guide.networks_in_use)
        return frozenset((*fixed, *networks, *(f"plans/{key}" for key in guide.facts.keys["plans"])))

    @cached_property
    def unwritten(self) -> frozenset[str]:
        """The languages in which there is no page, not even a draft."""
        guide = self.guide
        return frozenset(guide.languages) - {language for language, _ in (*guide.pages, *guide.drafts)}

    def lacks_all(self, language: str) -> bool:
        """Return whether a whole language is missing or in a folder of another name; language-mismatch reports it."""
        source = self.guide.source_language
        return language in self.unwritten and (language != source or bool(self.guide.misplaced))

    def hidden(self, path: str) -> bool:
        """Return whether a page seems to be the one of this path, unreadable or under a wrong name: reported once."""
        return path in self._hidden or self.lacks_all(path.split("/")[1])

    @cached_property
    def _hidden(self) -> frozenset[str]:
        guide = self.guide
        # That a page of no kind is there instead of one that every guide must have is a warning, and no excuse.
        renamed = (
            guide.path(meant, page.language)
            for page, meant in self.misnamed
            if meant and (guide.kind(page) or page.language != guide.source_language)
        )
        return frozenset((*(problem.place.path for problem in guide.problems), *renamed))

    @cached_property
    def misnamed(self) -> tuple[tuple[Page, str], ...]:
        """Pages of no kind, or of a network or plan that data does not know, with the id that seems meant, or ""."""
        return tuple((page, self._meant(page)) for page in self.guide.pages.values() if self._is_misnamed(page))

    def _is_misnamed(self, page: Page) -> bool:
        guide, kind = self.guide, self.guide.kind(page)
        if page.language != guide.source_language:
            return kind is None and guide.source_page(page.id) is None
        each = kind.spec.for_each if kind else None
        return kind is None or (each is not None and not guide.knows(each, page.id.rpartition("/")[2]))

    def _meant(self, page: Page) -> str:
        """Return the id of a page that is missing in this language and is named almost like this one, or ""."""
        guide = self.guide
        folder, _, name = page.id.rpartition("/")
        keys = (f"{each}/{key}" for each in ("networks", "plans") for key in guide.facts.keys[each])
        ids = {*self.pages, *keys, *(source.id for source in guide.source_pages)}
        present = {id for language, id in (*guide.pages, *guide.drafts) if language == page.language}
        alike = (id for id in ids - present if nearest(name, (id.rpartition("/")[2],)))
        return nearest(page.id, (id for id in alike if guide.kind(page) is None or id.startswith(f"{folder}/")))
