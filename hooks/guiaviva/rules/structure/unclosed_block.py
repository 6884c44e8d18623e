"""Every block is closed.

One that is never closed swallows all that follows it.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.all_pages:
        for block in page.blocks:
            if not block.closed:
                yield found("unclosed-block", block.place, found=f"/// {block.name} | {block.argument}")
