"""Every block is closed.

One that is never closed swallows all that follows it.

Not seen: a block that is closed too late, and has text in it that was meant to come after.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.all_pages:
        for block in page.blocks:
            if not block.closed:
                yield found("unclosed-block", block.place, found=f"/// {block.name} | {block.argument}")
