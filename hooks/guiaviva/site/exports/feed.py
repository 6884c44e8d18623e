"""What has changed in a guide of late, as a feed in each language (Atom, RFC 4287), and what search engines are told.

Nothing in them depends on a clock: days are those of commits, and what is of late follows from the day of the build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from guiaviva.guide import Guide
from guiaviva.guide.recent import quarter_before, recent
from guiaviva.judgement import Judgement
from guiaviva.reading.history import Versions
from guiaviva.site.exports import text_file
from guiaviva.site.session import Export
from guiaviva.views import parts as v
from guiaviva.views.changes import days_of
from guiaviva.views.context import Context
from guiaviva.views.text import content

FILE, ROBOTS = "feed.xml", "robots.txt"
_ATOM = "http://www.w3.org/2005/Atom"
_XML = "{http://www.w3.org/XML/1998/namespace}lang"


class Place(NamedTuple):
    """Where a site is: its address, with / at the end, and the folder of the language."""

    site_url: str
    root: str


def has_feed(guide: Guide, site_url: str) -> bool:
    """Return whether a site has feeds: its address is known, of which their ids are made, and what has changed is."""
    return bool(urlsplit(site_url).hostname) and bool(Versions(guide.folder.root).head)


def feed_file(place: Place, language: str, title: str, addresses: Mapping[str, str]) -> Export:
    """Return the export of the feed in one language; `title` is that of the site, `addresses` are those of pages."""
    path = place.root + FILE

    def text(judgement: Judgement) -> str:
        return _text(judgement.guide, place, language, title, addresses)

    return text_file(path, text)


def _text(guide: Guide, place: Place, language: str, title: str, addresses: Mapping[str, str]) -> str:
    context = Context(guide, language)
    top = f"{place.site_url}{place.root}"
    changes = recent(guide, quarter_before(guide.today)).changes
    days = days_of(context, (one for one in changes if one.day <= guide.today))
    feed = Element("feed", {"xmlns": _ATOM, _XML: language})
    _add(feed, "id", f"{top}{FILE}")
    _add(feed, "title", f"{context.word('feed', 'site')} · {title}")
    _add(feed, "updated", _moment(days[0].day if days else guide.today.isoformat()))
    _add(_add(feed, "author"), "name", context.text(guide.institution.name))
    _add(feed, "link", rel="self", type="application/atom+xml", href=f"{top}{FILE}")
    _add(feed, "link", rel="alternate", type="text/html", hreflang=language, href=top)
    for day in days:
        for item in day.items:
            _entry(feed, place, day, item, addresses)
    indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(feed, encoding="unicode")}\n'


def _entry(feed: Element, place: Place, day: v.ChangeDay, item: v.ChangeItem, addresses: Mapping[str, str]) -> None:
    """Add what changed in one place on one day."""
    entry, text = SubElement(feed, "entry"), content(item.parts)
    # What has changed again on another day is another entry; the language is in none, as the page is the same.
    authority = urlsplit(place.site_url).hostname
    _add(entry, "id", f"tag:{authority},{day.day}:{quote(place.root + item.place)}")
    _add(entry, "title", text)
    _add(entry, "updated", _moment(day.day))
    link = next(_links(item.parts), None)
    address = addresses.get(link.page, "") if link else ""
    href = f"{place.site_url}{address}" + (f"#{quote(link.anchor)}" if link and link.anchor else "")
    _add(entry, "link", rel="alternate", type="text/html", href=href if link else f"{place.site_url}{place.root}")
    _add(entry, "summary", f"{day.text}: {text}")


def _links(parts: Iterable[object]) -> Iterator[v.PageLink]:
    """Return the links to sections, then those to pages."""
    found = [one for one in parts if isinstance(one, v.PageLink)]
    return iter(sorted(found, key=lambda one: not one.anchor))


def _add(above: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    element = SubElement(above, name, attributes)
    element.text = text
    return element


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def is_public(guide: Guide) -> bool:
    """Return whether search engines are invited: the guide says that it is public, and is no longer being prepared."""
    return guide.institution.public and not guide.institution.preparing


def robots_file(site_url: str) -> Export:
    """Return the export of what robots are told; they read it at the top of a host alone."""

    def text(judgement: Judgement) -> str:
        public = is_public(judgement.guide)
        sitemap = f"Sitemap: {site_url}sitemap.xml\n" if public and site_url else ""
        return f"User-agent: *\n{'Allow' if public else 'Disallow'}: /\n{sitemap}"

    return text_file(ROBOTS, text)
