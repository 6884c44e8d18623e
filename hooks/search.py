"""Writes the index of the search beside the pages of each language."""

from pathlib import Path

from mkdocs.plugins import event_priority

from guiaviva.search.files import files as index_files
from guiaviva.search.files import opensearch
from guiaviva.search.index import index_of
from guiaviva.search.words import interface
from guiaviva.site import i18n


@event_priority(-100)
def on_env(env, config, files):
    guide, language = config.extra["checked"].guide, i18n.language(config)
    pages = [file.page for file in files.documentation_pages() if file.page is not None]
    root = i18n.root(config)
    addresses = {i18n.page_id(page): page.url.removeprefix(root) for page in pages}
    folder = Path(config.site_dir) / root / "search"
    for path, text in index_files(index_of(guide, language), addresses, interface(guide, language, i18n.names(config))):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    if config.site_url:
        text = opensearch(config.site_name, config.site_url + root, i18n.language(config))
        (folder / "opensearch.xml").write_text(text, encoding="utf-8", newline="\n")
    return env
