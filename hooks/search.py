"""Writes the index of the search beside the pages of each language."""

from pathlib import Path

from mkdocs.plugins import event_priority

from guiaviva.search.files import files as index_files
from guiaviva.site import i18n
from guiaviva.site.exports.search import interface, opensearch
from guiaviva.site.writing import write


@event_priority(-100)
def on_env(env, config, files):
    judgement, language, root = config.extra["judgement"], i18n.language(config), i18n.root(config)
    folder = Path(config.site_dir) / root / "search"
    words = interface(judgement.guide, language, i18n.names(config))
    for path, text in index_files(judgement.index(language), i18n.addresses(config, files), words):
        write(folder, path, text)
    if config.site_url:
        write(folder, "opensearch.xml", opensearch(config.site_name, config.site_url + root, language))
    return env
