"""What a guide has of its own for the look of the site speaks to the program's templates.

Material for MkDocs, whose templates pages had before, ends in May 2027. Its settings, classes and colours do nothing
any more, and whoever wrote them would believe that they do.

Not seen: settings of plug-ins that only Material has, and what its scripts did.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    yield from guide.noticed["material-leftover"]
