"""Every key that refers to a role, a network, a reply or anything else in data is one that data defines.

A misspelt owner is an owner whom nobody can reach.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.facts.loading import Entry, Plan
from guiaviva.guide import Guide
from guiaviva.guide.rows import block_key, block_name, given_key
from guiaviva.nearest import nearest
from guiaviva.reading.pages import Page

# The word for one record of a collection in the name of its rule, `unknown-⟨word⟩`, and the lists that each plan has.
SINGULAR = {
    "roles": "role",
    "helplines": "helpline",
    "networks": "network",
    "accounts": "account",
    "situations": "situation",
    "replies": "reply",
    "units": "unit",
    "terms": "term",
    "plans": "plan",
    "audiences": "audience",
    "objectives": "objective",
    "indicators": "indicator",
}
OF_A_PLAN = ("audiences", "objectives", "indicators")


def check(guide: Guide) -> Iterator[Finding]:
    yield from _everywhere(guide)


def _everywhere(guide: Guide) -> Iterator[Finding]:
    for entry, marked, collection in guide.facts.references:
        # Pages are reported by unknown-page.
        if collection != "pages":
            plan = guide.facts.plans.get(entry.document.path.removeprefix("data/plans/").removesuffix(".yml"))
            place = partial(entry.value_place, *marked.path)
            yield from _unknown(guide, collection, marked.value, place, plan)
    for plan in guide.facts.plans.values():
        for key in plan.written("networks"):
            yield from _unknown(guide, "networks", key, partial(plan.document.place, "networks", key), None)
    for page in guide.judged_pages:
        yield from _in_front_matter(guide, page)
        yield from _in_blocks(guide, page)


def _in_front_matter(guide: Guide, page: Page) -> Iterator[Finding]:
    for field, value in page.fields.items():
        spec = guide.model.fields.get(field)
        if spec and spec.type == "role" and isinstance(value, str):
            yield from _unknown(guide, "roles", value, partial(page.front.value_place, field), None)
        elif spec and spec.type == "units" and isinstance(value, list):
            for index, key in enumerate(value):
                yield from _unknown(guide, "units", str(key), partial(page.front.value_place, field, index), None)


def _in_blocks(guide: Guide, page: Page) -> Iterator[Finding]:
    for block in page.blocks:
        spec = guide.model.blocks.guide.get(block_name(block))
        if spec and spec.key and (given_key(block) or not _is_of(guide, page, spec.key)):
            yield from _unknown(guide, spec.key, block_key(page, block), partial(block.place._replace), None)


def _is_of(guide: Guide, page: Page, collection: str) -> bool:
    """Return whether the page is that of a record, so that a rule such as policy-without-network reports the key."""
    return page.id.startswith(f"{collection}/") and collection != "roles"


def _unknown(
    guide: Guide, collection: str, key: str, place: Callable[[], Place], plan: Plan | None
) -> Iterator[Finding]:
    """Report a key that its collection does not have. `place` is called only then, since few places are needed."""
    own = plan is not None and collection in OF_A_PLAN
    keys = plan.written(collection) if plan and own else guide.facts.keys[collection]
    # That a collection has no records at all is reported once, by missing-data.
    if key in keys or (not own and (guide.knows(collection, key) or collection in guide.demands.lacking_data)):
        return
    if plan and f"plans/{plan.key}/{collection}" in guide.facts.unread:
        return
    # That a plan has a page and no data is reported once, by page-without-plan.
    lost = guide.demands.lost_plans
    if (collection == "plans" and key in lost) or (lost and plan is None and collection in OF_A_PLAN):
        return
    # A plan that lacks the whole list is reported once, by plan-without-….
    if collection in OF_A_PLAN and not all(
        one.written(collection) for one in ([plan] if plan else guide.facts.plans.values())
    ):
        return
    others = guide.facts.plans.values() if own else ()
    elsewhere = next((other.key for other in others if key in other.written(collection)), "")
    near = "" if elsewhere else nearest(key, keys) or named(guide, key, collection)
    variant = "plan" if elsewhere else "nearest" if near else ""
    file = plan.document.path if plan and own else FILES.get(collection, f"data/{collection}.yml")
    values = {"found": key, "nearest": near, "plan": elsewhere, "file": file}
    one = found(f"unknown-{SINGULAR[collection]}", place(), variant=variant, about=f"{file} {key}", **values)
    # A key that is almost the same and that nothing refers to has been renamed.
    records: Mapping[str, Entry[Any] | Plan] = {} if own else getattr(guide.facts, collection, {})
    renamed = None if (collection, near) in _referred(guide) else records.get(near)
    yield one.because_of(renamed.place() if isinstance(renamed, Entry) else None)


def _referred(guide: Guide) -> set[tuple[str, str]]:
    """Return the keys to which data refers, each with its collection."""
    return {(collection, marked.value) for _, marked, collection in guide.facts.references}


def named(guide: Guide, name: str, *collections: str) -> str:
    """Return the key of a record whose name, in any language, is written where its key belongs, or ""."""
    names: dict[str, str] = {}
    for collection in collections or NAMED:
        for key, record in _records(guide, collection):
            texts = getattr(record, NAMED.get(collection, "name"), "")
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


# The field of a record by which people call it.
NAMED = {
    "roles": "name",
    "helplines": "name",
    "networks": "name",
    "accounts": "handle",
    "situations": "name",
    "units": "name",
    "terms": "term",
    "plans": "name",
}
FILES = {"units": "data/institution.yml", "plans": "data/plans/", "indicators": "data/plans/"}
