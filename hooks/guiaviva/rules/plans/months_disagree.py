"""The months of the calendar of a plan are those that its text names.

The text is read, and the months are drawn beside it.

Not seen: dates without the name of a month, such as «in autumn»; and months that the text leaves out in «from May to
September», or before or after the one that it names.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.locales import calendar_of, listed


def check(guide: Guide) -> Iterator[Finding]:
    for plan in guide.facts.plans.values():
        for number, entry in enumerate(plan.head.record.calendar if plan.head else ()):
            for language, text in entry.when.items() if entry.months else ():
                names = guide.months(language) or [*calendar_of(language)["months"]["stand-alone"]["wide"].values()]
                named = _named(text, names)
                if plan.head and not _agree(text, named, {*entry.months}, listed(language, [*named.values()])):
                    place = plan.head.where("calendar", number, "months")
                    values = {"months": _shown(entry.months), "expected": _shown([*named])}
                    yield found(
                        "months-disagree", place, about=f"{plan.key} {number}", found=text, plan=plan.key, **values
                    )
                    break


def _shown(months: Sequence[int]) -> str:
    return ", ".join(map(str, months))


def _named(text: str, names: Sequence[str]) -> dict[int, str]:
    """Return the months that a text names, in its order; where they are written with a capital, «may» is none."""
    numbers = {form: number for number, name in enumerate(names, 1) for form in (name, name.capitalize())}
    pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, numbers))})(?!\w)"
    return {numbers[match[0]]: match[0] for match in re.finditer(pattern, text)}


def _agree(text: str, named: Collection[int], months: set[int], listed: str) -> bool:
    if not named or text == listed:
        return not named or {*named} == months
    beside = {one for month in named for one in (month % 12 + 1, (month - 2) % 12 + 1)}
    return months.issuperset(named) or (len(named) == 1 and not months.isdisjoint(beside))
