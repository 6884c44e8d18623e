"""Every page is a text that a build can read.

A page in another encoding stops MkDocs with a traceback; one whose first line looks like `Word: …` loses that line
without a word; a code fence that is never closed swallows the rest. The editor learns it here, before that happens.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    yield from guide.problems
    for page in guide.all_pages:
        yield from page.problems
