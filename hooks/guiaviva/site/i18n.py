"""The one place that knows how static-i18n builds: one language after another, in one process, with one config.

Everything is asked of the objects it hands over; nothing of MkDocs or of the plugin is imported.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from guiaviva.site.menu import Item
from guiaviva.site.session import Export, Session
from guiaviva.site.writing import write


def attach(config: Any, session: Session) -> None:
    """Leave a session for the hooks, beside the configuration's values, which templates see."""
    config.guia = session


def session(config: Any) -> Session:
    """Return the session that was left for the hooks."""
    found: Session = config.guia
    return found


def has_session(config: Any) -> bool:
    """Return whether a session was left for the hooks."""
    return hasattr(config, "guia")


def is_complete(config: Any) -> bool:
    """Return whether the program has added its settings to a configuration; from then on it has."""
    done = getattr(config, "guia_settings", False)
    config.guia_settings = True
    return done


def export(config: Any, files: Export) -> None:
    """Write files that no page and no theme brings: at once, or when the build has time for them."""
    waiting = session(config).exports
    if waiting is not None:
        waiting.append(files)
        return
    for path, content in files.make(session(config).judgement):
        write(Path(config.site_dir), path, content)


def items(nav: Iterable[Any]) -> tuple[Item, ...]:
    """Return the items of the navigation as plain values."""
    return tuple(Item(str(one.title), getattr(one, "url", ""), items(one.children or ())) for one in nav)


def statements(pages: Iterable[Any]) -> list[Item]:
    """Return the pages of the navigation that are statements of accessibility."""
    found = (one for one in pages if one.file.src_uri.split("/", 1)[-1] == "accessibility.md")
    return [Item(one.title, one.url) for one in found]


def nested(config: Any) -> bool:
    """Return whether this is the build of another language, inside that of the first."""
    plugin = config.plugins.get("i18n")
    return bool(plugin is not None and plugin.building)


def reloads(config: Any) -> bool:
    """Return whether MkDocs by itself serves the site, and has its pages load themselves again."""
    return session(config).preview and session(config).exports is None


def language(config: Any) -> str:
    """Return the language that is being built; without the plugin, that of the theme."""
    plugin = config.plugins.get("i18n")
    return str((plugin.current_language if plugin is not None else None) or config.theme["language"])


def root(config: Any) -> str:
    """Return the folder of the language that is being built, from the top of the site: "" or `es/`."""
    plugin = config.plugins.get("i18n")
    return "" if plugin is None or plugin.is_default_language_build else f"{plugin.current_language}/"


def page_language(page: Any) -> str:
    """Return the language in which a page is written: that of the source, where it falls back."""
    return str(getattr(page.file, "locale", "") or "")


def page_id(page: Any) -> str:
    """Return the path of a page without language folder and suffix, the same in every language."""
    path = str(getattr(page.file, "norm_src_uri", page.file.src_uri)).removesuffix(".md")
    return path.removeprefix(f"{page_language(page)}/")


def source_url(page: Any) -> str:
    """Return the address, from the top of the site, of the page in the language in which it is written."""
    return url_in(page, page_language(page))


def url_in(page: Any, language: str) -> str:
    """Return the address, from the top of the site, of the page in a language."""
    alternate = getattr(page.file, "alternates", {}).get(language)
    return str(alternate.url if alternate is not None else page.url).removeprefix("./")


def unescape_title(page: Any) -> None:
    """Make text of a title that comes from a heading, which MkDocs keeps as HTML; one of the front matter is text."""
    if page._title_from_render:
        page._title_from_render = html.unescape(page._title_from_render)


def alternates(config: Any, page: Any) -> list[dict[str, str]]:
    """Return the languages in which a page is written, each with its address, and that of the source once more.

    The source is what readers of no other language are offered. There is nothing to choose where one language is all.
    """
    plugin, files = config.plugins.get("i18n"), getattr(page.file, "alternates", {})
    written = {code: url_in(page, code) for code in names(config) if code in files and files[code].locale == code}
    if len(written) < 2:
        return []
    if plugin.default_language in written:
        written["x-default"] = written[plugin.default_language]
    return [{"language": code, "address": f"{config.site_url or ''}{url}"} for code, url in written.items()]


def names(config: Any) -> dict[str, str]:
    """Return the languages of the site with the names under which readers choose them, in order."""
    plugin = config.plugins.get("i18n")
    return {one.locale: one.name for one in plugin.config.languages if one.build} if plugin is not None else {}


def site_names(config: Any) -> dict[str, str]:
    """Return what the site is called in each of its languages."""
    plugin = config.plugins.get("i18n")
    if plugin is None:
        return {language(config): config.site_name}
    given = {one.locale: one.site_name for one in plugin.config.languages if one.build}
    # What mkdocs.yml says is the name where a language has none of its own.
    plain = plugin.original_configs.get("site_name", config.site_name)
    return {code: name or plain for code, name in given.items()}


def addresses(config: Any, files: Any) -> dict[str, str]:
    """Return the address of each page, by its id, from the folder of the language that is being built."""
    pages = [file.page for file in files.documentation_pages() if file.page is not None]
    return {page_id(page): str(page.url).removeprefix(root(config)) for page in pages}
