"""Gives the blocks extension the guide, and for each page its language and id."""

from functools import cache, partial

from mkdocs.plugins import event_priority

from guiaviva.site import i18n
from guiaviva.views.glossary import vocabulary_of

EXTENSION = "guiaviva.site.blocks"


@event_priority(-150)
def on_config(config):
    judgement = config.extra["judgement"]
    config.mdx_configs[EXTENSION] = {
        "guide": judgement.guide,
        "diagnostics": judgement.diagnostics,
        "vocabulary": cache(partial(vocabulary_of, judgement.guide)),
        "language": "",
        "page": "",
    }


def on_page_markdown(markdown, page, config, files):
    # A page that falls back to the source language shows its blocks in that language too.
    config.mdx_configs[EXTENSION] |= {"language": i18n.page_language(page), "page": i18n.page_id(page)}
