"""What a text names that each language has its own word for: networks, roles, months and days of the week."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING

from guiaviva.guide.figures import Difference, Figure, month_names
from guiaviva.prose.phrases import any_of, roots

if TYPE_CHECKING:
    from guiaviva.guide.guide import Guide

# Of a handle, an address or another word a name is only a part.
_BEFORE = r"(?<![^\W_])(?<![@#./-])"

# A word of a name has so many letters, and so alike is what is nearly the name of a network.
_LONG, _NEARLY = 4, 0.8
_MARKS = ".,;:!?()«»“”\"'"
_OF_TIME = ("month", "weekday")
_NAME = re.compile(r"(?<=[\w,)’'»] )[A-ZÀ-Ý][\w·'’-]+[a-zà-ÿ][\w·-]*|\b[A-Z]{3,}\b")


class Names:
    """Reads in one language what texts name: the value of each is its kind and what it is."""

    def __init__(self, names: Mapping[str, str]) -> None:
        # Data has names as they were typed: two spaces within one are one, and an asterisk is no part of it.
        named = ((" ".join(name.replace("*", " ").split()), value) for name, value in names.items())
        self._names = {name.casefold(): (name, value) for name, value in named if name}
        plain = [name for name, _ in self._names.values()]
        self._roots = roots(plain)
        self._pattern = re.compile(any_of(plain, after=_BEFORE))

    def figures(self, text: str) -> Iterator[Figure]:
        """Return what a text names."""
        folded = text.casefold()
        # Most texts name nothing, and to find that out in this way is fast.
        for match in self._pattern.finditer(text) if any(map(folded.__contains__, self._roots)) else ():
            name, value = self._names[" ".join(match[0].casefold().split())]
            # A month with a small letter may be another word where the language gives it a capital: «may».
            if match[0][0].isupper() or not (name[0].isupper() and value.startswith(_OF_TIME)):
                yield Figure(value, match[0])

    def like(self, value: str, text: str) -> str:
        """Return what is nearly the name of the role or network `value` in a text that does not have that name; or "".

        Of a role that is a word of its name with a capital; of a network, a word or two that are nearly the name.
        """
        names = [name for name, each in self._names.values() if each == value]
        words = [word.strip(_MARKS) for word in self._pattern.sub(" ", text).replace("*", " ").split()]
        if value.startswith("role "):
            parts = {part for name in names for part in name.split() if _is_name(part) and len(part) >= _LONG}
            return next((word for word in words if word in parts), "")
        pieces = (*words, *map(" ".join, pairwise(words)))
        plain = {piece.casefold().replace(" ", ""): piece for piece in pieces if _is_name(piece)}
        near = (one for name in names for one in get_close_matches(name.casefold().replace(" ", ""), plain, 1, _NEARLY))
        return plain.get(next(near, ""), "")

    def whole(self, text: str) -> str:
        """Return which role or network a text is the name of, and nothing else; or ""."""
        value = self._names.get(" ".join(text.casefold().split()), ("", ""))[1]
        return value if value.startswith(("role ", "network ")) else ""


def _is_name(word: str) -> bool:
    return word[:1].isupper()


def names_in(text: str) -> set[str]:
    """Return the words within the sentences of a text that have a capital, as names have where most words have none."""
    return {match[0].strip("'’") for match in _NAME.finditer(text)}


def names_of(guide: Guide) -> Mapping[str, Names]:
    """Return what reads the names in each language of the guide."""
    return {language: Names(_names(guide, language)) for language in guide.languages}


def _names(guide: Guide, language: str) -> dict[str, str]:
    words = guide.model.prose.get(language)
    named = {f"role {key}": names.get(language, "") for key, names in guide.names_of_roles.items()}
    made = {name: value for value, name in named.items() if name}
    months = guide.months(language) or month_names(language, ())
    made |= {name: f"month {number}" for number, name in enumerate(months)}
    made |= {name: f"weekday {number}" for number, name in enumerate(words.posts.weekdays if words else ())}
    for key, each in guide.names_of_networks.items():
        made |= dict.fromkeys(each, f"network {key}")
    return made


def name_difference(source: Sequence[Figure], other: Sequence[Figure]) -> Difference | None:
    """Return which names of a kind a text has in the place of others, or None.

    One that it only lacks, or has besides, may be said in other words: "it", "the network".
    """
    theirs, ours = _by_kind(source), _by_kind(other)
    for kind, mine in ours.items():
        lost = [written for value, written in theirs.get(kind, {}).items() if value not in mine]
        new = [written for value, written in mine.items() if value not in theirs.get(kind, {})]
        if lost and new:
            return Difference(tuple(lost), tuple(new))
    return None


def _by_kind(some: Sequence[Figure]) -> Mapping[str, Mapping[str, str]]:
    made: dict[str, dict[str, str]] = defaultdict(dict)
    for one in some:
        made[one.value.partition(" ")[0]].setdefault(one.value, one.written)
    return made
