"""What the headings of a document say by where they stand: under what, and which are of the document itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum

import regex

from guiaviva.importing.targets import Target, Targets
from guiaviva.reading.outline import Part
from guiaviva.search.analysis import tokens
from guiaviva.text.words import fold

# So many words may be on a title page, and on who made a document and when.
_COVER, _EDITION = 12, 60
# An entry of a list of contents.
_ITEM = regex.compile(r"\s*(?:[-*+]|\d+[.)])\s")
_ENTRY = regex.compile(r"\s*(?:[-*+]|\d+[.)])\s+\[[^\]]*\]\(#[^)]*\)\s*")
# What only the page of a book has that says who made it.
_IMPRINT = regex.compile(r"\b(?:ISBN|ISSN|NIPO)\b")
_WORD = regex.compile(r"\p{L}{2,}")
# So many headings that are networks, or called as under these, show that one beside them is a network too; and so much
# that a heading says shows that it is none.
_SEVERAL, _SPEAKS = 2, 0.5
# So many words a name has at most.
_NAME = 3
_NUMBER = regex.compile(
    r"\W*(?:\d+(?:\.\d+)+[.)]?\s*(?=\p{L})|\d{1,2}[.)]\s*(?=\p{L})|\d{1,2}\s+(?:[-–—]\s*)?(?=\p{Lu})"
    r"|(?i:[ivxlc]+|[a-z])[.)]\s+)(?=.*\w)"
)
_OUTLINE = regex.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.)]?(?!\d)\s*(?=\p{L})")


class Kind(Enum):
    """How a heading finds its place.

    It is of the document itself; begins it; says of which network, plan or role it is, as all under it; may be of a
    network that is not told; or else by what it says.
    """

    DROPPED, BEGINS, LED, LEFT, FREE = range(5)


@dataclass(frozen=True)
class Heading:
    """A part of a document with its heading, without the number of that; `parent` is the number of what it is under.

    `network` is the page of the network that it names, with what else it says; `named` what is called as it is.
    """

    part: Part
    title: str
    parent: int | None
    kind: Kind
    network: tuple[str, str] | None
    named: Target | None


def numberless(title: str) -> str:
    """Return a heading without the number before it."""
    return str(_NUMBER.sub("", title, count=1)) if _NUMBER.match(title) else title


def headings_of(parts: Sequence[Part], targets: Targets) -> list[Heading]:
    """Return the parts of a document with what their headings say by where they stand."""
    titles = [numberless(part.title) for part in parts]
    known = [targets.network(title) for title in titles]
    named = [targets.named(title) if part.level else None for part, title in zip(parts, titles, strict=True)]
    first = next((at for at, part in enumerate(parts) if part.level), -1)
    # The title of a document on one subject is that of a page.
    covered = first >= 0 and not (known[first] or named[first]) and _is_title(targets, parts, first)
    subjects = {at for at in range(len(parts)) if known[at] or named[at]}
    dropped = _of_itself(targets, parts, subjects | ({first} if not covered else set()))
    parents = _parents(parts, dropped | ({first} if covered else set()))
    others = _other_networks(targets, parts, known, parents)
    networks = [one or others.get(at) for at, one in enumerate(known)]
    groups = {parent for at, parent in enumerate(parents) if known[at]}
    found: list[Heading] = []
    for at, (part, title, parent) in enumerate(zip(parts, titles, parents, strict=True)):
        above = Kind.FREE if parent is None else found[parent].kind
        name = named[at]
        if at in dropped:
            kind = Kind.DROPPED
        elif above is Kind.LED and not networks[at] and at in groups:
            kind = Kind.LEFT
        elif networks[at] or above is Kind.LED or (name and targets.of_record(name.page)):
            kind = Kind.LED
        elif at in others or above is Kind.LEFT or not part.level:
            kind = Kind.LEFT
        else:
            begins = (covered and at == first) or (parent is None and targets.is_introduction(title))
            kind = Kind.BEGINS if begins else Kind.FREE
        found.append(Heading(part, title, parent, kind, networks[at], name))
    return found


def _is_title(targets: Targets, parts: Sequence[Part], first: int) -> bool:
    """Return whether the first heading is the title of the document: no other is as high, or it says so."""
    levels = [part.level for part in parts if part.level]
    alone = levels.count(levels[0]) == 1 and levels[0] == min(levels) and len(levels) > 1
    return alone or targets.is_title(numberless(parts[first].title))


def _of_itself(targets: Targets, parts: Sequence[Part], kept: AbstractSet[int]) -> set[int]:
    """Return the parts that are of the document itself, but for those that are kept: its title page, its contents."""
    dropped: set[int] = set()
    # What is said before the text begins, up to the last of it that is surely of the document itself.
    before: list[int] = []
    for at, part in enumerate(parts):
        short = len(part.body.split()) <= _COVER
        leads = len(before) == at and len(parts) > 1
        cover = leads and part.level and _is_cover(targets, part, first=not any(one.level for one in parts[:at]))
        if at not in kept and cover:
            dropped.update((*before, at))
        elif at not in kept and _is_furniture(targets, part):
            dropped.add(at)
        if leads and at not in kept and (short or at in dropped):
            before.append(at)
    return dropped


def _is_cover(targets: Targets, part: Part, *, first: bool) -> bool:
    """Return whether a part that stands before the text is of the title page; the `first` heading is the title."""
    short, title = len(part.body.split()) <= _COVER, numberless(part.title)
    named = targets.names_edition(title) or _IMPRINT.search(part.body) is not None
    return named or (short and (first or (not part.body.strip() and targets.is_title(title))))


def _is_furniture(targets: Targets, part: Part) -> bool:
    """Return whether a part is the contents or the edition of a document, or nothing."""
    if not part.level:
        return not _WORD.search(part.body)
    lines = [line for line in part.body.split("\n") if line.strip()]
    contents = bool(lines) and all(map(_ENTRY.fullmatch, lines))
    short = contents or len(part.body.split()) <= _EDITION or all(map(_ITEM.match, lines))
    return contents or (short and targets.is_furniture(numberless(part.title)))


def _parents(parts: Sequence[Part], skipped: AbstractSet[int]) -> list[int | None]:
    """Return for each part the number of the heading under which it stands: by their numbers, else by their levels.

    Nothing stands under those that are skipped, such as the title of the whole document.
    """
    found: list[int | None] = []
    above: list[int] = []
    for at, part in enumerate(parts):
        numbered = _under(parts, above, part)
        above = above[: numbered + 1] if numbered >= 0 else [one for one in above if parts[one].level < part.level]
        found.append(above[-1] if above and part.level else None)
        if part.level and at not in skipped:
            above.append(at)
    return found


def _under(parts: Sequence[Part], above: Sequence[int], part: Part) -> int:
    """Return the place in `above` of the heading whose number that of a part begins with (4.1 of 4.1.2), or -1."""
    number = _numbers(part.title)
    places = (place for place, at in enumerate(above) if number[:-1] and _numbers(parts[at].title) == number[:-1])
    return max(places, default=-1)


def _numbers(title: str) -> tuple[str, ...]:
    match = _OUTLINE.match(title)
    return tuple(match[1].split(".")) if match else ()


def _other_networks(
    targets: Targets, parts: Sequence[Part], known: Sequence[object], parents: Sequence[int | None]
) -> Mapping[int, tuple[str, str] | None]:
    """Return the headings that are networks which no guide knows, each with the page that it could have, or None.

    What stands under them is called as it is under those that are known; or they are one word beside such, which speaks
    of nothing else. It is None for others that stand beside networks, most of which are known: they may be one.
    """
    children: dict[int | None, list[int]] = {}
    for at, parent in enumerate(parents):
        children.setdefault(parent, []).append(at)
    below = {at: {_called(parts[one]) for one in children.get(at, ())} for at in range(len(parts))}
    usual = {title for at in below if known[at] for title in below[at]}
    found: dict[int, tuple[str, str] | None] = {}
    for at, parent in enumerate(parents):
        if known[at] or not parts[at].level or (parent is not None and known[parent]):
            continue
        beside = [] if parent is None else [one for one in children[parent] if one != at and parts[one].level]
        names = sum(bool(known[one]) for one in beside)
        alike = len(below[at] & usual)
        like_them = alike >= _SEVERAL and 2 * alike >= len(below[at])
        if like_them or (names >= _SEVERAL and 2 * names >= len(beside)):
            title = numberless(parts[at].title)
            alone = len(tokens(title)) == 1 and not any(known[one] for one in children.get(at, ()))
            short = len(tokens(title)) <= _NAME
            sure = (short and like_them) or (
                alone and max(targets.evidence(title, "", top=False).values(), default=0) < _SPEAKS
            )
            found[at] = (targets.network_page(title), "") if sure else None
    return found


def _called(part: Part) -> str:
    return fold(numberless(part.title)).casefold()
