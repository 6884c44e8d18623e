"""The Markdown extension: finds the blocks in a page and puts what they show in their place.

A block that cannot be shown never stops a page: it shows what is wrong with it, as the check says it.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from guiaviva.blocks import all_blocks
from guiaviva.blocks.glossary import TermMarker, Vocabulary
from guiaviva.blocks.html import Shown, h
from guiaviva.blocks.tables import TableMarker
from guiaviva.guide import Guide


class GuideBlock(Block):  # type: ignore[misc]
    """`/// guide | name [key]`"""

    NAME = "guide"
    ARGUMENT = True

    def on_markdown(self) -> str:
        """The content of a block is text, not Markdown."""
        return "raw"

    def on_create(self, parent: Element) -> Element:
        """Make the place where the block will be shown."""
        return SubElement(parent, "div", {"class": "guia"})

    def on_end(self, block: Element) -> None:
        """Show the block, or what is wrong with it."""
        content = "".join(block.itertext()).strip("\n")
        for child in list(block):
            block.remove(child)
        block.text = None
        guide: Guide = self.config["guide"]
        if not guide:
            return
        language = self.config["language"] or guide.source_language
        argument, diagnostics = str(self.argument), self.config["diagnostics"] or None
        block.extend(show(Shown(guide, language, self.config["page"], argument, content, diagnostics)))


def show(shown: Shown) -> list[Element]:
    """Give what a block shows, or a notice with what the check tells of it."""
    function = all_blocks().get((shown.argument.split() or [""])[0])
    try:
        if function is not None:
            return function(shown)
    except KeyError:
        # The key that it is about, or one that its data names, does not exist or could not be read.
        pass
    page = shown.guide.page(shown.language, shown.page) or shown.guide.draft(shown.language, shown.page)
    lines = {block.place.line for block in page.blocks if block.argument == shown.argument} if page else set()
    reported = shown.diagnostics(shown.language) if page and shown.diagnostics else ()
    problems = [one for one in reported if page and one.path == page.path and one.line in lines]
    sentences = [f"{one.message} {one.fix}" for one in problems] or [shown.word("broken").format(found=shown.argument)]
    return [h("div", {"class": "admonition failure"}, [h("p", {}, text) for text in sentences])]


class GuideExtension(BlocksExtension):  # type: ignore[misc]
    """Registers the block.

    Options: `guide`, `diagnostics`, `vocabularies`, and `language` and `page` (its id) of what is converted.
    """

    def __init__(self, **options: Any) -> None:
        self.config = {
            "guide": [(), "The guide; nothing is shown without one."],
            "diagnostics": [(), "Returns what the check reports of it, in a language."],
            "vocabularies": [{}, "The defined terms, by language; made where they are not given."],
            "language": ["", "The language of the page."],
            "page": ["", "The id of the page."],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Register the block, and what marks tables and the terms of the glossary in prose."""
        super().extendMarkdown(md)
        md.treeprocessors.register(TableMarker(md), "written-tables", 7)
        guide: Guide = self.getConfig("guide")
        if guide:
            language = self.getConfig("language") or guide.source_language
            # After the inline patterns (20), when links and code are elements; before MkDocs resolves links (0).
            shown, known = Shown(guide, language, self.getConfig("page")), self.getConfig("vocabularies")
            vocabulary = known[language] if language in known else Vocabulary.of(shown)
            md.treeprocessors.register(TermMarker(md, shown, vocabulary), "terms", 6)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 (the name is pymdownx's)
        """Register the block with the extension's options."""
        block_mgr.register(GuideBlock, self.getConfigs())


def makeExtension(**options: Any) -> GuideExtension:  # noqa: N802 (the name is Python-Markdown's)
    """Make the extension, as Python-Markdown asks."""
    return GuideExtension(**options)
