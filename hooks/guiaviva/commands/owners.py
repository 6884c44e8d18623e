"""`guia owners`: what each role has to review and bring up to date, as a list, or as a mail and a calendar for each."""

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

import click

from guiaviva.calendars import calendar
from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, opened, put, speak_utf8, tell
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.owners import FORGES, Duty, codeowners, duties_of, events, message
from guiaviva.views.context import Context

# Code for: something is to be done.
WAITING = 1


@click.command(name="owners")
@click.option("--role", metavar="KEY", help="The pages of this role, and of no other.")
@click.option("--within", metavar="DAYS", type=click.IntRange(0, 3660), default=30, show_default=True)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output", metavar="DIR", type=click.Path(path_type=Path), help="Write a mail and a calendar for each.")
@click.option("--codeowners", "forge", type=click.Choice(list(FORGES)), help="Print who reviews what, for a forge.")
@options.message_language
@options.today
@options.root
def command(
    role: str | None, forge: str | None, language: str | None, today: str | None, root: Path, **given: object
) -> None:
    """List what each role has to do with the pages that it keeps: to review them, to bring translations up to date.

    What falls due within some days is listed. With --output, DIR gets for each role a text to be sent by mail (.txt)
    and a calendar (.ics) instead. Exit code 0: nothing is to be done; 1: something is; 2: it cannot be read or written,
    and why.
    """
    with explained(language, root):
        guide, language = opened(root, language, today)
        if role is not None and role not in guide.facts.roles:
            raise CannotJudgeError("no-role", found=role, choices=tuple(guide.facts.roles))
        if forge:
            click.echo(codeowners(guide, forge), nl=False)
            return
        own = language if language in guide.languages else guide.source_language
        all_ = {key: ones for key, ones in duties_of(guide).items() if role in (None, key)}
        until = guide.today + timedelta(days=int(str(given["within"])))
        waiting = {key: [one for one in ones if one.waits(until)] for key, ones in all_.items()}
        waiting = {key: ones for key, ones in waiting.items() if ones}
        context = Context(guide, own)
        texts = {key: message(context, key, ones, until) for key, ones in waiting.items()}
        if folder := given["output"]:
            put(Path(str(folder)), _files(guide, context, all_, texts))
    speak_utf8()
    if given["form"] == "json":
        click.echo(json.dumps({key: [_row(one) for one in ones] for key, ones in waiting.items()}, indent=2))
    elif folder:
        tell("\n".join(str(Path(str(folder)) / name) for name in _files(guide, context, all_, texts)))
    else:
        tell("\n".join(texts.values()) or context.word("nothing", "owners"))
    sys.exit(WAITING if waiting else 0)


def _files(
    guide: Guide, context: Context, duties: Mapping[str, Sequence[Duty]], texts: Mapping[str, str]
) -> dict[str, bytes]:
    """Return the mail of each role that has something to do, and the calendar of each that is to review something."""
    files = {f"owner-{key or 'nobody'}.txt": text.encode() for key, text in texts.items()}
    for key, ones in duties.items():
        if key and any(one.due for one in ones):
            name = context.word("calendar", "owners").format(role=context.text(guide.facts.roles[key].record.name))
            made = calendar(name, "reviews", events(context, ones), today=guide.today, address=guide.address)
            files[f"owner-{key}.ics"] = made
    return dict(sorted(files.items()))


def _row(duty: Duty) -> dict[str, object]:
    days = {"reviewed": duty.reviewed, "due": duty.due}
    return {"page": duty.page, **{name: day and day.isoformat() for name, day in days.items()}, "stale": duty.stale}
