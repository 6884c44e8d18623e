"""Every heading is at the margin, in one line, outside lists, boxes and HTML.

Programs that read Markdown disagree about all others: one makes a section of it, another shows the hashes as text.

Not seen: pages in which Git has left two versions of a text, and headings shown as code.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, sections


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.all_pages:
        # The line «=======» of Git makes headings of what is before it.
        if page.in_conflict:
            continue
        # missing-section reports required sections, unclosed-block a block that swallows all that follows.
        reported = sections.reported_as_missing(guide, page) if page.unsupported else ()
        for section in page.unsupported:
            if section not in reported and not 0 < page.swallowed_from < section.place.line:
                yield found("unsupported-heading", section.place, title=section.title, hashes="#" * section.level)
