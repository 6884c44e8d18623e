"""Blocks of the home page: the ways in, the search, whom to call, what is new."""

from guiaviva.facts import schema
from guiaviva.views import parts as v
from guiaviva.views.context import Context
from guiaviva.views.responses import LEVELS, PROTOCOL, grave_as

# The most news items that are shown.
LATEST = 4


def view_ways(context: Context) -> list[v.View]:
    """What has happened, the gravest first, and what one wants to do, as large links."""
    views: list[v.View] = []
    for group in ("happened", "doing"):
        records = [entry.record for entry in context.guide.facts.ways.values() if entry.record.group == group]
        ways = sorted(((_gravity(context, way), way) for way in records), key=lambda pair: LEVELS.index(pair[0]))
        links = tuple(context.to_place(way.to, context.text(way.text)) for _, way in ways)
        if links:
            grave = tuple(grave_as(context, level) for level, _ in ways)
            views.append(v.Ways(group, v.LinkGroup(context.word(group), links), grave))
    return views


def _gravity(context: Context, way: schema.WayIn) -> str:
    """Return how grave a way is: as it says, or as the situation is to which it leads."""
    page, _, anchor = way.to.partition("#")
    situation = context.guide.facts.situations.get(anchor.removeprefix("situation-")) if page == PROTOCOL else None
    return way.level or (situation.record.level if situation else LEVELS[-1])


def view_tasks(context: Context) -> list[v.View]:
    """The few tasks for which most people come, as the largest links."""
    ways = [entry.record for entry in context.guide.facts.ways.values() if entry.record.group == "task"]
    tasks = [v.Task(context.to_place(way.to, context.text(way.text)), context.text(way.help), way.to) for way in ways]
    return [v.Tasks(tuple(tasks))] if tasks else []


def view_search_field(context: Context) -> list[v.View]:
    """A field that opens the search; without JavaScript it leads to the index of the guide."""
    if context.guide.shown(context.language, "find") is None:
        return []
    return [v.SearchField(v.PageLink(context.word("hint", "search"), "find"))]


def view_emergency(context: Context) -> list[v.View]:
    """Whom to call now."""
    contact = context.guide.institution.emergency
    if contact is None or contact.phone is None:
        return []
    return [v.Emergency(context.word("call-now"), v.PhoneLink(contact.phone), context.text(contact.hours))]


def view_news(context: Context) -> list[v.View]:
    """The latest news, the newest first."""
    news = sorted((entry.record for entry in context.guide.facts.news.values()), key=lambda one: one.date, reverse=True)
    items = [
        v.NewsItem(
            context.day(one.date),
            context.to_place(one.to, context.text(one.text)) if one.to else context.text(one.text),
        )
        for one in news[:LATEST]
    ]
    return [v.News(tuple(items))] if items else []
