"""Every list is shown as a list, by the program that makes the site too.

Editors of Markdown show more than the site does: a list straight below a paragraph looks right while it is written, and
is one long paragraph for every reader. The reader of pages finds it; lists that are text on purpose are in code.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    yield from guide.noticed["broken-list"]
