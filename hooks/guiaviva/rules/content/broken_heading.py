"""Every line that is meant as a heading is one, with an id that can be read.

A hash without a space is shown as text, and a link to the section leads nowhere.

Not seen: one hash before a word, which may be a hashtag; and headings without the id of a required section, which
missing-section reports with the whole line.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide, sections


def check(guide: Guide) -> Iterator[Finding]:
    findings = guide.noticed["broken-heading"]
    paths = {finding.place.path for finding in findings}
    pages = (page for page in guide.all_pages if page.path in paths)
    reported = {
        (page.path, heading.place.line) for page in pages for heading in sections.reported_as_missing(guide, page)
    }
    yield from (found for found in findings if (found.place.path, found.place.line) not in reported)
