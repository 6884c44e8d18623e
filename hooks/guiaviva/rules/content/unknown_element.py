"""Every name in angle brackets is one of HTML.

A browser takes `<name>` for an element that it does not know, and shows nothing.

Not seen: names that HTML happens to have, such as `<data>`, and what is in code.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.reading.allowed import ELEMENTS
from guiaviva.rules.content._foreign import REFUSED


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.all_pages:
        for tag in page.tags:
            if tag.name not in ELEMENTS and tag.name not in REFUSED:
                yield found("unknown-element", tag.place, found=f"<{tag.name}>")
