"""A translation that nobody signed off has what its original has: items, rows, figures, links, blocks and code.

A list with one item less, another figure or a link that is gone tells readers of that language something else.

Not seen: what a sentence says, paragraphs that were put together or parted, small numbers in words and addresses of
other sites in another language; once somebody signs a translation off, nothing is compared any more.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide, findings
from guiaviva.guide.known import unsettled


def check(guide: Guide) -> Iterator[Finding]:
    for one in unsettled(guide):
        if one.pair.change.record is None and not one.since and one.pair.differences:
            yield findings.finding(guide, "translation-mismatch", one)
