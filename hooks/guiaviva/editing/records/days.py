"""A day of a record was changed: the pages that speak of the record and still give the former one, typed by hand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from guiaviva import locales
from guiaviva.diagnostics import Edit, Place
from guiaviva.editing.records.kinds import Found, value_at
from guiaviva.editing.records.naming import used
from guiaviva.guide import Guide
from guiaviva.guide.depending import Part, name_of
from guiaviva.guide.loading import with_changes
from guiaviva.guide.renaming import following
from guiaviva.mending import mended
from guiaviva.references import NoValueError, References


class Typed(NamedTuple):
    """A day that a page gives by hand: where, the page by its id, both days as read there, and the name of the new."""

    place: Place
    page: str
    before: str
    now: str
    name: str


def typed(guide: Guide, found: Found, before: Any) -> Iterator[Typed]:
    """Return where pages that name a record give a day that it no longer has; `before` is the record as it was.

    A day of which the year is left out, and one in the head of a page, is not seen.
    """
    own, references = name_of(Part(found.file, found.path)), References(guide.facts, guide.model.words)
    paths = {place.path for place in used(guide, found)}
    # An original comes before its translations.
    pages = sorted(guide.all_pages, key=lambda page: page.language != guide.source_language)
    for field in found.field.fields if found.field.control == "record" else ():
        was, is_ = (value_at(one, (field.name,)) for one in (before, found.value))
        if field.control != "date" or not was or not is_ or was == is_:
            continue
        name = f"{own}.{field.name}"
        for page in (one for one in pages if one.path in paths):
            try:
                now = references.show(name, page.language).text
                said = locales.dates(guide.model.words, page.language).text(date.fromisoformat(str(was)))
            except (NoValueError, ValueError):
                continue
            for match in re.finditer(rf"(?<!\d){re.escape(said)}(?!\d)", page.file.source.text):
                place = page.file.source.place(match)
                if place.line >= page.body_line:
                    yield Typed(place, page.id, said, now, name)


def referring(guide: Guide, found: Iterable[Typed]) -> Mapping[str, bytes]:
    """Return the files of pages in which these days are references; translations that were signed off still are."""
    edits: dict[str, list[Edit]] = defaultdict(list)
    for one in found:
        path, line, column, length = one.place
        edits[path].append(Edit(path, line, column, line, column + length, f"{{{{ {one.name} }}}}"))
    files = {path: mended(guide.folder.read(path), some) for path, some in edits.items()}
    folder = replace(guide.folder, overlay={**guide.folder.overlay, **files})
    return files | following(guide, with_changes(guide, folder, files, today=guide.today))
