"""Writes the index of the search beside the pages of each language."""

from mkdocs.plugins import event_priority

from guiaviva.search.files import files as index_files
from guiaviva.site import i18n
from guiaviva.site.exports.search import interface, opensearch


@event_priority(-100)
def on_env(env, config, files):
    judgement, language, root = i18n.session(config).judgement, i18n.language(config), i18n.root(config)
    words = interface(judgement.guide, language, i18n.names(config))
    addresses, site, name = i18n.addresses(config, files), config.site_url, config.site_name

    def export():
        for path, text in index_files(judgement.index(language), addresses, words):
            yield f"{root}search/{path}", text
        judgement.forget_index(language)
        if site:
            yield f"{root}search/opensearch.xml", opensearch(name, site + root, language)

    i18n.export(config, export)
    return env
