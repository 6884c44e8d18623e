"""Every file of the guide is one that may be published, on any system.

A link of the file system leads out of the guide unseen: whoever can change a guide could have it publish what only the
account that builds it may read. Of a hard link nothing can be seen. A pipe or a device would never come to an end.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    yield from guide.noticed["invalid-file"]
