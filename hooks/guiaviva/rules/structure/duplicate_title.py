"""No two pages of a language have the same title, or the same description.

Whoever sees both in the menu, or among the results of a search, cannot tell which is which; mostly one was copied.

Not seen: a title that is only a heading in the text: compared is what `title` and `description` say at the top of the
page.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.reading.pages import Page


def check(guide: Guide) -> Iterator[Finding]:
    known: dict[tuple[str, str, str], Page] = {}
    for page in (page for page in guide.pages.values() if page.whole):
        for field in ("title", "description"):
            text = page.fields.get(field)
            if not isinstance(text, str) or not text.strip():
                continue
            first = known.setdefault((page.language, field, " ".join(text.casefold().split())), page)
            if first is not page:
                variant = "description" if field == "description" else ""
                place = page.at(_line(page, field))
                yield found("duplicate-title", place, variant=variant, title=text, path=first.path)
                break


def _line(page: Page, field: str) -> int:
    """Return the line of a field of a page."""
    lines = enumerate(page.source.lines[: page.body_line], 1)
    return next((number for number, line in lines if line.startswith(f"{field}:")), 1)
