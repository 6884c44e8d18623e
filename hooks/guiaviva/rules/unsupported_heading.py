"""Every heading stands at the margin, in one line, outside lists, boxes and HTML.

Readers of Markdown disagree about all others: one makes a section of it, another shows the hashes as text.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.all_pages:
        # A required section is told by missing-section, what a block swallows that is never closed by unclosed-block.
        told = guide.told_as_missing(page) if page.unsupported else ()
        for section in page.unsupported:
            if section not in told and not 0 < page.swallowed_from < section.place.line:
                yield found("unsupported-heading", section.place, title=section.title, hashes="#" * section.level)
