"""Which page and section of a guide each heading of a document goes to: only where that is sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from guiaviva.guide import Guide
from guiaviva.importing.beliefs import beliefs
from guiaviva.importing.documents import Document
from guiaviva.importing.headings import Heading, Kind, headings_of
from guiaviva.importing.targets import Target, Targets
from guiaviva.reading.outline import Part
from guiaviva.search.analysis import tokens
from guiaviva.text.words import fold

SURE, LIKELY = "sure", "likely"
# How likely a page must be for a part to go there.
_ENOUGH = 0.45
# So many places are proposed for what is not placed.
_PROPOSED = 3
# A few stop words say in which language a text is; in another language, far fewer of its words are any.
_STOP_WORDS_SHARE = 0.2


@dataclass(frozen=True)
class Placed:
    """A part of a document, and where it goes: None where that is not sure.

    `own` says that it is a section of its own on the page, since none is called so. `likely` are the places that are
    proposed for what is not placed.
    """

    part: Part
    title: str
    target: Target | None = None
    sure: str = ""
    own: bool = False
    under: bool = False
    """It goes where the heading goes under which it stands."""
    likely: tuple[Target, ...] = ()
    dropped: bool = False
    """It is of the document itself, and no guide has it: its title, its contents."""


def language_told(text: str, guide: Guide) -> str:
    """Return the language of a text, by the stop words of the languages that the program knows, or ""."""
    words = [fold(word) for word in tokens(text)]
    counts = {
        code: sum(word in stop_words for word in words)
        for code, spec in guide.model.search.items()
        if (stop_words := frozenset(map(fold, spec.stop_words)))
    }
    best = max(counts, key=lambda code: counts[code], default="")
    return best if best and counts[best] >= _STOP_WORDS_SHARE * len(words) else ""


def place(document: Document, targets: Targets) -> list[Placed]:
    """Return where each part of a document goes, in order."""
    headings = headings_of(document.parts, targets)
    wholes = [_whole(headings, at) for at in range(len(headings))]
    likely = _likely(targets, headings, wholes)
    found: list[Placed] = []
    for one, whole, pages in zip(headings, wholes, likely, strict=True):
        parent = None if one.parent is None else found[one.parent]
        placed = _placed(targets, one, pages, parent)
        if not (placed.target or placed.dropped):
            placed = replace(placed, likely=tuple(targets.likeliest(one.title, whole, _PROPOSED)))
        found.append(placed)
    return found


def _likely(targets: Targets, headings: Sequence[Heading], wholes: Sequence[str]) -> list[dict[str, float]]:
    """Return how likely each page is for each part whose place is told by what it says; `wholes` are their texts."""
    free = [one.kind is Kind.FREE for one in headings]
    evidence = [
        targets.evidence(one.title, whole, top=one.parent is None) if one.kind is Kind.FREE else {}
        for one, whole in zip(headings, wholes, strict=True)
    ]
    parents = [
        one.parent if one.parent is not None and free[at] and free[one.parent] else None
        for at, one in enumerate(headings)
    ]
    return beliefs(evidence, parents)


def _placed(targets: Targets, one: Heading, pages: Mapping[str, float], parent: Placed | None) -> Placed:
    """Return where a part goes; `pages` are those of which it may be, with how likely that is."""
    placed = Placed(one.part, one.title, dropped=one.kind is Kind.DROPPED)
    if one.kind is Kind.BEGINS:
        return replace(placed, target=targets.home, sure=LIKELY)
    if one.network:
        page, rest = one.network
        section = targets.section(rest, one.part.body, page) if rest else None
        own = bool(rest and not section)
        return replace(placed, target=section or Target(page), sure=LIKELY if own else SURE, own=own)
    if one.kind is Kind.LED and parent and parent.target:
        return _on_page(targets, placed, parent.target.page, parent)
    # One word under a heading that is nowhere near may be of that alone.
    if parent and not parent.target and len(tokens(one.title)) == 1:
        return placed
    if one.named and (one.kind is Kind.LED or pages.get(one.named.page, 0.0) >= _ENOUGH):
        return replace(placed, target=one.named, sure=SURE)
    page = max(pages, key=lambda each: pages[each], default="")
    enough = one.kind is Kind.FREE and page and pages[page] >= _ENOUGH
    return _on_page(targets, placed, page, parent) if enough else placed


def _on_page(targets: Targets, placed: Placed, page: str, parent: Placed | None) -> Placed:
    """Return a part in its section of a page, else with what it stands under, else as a section of its own."""
    if section := targets.section(placed.title, placed.part.body, page):
        return replace(placed, target=section, sure=SURE)
    if parent and parent.target and parent.target.page == page:
        return replace(placed, target=parent.target, sure=parent.sure, own=True, under=True)
    return replace(placed, target=Target(page), sure=LIKELY, own=not targets.tells(placed.title, page))


def _whole(headings: Sequence[Heading], at: int) -> str:
    """Return the text below a heading with all that stands under it."""
    below, text = {at}, [headings[at].part.body]
    for number, one in enumerate(headings[at + 1 :], at + 1):
        if one.parent in below:
            below.add(number)
            text += [one.part.title, one.part.body]
    return "\n\n".join(text)
