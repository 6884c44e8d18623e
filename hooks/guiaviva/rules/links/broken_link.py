"""Every link within the guide leads to a page or a file that exists.

Whoever follows such a link in a hurry lands nowhere. Links are followed in the language of the page, as on the site.

Not seen: links to other sites, which are not opened, since a check makes no requests.
"""

import re
from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, links
from guiaviva.guide.demands import demands_of
from guiaviva.guide.links import Internal
from guiaviva.reading.pages import Page


def check(guide: Guide) -> Iterator[Finding]:
    for link in links.internal_links(guide):
        if link.shown(guide):
            continue
        if link.id:
            yield from _no_page(guide, link)
        elif link.origin and not _is_file(guide, link.origin, link.resolved):
            yield _no_file(guide, link.origin, link)


def _no_page(guide: Guide, link: Internal) -> Iterator[Finding]:
    """Report a link to a page that no reader sees, unless it is reported that the page is missing."""
    language = link.origin.language if link.origin else guide.source_language
    if draft := guide.draft(language, link.id) or guide.draft(guide.source_language, link.id):
        # Drafts may link to each other before they are published together.
        if not (link.origin and link.origin.draft):
            yield found("broken-link", link.where, variant="draft", found=link.target, path=draft.path)
    elif not demands_of(guide).reported(link.id):
        near = links.nearest_page(guide, language, link.id)
        values = {"found": link.target, "nearest": links.as_written(near, link) if near else ""}
        yield found("broken-link", link.where, variant="nearest" if near else "", about=link.id, **values)


def _is_file(guide: Guide, page: Page, resolved: str) -> bool:
    """Return whether a file exists that is no page, or that a page which is not published may link to."""
    published = page.path == guide.path(page.id, page.language)
    return links.is_file(guide, page, resolved) and not (published and resolved.endswith(".md"))


def _no_file(guide: Guide, page: Page, link: Internal) -> Finding:
    """Report a link that leads to no file.

    One to a folder, to a page of the built site, out of the guide or into another language is meant for a page.
    """
    resolved = links.in_language(page, link.resolved)
    stem = resolved.removesuffix(".html")
    meant = next((id for id in (stem, f"{stem}/index".lstrip("/")) if id in guide.page_ids), "")
    if not meant and resolved.endswith(".md"):
        inside = re.sub(r"^(?:\.\./)+", "", resolved)
        top, _, rest = inside.partition("/")
        meant = links.nearest_page(guide, page.language, (rest if top in guide.languages else inside)[: -len(".md")])
    # The same page in another language is reached with the switch of language, and not with a link.
    if meant and meant != page.id:
        values = {"found": link.target, "nearest": links.as_written(meant, link)}
        return found("broken-link", link.where, variant="nearest", about=resolved, **values)
    return found("broken-link", link.where, about=resolved, found=link.target)
