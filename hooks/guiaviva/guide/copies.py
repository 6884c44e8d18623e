"""Pages that are a copy of another one, or the part of one that was cut in two, under a name made from its name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from guiaviva.contentmodel import ContentModel
from guiaviva.reading.pages import Page
from guiaviva.reading.signatures import signature

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
    names: dict[str, set[str]] = defaultdict(set)
    for language, id in pages:
        languages[id].add(language)
        names[id.rpartition("/")[2]].add(id)
    found: dict[tuple[str, str], Copied] = {}
    for (language, id), page in pages.items():
        for other in _named_in(id, names):
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


def _named_in(id: str, names: Mapping[str, set[str]]) -> Iterator[str]:
    """Return the ids of other pages whose name is within the name of this one as a word, the longest name first."""
    own = id.rpartition("/")[2]
    for name in sorted(names, key=len, reverse=True):
        if name in own and re.search(rf"(?<![^\W_]){re.escape(name)}(?![^\W\d_])", own):
            yield from sorted(names[name] - {id})


def _is_copy(page: Page, original: Page) -> bool:
    ours, theirs = (set(one.signatures.values()) - {signature(())} for one in (page, original))
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
