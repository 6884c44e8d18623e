"""Keys that refer to a record which is not there: shared by the rules `unknown-…`, one for each collection."""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.demands import demands_of
from guiaviva.guide.references import Reference, key_named, references
from guiaviva.nearest import nearest

_OF_A_PLAN = ("audiences", "objectives", "indicators")
_FILES = {"units": "data/institution.yml", "plans": "data/plans/", "indicators": "data/plans/"}


def unknown(guide: Guide, rule: str, collection: str) -> Iterator[Finding]:
    """Return a finding of the rule for each key of the collection that data does not define."""
    for reference in references(guide).get(collection, ()):
        if not _is_known(guide, reference) and not _is_reported(guide, reference):
            yield _finding(guide, rule, reference)


def _keys(guide: Guide, reference: Reference) -> tuple[str, ...]:
    """Return the keys of the collection: in data of a plan those of its own lists."""
    plan, collection = reference.plan, reference.collection
    return plan.written(collection) if plan and collection in _OF_A_PLAN else guide.facts.keys[collection]


def _is_known(guide: Guide, reference: Reference) -> bool:
    collection, key, plan = reference.collection, reference.key, reference.plan
    if plan and collection in _OF_A_PLAN:
        return key in plan.written(collection) or f"plans/{plan.key}/{collection}" in guide.facts.unread
    return guide.knows(collection, key)


def _is_reported(guide: Guide, reference: Reference) -> bool:
    """Return whether another rule says it once: missing-data, page-without-plan or plan-without-…."""
    collection, key, plan = reference.collection, reference.key, reference.plan
    lost = demands_of(guide).lost_plans
    if collection == "plans" and key in lost:
        return True
    if collection not in _OF_A_PLAN:
        return collection in demands_of(guide).lacking_data
    plans = [plan] if plan else guide.facts.plans.values()
    lacking = plan is None and collection in demands_of(guide).lacking_data
    return lacking or bool(lost and plan is None) or not all(one.written(collection) for one in plans)


def _finding(guide: Guide, rule: str, reference: Reference) -> Finding:
    collection, key, plan, keys = reference.collection, reference.key, reference.plan, _keys(guide, reference)
    own = plan if collection in _OF_A_PLAN else None
    others = guide.facts.plans.values() if own else ()
    elsewhere = next((other.key for other in others if key in other.written(collection)), "")
    near = "" if elsewhere else nearest(key, keys) or key_named(guide, key, collection)
    variant = "plan" if elsewhere else "nearest" if near else ""
    file = own.document.path if own else _FILES.get(collection, f"data/{collection}.yml")
    values = {"found": key, "nearest": near, "plan": elsewhere, "file": file}
    return found(rule, reference.where, variant=variant, about=f"{file} {key}", **values)
