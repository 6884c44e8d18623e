"""The keys by which data and pages refer to records, and the records that have a name instead of a key."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from guiaviva.diagnostics import Where
from guiaviva.facts.loading import Plan
from guiaviva.guide.blocks import block_key, block_name, given_key
from guiaviva.guide.guide import Guide, once
from guiaviva.nearest import nearest
from guiaviva.reading.pages import Page

# The field of a record by which people call it.
_NAMES = {"terms": "term", "accounts": "handle"}
NAMED = ("roles", "helplines", "networks", "accounts", "situations", "units", "terms", "plans")


class Reference(NamedTuple):
    """A key of a collection where it is written; `plan` is that in whose data it stands, if it does in one."""

    collection: str
    key: str
    where: Where
    plan: Plan | None = None


@once
def references(guide: Guide) -> Mapping[str, Sequence[Reference]]:
    """Return, by collection, every key by which data or a page refers to one of its records."""
    found: dict[str, list[Reference]] = {}
    for reference in _references(guide):
        found.setdefault(reference.collection, []).append(reference)
    return found


def _references(guide: Guide) -> Iterator[Reference]:
    plans = {plan.document.path: plan for plan in guide.facts.plans.values()}
    for entry, marked, collection in guide.facts.references:
        where = entry.where(*marked.path)
        yield Reference(collection, marked.value, where, plans.get(entry.document.path))
    for plan in plans.values():
        for key in plan.written("networks"):
            yield Reference("networks", key, partial(plan.document.place, "networks", key))
    for page in guide.all_pages:
        yield from _in_front_matter(guide, page)
        yield from _in_blocks(guide, page)


def _in_front_matter(guide: Guide, page: Page) -> Iterator[Reference]:
    for field, value in page.fields.items():
        spec = guide.model.fields.get(field)
        if spec and spec.type == "role" and isinstance(value, str):
            yield Reference("roles", value, partial(page.front.value_place, field))
        elif spec and spec.type == "units" and isinstance(value, list):
            for index, key in enumerate(value):
                yield Reference("units", str(key), partial(page.front.value_place, field, index))


def _in_blocks(guide: Guide, page: Page) -> Iterator[Reference]:
    for block in page.blocks:
        spec = guide.model.blocks.guide.get(block_name(block))
        if spec and spec.key and (given_key(block) or not _is_of(page, spec.key)):
            yield Reference(spec.key, block_key(page, block), block.place)


def _is_of(page: Page, collection: str) -> bool:
    """Return whether the page is that of a record, so that a rule such as policy-without-network reports the key."""
    return page.id.startswith(f"{collection}/") and collection != "roles"


def key_named(guide: Guide, name: str, *collections: str) -> str:
    """Return the key of a record whose name, in any language, is written where its key belongs, or ""."""
    names: dict[str, str] = {}
    for collection in collections or NAMED:
        for key, record in _records(guide, collection):
            texts = getattr(record, _NAMES.get(collection, "name"), "")
            for text in texts.values() if isinstance(texts, Mapping) else [texts]:
                names.setdefault(text.casefold().replace(" ", "-"), key)
    return names.get(nearest(name.replace(" ", "-"), names), "")


def _records(guide: Guide, collection: str) -> Iterator[tuple[str, Any]]:
    if collection == "units":
        yield from guide.institution.units.items()
    elif collection == "plans":
        yield from ((key, plan.head.record) for key, plan in guide.facts.plans.items() if plan.head)
    elif collection in NAMED:
        yield from ((key, entry.record) for key, entry in getattr(guide.facts, collection).items())
