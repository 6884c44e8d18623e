"""No picture is a file on somebody's own computer or on a drive of the office.

The writer sees it; nobody else does. Links to such files are looked at with the other links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, links
from guiaviva.reading.pages import Page


def check_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    for page in pages:
        for image in page.images:
            if links.LOCAL.match(image.target):
                yield found("local-path", image.place, found=image.target.strip())
