"""Every page has been reviewed by whoever keeps it.

What a guide begins with was written for others: until somebody here has read it, nobody knows whether it holds.

Not seen: whether whoever wrote the date has read the page. A page without the line at all is left to
invalid-front-matter.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide

RULE = "page-not-reviewed"


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.front_pages:
        if "reviewed" in page.fields and page.fields["reviewed"] in (None, ""):
            yield found(RULE, page.front.place("reviewed"), about="reviewed", today=guide.today)
