"""Periods of a plan that reports are about, as people write them: 2026, 2026-H2, 2026-Q3, 2026-10."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from guiaviva.guide import Guide

KIND = "evaluation"
"""Reports are of this kind, and in the folder of this name."""

_PERIOD = re.compile(r"([0-9]{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?", re.IGNORECASE)


@dataclass(frozen=True)
class Period:
    """A year, a half, a quarter or a month: its name and its first and last day."""

    name: str
    start: date
    end: date

    @property
    def before(self) -> Period:
        """The period just before it, as long as it is."""
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1
        first = self.start.year * 12 + self.start.month - 1 - months
        return Period("", date(first // 12, first % 12 + 1, 1), self.start - timedelta(days=1))


def read_period(text: str) -> Period | None:
    """Return the period of a text, None where it is none."""
    match = _PERIOD.fullmatch(text.strip())
    if not match or not "1900" <= match[1] < "9999":
        return None
    year, months, first = int(match[1]), 12, 1
    for group, length in ((2, 6), (3, 3), (4, 1)):
        if match[group]:
            months, first = length, (int(match[group]) - 1) * length + 1
    after = year * 12 + first - 1 + months
    return Period(match[0].lower(), date(year, first, 1), date(after // 12, after % 12 + 1, 1) - timedelta(days=1))


def read_end(text: str) -> date | None:
    """Return the last day of a period, or the day itself where the text is one; None where it is neither."""
    period = read_period(text)
    if period:
        return period.end
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def reported_until(guide: Guide, plan: str, end: date) -> bool:
    """Return whether a plan has a published report that tells how it was on a day.

    It is named ⟨plan⟩ or ⟨plan⟩-⟨period or other word⟩; one on a period must reach that day.
    """
    for id in guide.page_ids:
        folder, _, name = id.partition("/")
        # Where the key of one plan begins with that of another, the longer one is meant.
        of = max(
            (key for key in guide.facts.keys["plans"] if name == key or name.startswith(f"{key}-")), key=len, default=""
        )
        if folder == KIND and of == plan:
            period = read_period(name.removeprefix(plan).removeprefix("-"))
            if period is None or period.end >= end:
                return True
    return False
