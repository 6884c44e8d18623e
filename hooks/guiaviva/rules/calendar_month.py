"""The months that an entry of a plan's calendar names are among those for which it is drawn.

Who plans the year looks at the drawing, who prepares the entry reads its words; with two answers one of them is late.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.prose.figures import Figures


def check_data(guide: Guide) -> Iterator[Finding]:
    for head in [plan.head for plan in guide.facts.plans.values() if plan.head]:
        for index, entry in enumerate(head.record.calendar):
            named = [_named(guide, language, text) for language, text in entry.when.items()]
            said = [months for months in named if months]
            # Where the languages differ, it is a text that is wrong.
            if entry.months and said and all(one == said[0] for one in said) and not said[0] <= {*entry.months}:
                place = partial(head.value_place, "calendar", index, "months")
                values: dict[str, Any] = {
                    "plan": head.key,
                    "found": next(iter(entry.when.values())),
                    "months": sorted(said[0]),
                }
                yield found("calendar-month", place, **values)


def _named(guide: Guide, language: str, text: str) -> frozenset[int]:
    """Return the months that a text names, none where it names them as the end or the beginning of something else."""
    prose = guide.model.prose.get(language)
    before = Figures(prose.figures).cue("offset") if prose else None
    if prose is None or (before and before.search(text.casefold())):
        return frozenset()
    # A month may begin the text; «may» in small letters is no month in English.
    months = {form: number for number, name in enumerate(prose.figures.months, 1) for form in (name, name.capitalize())}
    return frozenset(months[word] for word in re.findall(r"[^\W\d_]+", text) if word in months)
