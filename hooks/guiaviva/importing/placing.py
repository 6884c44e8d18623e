"""Which page and section of a guide each heading of a document goes to: only where that is sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from guiaviva.guide import Guide
from guiaviva.importing.documents import Document
from guiaviva.importing.targets import Agreed, Target, Targets
from guiaviva.reading.outline import Part
from guiaviva.search.analysis import tokens
from guiaviva.text.words import fold

SURE, LIKELY = "sure", "likely"
# How strongly the searches of a heading and of its text must agree: less where it says what the page is about, more
# where it stands under a heading that is placed elsewhere.
_ENOUGH, _ENOUGH_TOLD, _ENOUGH_ELSEWHERE = 1.15, 0.8, 1.6
# How much of that the text must say where it stands under such a heading.
_TEXT_ELSEWHERE = 0.6
# So many places are proposed for what is not placed.
_PROPOSED = 3
# So many words may be on a title page, and on who made a document and when.
_COVER, _EDITION = 12, 60
# An entry of a list of contents.
_ITEM = regex.compile(r"\s*(?:[-*+]|\d+[.)])\s")
_ENTRY = regex.compile(r"\s*(?:[-*+]|\d+[.)])\s+\[[^\]]*\]\(#[^)]*\)\s*")
_WORD = regex.compile(r"\p{L}{2,}")
# So many headings that are networks, or called as under these, show that one beside them is a network too.
_SEVERAL = 2
_NUMBER = regex.compile(
    r"\W*(?:\d+(?:\.\d+)+[.)]?\s*(?=\p{L})|\d{1,2}[.)]\s*(?=\p{L})|\d{1,2}\s+(?:[-–—]\s*)?(?=\p{Lu})"
    r"|(?i:[ivxlc]+|[a-z])[.)]\s+)(?=.*\w)"
)
_OUTLINE = regex.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.)]?(?!\d)\s*(?=\p{L})")
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


def numberless(title: str) -> str:
    """Return a heading without the number before it."""
    return str(_NUMBER.sub("", title, count=1)) if _NUMBER.match(title) else title


def place(document: Document, targets: Targets) -> list[Placed]:
    """Return where each part of a document goes, in order."""
    parts = document.parts
    networks = [targets.network(numberless(part.title)) for part in parts]
    # The title of a document on one subject is that of a page.
    subjects = [
        network or (part.level and targets.named(numberless(part.title)))
        for part, network in zip(parts, networks, strict=True)
    ]
    parents = _parents(parts, subjects)
    other = _other_networks(parts, networks, parents)
    found: list[Placed] = []
    for at, (part, parent) in enumerate(zip(parts, parents, strict=True)):
        if parent in other and not networks[at]:
            other.add(at)
        text = _whole(parts, parents, at)
        one = Placed(part, numberless(part.title), dropped=not subjects[at] and _is_furniture(targets, parts, at))
        if one.dropped:
            found.append(one)
            continue
        if at not in other and part.level:
            one = _placed(targets, part, text, networks[at], None if parent is None else found[parent])
        if not one.target:
            one = replace(one, likely=tuple(targets.likeliest(one.title, text, _PROPOSED)))
        found.append(one)
    return found


def _is_furniture(targets: Targets, parts: Sequence[Part], at: int) -> bool:
    """Return whether a part is the title page, the contents or the edition of a document."""
    part = parts[at]
    levels = [one.level for one in parts if one.level]
    first = part.level and not any(one.level for one in parts[:at])
    cover = first and levels.count(part.level) == 1 and len(part.body.split()) <= _COVER and len(levels) > 1
    if not part.level:
        return not _WORD.search(part.body)
    lines = [line for line in part.body.split("\n") if line.strip()]
    contents = bool(lines) and all(map(_ENTRY.fullmatch, lines))
    short = contents or len(part.body.split()) <= _EDITION or all(map(_ITEM.match, lines))
    return bool(cover) or contents or (short and targets.is_furniture(numberless(part.title)))


def _placed(targets: Targets, part: Part, text: str, network: tuple[str, str] | None, parent: Placed | None) -> Placed:
    """Return where a part goes whose heading names a network, or stands under a parent. `text` is all below it."""
    title = numberless(part.title)
    if network:
        page, rest = network
        section = targets.section(rest, page) if rest else None
        own = bool(rest and not section)
        return Placed(part, title, section or Target(page), LIKELY if own else SURE, own)
    above = parent.target.page if parent and parent.target else ""
    if above and (section := targets.section(title, above)):
        return Placed(part, title, section, SURE)
    # All that is said of one network, plan or role is on its page.
    if not (above and targets.of_record(above)):
        if (named := targets.named(title)) and not (above and named.section):
            return Placed(part, title, named, SURE)
        # One word under a heading that is nowhere near may be of that alone.
        alone = parent and not above and len(tokens(title)) == 1
        agreed = None if alone else targets.agreed(title, text)
        if agreed and agreed.page != above and _is_enough(agreed, elsewhere=bool(above)):
            return Placed(part, title, Target(agreed.page), LIKELY, own=not agreed.told)
    if above and parent and parent.target:
        return Placed(part, title, parent.target, parent.sure, own=True, under=True)
    return Placed(part, title)


def _is_enough(agreed: Agreed, *, elsewhere: bool) -> bool:
    """Return whether the page that was found for a heading is sure enough; more so where its parent is `elsewhere`."""
    if elsewhere:
        return agreed.strength >= _ENOUGH_ELSEWHERE and agreed.text >= _TEXT_ELSEWHERE
    return agreed.strength >= (_ENOUGH_TOLD if agreed.told else _ENOUGH)


def _whole(parts: Sequence[Part], parents: Sequence[int | None], at: int) -> str:
    """Return the text below a heading with all that stands under it."""
    below, text = {at}, [parts[at].body]
    for one in range(at + 1, len(parts)):
        if parents[one] in below:
            below.add(one)
            text += [parts[one].title, parts[one].body]
    return "\n\n".join(text)


def _parents(parts: Sequence[Part], subjects: Sequence[object]) -> list[int | None]:
    """Return for each part the number of the heading under which it stands: by their numbers, else by their levels.

    The title of the whole document is none, unless it is one of the `subjects` of which there is a page.
    """
    levels = [part.level for part in parts if part.level]
    first = next((at for at, part in enumerate(parts) if part.level), 0)
    alone = bool(levels) and levels.count(levels[0]) == 1 and levels[0] == min(levels)
    found: list[int | None] = []
    above: list[int] = []
    for at, part in enumerate(parts):
        numbered = _under(parts, above, part)
        above = above[: numbered + 1] if numbered >= 0 else [one for one in above if parts[one].level < part.level]
        found.append(above[-1] if above and part.level else None)
        if part.level and not (alone and at == first and not subjects[at]):
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


def _other_networks(parts: Sequence[Part], networks: Sequence[object], parents: Sequence[int | None]) -> set[int]:
    """Return the headings that are networks which no guide knows.

    They stand beside others, most of which are networks; or what stands under them is called as it is under those.
    """
    children: dict[int | None, list[int]] = {}
    for at, parent in enumerate(parents):
        children.setdefault(parent, []).append(at)
    titles = {
        at: {fold(numberless(parts[one].title)).casefold() for one in below}
        for at, below in children.items()
        if at is not None
    }
    usual = {title for at, each in titles.items() if networks[at] for title in each}
    found = set()
    for at, parent in enumerate(parents):
        beside = [one for one in children[parent] if one != at and parts[one].level] if parent is not None else []
        named = sum(bool(networks[one]) for one in beside)
        mine = titles.get(at, set())
        alike = len(mine & usual)
        among = named >= _SEVERAL and 2 * named >= len(beside)
        like_them = alike >= _SEVERAL and 2 * alike >= len(mine)
        if not networks[at] and (among or like_them) and (parent is None or not networks[parent]):
            found.add(at)
    return found
