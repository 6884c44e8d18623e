"""The steps of an incident are in the order in which they are done.

The steps are followed line by line by somebody who has no time to see that a figure cannot be right.

Not seen: whether the order makes sense: only the minutes are compared, each step with the one before.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for before, step in pairwise(guide.facts.steps.values()):
        if step.record.minutes < before.record.minutes:
            values: dict[str, Any] = {
                "found": step.record.minutes,
                "expected": before.record.minutes,
                "before": before.key,
            }
            yield found("step-out-of-order", step.value_place("minutes"), about="steps", step=step.key, **values)
