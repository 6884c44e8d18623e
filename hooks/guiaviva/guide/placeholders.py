"""The gaps of ready replies, such as {name}, and what data calls them in each language."""

import re
from collections.abc import Mapping
from functools import lru_cache

from guiaviva.guide.guide import Guide

GAP = re.compile(r"\{([^{}\n]*)\}")

Names = Mapping[str, Mapping[str, frozenset[str]]]
"""By language and by a name in that language, the keys of `data/placeholders.yml` that have this name."""


def gaps_of(text: str) -> tuple[str, ...]:
    """Return the names of the gaps of a text, each once, in lower case."""
    return tuple(dict.fromkeys(plain(gap) for gap in GAP.findall(text)))


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Return a text as it is compared with others, whatever the case and the spaces."""
    return " ".join(text.casefold().split())


def names_of(guide: Guide) -> Names:
    """Return the names of placeholders that data defines."""
    names: dict[str, dict[str, frozenset[str]]] = {}
    for key, entry in guide.facts.placeholders.items():
        for language, name in entry.record.name.items():
            known = names.setdefault(language, {})
            known[plain(name)] = known.get(plain(name), frozenset()) | {key}
    return names


def persons_of(guide: Guide) -> frozenset[str]:
    """Return the placeholders that stand for the name of whoever wrote."""
    return frozenset(key for key, entry in guide.facts.placeholders.items() if entry.record.person)
