"""Pages that are a copy of another one, or the part of one that was cut in two, under a name made from its name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from guiaviva.contentmodel import ContentModel
from guiaviva.reading.pages import Page, hash_of

Pages = Mapping[tuple[str, str], Page]


class Copied(NamedTuple):
    """The id of the page that was copied, or cut, and whether it was cut."""

    original: str
    is_part: bool


def copies(pages: Pages, model: ContentModel) -> dict[tuple[str, str], Copied]:
    """Return which of these pages, by language and id, are copies or parts of another.

    A copy has the name of the other within its own, such as `x (1)`, or has it in another folder in fewer languages,
    and says half of what it says in the same words. A part has only sections that the other lacks in this language,
    or, of those that the kind of the other demands, only such as the other lacks.
    """
    languages: dict[str, set[str]] = defaultdict(set)
    for language, id in pages:
        languages[id].add(language)
    named = _named(frozenset(languages))
    found: dict[tuple[str, str], Copied] = {}
    for (language, id), page in pages.items():
        for other in named[id]:
            fewer = len(languages[id]) < len(languages[other])
            same_name = id.rpartition("/")[2] == other.rpartition("/")[2]
            if (language, other) not in pages or (same_name and not fewer):
                continue
            original = pages[language, other]
            elsewhere = [pages[one, other] for one in languages[other] - languages[id]]
            if _is_copy(page, original):
                found[language, id] = Copied(other, is_part=False)
                break
            kind = model.kind_of(other)
            demanded = set(kind.spec.sections) if kind and model.kind_of(id) in (kind, None) else set()
            if _is_part(page, original, elsewhere, demanded):
                found[language, id] = Copied(other, is_part=True)
                break
    return found


# A preview asks after each change of a text, which changes no name.
@lru_cache(1)
def _named(ids: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """Return by id the ids of other pages whose name is within its name as a word, the longest name first."""
    names: dict[str, set[str]] = defaultdict(set)
    for id in ids:
        names[id.rpartition("/")[2]].add(id)
    ordered = {name: names[name] for name in sorted(names, key=lambda name: (-len(name), name))}
    return {id: tuple(_named_in(id, ordered)) for id in ids}


def _named_in(id: str, names: Mapping[str, set[str]]) -> Iterator[str]:
    own = id.rpartition("/")[2]
    for name in names:
        if name in own and re.search(rf"(?<![^\W_]){re.escape(name)}(?![^\W\d_])", own):
            yield from sorted(names[name] - {id})


def _is_copy(page: Page, original: Page) -> bool:
    ours, theirs = (set(one.hashes.values()) - {hash_of("")} for one in (page, original))
    alike = len(ours & theirs)
    return alike > 1 and 2 * alike >= len(ours)


def _is_part(page: Page, original: Page, elsewhere: list[Page], demanded: set[str]) -> bool:
    ids, theirs = written(page), written(original)
    lacking = {id for other in elsewhere for id in written(other)} - theirs
    required = ids & demanded
    return bool(ids) and (ids <= lacking or bool(required and theirs & demanded and not ids & theirs))


def written(page: Page) -> frozenset[str]:
    """Return the ids that are written at the headings of the second level of a page."""
    return frozenset(one.id for one in page.sections if one.explicit and one.level == 2)
