"""What the check finds elsewhere because of what a record says: in the records and pages that name it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set
from typing import Any

from guiaviva.diagnostics import Diagnostic, Finding, Place
from guiaviva.editing.records.kinds import Found, title
from guiaviva.editing.records.naming import record_at, used
from guiaviva.guide import Guide
from guiaviva.guide.depending import Part, name_of
from guiaviva.guide.uses import named as named_as
from guiaviva.guide.uses import pages_of
from guiaviva.judgement import Judgement, diagnostics, judge_file

_Where = tuple[Any, ...]


def at_once(guide: Guide, found: Found) -> Judgement:
    """Return what is known of a record before the whole guide is checked: in its file, those that name it, its page."""
    paths = {found.file, *(place.path for place in used(guide, found) if place.path.startswith("data/"))}
    paths |= _own_paths(guide, found)
    return Judgement(guide, tuple(one for path in sorted(paths) for one in judge_file(guide, path)))


def elsewhere(judgement: Judgement, found: Found, language: str) -> tuple[Diagnostic, ...]:
    """Return what was found in records and pages that name a record, and that speaks of it by its key or its name.

    Translations of its own page that are to be signed off are part of it.
    """
    guide = judgement.guide
    own_paths = _own_paths(guide, found)
    own, names = (found.file, found.path), _names(guide, found)
    named = {_where(guide, place) for place in used(guide, found)} - {own}
    kept = [
        one
        for one in judgement.findings
        if (_speaks_of(one, names) and _where(guide, one.place) in named)
        or (one.place.path in own_paths and guide.model.rules[one.rule].signed)
    ]
    return diagnostics(guide, kept, language)


def about(judgement: Judgement, found: Found) -> dict[tuple[str, Place], list[Place]]:
    """Return which other records what was found in a record is about too, by the rule and the place of the finding.

    They are those that name it, of which the key is said.
    """
    guide, named = judgement.guide, defaultdict(list)
    for place in used(guide, found):
        if (one := record_at(guide, place)) and one.key != found.key:
            named[one.key].append(place)
    return {
        (one.rule, Place(*one.place[:3])): [*one.others, *(place for key in said for place in named.get(key, ()))]
        for one in judgement.findings
        if one.place.path == found.file and (said := [*_texts(one)])
    }


def _own_paths(guide: Guide, found: Found) -> Set[str]:
    """Return the paths of the page that is about a record, in all languages."""
    name = named_as(name_of(Part(found.file, found.path)))
    own = pages_of(name) if name else ()
    return {page.path for page in guide.all_pages if page.id in own}


def _names(guide: Guide, found: Found) -> Set[str]:
    said = {title(guide, found, language) for language in guide.languages} if found.value is not None else set()
    return said | {found.key}


def _speaks_of(finding: Finding, names: Set[str]) -> bool:
    return any(one in names for one in _texts(finding))


def _texts(finding: Finding) -> Iterator[str]:
    yield finding.about
    for value in finding.values.values():
        yield from (value,) if isinstance(value, str) else filter(_is_text, value if isinstance(value, tuple) else ())


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _where(guide: Guide, place: Place) -> _Where:
    """Return the record in which a place is, or else its file."""
    found = record_at(guide, place)
    return (found.file, found.path) if found else (place.path,)
