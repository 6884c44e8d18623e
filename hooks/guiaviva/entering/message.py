"""The text of the message that tells a role which figures it has to enter."""

from collections.abc import Iterator

from guiaviva.entering.month import Month


def message(month: Month, file: str, sheet: str) -> str:
    """Return the text of a message about the values of a month; they are filled in in a sheet of a file."""
    return "\n".join(_lines(month, file, sheet)) + "\n"


def _lines(month: Month, file: str, sheet: str) -> Iterator[str]:
    context = month.context
    role = context.guide.facts.roles.get(month.role)
    if role and role.record.contact.email:
        yield month.word("to", address=role.record.contact.email)
    until = context.day(month.until)
    yield month.word("subject", month=month.name, day=until)
    yield ""
    yield month.word("lead", month=month.name, day=until)
    yield ""
    for due in month.dues:
        what, period, known = month.what(due), month.period(due), due.known
        if known:
            value, day = month.value(due, known.value), context.day(known.date)
            yield month.word("row", what=what, period=period, value=value, date=day)
        else:
            yield month.word("row-new", what=what, period=period)
        if where := " ".join(filter(None, (month.source(due), month.address(due)))):
            yield "  " + month.word("read", where=where)
    yield ""
    yield month.word("back", sheet=sheet, file=file)
