"""No page states a character limit or service hours that data does not.

A figure has one place. Where a page repeats it, the day comes on which the two differ, and nobody knows which holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide

_CHARACTERS = re.compile(r"(\d{1,3}(?:[. ]\d{3})+|\d+)\s+(?:caràcters|caracteres|characters)\b", re.IGNORECASE)
_TIME = r"(\d{1,2})[:.](\d{2})"
_HOURS = re.compile(rf"(?<![\d:.]){_TIME}\s*(?:h\b)?\s*(?:-|–|a|to|fins a|hasta)\s*(?:las |les )?{_TIME}(?![\d:.])")


def check(guide: Guide) -> Iterator[Finding]:
    spans = {(span.start, span.end) for spans in guide.institution.service_hours.values() for span in spans}
    for page in guide.pages.values():
        text = page.source.text
        network = guide.facts.networks.get(page.id.removeprefix("networks/"))
        if network and network.record.limits:
            limits = network.record.limits
            stated = sorted(limit for limit in (limits.characters, limits.alt_text) if limit)
            for match in _CHARACTERS.finditer(text):
                number = int(re.sub(r"\D", "", match[1]))
                if stated and number not in stated:
                    values: dict[str, Any] = {
                        "found": match[0],
                        "name": network.record.name,
                        "expected": tuple(map(str, stated)),
                    }
                    yield found("contradiction", page.source.place(match), variant="", **values)
        elif spans and page.id.startswith("responses/"):
            for match in _HOURS.finditer(text):
                start, end = _time(match[1], match[2]), _time(match[3], match[4])
                if start and end and (start, end) not in spans:
                    shown = tuple(f"{a:%H:%M}-{b:%H:%M}" for a, b in sorted(spans))
                    yield found(
                        "contradiction",
                        page.source.place(match),
                        variant="hours",
                        found=match[0],
                        expected=shown,
                    )


def _time(hour: str, minute: str) -> time | None:
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None
