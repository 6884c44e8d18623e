"""Followers are a means: no objective asks for them, and none is judged by them.

More of them is no service to anybody; what they read or can do thanks to the account may be.

Not seen: anything that does not use the word: followers are known by the words that the guide lists for them
(«followers», «subscribers»…), and a percentage of them is accepted.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.facts.loading import Entry
from guiaviva.guide import Guide
from guiaviva.guide.plans import DECIDING
from guiaviva.measures.values import is_percentage
from guiaviva.text.phrases import any_of

RULE = "followers-as-objective"


def check(guide: Guide) -> Iterator[Finding]:
    prose = guide.model.prose
    followers = {one: re.compile(any_of(words.followers)) for one, words in prose.items() if words.followers}
    for plan in guide.facts.plans.values():
        for key, objective in plan.objectives.items():
            for place, values in _said(followers, objective, "statement"):
                yield found(RULE, place, about=key, plan=plan.key, objective=key, **values)
        for key, indicator in plan.indicators.items():
            # A share of them may well be what changes for whom.
            if indicator.record.type in DECIDING and not is_percentage(indicator.record):
                for place, values in _said(followers, indicator, "name"):
                    type_ = indicator.record.type
                    yield found(RULE, place, variant="indicator", about=key, indicator=key, type=type_, **values)


def _said(followers: Mapping[str, re.Pattern[str]], entry: Entry[Any], field: str) -> Iterator[tuple[Place, Any]]:
    """Return where a text first names them, and how."""
    for language, text in getattr(entry.record, field).items():
        if match := language in followers and followers[language].search(text):
            yield entry.value_place(field, language), {"found": match[0]}
            return
