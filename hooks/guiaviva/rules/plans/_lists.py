"""The lists of plans: shared by the rules `plan-without-…` and those about one field of what a list holds."""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def without_list(guide: Guide, rule: str, collection: str) -> Iterator[Finding]:
    """Return a finding of the rule for each plan without this list, unless it may be in a part that was not read."""
    for key, plan in guide.facts.plans.items():
        unread = {f"plans/{key}", f"plans/{key}/{collection}"} & guide.facts.unread
        if not plan.written(collection) and not unread:
            yield found(rule, plan.document.place(collection), plan=key)


def without_type(guide: Guide, rule: str, type_: str) -> Iterator[Finding]:
    """Return a finding of the rule for each plan none of whose indicators, all of which were read, is of this type."""
    for key, plan in guide.facts.plans.items():
        all_read = len(plan.indicators) == len(plan.written("indicators")) > 0
        if all_read and all(indicator.record.type != type_ for indicator in plan.indicators.values()):
            yield found(rule, plan.document.place("indicators"), plan=key)


def without_field(guide: Guide, rule: str, collection: str, field: str) -> Iterator[Finding]:
    """Return a finding of the rule for each objective or indicator that does not say this."""
    for plan in guide.facts.plans.values():
        for key, entry in getattr(plan, collection).items():
            if getattr(entry.record, field) is None:
                yield found(rule, entry.place(field), plan=plan.key, **{collection.removesuffix("s"): key})


def serving_nothing(guide: Guide, rule: str, collection: str, served: str) -> Iterator[Finding]:
    """Return a finding of the rule for each entry that names none of what it serves, in plans that have any of it."""
    for plan in guide.facts.plans.values():
        for key, entry in getattr(plan, collection).items():
            if not getattr(entry.record, served) and plan.written(served):
                yield found(rule, entry.place(served), plan=plan.key, **{collection.removesuffix("s"): key})
