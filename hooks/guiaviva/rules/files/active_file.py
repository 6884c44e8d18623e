"""No file below docs/ runs when somebody opens it.

The site serves such files as they are, from the same host as the guide: a page made elsewhere, or a drawing with a
script in it, could do there whatever a page of the guide can.

Not seen: what a PDF or an office document may run in its own program, nor files that cannot be read.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for path, active in guide.active_files.items():
        variant = "part" if active.found else ""
        yield found("active-file", Place(path, active.line), variant=variant, found=active.found or path)
