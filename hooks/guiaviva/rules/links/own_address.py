"""A link to a page of the guide is the path of its file, not the address of the site.

Nobody would be told when that page goes, readers of another language would leave theirs, and all such links break when
the site moves.

Not seen: the address of the guide itself, addresses of files, those in data, and any in a guide that does not say its
address in mkdocs.yml.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, links


def check(guide: Guide) -> Iterator[Finding]:
    for page, link in links.written(guide) if guide.address else ():
        target = link.target.strip()
        _, _, below = target.partition("://")
        if not below.startswith(guide.address.rstrip("/") + "/"):
            continue
        path, sign, anchor = below[len(guide.address.rstrip("/")) + 1 :].partition("#")
        id = _id(guide, path)
        if id and f"{page.language}/{path}" not in guide.files and path not in guide.files:
            relative = posixpath.relpath(f"{id}.md", posixpath.dirname(page.id) or ".")
            known = guide.shown(page.language, id) is not None
            values = {"found": target, "expected": f"{relative}{sign}{anchor}"}
            yield found("own-address", link.place, variant="" if known else "unknown", **values)


def _id(guide: Guide, path: str) -> str:
    """Return the id of the page at a path of the site, "" for the beginning of the guide in a language."""
    below = path.partition("?")[0].strip("/").removesuffix("index.html").removesuffix(".html").strip("/")
    language, _, rest = below.partition("/")
    id = rest if language in guide.languages else below
    return f"{id}/index" if id and guide.source_page(f"{id}/index") else id
