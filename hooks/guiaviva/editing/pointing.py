"""What is meant by what is written at a place of a file: a fact, a page, a section or a block."""

import re
from dataclasses import replace
from typing import NamedTuple

from guiaviva.diagnostics import Place
from guiaviva.editing.candidates import keys
from guiaviva.editing.cursor import Cursor
from guiaviva.editing.files import key_type, page_at, plan_at, refers, type_at
from guiaviva.editing.yaml_paths import typed_at
from guiaviva.facts.loading import COLLECTIONS, PLAN_LISTS
from guiaviva.guide import Guide, links, section_ids
from guiaviva.guide.blocks import block_name, given_key
from guiaviva.guide.uses import definition as place_of_record
from guiaviva.guide.uses import named, uses
from guiaviva.reading.pages import Page
from guiaviva.references import NoValueError, References, references_in

_WORD = re.compile(r"[\w#/-]+")
_TARGET = re.compile(r"(?:\]\(<?|^ {0,3}\[[^\]]+\]:[ ]*<?)([^()\s<>]+)")
# The collections whose records are below a key of their file.
_ABOVE = {"units": "institution.units", "levels": "crisis.levels", "steps": "incident.steps"}


class Pointed(NamedTuple):
    """What is written at a place, and what it means.

    `name` is that of a fact (`networks.x`), of a page or a section (`tone#voice`), or of a block, as `what` says.
    `language` is that in which whoever reads the place reads.
    """

    what: str
    name: str
    place: Place
    language: str


def pointed_at(guide: Guide, path: str, text: str, line: int, column: int) -> Pointed | None:
    """Return what is meant at a place of a file, which has that text now, or None where that is nothing known."""
    cursor = Cursor.at(path, text, line, column)
    page = page_at(guide, path, text)
    language = page.language if page else guide.source_language
    if found := _reference(guide, cursor, language):
        return found
    if page and cursor.line >= page.body_line:
        return _in_body(guide, page, cursor)
    if page or (path.startswith("data/") and path.endswith(".yml")):
        return _in_yaml(guide, cursor, page)
    return None


def _reference(guide: Guide, cursor: Cursor, language: str) -> Pointed | None:
    """Return the fact of a reference: that of the name up to the part which is pointed at, at least a record."""
    text = cursor.lines[cursor.line - 1]
    for match, name in references_in(text, markdown=cursor.path.endswith(".md")):
        start = match.start() + match[0].index(name)
        if name and start < cursor.column <= match.end():
            end = text.find(".", max(cursor.column - 1, start + name.index(".") + 1)) if "." in name else -1
            part = name[: end - start] if start < end < start + len(name) else name
            return Pointed("fact", part, Place(cursor.path, cursor.line, start + 1, len(part)), language)
    return None


def _in_body(guide: Guide, page: Page, cursor: Cursor) -> Pointed | None:
    line = cursor.lines[cursor.line - 1]
    for section in page.sections:
        if section.place.line == cursor.line and section.level > 1:
            start = line.find(f"#{section.id}") + 2
            place = Place(page.path, cursor.line, start, len(section.id)) if start > 1 else section.place
            return Pointed("section", f"{page.id}#{section.id}", place, page.language)
    for block in page.blocks:
        if block.place.line == cursor.line and (name := block_name(block)):
            spec, key = guide.model.blocks.guide.get(name), given_key(block)
            place = _word(cursor)
            if spec and spec.key and key and line[place.column - 1 :].startswith(key) and place.length == len(key):
                return _record(guide, spec.key, key, place, page.language, plan_of(page.id))
            return Pointed("block", name, place, page.language)
    for match in _TARGET.finditer(line):
        if match.start(1) < cursor.column <= match.end(1) + 1 and not links.SCHEME.match(match[1]):
            place = Place(page.path, cursor.line, match.start(1) + 1, len(match[1]))
            return _page(page, match[1], place)
    return None


def plan_of(page: str) -> str:
    """Return the key of the plan whose page this is, or ""."""
    return page.removeprefix("plans/") if page.startswith("plans/") else ""


def _page(page: Page, target: str, place: Place) -> Pointed | None:
    path, sign, anchor = target.partition("#")
    id = links.id_of(page, links.resolve(page, path)) if path else page.id
    return Pointed("section" if sign else "page", f"{id}{sign}{anchor}", place, page.language) if id else None


def _in_yaml(guide: Guide, cursor: Cursor, page: Page | None) -> Pointed | None:
    place = _word(cursor)
    end = replace(cursor, column=place.column + place.length)
    typed = typed_at(end)
    word = end.before[place.column - 1 :]
    if typed is None or not word or typed.text.lstrip("\"'") != word:
        return None
    if page:
        spec = guide.model.fields.get(str(typed.path[0])) if typed.path else None
        collection = {"role": "roles", "units": "units"}.get(spec.type, "") if spec else ""
        return _record(guide, collection, word, place, page.language) if collection else None
    plan = plan_at(cursor.path)
    collection = refers(type_at(cursor.path, typed.path)) or refers(key_type(type_at(cursor.path, typed.path)))
    if collection == "pages":
        return Pointed("section" if "#" in word else "page", word, place, guide.source_language)
    own = _own_collection(cursor.path, typed.path)
    return _record(guide, collection or own, word, place, guide.source_language, plan) if collection or own else None


def _own_collection(path: str, steps: tuple[str | int, ...]) -> str:
    """Return the collection whose keys stand at a place of a file of data, or ""."""
    name = path.removeprefix("data/").removesuffix(".yml")
    if plan_at(path):
        return str(steps[0]) if len(steps) == 1 and steps[0] in PLAN_LISTS else ""
    below = next((one for one, above in _ABOVE.items() if steps and above == f"{name}.{steps[0]}"), "")
    return below if len(steps) == 1 else name if not steps and name in COLLECTIONS else ""


def _record(guide: Guide, collection: str, key: str, place: Place, language: str, plan: str = "") -> Pointed | None:
    """Return a record by its key; of those that plans have it may be that of another plan."""
    if key not in keys(guide, collection, plan) and key not in guide.facts.keys.get(collection, ()):
        return None
    if collection in PLAN_LISTS and collection != "networks":
        of = plan if plan and key in keys(guide, collection, plan) else _plan_with(guide, collection, key)
        return Pointed("fact", f"plans.{of}.{collection}.{key}", place, language)
    return Pointed("fact", f"{_ABOVE.get(collection, collection)}.{key}", place, language)


def _plan_with(guide: Guide, collection: str, key: str) -> str:
    return next((name for name, plan in guide.facts.plans.items() if key in plan.written(collection)), "")


def _word(cursor: Cursor) -> Place:
    """Return the place of the word that is pointed at."""
    for match in _WORD.finditer(cursor.lines[cursor.line - 1]):
        if match.start() < cursor.column <= match.end() + 1:
            return Place(cursor.path, cursor.line, match.start() + 1, len(match[0]))
    return Place(cursor.path, cursor.line, cursor.column)


def definition(guide: Guide, pointed: Pointed) -> Place | None:
    """Return where what is meant is written, or None where that is nowhere."""
    if pointed.what in ("page", "section"):
        id, _, anchor = pointed.name.partition("#")
        page = guide.shown(pointed.language, id)
        section = page.section(anchor) if page and anchor else None
        return section.place if section else page.at() if page else None
    return _place_of_fact(guide, pointed.name) if pointed.what == "fact" else None


def _place_of_fact(guide: Guide, name: str) -> Place | None:
    try:
        meant = References(guide.facts, guide.model.words).part(name)
    except NoValueError:
        return None
    if (record := named(meant.name)) and (place := place_of_record(guide, record)):
        return place
    entry = next((one for one in guide.facts.entries() if one.document.path == meant.path), None)
    return entry.document.place(*meant.key.split(".")) if entry and meant.key else Place(meant.path)


def references(guide: Guide, pointed: Pointed) -> list[Place]:
    """Return every place of the guide that speaks of what is meant."""
    if pointed.what == "fact":
        return [one.place for one in uses(guide, pointed.name)]
    id, _, anchor = pointed.name.partition("#")
    if pointed.what in ("page", "section"):
        return sorted(place for place, _ in section_ids.linking(guide, id, anchor))
    return [one.place for page in guide.all_pages for one in page.blocks if block_name(one) == pointed.name]
