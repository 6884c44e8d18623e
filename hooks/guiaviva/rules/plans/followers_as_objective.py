"""An objective says what changes for whom, and not how many follow an account.

Followers are a means. They are found by their name in the statement; what a statement means otherwise is not seen.
"""

import re
from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.text.phrases import any_of


def check(guide: Guide) -> Iterator[Finding]:
    prose = guide.model.prose
    followers = {one: re.compile(any_of(words.followers)) for one, words in prose.items() if words.followers}
    for plan in guide.facts.plans.values():
        for key, objective in plan.objectives.items():
            for language, text in objective.record.statement.items():
                match = followers[language].search(text) if language in followers else None
                if match:
                    place = objective.value_place("statement", language)
                    values = {"plan": plan.key, "objective": key, "found": match[0]}
                    yield found("followers-as-objective", place, about=key, **values)
                    break
