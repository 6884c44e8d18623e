"""Keeps out of the site what is not to be read of the guide, whatever MkDocs has collected."""

from __future__ import annotations

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from guiaviva.site import sources


@event_priority(200)
def on_files(files: Files, config: MkDocsConfig) -> None:
    sources.admit(config, files)


@event_priority(200)
def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    env.loader = sources.Templates(config)
