"""A language of a site, prepared: its configuration, files, navigation and templates, as MkDocs has them in a build."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import jinja2
import mkdocs.structure.files
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from guiaviva.errors import CannotJudgeError
from guiaviva.guide.files import require_readable
from guiaviva.judgement import Judgement
from guiaviva.language import FALLBACK
from guiaviva.reading.files import Folder
from guiaviva.site import i18n, sources
from guiaviva.site.rendering.templates import compiled
from guiaviva.site.session import Session


@dataclass
class Language:
    """A language that is prepared.

    `settings` is mkdocs.yml as it was read, before any plugin changed it. `env` is complete after `dress`.
    """

    code: str
    config: MkDocsConfig
    settings: Mapping[str, Any]
    files: Files
    nav: Navigation
    env: jinja2.Environment
    session: Session

    @cached_property
    def documents(self) -> list[File]:
        """The files of the pages, in the order in which MkDocs builds them."""
        return list(self.files.documentation_pages())

    @cached_property
    def by_id(self) -> Mapping[str, File]:
        """The files of the pages, by the id of the page."""
        return {i18n.page_id(page_of(file)): file for file in self.documents}

    @cached_property
    def by_uri(self) -> Mapping[str, File]:
        """The files of pages and all others that the site has, by their path in it."""
        included = InclusionLevel.is_included
        others = (
            file
            for file in self.files
            if not file.is_documentation_page() and included(file.inclusion)  # type: ignore[no-untyped-call]
        )
        return {file.dest_uri: file for file in (*others, *self.documents)}


def codes(root: Path) -> tuple[str, ...]:
    """Return the languages of the site at `root`, in the order in which MkDocs builds them.

    Raises what MkDocs raises where mkdocs.yml cannot be read.
    """
    config = _config(root)
    plugin = config.plugins.get("i18n")
    if plugin is None:
        return (str(config.theme["language"]),)
    first = str(plugin.default_language)
    return (first, *(one for one in map(str, plugin.build_languages) if one != first))


def prepare(
    root: Path,
    code: str,
    judgement: Judgement,
    site: Path,
    *,
    messages: str = FALLBACK,
    strict: bool = False,
    command: str = "build",
) -> Language:
    """Prepare a language of the guide at `root`, of which `site` is to be the folder; nothing is written.

    `messages` is the language of problems in a preview.
    Raises what MkDocs and its plugins raise.
    """
    config = _config(root, site_dir=str(site), strict=strict)
    settings = _settings(root, config)
    session = Session(judgement, messages, preview=command == "serve", exports=[])
    i18n.attach(config, session)
    config.plugins.on_startup(command=command, dirty=False)  # type: ignore[arg-type]
    plugin = config.plugins.get("i18n")
    if plugin is not None and code != plugin.default_language:
        # As it is when static-i18n builds another language inside the first.
        plugin.current_language, plugin.building = code, True
    config = config.plugins.on_config(config)
    if "guia" not in config.extra:
        raise CannotJudgeError("no-hook")
    config.plugins.on_pre_build(config=config)
    files = _files(config)
    env = config.theme.get_env()
    env.bytecode_cache = compiled()
    files.add_files_from_theme(_Listing(config), config)  # type: ignore[arg-type]
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    for file in files.documentation_pages():
        if file.page is None:
            Page(None, file, config)
    # No file comes or goes from now on; static-i18n looks in up to three places for the target of each link.
    files.get_file_from_path = cache(files.get_file_from_path)  # type: ignore[method-assign]
    return Language(code, config, settings, files, nav, env, session)


def dress(language: Language) -> None:
    """Let the hooks complete the templates, once the title of every page is known; again when one has changed."""
    language.session.exports = []
    language.env = language.config.plugins.on_env(language.env, config=language.config, files=language.files)


def render(language: Language, page: Page) -> str:
    """Return the HTML of a page that has been converted."""
    config = language.config
    config._current_page = page
    page.active = True
    try:
        context = get_context(language.nav, language.documents, config, page)
        template = language.env.get_template(page.meta.get("template", "main.html"))
        context = config.plugins.on_page_context(context, page=page, config=config, nav=language.nav)
        output = template.render(context)
        return str(config.plugins.on_post_page(output, page=page, config=config))
    finally:
        page.active = False
        config._current_page = None


def page_of(file: File) -> Page:
    """Return the page of a file; every file of a language that is prepared has one."""
    assert file.page is not None
    return file.page


def _config(root: Path, **options: Any) -> MkDocsConfig:
    """Return mkdocs.yml as MkDocs reads it. Raises CannotJudgeError where it, or what it names, is not to be read."""
    require_readable(Folder(root))
    return load_config(str(_file(root)), **options)


def _files(config: MkDocsConfig) -> Files:
    """Return the files below docs/ as MkDocs collects them, from what may be read: links make no circles."""
    own = SimpleNamespace(path=os.path, walk=lambda folder, followlinks: sources.walk(config, folder))
    with mock.patch.object(mkdocs.structure.files, "os", own):
        return get_files(config)


def _file(root: Path) -> Path:
    return root.resolve() / "mkdocs.yml"


def _settings(root: Path, config: MkDocsConfig) -> Mapping[str, Any]:
    """Return what mkdocs.yml says, with what it inherits and takes from the environment."""
    with _file(root).open("rb") as source:
        return yaml_load(source, get_yaml_loader(config=config))


@dataclass(frozen=True)
class _Listing:
    """The files of a theme as Jinja lists them, without a look into the hidden folders, which hold 14,000 icons."""

    config: MkDocsConfig

    def list_templates(self, filter_func: Callable[[str], bool]) -> list[str]:
        """Return the names of the files for which the filter holds, in order."""
        found = {name for folder in self.config.theme.dirs for name in _names(self.config, folder) if filter_func(name)}
        return sorted(found)


def _names(config: MkDocsConfig, folder: str) -> Iterator[str]:
    walked = sources.walk(config, folder) if folder == config.theme.custom_dir else os.walk(folder)
    for path, folders, names in walked:
        folders[:] = [name for name in folders if not fnmatch.fnmatch(name, ".*")]
        start = os.path.relpath(path, folder).replace(os.sep, "/")
        yield from (name if start == "." else f"{start}/{name}" for name in names)
