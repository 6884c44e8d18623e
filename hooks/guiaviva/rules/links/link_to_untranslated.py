"""A link leads to a page in the reader's language.

Whoever follows a link to a page that is not translated meets the page of the main language.

Not seen: links between two drafts of one language, which no reader sees and may come out together.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, links
from guiaviva.guide.demands import demands_of


def check(guide: Guide) -> Iterator[Finding]:
    for link in links.internal_links(guide):
        page, origin = link.shown(guide), link.origin
        if page and origin and page.language != origin.language:
            path = guide.path(link.id, origin.language)
            drafts = {origin.path, path} <= guide.draft_paths
            if not drafts and not demands_of(guide).hidden(path):
                values = {"found": link.target, "path": path, "language": origin.language}
                yield found("link-to-untranslated", link.where, about=path, **values)
