"""Every block is one that the program or the Markdown extensions know, and is closed.

A misspelt block shows as three slashes and a word; one that is never closed swallows what follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.rows import block_name
from guiaviva.nearest import nearest
from guiaviva.reading.pages import Page

# The extension of each block that has one of its own; all others are boxes.
_EXTENSIONS = {"details": "details", "tab": "tab", "html": "html", "definition": "definition"}
_CAPTIONS = ("caption", "figure-caption", "table-caption")


def check(guide: Guide) -> Iterator[Finding]:
    yield from _of_pages(guide, guide.judged_pages)


def _of_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    ours, others = guide.model.blocks.guide, guide.model.blocks.others
    for page in pages:
        for block in page.blocks:
            name = block_name(block)
            if block.name == "guide" and name not in ours:
                near = nearest(name, ours)
                variant = "nearest" if near else ""
                yield found(
                    "unknown-block",
                    block.place,
                    variant=variant,
                    found=name or block.name,
                    nearest=near,
                    meant=" ".join((near, *block.words[1:])),
                    choices=tuple(ours),
                )
            elif block.name not in ("guide", *others):
                near = nearest(block.name, ("guide", *others)) or "guide"
                choices = ("guide", *others)
                yield found(
                    "unknown-block",
                    block.place,
                    variant="name",
                    found=block.name,
                    nearest=near,
                    choices=choices,
                )
            elif block.name in others and (extension := _lacking(guide, block.name)):
                written = f"/// {block.name}"
                yield found("unknown-block", block.place, variant="extension", found=written, extension=extension)
            if not block.closed:
                yield found("unclosed-block", block.place, found=f"/// {block.name} | {block.argument}")


def _lacking(guide: Guide, name: str) -> str:
    """Return the extension that makes this block and that mkdocs.yml lacks, or "" where it has it or says nothing."""
    config = guide.config.value if isinstance(guide.config.value, dict) else {}
    written = config.get("markdown_extensions")
    if not isinstance(written, list):
        return ""
    enabled = {str(key) for one in written for key in (one if isinstance(one, dict) else [one])}
    extension = f"pymdownx.blocks.{'caption' if name in _CAPTIONS else _EXTENSIONS.get(name, 'admonition')}"
    return "" if extension in enabled else extension
