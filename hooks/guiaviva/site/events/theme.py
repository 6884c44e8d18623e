"""Gives the templates what they show: words, the languages of the page, whether it falls back, who keeps it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import Any

import jinja2
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import normalize_url

from guiaviva.site import assets, i18n
from guiaviva.site.brand import COLOUR, stylesheet
from guiaviva.site.cleaning import clean
from guiaviva.site.escaping import foreign, is_escaped
from guiaviva.site.events.settings import arrange_templates
from guiaviva.site.menu import Menu, whole
from guiaviva.site.policy import Policies, inline_templates
from guiaviva.site.session import Export
from guiaviva.site.theme import bring_language, page_facts, words


@event_priority(-150)
def on_config(config: MkDocsConfig) -> None:
    # static-i18n has put its own sitemap before ours.
    arrange_templates(config)
    guide = i18n.session(config).judgement.guide
    brand = guide.institution.brand
    if brand and brand.logo:
        config.theme["logo"] = brand.logo
    config.extra["guia"] = guia = words(
        guide, i18n.language(config), i18n.names(config), i18n.root(config), config.site_name
    )
    # Each palette's button leads to the other one, and says so in the language of the page.
    for palette, name in zip(config.theme["palette"], ("to-dark", "to-light"), strict=False):
        palette["toggle"]["name"] = guia["words"][name]


@event_priority(-150)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    config.extra["guia"]["nav"] = nav


@event_priority(-150)
def on_files(files: Files, config: MkDocsConfig) -> None:
    paths = assets.arrange(config, files, _brand(config))
    config.extra["guia"] |= {"brand": paths[assets.BRAND], "periods_script": paths[assets.PERIODS]}


@event_priority(-150)
def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    guia, root = config.extra["guia"], i18n.root(config)
    bring_language(env, i18n.session(config).judgement.guide.model.words.get("theme", {}), i18n.language(config))
    env.autoescape = is_escaped
    env.filters["foreign"] = foreign
    guia["policies"] = _policies(env, config)
    guia["copyright"] = Markup(clean(config.copyright or ""))
    guia["statements"] = i18n.statements(guia["nav"].pages)
    items = i18n.items(guia["nav"].items)
    parts: Any = env.get_template("partials/menu.html").make_module({"config": config})
    guia["menu"] = Menu(items, f"{root}find/", parts, _address)
    _export(config, f"{root}menu.json", lambda: whole(items, root))
    if not i18n.nested(config):
        _export(config, guia["brand"], partial(_brand, config))


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    session = i18n.session(config)
    languages = i18n.page_language(page), i18n.language(config)
    # A page that falls back is a copy: the original is the one to be found.
    if config.site_url and languages[0] != languages[1]:
        page.canonical_url = config.site_url + i18n.source_url(page)
    # What was converted has been cleaned; all else is text.
    page.content = Markup(page.content)
    context["guia_policy"] = _policy(config, context["base_url"])
    context["guia_alternates"] = i18n.alternates(config, page)
    context["guia_page"] = page_facts(session, i18n.page_id(page), *languages)
    context["guia_menu"] = Markup(config.extra["guia"]["menu"].of_page(page.url, page.toc))


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> None:
    menu, base = config.extra["guia"]["menu"], context["base_url"]
    context["guia_menu"] = Markup(menu.of_no_page(lambda url: normalize_url(url, base=base)))
    context["guia_policy"] = _policy(config, base)


def _brand(config: MkDocsConfig) -> str:
    brand = i18n.session(config).judgement.guide.institution.brand
    return stylesheet(brand.colour if brand else COLOUR)


def _address(url: str, target: str) -> str:
    return normalize_url(target, page=SimpleNamespace(url=url))  # type: ignore[arg-type]


def _policy(config: MkDocsConfig, base: str) -> str:
    # What `mkdocs serve` puts into each page to load it again is a script that changes with every build.
    return "" if i18n.reloads(config) else Markup(config.extra["guia"]["policies"].of(base))


def _policies(env: jinja2.Environment, config: MkDocsConfig) -> Policies:
    templates = [env.get_template(name) for name in inline_templates(config.theme.dirs)]
    shown = {"config": config, "features": config.theme.get("features")}
    return Policies(lambda base: "".join(one.render(shown, base_url=base) for one in templates))


def _export(config: MkDocsConfig, path: str, make: Callable[[], str]) -> None:
    i18n.export(config, Export(path, lambda _: [(path, make())]))
