"""Gives the templates what they show: words, the languages of the page, whether it falls back, who keeps it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url, normalize_url

from guiaviva.facts.schema import Brand
from guiaviva.site import assets, i18n
from guiaviva.site.brand import PLAIN, palettes, stylesheet
from guiaviva.site.cleaning import clean
from guiaviva.site.escaping import foreign
from guiaviva.site.events.settings import arrange_templates
from guiaviva.site.exports.feed import FILE, has_feed, is_public
from guiaviva.site.listings import INDEX, listings
from guiaviva.site.menu import Menu, whole
from guiaviva.site.offline import is_wanted
from guiaviva.site.policy import policy
from guiaviva.site.session import Export
from guiaviva.site.theme import folder_title, frame, not_found, page_facts, words

_LISTING, _NOT_FOUND = "listing.html", "404.html"
# The scripts that are written into a page: they come before anything is drawn.
_INLINE = ("partials/scheme.html", "partials/arrive.html")


@event_priority(-150)
def on_config(config: MkDocsConfig) -> None:
    # static-i18n has put its own sitemap before ours.
    arrange_templates(config)
    guide = i18n.session(config).judgement.guide
    brand = guide.institution.brand
    for name in ("logo", "logo_dark"):
        if logo := getattr(brand, name, None):
            config.theme[name] = logo
    config.extra["guia"] = guia = words(
        guide, i18n.language(config), i18n.names(config), i18n.root(config), config.site_name
    )
    guia["public"] = is_public(guide)
    guia["feed"] = f"{i18n.root(config)}{FILE}" if has_feed(guide, config.site_url or "") else ""
    guia["not_found"] = not_found(guide, i18n.site_names(config))


@event_priority(-150)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    config.extra["guia"]["nav"] = nav


@event_priority(-150)
def on_files(files: Files, config: MkDocsConfig) -> None:
    moved = assets.arrange(config, files, _brand(config))
    for name in ("brand", "early", "assistant", "moved"):
        path = getattr(assets, name.upper())
        config.extra["guia"][name] = moved.get(path, path)


@event_priority(-150)
def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    guia, root = config.extra["guia"], i18n.root(config)
    guia["index"] = INDEX
    guia["offline"] = is_wanted(i18n.session(config).judgement.guide) and not i18n.session(config).preview
    if isinstance(env.loader, jinja2.FileSystemLoader):
        # The mark that Windows puts before a text is no text.
        env.loader.encoding = "utf-8-sig"
    env.globals["lang"] = frame(i18n.session(config).judgement.guide, i18n.language(config))
    env.autoescape = True
    env.filters["foreign"] = foreign
    guia["palettes"] = palettes(_look(config), i18n.session(config).judgement.store)
    *inline, alone = (env.get_template(one).render(config=config) for one in (*_INLINE, "partials/not-found.html"))
    pages = "".join(inline)
    guia["policy"], guia["not_found_policy"] = _policy(config, pages), _policy(config, alone)
    guia["moved_policy"] = _policy(config, env.get_template("partials/alone.html").render(config=config))
    # A server sends one policy with all answers.
    guia["site_policy"] = _policy(config, pages + alone)
    guia["copyright"] = Markup(clean(config.copyright or ""))
    guia["statements"] = i18n.statements(guia["nav"].pages)
    items = i18n.items(guia["nav"].items)
    parts: Any = env.get_template("partials/menu.html").make_module({"config": config})
    guia["menu"] = Menu(items, f"{root}{INDEX}", parts, _address)
    _export(config, f"{root}menu.json", lambda: whole(items, root))
    guide, language = i18n.session(config).judgement.guide, i18n.language(config)
    rendered = partial(_rendered, env, config, files)
    listed = [*listings(items, root, guia["search"]["all"], partial(folder_title, guide, language))]
    guia["listed"] = [f"{root}{one.path}index.html" for one in listed]
    for one in listed:
        base = get_relative_url(".", root + one.path)
        _export(config, f"{root}{one.path}index.html", partial(rendered, _LISTING, base, guia_listing=one))
    if i18n.nested(config):
        top = urlsplit(config.site_url or "/").path
        _export(config, f"{root}{_NOT_FOUND}", partial(rendered, _NOT_FOUND, top, guia_only=language))
    else:
        _export(config, guia["brand"], partial(_brand, config))


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    session = i18n.session(config)
    languages = i18n.page_language(page), i18n.language(config)
    # A page that falls back is a copy: the original is the one to be found.
    if config.site_url and languages[0] != languages[1]:
        page.canonical_url = config.site_url + i18n.source_url(page)
    # What was converted has been cleaned; all else is text.
    page.content = Markup(page.content)
    context["guia_policy"] = config.extra["guia"]["policy"]
    context["guia_styles"] = assets.styles(config, page.content)
    context["guia_alternates"] = i18n.alternates(config, page)
    context["guia_page"] = page_facts(session, i18n.page_id(page), *languages)
    context["guia_menu"] = Markup(config.extra["guia"]["menu"].of_page(page.url, page.toc))


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> None:
    menu, base = config.extra["guia"]["menu"], context["base_url"]
    context["guia_alternates_of"] = partial(i18n.alternates, config)
    context["guia_menu"] = Markup(menu.of_no_page(lambda url: normalize_url(url, base=base)))
    context["guia_styles"] = assets.styles(config, "")
    guia = config.extra["guia"]
    # The page of what is missing has no scripts and styles but its own.
    context["guia_policy"] = guia["not_found_policy" if template_name == _NOT_FOUND else "policy"]


def _rendered(env: jinja2.Environment, config: MkDocsConfig, files: Files, name: str, base: str, **values: Any) -> str:
    """Return what a template makes that is no page, where the top of the site is reached by `base`."""
    context = get_context(config.extra["guia"]["nav"], files, config, base_url=base)
    context = config.plugins.on_template_context(context, template_name=name, config=config)
    return env.get_template(name).render(context, **values)


def _brand(config: MkDocsConfig) -> str:
    return stylesheet(_look(config), i18n.session(config).judgement.store)


def _look(config: MkDocsConfig) -> Brand:
    return i18n.session(config).judgement.guide.institution.brand or PLAIN


def _address(url: str, target: str) -> str:
    return normalize_url(target, page=SimpleNamespace(url=url))  # type: ignore[arg-type]


def _policy(config: MkDocsConfig, inline: str) -> str:
    # What `mkdocs serve` puts into each page to load it again is a script that changes with every build.
    if i18n.reloads(config):
        return ""
    # The preview reads pages from their text, which Trusted Types are there to refuse.
    return Markup(policy(inline, trusted=not i18n.session(config).preview))


def _export(config: MkDocsConfig, path: str, make: Callable[[], str]) -> None:
    i18n.export(config, Export(path, lambda _: [(path, make())]))
