"""Every file of the guide is one that may be published, on any system.

A shortcut that leads out of the guide could publish what only the computer that builds it may read, and a name that
Windows does not allow keeps others from copying the guide. A pipe or a device would never come to an end.

Not seen: what is in a picture or a document, and hard links, which look like any other file.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    yield from guide.noticed["invalid-file"]
