"""Blocks of the home page: the ways in, the search, whom to call, what is new."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from guiaviva.blocks.html import Child, Shown, h, link, to_page

# So many pieces of news are shown.
LATEST = 4


def show_ways(shown: Shown) -> list[Element]:
    """What has happened and what one wants to do, as large links."""
    lists: list[Element] = []
    for group in ("happened", "doing"):
        ways = [entry.record for entry in shown.guide.facts.ways.values() if entry.record.group == group]
        links = []
        for way in ways:
            page, _, anchor = way.to.partition("#")
            links.append(h("li", {}, to_page(shown, page, shown.text(way.text), anchor)))
        if links:
            label = h("p", {"class": "guia-group", "id": f"ways-{group}"}, shown.word(group))
            lists += [label, h("ul", {"class": "guia-ways", "aria-labelledby": f"ways-{group}"}, links)]
    return lists


def show_search_field(shown: Shown) -> list[Element]:
    """A field that opens the search; without JavaScript it leads to the index of the guide."""
    words = shown.word("hint", "search")
    field = h("a", {"href": "/find.md", "class": "guia-ask", "data-guia-open": ""}, words)
    return [h("p", {}, field)] if shown.guide.shown(shown.language, "find") else []


def show_emergency(shown: Shown) -> list[Element]:
    """Whom to call now."""
    contact = shown.guide.institution.emergency
    if contact is None or contact.phone is None:
        return []
    phone = link(f"tel:{contact.phone.replace(' ', '')}", contact.phone)
    hours = h("span", {"class": "guia-help"}, shown.text(contact.hours)) if contact.hours else None
    return [h("p", {"class": "guia-urgent"}, h("strong", {}, shown.word("call-now")), " ", phone, " ", hours)]


def show_news(shown: Shown) -> list[Element]:
    """The latest news, the newest first."""
    news = sorted((entry.record for entry in shown.guide.facts.news.values()), key=lambda one: one.date, reverse=True)
    items = []
    for one in news[:LATEST]:
        page, _, anchor = (one.to or "").partition("#")
        text: Child = to_page(shown, page, shown.text(one.text), anchor) if page else shown.text(one.text)
        items.append(h("li", {}, h("span", {"class": "guia-help"}, shown.day(one.date)), " ", text))
    return [h("ul", {"class": "guia-news"}, items)] if items else []
