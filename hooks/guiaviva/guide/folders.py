"""Folders of languages that have changed places."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guiaviva.guide.guide import Guide

# So many pages of each language are looked at, and so many times as many words of the other one are in them.
_PAGES, _TIMES = 5, 3


def swapped(guide: Guide) -> tuple[str, str] | None:
    """Return two languages of which each has its pages in the folder of the other, or None.

    The small words tell them apart that the model knows, and that no other language of the guide has.
    """
    stop_words = {one: guide.model.search[one].stop_words for one in guide.languages if one in guide.model.search}
    own = {
        one: {*words}.difference(*(others for other, others in stop_words.items() if other != one))
        for one, words in stop_words.items()
    }
    counts = {one: _counts(guide, one, own) for one in own}
    for one, other in combinations(own, 2):
        if all(counts[a][b] > _TIMES * counts[a][a] for a, b in ((one, other), (other, one))):
            return one, other
    return None


def _counts(guide: Guide, language: str, words: Mapping[str, Collection[str]]) -> Mapping[str, int]:
    """Return how many of the small words of each language are in a few pages of one language, added up."""
    pages = [page for (one, _), page in guide.pages.items() if one == language]
    few = pages[:: len(pages) // _PAGES + 1]
    texts = [{*guide.vocabulary(page).split()} for page in few]
    return {one: sum(len(text.intersection(known)) for text in texts) for one, known in words.items()}
