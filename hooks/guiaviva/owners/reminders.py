"""How an owner is reminded of their pages: the text of a mail, and what falls on which day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from guiaviva.calendars import Event
from guiaviva.owners.duties import Duty
from guiaviva.views.context import Context


def message(context: Context, role: str, duties: Sequence[Duty], until: date) -> str:
    """Return the text of the mail to a role about its pages with which something is to be done until a day."""
    return "\n".join(_lines(context, role, [one for one in duties if one.waits(until)])) + "\n"


def with_changes(context: Context, role: str, text: str, since: date, changes: Iterable[str]) -> str:
    """Return the mail to a role, which may be empty until now, with lines of what changed in the pages of others."""
    begun = text or "\n".join([*_head(context, role, "subject-changes")]) + "\n"
    return "\n".join([begun, _say(context, "changes", day=context.day(since)), "", *changes]) + "\n"


def _head(context: Context, role: str, subject: str) -> Iterator[str]:
    record = context.guide.facts.roles[role].record if role in context.guide.facts.roles else None
    if record and record.contact.email:
        yield _say(context, "to", address=record.contact.email)
    called = context.text(record.name) if record else _say(context, "nobody")
    yield _say(context, subject, role=called)


def _lines(context: Context, role: str, duties: Sequence[Duty]) -> Iterator[str]:
    yield from _head(context, role, "subject")
    yield ""
    yield _say(context, "lead")
    yield ""
    for duty in duties:
        yield f"- {title(context, duty.page)}"
        yield from (f"  {one}" for one in _what(context, duty))
    yield ""
    yield _say(context, "how")


def _what(context: Context, duty: Duty) -> Iterator[str]:
    if duty.kept and duty.reviewed is None:
        yield _say(context, "never")
    if duty.reviewed is not None and duty.due is not None:
        late = duty.due < context.guide.today
        yield _say(context, "late" if late else "due", day=context.day(duty.due), reviewed=context.day(duty.reviewed))
    if duty.stale:
        yield _say(context, "stale", sections=", ".join(duty.stale))


def events(context: Context, duties: Sequence[Duty]) -> Iterator[Event]:
    """Return the days on which pages have to be reviewed; what is late falls on today."""
    today = context.guide.today
    for duty in duties:
        if duty.due is not None:
            id = f"review-{duty.page.replace('/', '-')}"
            yield Event(max(duty.due, today), id, _say(context, "event", page=title(context, duty.page)))


def title(context: Context, id: str) -> str:
    """Return the title of a page as readers of the language see it."""
    page = context.guide.shown(context.language, id)
    return (page.title if page else "") or id


def _say(context: Context, key: str, **values: str) -> str:
    return context.word(key, "owners").format(**values)
