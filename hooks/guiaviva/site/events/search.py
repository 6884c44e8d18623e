"""Writes the index of the search beside the pages of each language."""

from __future__ import annotations

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from guiaviva.site import i18n
from guiaviva.site.exports.search import files_of_search


@event_priority(-100)
def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    language, root, names = i18n.language(config), i18n.root(config), i18n.names(config)
    addresses = i18n.addresses(config, files)
    i18n.export(config, files_of_search(root, language, names, addresses, config.site_url, config.site_name))
