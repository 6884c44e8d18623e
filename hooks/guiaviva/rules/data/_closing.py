"""What closes an account in its record: shared by the rules that find one to be closed."""

from datetime import date

from guiaviva.diagnostics import Place
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Account
from guiaviva.guide import Guide

# What may stand before the status, the last first.
_BEFORE = tuple(name for name in reversed(list(Account.model_fields)[: list(Account.model_fields).index("status")]))


def closing(guide: Guide, account: Entry[Account], day: date) -> tuple[Place, str, str] | None:
    """Return where an account is closed as of a day, the end of the line that is there, and what takes its place.

    None where the record is not written a field a line, so that somebody has to write it.
    """
    record, status = account.path, account.value_place("status")
    names = [name for name in ("status", *_BEFORE) if (*record, name) in account.document.keys]
    for name in names:
        place = account.place(name)
        line, below = (guide.source_line(place.path, place.line + more) for more in (0, 1))
        margin, rest = line[: place.column - 1], line[place.column - 1 :]
        if margin.strip() or _margin(below) > len(margin) or rest.rstrip().endswith(":"):
            continue
        fields = [] if account.record.closed else [f"closed: {day}"]
        if name != "status":
            return place, rest, f"\n{margin}".join([rest, "status: closed", *fields])
        start = status.column - place.column
        return place, rest, f"\n{margin}".join([f"status: closed{rest[start + status.length :]}", *fields])
    return None


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip()) if line.strip() else 0
