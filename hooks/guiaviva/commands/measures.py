"""`guia measures`: which figures are to be entered, and taking those of a table that something exports."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from guiaviva.commands import _options as options
from guiaviva.commands._sheet import sheet_command
from guiaviva.commands._terminal import explained, given, interruptible, opened, put, speak_utf8, tell, within
from guiaviva.errors import CannotJudgeError
from guiaviva.measures.importing import PLAIN, Import, Measure, Options, Refusal, import_table, require_readable
from guiaviva.measures.reading import shown
from guiaviva.measures.recognising import recognised
from guiaviva.measures.writing import written
from guiaviva.reading.gate import DATA
from guiaviva.reporting import FOUND
from guiaviva.wording import Speaker

# A table that is read from the input has this name, here and on the command line.
INPUT = "-"
# So many rows of a kind are shown.
SHOWN = 20


@click.group(name="measures")
def command() -> None:
    """Say which measures of the indicators are to be entered, and take them into data/measures."""


command.add_command(sheet_command)


@command.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--as", "shape", metavar="SHAPE", help="Which table it is: meta-business-suite…; known by its headings by default."
)
@click.option("--account", metavar="KEY", help="The account of all rows, where the table does not name one.")
@click.option(
    "--indicator",
    "indicators",
    multiple=True,
    metavar="[COLUMN=]KEY[/PART]",
    help="The indicator of the column of figures, or of that of a heading; more than one may be given.",
)
@click.option("--decimal", type=click.Choice(["comma", "point"]), help="What stands before decimals.")
@click.option("--dates", "order", type=click.Choice(["day-first", "month-first"]), help="How 03/04/2026 is read.")
@click.option("--year", type=int, help="The year of the first row, or of the newest, where the dates have none.")
@click.option("--confirm-jumps", "jumps", is_flag=True, help="Values ten times those before them are right.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@options.message_language
@options.today
@options.root
def import_command(
    file: Path,
    shape: str | None,
    account: str | None,
    indicators: tuple[str, ...],
    decimal: Any,
    order: Any,
    year: int | None,
    jumps: bool,
    yes: bool,
    language: str | None,
    today: str | None,
    root: Path,
) -> None:
    """Show what the figures of FILE would add and change, and write it to data/measures once that is confirmed.

    A CSV file or a spreadsheet, or - for the input. Shapes are in model/shapes.yml of the program, and in
    data/measures/shapes.yml. Exit code 1: rows cannot be read, and nothing was written; 2: the table cannot be read,
    and why; 130: interrupted.
    """
    with explained(language, root):
        guide, language = opened(root, language, today)
        require_readable(guide)
        named = dict(_named(one) for one in indicators)
        said = Options(account, named, decimal, order, year, jumps)
        data = _content(file)
        known = recognised(guide, data, file.name) if shape is None else PLAIN
        made = import_table(guide, data, file.name, shape or known, said)
    speak_utf8()
    speaker = Speaker(guide.model.rules, guide.model.words, language, guide.source_language)
    if known != PLAIN:
        tell(_say(speaker, "read-as", shape=known))
    for line in lines(speaker, made):
        tell(line)
    if made.refused:
        sys.exit(FOUND)
    if not made.writes:
        return
    if not yes:
        with explained(language):
            if not sys.stdin.isatty():
                raise CannotJudgeError("option-missing", options="--yes")
            with interruptible():
                agreed = click.confirm(_say(speaker, "ask"))
            if not agreed:
                raise CannotJudgeError("given-up")
    with explained(language):
        # What is written into the guide is in the guide's own language.
        own = Speaker(guide.model.rules, guide.model.words, guide.source_language)
        earlier = own.pick(guide.model.words["measures"]["earlier"])
        files = dict(written(guide, made, earlier))
        put(guide.folder.root, files)
    click.echo(_say(speaker, "written", files=", ".join(files)))


def _content(file: Path) -> bytes:
    """Return what a file holds, or the input. Raises CannotJudgeError."""
    return within(sys.stdin.buffer, INPUT, DATA) if str(file) == INPUT else given(file, DATA)


def _named(text: str) -> tuple[str, str]:
    heading, sign, key = text.rpartition("=")
    return (heading.strip(), key.strip()) if sign else ("", text.strip())


def lines(speaker: Speaker, made: Import) -> Iterator[str]:
    """Return the lines that say what an import would do, or why it cannot."""
    if made.refused:
        yield _say(speaker, "refused", count=len(made.refused))
        yield from (f"  {_refusal(speaker, one)}" for one in made.refused[:SHOWN])
        yield from _more(speaker, len(made.refused))
        return
    rows = {
        "added": [f"  + {_row(speaker, one)}" for one in made.added[:SHOWN]],
        "changed": [
            f"  ~ {_row(speaker, one)} ({shown(row.value)}, {row.path}:{row.line})" for row, one in made.changed[:SHOWN]
        ],
        "noted": [f"  ~ {_row(speaker, one)}: {one.note} ({row.path}:{row.line})" for row, one in made.noted[:SHOWN]],
    }
    counts = {"added": made.added, "changed": made.changed, "noted": made.noted}
    for key, ones in counts.items():
        if ones:
            yield _say(speaker, key, count=len(ones))
            yield from rows[key]
            yield from _more(speaker, len(ones))
    for key in ("same", "empty", "totals"):
        if count := getattr(made, key):
            yield _say(speaker, key, count=count)
    if made.partial:
        yield _say(speaker, "partial", months=", ".join(made.partial))
    if made.zones and (made.added or made.changed):
        yield _say(speaker, "zones", zones=made.zones)
    if made.moved and (made.added or made.changed):
        yield _say(speaker, "moved", zone=made.moved)
    if made.since and (made.added or made.changed):
        yield _say(speaker, "since", date=made.since)
    if made.others:
        yield _say(speaker, "others", tables=made.others)
    if not made.writes:
        yield _say(speaker, "nothing")


def _more(speaker: Speaker, count: int) -> Iterator[str]:
    if count > SHOWN:
        yield "  " + _say(speaker, "more", count=count - SHOWN)


def _refusal(speaker: Speaker, one: Refusal) -> str:
    problem = _say(speaker, one.reason, **one.values)
    key = "line-in" if one.table else "line"
    return _say(speaker, key, line=one.line, problem=problem, table=one.table)


def _row(speaker: Speaker, one: Measure) -> str:
    """Return a measure on one line; of several rows with how many there are, and from when on."""
    told = _say(speaker, "made-of", count=one.rows, first=one.first) if one.rows > 1 else ""
    name = f"{one.indicator}/{one.part}" if one.part else one.indicator
    return "  ".join(filter(None, (one.day.isoformat(), name, one.account, shown(one.value), told)))


def _say(speaker: Speaker, key: str, **values: Any) -> str:
    return speaker.fill(speaker.words["measures"][key], values)
