"""Lengths of time as programs write them, such as 00:01:27, in the unit of an indicator."""

import re
from collections.abc import Mapping

from guiaviva.facts.schema import Indicator
from guiaviva.measures.tables import Cell

# Of 01:27 nobody can tell whether it begins with hours or with minutes.
_WRITTEN = re.compile(r"([0-9]{1,4}):([0-5][0-9]):([0-5][0-9])(?:\.[0-9]+)?")
_UNITS: Mapping[str, int] = {
    r"s|secs?|segs?|seconds?|segons?|segundos?|secondes?|segundu\w*": 1,
    r"min\w*": 60,
    r"h|hours?|hor[ae]s?|heures?|or[ae]s?|ordu\w*": 3600,
}


def is_duration(cell: Cell) -> bool:
    """Return whether a cell holds a length of time."""
    return isinstance(cell, str) and _WRITTEN.fullmatch(cell.strip()) is not None


def read_duration(cell: Cell, indicator: Indicator) -> float | None:
    """Return the length of time that a cell gives, in the unit of an indicator, None where its unit is no time."""
    match = _WRITTEN.fullmatch(str(cell).strip())
    units = [unit.strip().casefold().rstrip(".") for unit in (indicator.unit or {}).values()]
    each = next((size for form, size in _UNITS.items() for unit in units if re.fullmatch(form, unit)), None)
    if match is None or each is None:
        return None
    hours, minutes, seconds = map(int, match.groups())
    return round((3600 * hours + 60 * minutes + seconds) / each, 6)
