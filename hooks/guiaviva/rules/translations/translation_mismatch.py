"""A translation that nobody signed off has what its original has: items, rows, figures, links, blocks and code.

What a sentence says is not compared: who signs a translation off has read it, and then nothing is compared any more.
Paragraphs that were put together or parted, small numbers in words and addresses of other sites in another language are
not reported.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide, findings
from guiaviva.guide.known import unsettled


def check(guide: Guide) -> Iterator[Finding]:
    for one in unsettled(guide):
        if one.pair.change.record is None and not one.since and one.pair.differences:
            yield findings.finding(guide, "translation-mismatch", one)
