"""`guia measures sheet`: what is to be entered for a month, as a sheet, a message and a calendar for each role."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import click

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, opened, put, speak_utf8, tell, unwritable
from guiaviva.entering import Month, calendar, message, months_of, sheet_names, workbook
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.measures.importing import require_readable
from guiaviva.measures.periods import read_period


@click.command(name="sheet")
@click.option("--month", metavar="MONTH", help="2026-11; by default the month that ended last.")
@click.option("--role", metavar="KEY", help="What this role has to enter, and no other.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DIR",
    help="Where the files are written; here by default.",
)
@options.message_language
@options.today
@options.root
def sheet_command(
    month: str | None, role: str | None, output: Path, language: str | None, today: str | None, root: Path
) -> None:
    """Write what is to be entered for a month: a workbook to fill in, and for each role a message and a calendar.

    The workbook has a sheet for each role; guia measures import takes it back. The messages are texts to mail, and the
    calendars (.ics) have what is due in the year that begins with that month. Exit code 2: nothing was written, and
    why.
    """
    with explained(language, root):
        guide, language = opened(root, language, today)
        require_readable(guide)
        first = _first_day(month, guide.today)
        own = language if language in guide.languages else guide.source_language
        files, nothing = _files(guide, first, role, own)
        if (existing := output / next(iter(files), "")).is_file() and files:
            raise CannotJudgeError("sheet-exists", path=str(existing))
        try:
            output.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(error, str(output)) from None
        put(output, files)
    speak_utf8()
    for name in files:
        click.echo(output / name)
    if not files:
        tell(nothing)


def _first_day(month: str | None, today: date) -> date:
    """Return the first day of a month, or of the one that ended last. Raises CannotJudgeError where it is none."""
    if month is None:
        return (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    period = read_period(month)
    if period is None or (period.start.year, period.start.month) != (period.end.year, period.end.month):
        raise CannotJudgeError("bad-period", found=month)
    return period.start


def _files(guide: Guide, first: date, role: str | None, language: str) -> tuple[dict[str, bytes], str]:
    """Return the content of the files by their names, the workbook first, and what is said where there are none.

    Raises CannotJudgeError where there is no such role.
    """
    if role is not None and role not in guide.facts.roles:
        raise CannotJudgeError("no-role", found=role, choices=tuple(guide.facts.roles))
    months = [one for one in months_of(guide, first, language) if role in (None, one.role)]
    return dict(_written(guide, months, role, language)), _nothing(guide, first, language)


def _written(guide: Guide, months: list[Month], role: str | None, language: str) -> Iterator[tuple[str, bytes]]:
    if not months:
        return
    name = "-".join(filter(None, ("measures", f"{months[0].first:%Y-%m}", role)))
    yield f"{name}.xlsx", workbook(months, f"{name}.xlsx")
    for one, sheet in zip(months, sheet_names(months), strict=True):
        file = "-".join(("measures", f"{one.first:%Y-%m}", one.role or "nobody"))
        yield f"{file}.txt", message(one, f"{name}.xlsx", sheet).encode()
        yield f"{file}.ics", calendar(guide, one.role, one.first, language)


def _nothing(guide: Guide, first: date, language: str) -> str:
    from guiaviva.views.context import Context

    month = Month(Context(guide, language), first, "")
    return month.word("nothing", month=month.name)
