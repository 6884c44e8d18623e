"""A guide of which rules go through one file alone, while somebody types there; what they look up they have whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from guiaviva.facts.loading import Facts
from guiaviva.guide.demands import demands_of
from guiaviva.guide.guide import Guide
from guiaviva.reading.pages import Page

K = TypeVar("K")
V = TypeVar("V")

# What follows from all pages or all data, and is what it is whichever of them is looked at.
_OF_ALL = (
    "page_ids",
    "front_language",
    "active_files",
    "_kinds",
    "_sources",
    "contacts",
    "detector",
    "small_words",
)


@dataclass(frozen=True)
class _Few(Mapping[K, V]):
    """A map that has every key, and goes through a few."""

    few: Mapping[K, V]
    every: Mapping[K, V]

    def __getitem__(self, key: K) -> V:
        return self.every[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self.few)

    def __len__(self) -> int:
        return len(self.few)


def focused(guide: Guide, path: str) -> Guide:
    """Return the guide with all that can be looked up in it, of which the file at `path` alone is gone through.

    What is found in that file so is what is found there in the whole guide, but for what compares it with others.
    """
    pages, drafts = _few(guide.pages, path), _few(guide.drafts, path)
    strays = tuple(page for page in guide.strays if page.path == path)
    one = replace(guide, facts=_facts(guide.facts, path), pages=pages, drafts=drafts, strays=strays)
    one.__dict__.update({name: getattr(guide, name) for name in _OF_ALL})
    one.made[demands_of] = demands_of(guide)
    return one


def _few(pages: Mapping[tuple[str, str], Page], path: str) -> Mapping[tuple[str, str], Page]:
    return _Few({key: page for key, page in pages.items() if page.path == path}, pages)


def _facts(facts: Facts, path: str) -> Facts:
    """Return facts of which the texts, keys and days in one file alone are gone through."""
    sources = _Few({path: facts.sources[path]} if path in facts.sources else {}, facts.sources)
    one = replace(facts, sources=sources, known_signatures=None)
    # There may be hundreds of replies, and to check the style of one takes long.
    one.__dict__["own_replies"] = tuple(reply for reply in facts.replies.values() if reply.document.path == path)
    in_file = (entry for entry in facts.entries() if entry.document.path == path)
    one.__dict__["_marked"] = tuple((entry, marked) for entry in in_file for marked in entry.marked)
    return one
