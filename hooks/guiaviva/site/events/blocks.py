"""Gives the blocks extension the guide, and each page's language and id; sanitizes the HTML of the page."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import normalize_url

from guiaviva.reading.pages import Page as Read
from guiaviva.site import i18n
from guiaviva.site.cleaning import clean
from guiaviva.site.escaping import unescape
from guiaviva.site.references import show_in_fields, with_signs, with_values

EXTENSION = "guiaviva.site.blocks"


@event_priority(-150)
def on_config(config: MkDocsConfig) -> None:
    config.mdx_configs[EXTENSION] = {}


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    session = i18n.session(config)
    source = session.judgement.guide.source_language
    config.mdx_configs[EXTENSION] |= {
        "guide": session.judgement.guide,
        "diagnostics": session.diagnostics,
        "shown": None if session.preview else session.shown_blocks,
        "vocabulary": session.vocabulary,
        "store": session.judgement.store,
        # A page that falls back to the source language shows its blocks in that language too.
        "language": i18n.page_language(page),
        "page": i18n.page_id(page),
        "url": page.url,
        "original": normalize_url(i18n.url_in(page, source), page),
        "source": i18n.names(config).get(source, source),
    }
    read = _read(page, config)
    if read is None:
        return markdown
    show_in_fields(page.meta, read, session.judgement.guide)
    return with_signs(markdown, read, session.judgement.guide)


# After the hooks and plugins that change the HTML.
@event_priority(-200)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    unescape(page.toc)
    i18n.unescape_title(page)
    read = _read(page, config)
    references = read.references if read else ()
    return with_values(clean(html), references, preview=i18n.session(config).preview)


def _read(page: Page, config: MkDocsConfig) -> Read | None:
    """Return the page as the guide has it."""
    guide, language, id = i18n.session(config).judgement.guide, i18n.page_language(page), i18n.page_id(page)
    return guide.page(language, id) or guide.draft(language, id)
