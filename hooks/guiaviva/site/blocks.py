"""The Markdown extension: finds the blocks in a page and puts what they show in their place.

A block that cannot be shown never stops a page: it shows what is wrong with it, as the check says it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from markdown import Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from guiaviva.cache import Cache, digest
from guiaviva.guide import Guide
from guiaviva.guide.decisions import unconfirmed_in
from guiaviva.site.charts import Drawings
from guiaviva.site.closed import ClosedMarker
from guiaviva.site.elements import h
from guiaviva.site.folding import SectionFolder, folds_of
from guiaviva.site.headings import BlockHeadings, HeadingNames
from guiaviva.site.html import elements
from guiaviva.site.made import MadeLinks
from guiaviva.site.stale import StaleMarker
from guiaviva.site.tables import TableMarker
from guiaviva.site.terms import TermMarker
from guiaviva.site.unconfirmed import UnconfirmedMarker
from guiaviva.views import all_views
from guiaviva.views.context import Context
from guiaviva.views.glossary import GLOSSARY, Vocabulary, vocabulary_of


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
        page, diagnostics = self.config["page"], self.config["diagnostics"]
        context = Context(guide, language, page, str(self.argument), content, diagnostics or (lambda _: ()))
        shown = show(context)
        if self.config["shown"] is not None:
            self.config["shown"].append((context.argument, content, digest_of(shown)))
        block.extend(shown)


def show(context: Context) -> list[Element]:
    """Return what a block shows, or a notice with what the check reports of it."""
    make_views = all_views().get((context.argument.split() or [""])[0])
    try:
        if make_views is not None:
            return [element for view in make_views(context) for element in elements(view)]
    except KeyError:
        # The key that it is about, or one that its data names, does not exist or could not be read.
        pass
    guide = context.guide
    page = guide.page(context.language, context.page) or guide.draft(context.language, context.page)
    lines = {block.place.line for block in page.blocks if block.argument == context.argument} if page else set()
    reported = context.diagnostics(context.language) if page else ()
    problems = [one for one in reported if page and one.path == page.path and one.line in lines]
    broken = context.word("broken").format(found=context.argument)
    sentences = [f"{one.message} {one.fix}" for one in problems] or [broken]
    return [h("div", {"class": "admonition failure"}, [h("p", {}, text) for text in sentences])]


def digest_of(shown: Iterable[Element]) -> str:
    """Return a digest of what a block shows."""
    return digest(*(tostring(one) for one in shown))


class GuideExtension(BlocksExtension):  # type: ignore[misc]
    """Registers the block. Options: those of `config`, below."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "guide": [(), "The guide; nothing is shown without one."],
            "shown": [[], "Where each block notes what it shows, if anybody asks."],
            "diagnostics": [(), "What the check reports of it: a function of the language."],
            "vocabulary": [(), "The terms to mark: a function of the language, so that each is made once."],
            "store": [(), "What is drawn is taken from there, and put there; a Cache."],
            "language": ["", "The language of the page."],
            "page": ["", "The id of the page."],
            "url": ["", "The address of the page, from the top of the site."],
            "original": ["", "The address of the page in the source language, as seen from this one."],
            "source": ["", "The name of the source language."],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Register the block, and what marks tables, terms in prose and stale sections, and headings."""
        super().extendMarkdown(md)
        md.treeprocessors.register(TableMarker(md), "written-tables", 7)
        # After the contents of the page are made (5), which those of blocks are not in.
        md.treeprocessors.register(BlockHeadings(md), "block-headings", 3)
        # After MkDocs has resolved the links of the page (0).
        md.treeprocessors.register(MadeLinks(md, self.getConfig("url")), "made", -6)
        store: Cache | None = self.getConfig("store") or None
        md.treeprocessors.register(Drawings(md, store), "drawings", -7)
        guide: Guide = self.getConfig("guide")
        page = self.getConfig("page")
        if not guide:
            return
        language = self.getConfig("language") or guide.source_language
        context = Context(guide, language, page)
        # After the headings have their links, and the contents are made of them (5).
        md.treeprocessors.register(HeadingNames(md, context.word("permalink", "site")), "heading-names", 4)
        if folds := folds_of(guide, page):
            # After all that finds headings by where they stand.
            md.treeprocessors.register(SectionFolder(md, folds), "folds", -8)
        if stale := guide.stale_sections(language, page):
            marker = StaleMarker(md, context, stale, self.getConfig("original"), self.getConfig("source"))
            # After the ids of headings (5), and after MkDocs has resolved links (0): this one is an address already.
            md.treeprocessors.register(marker, "stale", -5)
        if decisions := unconfirmed_in(guide, page):
            md.treeprocessors.register(UnconfirmedMarker(md, context, decisions), "unconfirmed", -5)
        if (network := guide.network_of(page)) and network.status == "closed":
            # Before MkDocs resolves links (0).
            md.treeprocessors.register(ClosedMarker(md, context, network), "closed", 1)
        if page == GLOSSARY:
            return
        vocabulary: Callable[[str], Vocabulary | None] | None = self.getConfig("vocabulary")
        terms = vocabulary(language) if vocabulary else vocabulary_of(guide, language)
        if terms:
            # After the inline patterns (20), when links and code are elements; before MkDocs resolves links (0).
            md.treeprocessors.register(TermMarker(md, context, terms), "terms", 6)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 (the name is pymdownx's)
        """Register the block with the extension's options."""
        block_mgr.register(GuideBlock, self.getConfigs())


def makeExtension(**options: Any) -> GuideExtension:  # noqa: N802 (the name is Python-Markdown's)
    """Return the extension, as Python-Markdown asks."""
    return GuideExtension(**options)
