"""No link, picture or text is a file on somebody's own computer or on a drive of the office.

The writer sees it; nobody else does.

Not seen: a path in quotation marks or in code, which is an example, and any after the first in the text of one page.
"""

import re
from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, links
from guiaviva.reading.pages import Page

# C:\\Folder\\file, \\\\server\\folder: names with spaces go on where a backslash follows.
_NAME = r"[\w.$%~-]+(?: [\w.$%~-]+){0,4}"
_BACKWARD = rf"(?<![\w`])(?:[A-Za-z]:\\{{1,2}}|\\\\{{1,3}}(?=[\w.-]+\\))(?:{_NAME}\\{{1,2}})*[\w.$%~-]+"
# /home/name/file, /Users/name/file, file:///C:/file. An address on the web has a host before it.
_FORWARD = r"(?<![\w/.:~-])(?:file:/{1,3}|/(?:home|Users)/[\w.-]+/)[\w./:%~-]*\w"
_WRITTEN = re.compile(f"{_BACKWARD}|{_FORWARD}")
_LIKELY = ("\\", "/home/", "/Users/", "file:/")
_QUOTED = ("«»", "“”", '""', "''", "‘’")


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.all_pages:
        for link in links.written_in(guide, page):
            if links.is_local(link.target):
                yield found("local-path", link.place, found=link.target.strip())
        for image in page.images:
            if links.LOCAL.match(image.target):
                yield found("local-path", image.place, found=image.target.strip())
        if any(map(page.source.text.__contains__, _LIKELY)):
            yield from _written(page)


def _written(page: Page) -> Iterator[Finding]:
    """Report the first file that is named in the text, unless it is an example in quotation marks."""
    targets = {link.place.line for link in (*page.images, *page.links) if links.LOCAL.match(link.target)}
    for match in _WRITTEN.finditer(page.prose):
        place = page.source.place(match)
        around = page.prose[match.start() - 1 : match.start()] + page.prose[match.end() : match.end() + 1]
        if place.line not in targets and around not in _QUOTED:
            yield found("local-path", place, variant="text", found=match[0])
            return
