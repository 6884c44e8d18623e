"""Every page belongs to a kind, so that something checks it.

A page whose path is misspelt is a page that nobody misses and no rule checks.

Not seen: what the page says: which one is meant is known from its name, and from its section ids in other languages.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide
from guiaviva.guide.demands import demands_of

RULE = "unknown-page"


def check(guide: Guide) -> Iterator[Finding]:
    demands = demands_of(guide)
    for page, near in demands.misnamed:
        renamed = page.path in demands.renamed
        # The page of a network or plan that data does not have is reported by a rule of its own.
        if renamed or guide.kind(page) is None:
            variant, path = (
                "renamed" if renamed else "nearest" if near else "",
                guide.path(near or page.id, page.language),
            )
            values = {"page": page.id, "nearest": near, "path": path}
            # A folder under another name is one thing to do.
            about = _folder(page.path) if near and _folder(page.path) != _folder(path) else ""
            mark = demands.marks.get(path, "") if near else ""
            yield found(RULE, page.at(), variant=variant, mark=mark, about=about, **values)
    for page in guide.strays:
        top, path = page.id.split("/")[0], guide.path(page.id)
        # A folder of a language that is not configured is reported once, by language-mismatch.
        if top not in guide.misplaced:
            values = {"page": page.id, "path": path, "folder": path.split("/")[1]}
            yield found(RULE, page.at(), variant="no-language", about=_folder(page.path), **values)
    for file, path in demands.other_endings.items():
        yield found(RULE, Place(file), variant="ending", mark=demands.marks.get(path, ""), path=path)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
