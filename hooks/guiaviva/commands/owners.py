"""`guia owners`: what each role has to review and bring up to date, as a list, or as a mail and a calendar for each."""

import json
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

from guiaviva.calendars import calendar
from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, opened, put, speak_utf8, tell
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.guide.recent import Recent, recent
from guiaviva.owners import FORGES, Duty, codeowners, duties_of, events, message, with_changes
from guiaviva.reporting import day
from guiaviva.views.changes import days_of, in_text
from guiaviva.views.context import Context

# Code for: something is to be done.
WAITING = 1


@click.command(name="owners")
@click.option("--role", metavar="KEY", help="The pages of this role, and of no other.")
@click.option("--within", metavar="DAYS", type=click.IntRange(0, 3660), default=30, show_default=True)
@click.option("--since", metavar="DATE", help="What has changed since then, instead; with --output in each mail too.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output", metavar="DIR", type=click.Path(path_type=Path), help="Write a mail and a calendar for each.")
@click.option("--codeowners", "forge", type=click.Choice(list(FORGES)), help="Print who reviews what, for a forge.")
@options.message_language
@options.today
@options.root
def command(
    role: str | None, forge: str | None, language: str | None, today: str | None, root: Path, **given: Any
) -> None:
    """List what each role has to do with the pages that it keeps: to review them, to bring translations up to date.

    What falls due within some days is listed. With --output, DIR gets for each role a text to be sent by mail (.txt)
    and a calendar (.ics) instead. With --since, what has changed and concerns a role is listed, as Git has it, and
    with --output stands in the mails. Exit code 0: nothing is to be done; 1: something is; 2: it cannot be read or
    written, and why.
    """
    with explained(language, root):
        guide, language = opened(root, language, today)
        if role is not None and role not in guide.facts.roles:
            raise CannotJudgeError("no-role", found=role, choices=tuple(guide.facts.roles))
        if forge:
            click.echo(codeowners(guide, forge), nl=False)
            return
        own = language if language in guide.languages else guide.source_language
        since = day(given["since"]) if given["since"] else None
        if since and not given["output"]:
            _tell_changes(Context(guide, own), since, role, given["form"])
            return
        all_ = {key: ones for key, ones in duties_of(guide).items() if role in (None, key)}
        until = guide.today + timedelta(days=given["within"])
        waiting = {key: [one for one in ones if one.waits(until)] for key, ones in all_.items()}
        waiting = {key: ones for key, ones in waiting.items() if ones}
        context = Context(guide, own)
        texts = {key: message(context, key, ones, until) for key, ones in waiting.items()}
        if since:
            texts = _with_changes(context, since, [role] if role else [*guide.facts.roles], all_, texts)
        if folder := given["output"]:
            put(folder, _files(guide, context, all_, texts))
    speak_utf8()
    if given["form"] == "json":
        click.echo(json.dumps({key: [_row(one) for one in ones] for key, ones in waiting.items()}, indent=2))
    elif folder:
        tell("\n".join(str(folder / name) for name in _files(guide, context, all_, texts)))
    else:
        tell("\n".join(texts.values()) or context.word("nothing", "owners"))
    sys.exit(WAITING if waiting else 0)


def _tell_changes(context: Context, since: date, role: str | None, form: str) -> None:
    """Print what has changed since a day, for a role if one is named, and what is not known of it."""
    history = recent(context.guide, since)
    changes = [one for one in history.changes if role is None or role in one.roles]
    speak_utf8()
    if form == "json":
        click.echo(json.dumps([_change(one) for one in changes], indent=2, ensure_ascii=False))
        return
    lines = [*in_text(days_of(context, changes))]
    if not lines and not history.lacking:
        lines = [context.word("none", "changes").format(day=context.day(since))]
    tell("\n".join([*([context.word(history.lacking, "changes")] if history.lacking else ()), *lines]))


def _with_changes(
    context: Context,
    since: date,
    roles: Collection[str],
    duties: Mapping[str, Sequence[Duty]],
    texts: Mapping[str, str],
) -> dict[str, str]:
    """Return the mails with what has changed elsewhere since a day, also to roles that have nothing else to do."""
    found = dict(texts)
    changes = recent(context.guide, since).changes
    for key in roles:
        own = {one.page for one in duties.get(key, ())}
        ones = [one for one in changes if key in one.roles and one.place not in own]
        if ones:
            found[key] = with_changes(context, key, texts.get(key, ""), since, in_text(days_of(context, ones)))
    return found


def _change(one: Recent) -> dict[str, object]:
    return {**asdict(one), "day": one.day.isoformat(), "roles": sorted(one.roles)}


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
