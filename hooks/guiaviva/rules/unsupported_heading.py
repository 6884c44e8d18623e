"""Every heading stands at the margin, in one line, outside lists, boxes and HTML.

Readers of Markdown disagree about all others: one makes a section of it, another shows the hashes as text.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.all_pages:
        for section in page.unsupported:
            yield found("unsupported-heading", section.place, title=section.title, hashes="#" * section.level)
