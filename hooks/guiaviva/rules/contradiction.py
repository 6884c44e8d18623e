"""No page states a character limit or service hours that data does not.

A figure has one place. Where a page repeats it, the day comes on which the two differ, and nobody knows which holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import time
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.schema import WeekHours
from guiaviva.guide import Guide
from guiaviva.reading.pages import Page

_CHARACTERS = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[.,\s]\d{3})+|\d+)\s+(?:caràcters|caracteres|characters)\b", re.IGNORECASE
)
# «9:00-14:00», «de 9.00 a 14.00 h», «de 9 a 14 h»: minutes may be left out where an h follows.
_HOURS = re.compile(
    r"(?<![\d:.,])(\d{1,2})(?:[:.](\d{2}))?\s*(?:h\b)?\s*(?:-|–|a|to|fins a|hasta)\s*(?:las |les )?"
    r"(\d{1,2})(?:[:.](\d{2})(?![\d:]|\.\d)|(?=\s*h\b))"
)
# Whole hours that begin below this one, such as «de 2 a 4 h», are taken for a length of time.
_DAY_BEGINS = 6


def check_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    service = _spans(guide.institution.service_hours)
    known = service.union(*(_spans(network.record.monitoring_hours) for network in guide.facts.networks.values()))
    for page in guide.published(pages):
        text = page.source.text
        network = guide.facts.networks.get(page.id.removeprefix("networks/"))
        if network and network.record.limits:
            limits = network.record.limits
            stated = sorted(limit for limit in (limits.characters, limits.title, limits.alt_text) if limit)
            for match in _CHARACTERS.finditer(text):
                number = int(re.sub(r"\D", "", match[1]))
                if stated and number not in stated:
                    values: dict[str, Any] = {
                        "found": match[0],
                        "name": network.record.name,
                        "expected": tuple(map(str, stated)),
                    }
                    yield found("contradiction", page.source.place(match), variant="", **values)
        elif service and page.id.startswith("responses/"):
            for match in _HOURS.finditer(text):
                start, end = _time(match[1], match[2]), _time(match[3], match[4])
                if start and end and (start, end) not in known:
                    shown = tuple(f"{a:%H:%M}-{b:%H:%M}" for a, b in sorted(service))
                    yield found(
                        "contradiction",
                        page.source.place(match),
                        variant="hours",
                        found=match[0],
                        expected=shown,
                    )


def _spans(hours: WeekHours) -> set[tuple[time, time]]:
    return {(span.start, span.end) for spans in hours.values() for span in spans}


def _time(hour: str, minute: str | None) -> time | None:
    least = 0 if minute else _DAY_BEGINS
    return time(int(hour), int(minute or 0)) if least <= int(hour) < 24 and int(minute or 0) < 60 else None
