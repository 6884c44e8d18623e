"""Gives the blocks extension the guide, and for each page its language and id."""

from mkdocs.plugins import event_priority

from guiaviva.blocks.glossary import Vocabulary
from guiaviva.blocks.html import Shown
from guiaviva.site import i18n

EXTENSION = "guiaviva.blocks.extension"


@event_priority(-150)
def on_config(config):
    handed = i18n.handed(config)
    guide = handed.judgement.guide
    # A page that falls back is in the source language.
    languages = dict.fromkeys((i18n.language(config), guide.source_language))
    vocabularies = {language: Vocabulary.of(Shown(guide, language, "")) for language in languages}
    config.mdx_configs[EXTENSION] = {
        "guide": guide,
        "diagnostics": handed.diagnostics,
        "vocabularies": vocabularies,
        "language": "",
        "page": "",
    }


def on_page_markdown(markdown, page, config, files):
    # A page that falls back to the source language shows its blocks in that language too.
    config.mdx_configs[EXTENSION] |= {"language": i18n.page_language(page), "page": i18n.page_id(page)}
