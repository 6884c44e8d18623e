"""The blocks of a page: `/// guide | situations` shows what data says."""

from collections.abc import Iterator

from guiaviva.reading.containers import Block
from guiaviva.reading.pages import Page

# Marks an example of what not to do: `/// guide | post x dont`.
DONT = "dont"


def block_name(block: Block) -> str:
    """Return what a block of ours shows, its first word; "" for a block of a Markdown extension."""
    return block.words[0] if block.name == "guide" and block.words else ""


def given_key(block: Block) -> str:
    """Return the key that a block names, or ""."""
    return next((word for word in block.words[1:] if word != DONT), "")


def block_key(page: Page, block: Block) -> str:
    """Return the key that a block is about: as given, or by the name of the page."""
    return given_key(block) or page.id.rsplit("/", 1)[-1]


def posts_in(page: Page) -> Iterator[Block]:
    """Return the blocks of a page that show a post to be followed: no example of what not to do.

    One that is never closed swallows what follows, and is reported; so is one that has a word too many, which may be
    either.
    """
    for block in page.blocks:
        if block_name(block) == "post" and block.closed and DONT not in block.words and len(block.words) <= 2:
            yield block
