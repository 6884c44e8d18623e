"""Where a guide speaks of a fact: in references, by its key in data and pages, and in links to what is made of it."""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from guiaviva.diagnostics import Place
from guiaviva.errors import CannotJudgeError
from guiaviva.facts.loading import Entry, Plan
from guiaviva.facts.walk import Marked
from guiaviva.guide import links, rows
from guiaviva.guide.blocks import block_name, given_key
from guiaviva.guide.guide import Guide
from guiaviva.reading.files import Source
from guiaviva.reading.pages import Page
from guiaviva.references import NoValueError, References, references_in

# The collections of which each record may have a page of its own, in the folder of that name.
WITH_PAGES = ("networks", "roles", "plans")
_SCOPE = re.compile(r"<!--\s*only\b([^:>]*)|\bx-only:[ ]*([^\n#},]*)")
_OF_A_PLAN = ("objectives", "audiences", "networks", "indicators")


class Named(NamedTuple):
    """A record: its whole name, the collection that fields and blocks refer to, its key, and its plan or ""."""

    name: str
    collection: str
    key: str
    plan: str = ""


class Use(NamedTuple):
    """A place where a record or one of its values is spoken of: what is written there, and how it is meant.

    `kind` is `reference`, `key`, `block`, `page`, `link` or `scope`. `place` is that of what is written.
    """

    place: Place
    kind: str
    written: str


def named(name: str) -> Named | None:
    """Return the record that a name means, or None where it means a file, or a value of a record."""
    match name.split("."):
        case ["institution", "units", key]:
            return Named(name, "units", key)
        case ["crisis" | "incident", ("levels" | "steps") as rows, key]:
            return Named(name, rows, key)
        case ["plans", plan, collection, key] if collection in _OF_A_PLAN:
            return Named(name, collection, key, plan)
        case [collection, key] if collection not in ("institution", "crisis", "incident"):
            return Named(name, collection, key)
    return None


def uses(guide: Guide, name: str) -> list[Use]:
    """Return every place that speaks of a fact, in order: of a record, also where it is meant by its key alone."""
    found = [*_references(guide, name)]
    if record := named(name):
        found += [*_keys(guide, record), *_in_front_matter(guide, record), *_in_blocks(guide, record)]
        found += [*_in_places(guide, record), *_in_links(guide, record), *_in_scopes(guide, record)]
    return sorted(dict.fromkeys(found))


def require(guide: Guide, name: str) -> None:
    """Raise CannotJudgeError where the data has nothing of a name."""
    try:
        References(guide.facts, guide.model.words).part(name)
    except NoValueError as error:
        near = error.values.get("nearest", "")
        if error.variant != "unread":
            raise CannotJudgeError("no-fact-but" if near else "no-fact", found=name, nearest=near) from None


def sources(guide: Guide) -> Iterator[Source]:
    """Return the files of pages and data as they are written."""
    yield from (page.file.source for page in guide.all_pages)
    yield from guide.facts.sources.values()


def _references(guide: Guide, name: str) -> Iterator[Use]:
    """Return the references to a fact, or to what is below it, also those that get there by another record."""
    references = References(guide.facts, guide.model.words)
    for source in sources(guide):
        for match, written in references_in(source.text, markdown=source.path.endswith(".md")):
            try:
                meant = references.part(written).name
            except NoValueError:
                meant = written
            if any(f"{one}.".startswith(f"{name}.") for one in (meant, written)):
                start = match.start() + match[0].index(written)
                yield Use(source.place_of(start, start + len(written)), "reference", written)


def _keys(guide: Guide, record: Named) -> Iterator[Use]:
    """Return where data refers to a record by its key."""
    for entry, marked in keys_of(guide, record):
        yield _use(guide, entry.value_place(*marked.path), "key", record.key)
    if record.collection == "networks" and not record.plan:
        for plan in guide.facts.plans.values():
            if record.key in plan.written("networks"):
                yield _use(guide, plan.document.place("networks", record.key), "key", record.key)
    fields = {"indicators": "indicator", "accounts": "account"}
    if field := fields.get(record.collection):
        for row in guide.facts.measures:
            if getattr(row, field) == record.key:
                yield _use(guide, row.place, "key", record.key)


def keys_of(guide: Guide, record: Named) -> Iterator[tuple[Entry[Any], Marked]]:
    """Return the values of data that are the key of a record, each with the record in which it is."""
    if _is_of_another(record):
        return
    for entry, marked, collection in guide.facts.references:
        if collection == record.collection and marked.value == record.key and _same_plan(record, entry.document.path):
            yield entry, marked


def pages_named(guide: Guide, record: Named) -> Iterator[tuple[Entry[Any], Marked]]:
    """Return the values of data that name the page of a record, or a row of it in one, each with its record."""
    ids, rows = pages_of(record), anchors_of(guide, record)
    for entry, marked, collection in guide.facts.references:
        page, _, anchor = str(marked.value).partition("#")
        if collection == "pages" and (page in ids or (anchor in rows and _holds(record, page))):
            yield entry, marked


def _is_of_another(record: Named) -> bool:
    """Return whether the key of a record is that of another: a plan has its networks by the keys of the networks."""
    return record.collection == "networks" and bool(record.plan)


def _same_plan(record: Named, path: str) -> bool:
    """Return whether a file of data may mean the record of that plan: another plan means its own."""
    return not record.plan or not path.startswith("data/plans/") or path == f"data/plans/{record.plan}.yml"


def _in_front_matter(guide: Guide, record: Named) -> Iterator[Use]:
    type_ = {"roles": "role", "units": "units"}.get(record.collection)
    for page in guide.all_pages if type_ else ():
        for field, value in page.file.fields.items():
            spec = guide.model.fields.get(field)
            if spec and spec.type == type_:
                for index, key in enumerate(value) if isinstance(value, list) else [(None, value)]:
                    if key == record.key:
                        path = (field,) if index is None else (field, index)
                        yield _use(guide, page.front.value_place(*path), "key", record.key)


def _in_blocks(guide: Guide, record: Named) -> Iterator[Use]:
    for page in () if _is_of_another(record) else guide.all_pages:
        for block in page.blocks:
            spec = guide.model.blocks.guide.get(block_name(block))
            if spec and spec.key == record.collection and _holds(record, page.id) and given_key(block) == record.key:
                yield _use(guide, block.place, "block", record.key)


def _in_places(guide: Guide, record: Named) -> Iterator[Use]:
    """Return where data names a page of the record, or a row that a block shows of it, and these pages themselves."""
    for entry, marked in pages_named(guide, record):
        yield _use(guide, entry.value_place(*marked.path), "link", str(marked.value))
    for page in guide.all_pages:
        if page.id in pages_of(record):
            yield Use(page.at(), "page", record.key)


def _in_links(guide: Guide, record: Named) -> Iterator[Use]:
    ids, rows = pages_of(record), anchors_of(guide, record)
    for page in guide.all_pages:

        def leads(path: str, anchor: str, page: Page = page) -> bool:
            id = links.id_of(page, links.resolve(page, path)) if path else page.id
            return id in ids or (anchor in rows and _holds(record, id))

        yield from (Use(place, "link", target) for place, target in in_links(page, leads))


def in_links(page: Page, leads: Callable[[str, str], bool]) -> Iterator[tuple[Place, str]]:
    """Return the places of the links of a page that lead there, by their path and anchor, each with its target."""
    targets: dict[str, None] = {}
    for link in page.file.links:
        if not links.SCHEME.match(link.target.strip()) and leads(*links.split(link)):
            targets[link.target] = None
    for target in targets:
        pattern = rf"(?:\]\(<?|\]:[ ]*<?|href=[\"'])({re.escape(target)})(?=[)>\s\"'])"
        for match in re.finditer(pattern, page.file.source.text):
            yield page.file.source.place_of(*match.span(1)), target


def _in_scopes(guide: Guide, record: Named) -> Iterator[Use]:
    """Return the marks of what holds only where there is a network."""
    key = re.compile(rf"(?<![\w-]){re.escape(record.key)}(?![\w-])")
    for source in sources(guide) if record.collection == "networks" and not record.plan else ():
        for mark in _SCOPE.finditer(source.text):
            for match in key.finditer(source.text, *mark.span(mark.lastindex or 0)):
                yield Use(source.place(match), "scope", record.key)


def pages_of(record: Named) -> frozenset[str]:
    """Return the id of the page that is about a record."""
    has = record.collection in WITH_PAGES and not record.plan
    return frozenset({f"{record.collection}/{record.key}"} if has else ())


def required_page(guide: Guide, record: Named) -> str:
    """Return the id of the page about a record that every guide must have, or "": such a record cannot be removed."""
    fixed = {id for kind in guide.model.kinds.values() for id, *_ in kind.pages(frozenset())}
    return next(iter(pages_of(record) & fixed), "")


def anchors_of(guide: Guide, record: Named) -> frozenset[str]:
    """Return the ids of the rows that blocks show of a record."""
    specs = guide.model.blocks.guide.values()
    return frozenset(f"{one.anchor}-{record.key}" for one in specs if one.anchor and one.rows == record.collection)


def rows_of(guide: Guide, record: Named) -> Iterator[tuple[str, str]]:
    """Return each page, by its id, that shows a row of a record to which readers are led, with the id of the row."""
    anchors, pages = anchors_of(guide, record), (page for page in guide.pages.values() if _holds(record, page.id))
    shown = ((page.id, id) for page in pages for id in rows.lasting(guide, page) if id in anchors)
    yield from dict.fromkeys(shown)


def _holds(record: Named, page: str) -> bool:
    """Return whether a row in a page may be that of the record: those of a plan are in its own page."""
    return not record.plan or page == f"plans/{record.plan}"


def _use(guide: Guide, place: Place, kind: str, written: str) -> Use:
    """Return a use with the place of what is written, in the line of a value, key or block or below it."""
    return Use(within(guide, place, written), kind, written)


def within(guide: Guide, place: Place, written: str) -> Place:
    """Return the place of what is written in the line of a value, key or block, or below it."""
    source = guide.source(place.path)
    word = re.compile(rf"(?<![\w-]){re.escape(written)}(?![\w-])")
    for number in range(place.line, len(source.lines) + 1) if source else ():
        if match := word.search(guide.source_line(place.path, number), place.column - 1 if number == place.line else 0):
            return Place(place.path, number, match.start() + 1, len(written))
    return place


def definition(guide: Guide, record: Named) -> Place | None:
    """Return the place of the key of a record, or None for a plan, whose key is the name of its file."""
    if record.collection == "plans" and not record.plan:
        return None
    parts = record.name.split(".")
    plan: Plan | None = guide.facts.plans.get(record.plan)
    if plan:
        return _use(guide, plan.document.place(*parts[2:]), "key", record.key).place
    path = tuple(parts[1:])
    for entry in guide.facts.entries():
        if entry.document.path == f"data/{parts[0]}.yml":
            return _use(guide, entry.document.place(*path), "key", record.key).place
    return None
