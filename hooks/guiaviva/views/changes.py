"""What has changed in the guide of late, day by day, with the roles that each change concerns."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from guiaviva.guide.guide import Guide, once
from guiaviva.guide.recent import Recent, quarter_before, recent
from guiaviva.guide.rows import ids_in
from guiaviva.guide.uses import anchors_of, named, pages_of
from guiaviva.views import parts as v
from guiaviva.views.context import Context
from guiaviva.views.text import content

_GROUP = "changes"


def view_changes(context: Context) -> list[v.View]:
    """What has changed in the last three months, the newest first."""
    guide = context.guide
    since = quarter_before(guide.today)
    history = recent(guide, since)
    # What a commit says of a day to come is not known today.
    days = days_of(context, (one for one in history.changes if one.day <= guide.today))
    lead = context.word(history.lacking or ("since" if days else "none"), _GROUP).format(day=context.day(since))
    concerned = {role for day in days for item in day.items for role in item.roles}
    roles = [(key, context.text(one.record.name)) for key, one in guide.facts.roles.items() if key in concerned]
    words = v.ChangeWords(*(context.word(key, _GROUP) for key in ("role", "everyone", "from", "nothing")))
    return [v.Changes(lead, words, tuple(roles), days)]


def days_of(context: Context, changes: Iterable[Recent]) -> tuple[v.ChangeDay, ...]:
    """Return changes, which are in the order of their days, as each day shows them: what belongs together in a line."""
    found: list[v.ChangeDay] = []
    for day, of_day in groupby(changes, lambda one: one.day):
        items = tuple(_item(context, [*ones]) for _, ones in groupby(of_day, lambda one: one.place))
        found.append(v.ChangeDay(day.isoformat(), context.day(day), items))
    return tuple(found)


def _item(context: Context, changes: list[Recent]) -> v.ChangeItem:
    """Return what changed in a page, or of a record, on one day."""
    first = changes[0]
    roles = frozenset[str]().union(*(one.roles for one in changes))
    is_record = first.place.partition(".")[0] in context.guide.facts.keys and "." in first.place
    sections = v.joined((_section(context, one) for one in changes if one.section and one.title), context.comma)
    whole = "" if first.section or first.how == "changed" else f" ({context.word(first.how, _GROUP)})"
    name = _record(context, first.place) if is_record else _page(context, first)
    return v.ChangeItem(v.flat(name, whole, ": " if sections else "", sections), tuple(sorted(roles)), first.place)


def _page(context: Context, change: Recent) -> v.Content:
    page = context.guide.shown(context.language, change.place)
    if page is None:
        return context.as_written(change.title or change.place)
    return context.to_page(change.place, page.title or change.place)


def _section(context: Context, change: Recent) -> v.Content:
    page = context.guide.shown(context.language, change.place)
    here = next((one for one in page.sections if one.id == change.section), None) if page else None
    suffix = "" if change.how == "changed" else f" ({context.word(change.how, _GROUP)})"
    if here is None or change.how == "gone":
        return (context.as_written(change.title), suffix)
    return (context.to_page(change.place, here.title, here.id) or here.title, suffix)


def _record(context: Context, place: str) -> v.Content:
    """Return what a record is called, with a link to where a page shows it."""
    collection, _, key = place.partition(".")
    entry = getattr(context.guide.facts, collection, {}).get(key)
    if entry is None:
        return key
    name = getattr(entry.record, "name", None)
    text = context.text(name) if isinstance(name, dict) else str(name or key)
    record = named(place)
    if record is None:
        return text
    for id in pages_of(record):
        if context.guide.shown(context.language, id):
            return context.to_page(id, text)
    shown = _shown_rows(context.guide)
    return next(
        (context.to_page(shown[id], text, id) for id in sorted(anchors_of(context.guide, record)) if id in shown), text
    )


@once
def _shown_rows(guide: Guide) -> dict[str, str]:
    """Return the page that shows each row of a block, by the id of the row."""
    return {row: page.id for page in reversed(guide.front_pages) for row in ids_in(guide, page)}


def in_text(days: Iterable[v.ChangeDay]) -> Iterator[str]:
    """Return the lines of the changes of some days as plain text."""
    for day in days:
        yield day.text
        yield from (f"- {content(item.parts)}" for item in day.items)
