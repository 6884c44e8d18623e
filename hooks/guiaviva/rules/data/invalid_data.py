"""Every file of data holds only what its schema allows.

A field that the program does not know, or a date that is none, is shown nowhere: whoever typed it believes that it
counts. The same goes for a rule whose level the institution changes although there is no such rule, or it is fixed.

Not seen: whether what the data says is true; a date that is well written and wrong is a date.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.references import key_named
from guiaviva.levels import may_change
from guiaviva.reading.validation import unknown_key

RULE = "invalid-data"


def check(guide: Guide) -> Iterator[Finding]:
    for problem in guide.facts.problems:
        written = problem.values.get("found", "")
        # A key that is defined has its own name, and no field.
        is_value = problem.variant == "key-form" and problem.values["key"] != written
        near = key_named(guide, written) if is_value else ""
        yield found(RULE, problem.place, variant="name", found=written, nearest=near) if near else problem
    yield from guide.config.problems
    yield from guide.noticed[RULE]
    document = guide.facts.institution.document
    for rule, level in guide.institution.rule_levels.items():
        path = ("rule_levels", rule)
        if rule not in guide.model.rules:
            yield unknown_key("invalid-data", document, path, rule, tuple(guide.model.rules))
        elif not may_change(guide.model.rules[rule], level):
            yield found("invalid-data", document.value_place(*path), variant="fixed-level", rule=rule, found=level)
