"""Which records a page shows, and where a record is still named."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from guiaviva.diagnostics import Place
from guiaviva.editing.records.checking import path_of
from guiaviva.editing.records.forms import found_at
from guiaviva.editing.records.kinds import ABOVE, Found, document_of, files, records_in
from guiaviva.guide import Guide
from guiaviva.guide.blocks import block_key, block_name
from guiaviva.guide.depending import Part, name_of
from guiaviva.guide.uses import WITH_PAGES, named, pages_of, uses
from guiaviva.reading.documents import KeyPath
from guiaviva.references import NoValueError, References, references_in


def used(guide: Guide, found: Found) -> list[Place]:
    """Return the places that name a record."""
    if not all(isinstance(step, str) for step in found.path):
        return []
    name = name_of(Part(found.file, found.path))
    return [use.place for use in uses(guide, name)] if named(name) else []


def record_at(guide: Guide, place: Place) -> Found | None:
    """Return the record in which a place of data is, the innermost that has a form; None where it is in none."""
    if place.path not in files(guide):
        return None
    path = path_of(document_of(guide, place.path), place) or ()
    above = (found_at(guide, place.path, path[:end]) for end in range(len(path), -1, -1))
    return next(filter(None, above), None)


def language_at(guide: Guide, place: Place) -> str:
    """Return the language of the text of data at a place; empty where no text of one language is there."""
    path = path_of(document_of(guide, place.path), place) if place.path in files(guide) else None
    return str(path[-1]) if path and path[-1] in guide.languages else ""


def shown_by(guide: Guide, page: str) -> list[Found]:
    """Return the records that a page shows, by its path: those that it names, then those of its lists."""
    places = dict.fromkeys((file, path) for file, path in _named_by(guide, page))
    return [one for file, path in places if (one := found_at(guide, file, path)) and one.value is not None]


def shown_on(guide: Guide, file: str, path: KeyPath, language: str) -> str | None:
    """Return the path of a page that shows a record: its own if it has one, or else the first that names it."""
    language = language if language in guide.languages else guide.source_language
    record = named(name_of(Part(file, path)))
    pages = [page for page in guide.all_pages if page.language == language]
    own = pages_of(record) if record else ()
    first = [page.path for page in pages if page.id in own]
    others = (page.path for page in pages if (file, path) in [*_named_by(guide, page.path)])
    return next(chain(first, others), None)


def holding(guide: Guide, name: str) -> tuple[Found, str] | None:
    """Return the record in which the value of a name is, and its field there; None where no form has it."""
    steps = tuple(name.split("."))
    for file, path in _above(name):
        if found := found_at(guide, file, path):
            rest = steps[2 if file.startswith("data/plans/") else 1 :][len(path) :]
            return found, rest[0] if rest else ""
    return None


def is_of_records(guide: Guide, path: str) -> bool:
    """Return whether a page has a block that lists records, by its path: what it says is not in its text."""
    page = guide.by_path.get(path)
    specs = (guide.model.blocks.guide.get(block_name(block)) for block in (page.blocks if page else ()))
    return any(spec is not None and bool(spec.rows) and not spec.key for spec in specs)


def main_record(guide: Guide, path: str) -> Found | None:
    """Return the record that a page is about, by its path, such as a network, or the only one that it shows."""
    page, shown = guide.by_path.get(path), shown_by(guide, path)
    if page is None or not shown:
        return None
    is_about = page.id.replace("/", ".") == name_of(Part(shown[0].file, shown[0].path))
    is_only = len(shown) == 1 and not is_of_records(guide, path)
    return shown[0] if is_about or is_only else None


def _named_by(guide: Guide, path: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    page = guide.by_path.get(path)
    if page is None:
        return
    collection, _, key = page.id.rpartition("/")
    if collection in WITH_PAGES:
        yield _place(collection, key)
    references = References(guide.facts, guide.model.words)
    for _, written in references_in(page.file.source.text, markdown=True):
        try:
            yield from _above(references.part(written).name)
        except NoValueError:
            continue
    for block in page.blocks:
        spec = guide.model.blocks.guide.get(block_name(block))
        if spec and spec.key and spec.key != "indicators":
            yield _place(spec.key, block_key(page, block))
        if spec and spec.rows and not spec.key:
            file, path_of = _place(spec.rows, "")
            rows = [one for one in records_in(file, document_of(guide, file).value) if one.path[:-1] == path_of[:-1]]
            yield from ((file, one.path) for one in rows if one.path)  # type: ignore[misc]


def _place(collection: str, key: str) -> tuple[str, tuple[str, ...]]:
    """Return the file and the path of a record of a collection."""
    if collection == "plans":
        return f"data/plans/{key}.yml", ()
    file, *above = ABOVE.get(collection, (f"data/{collection}.yml",))
    return file, (*above, key)


def _above(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Return the record in which the value of a name is: the innermost that has a form."""
    first, *rest = name.split(".")
    if first == "plans" and rest:
        yield f"data/plans/{rest[0]}.yml", tuple(rest[1:3]) if len(rest) > 3 else ()
    elif first in ("institution", "crisis", "incident"):
        is_part = rest[:1] in (["units"], ["levels"], ["steps"])
        yield f"data/{first}.yml", tuple(rest[:2]) if is_part else ()
    elif rest:
        yield f"data/{first}.yml", (rest[0],)
