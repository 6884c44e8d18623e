"""The navigation comes from the model; drafts are in it, and in the site, in the preview alone."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from guiaviva.site import i18n
from guiaviva.site.navigation import navigation


@event_priority(-300)
def on_config(config: MkDocsConfig) -> None:
    session = i18n.session(config)
    config.nav = navigation(session.judgement.guide, i18n.language(config), drafts=session.preview)


@event_priority(50)
def on_files(files: Files, config: MkDocsConfig) -> None:
    session = i18n.session(config)
    drafts = {page.path.removeprefix("docs/") for page in session.judgement.guide.drafts.values()}
    for file in [file for file in files if not session.preview and file.src_uri in drafts]:
        files.remove(file)
