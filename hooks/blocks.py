"""Gives the blocks extension the guide, and for each page its language and id."""

from mkdocs.plugins import event_priority

from guiaviva.blocks.glossary import Vocabulary
from guiaviva.blocks.html import Shown
from guiaviva.site import i18n

EXTENSION = "guiaviva.blocks.extension"


@event_priority(-150)
def on_config(config):
    config.mdx_configs[EXTENSION] = {}


def on_page_markdown(markdown, page, config, files):
    # A page that falls back to the source language shows its blocks in that language too.
    handed, language = i18n.handed(config), i18n.page_language(page)
    guide = handed.judgement.guide
    if language not in handed.vocabularies:
        handed.vocabularies[language] = Vocabulary.of(Shown(guide, language, ""))
    config.mdx_configs[EXTENSION] |= {
        "guide": guide,
        "diagnostics": handed.diagnostics,
        "vocabularies": handed.vocabularies,
        "language": language,
        "page": i18n.page_id(page),
    }
