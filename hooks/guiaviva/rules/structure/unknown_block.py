"""Every block is one that the program or the Markdown extensions know.

A misspelt block shows as three slashes and a word.

Not seen: what is in a block, and whether it is the one that the page needs.
"""

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.blocks import block_name
from guiaviva.nearest import nearest
from guiaviva.reading.containers import Block

# The extension of each block that has one of its own; all others are boxes.
_EXTENSIONS = {"details": "details", "tab": "tab", "html": "html", "definition": "definition"}
_EXTENSIONS |= dict.fromkeys(("caption", "figure-caption", "table-caption"), "caption")


def check(guide: Guide) -> Iterator[Finding]:
    others = guide.model.blocks.others
    for page in guide.all_pages:
        for block in page.blocks:
            if block.name == "guide":
                yield from _ours(guide, block)
            elif block.name not in others:
                choices = ("guide", *others)
                values: dict[str, Any] = {"nearest": nearest(block.name, choices) or "guide", "choices": choices}
                yield found("unknown-block", block.place, variant="name", found=block.name, **values)
            elif extension := _lacking(guide, block.name):
                written = f"/// {block.name}"
                yield found("unknown-block", block.place, variant="extension", found=written, extension=extension)


def _ours(guide: Guide, block: Block) -> Iterator[Finding]:
    """Report a block of ours whose name the model does not have."""
    name, known = block_name(block), guide.model.blocks.guide
    if name not in known:
        near = nearest(name, known)
        meant = " ".join((near, *block.words[1:]))
        values: dict[str, Any] = {"nearest": near, "meant": meant, "choices": tuple(known)}
        yield found("unknown-block", block.place, variant="nearest" if near else "", found=name or block.name, **values)


def _lacking(guide: Guide, name: str) -> str:
    """Return the extension that makes this block and that mkdocs.yml lacks, or "" where it has it or says nothing."""
    config = guide.config.value if isinstance(guide.config.value, dict) else {}
    written = config.get("markdown_extensions")
    if not isinstance(written, list):
        return ""
    enabled = {str(key) for one in written for key in (one if isinstance(one, dict) else [one])}
    extension = f"pymdownx.blocks.{_EXTENSIONS.get(name, 'admonition')}"
    return "" if extension in enabled else extension
