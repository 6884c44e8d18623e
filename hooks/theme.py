"""Gives the templates what they show: words, the languages of the page, whether it falls back, who keeps it."""

from pathlib import Path

from mkdocs.plugins import event_priority

from guiaviva.site import i18n
from guiaviva.site.brand import COLOUR, stylesheet
from guiaviva.site.theme import page_facts, words
from guiaviva.site.writing import write

command = "build"


def on_startup(command, dirty):
    globals()["command"] = command


@event_priority(-150)
def on_config(config):
    guide = config.extra["judgement"].guide
    brand = guide.institution.brand
    if brand and brand.logo:
        config.theme["logo"] = brand.logo
    config.extra["guia"] = guia = words(guide, i18n.language(config), i18n.names(config), i18n.root(config))
    # Each palette's button leads to the other one, and says so in the language of the page.
    for palette, name in zip(config.theme["palette"], ("to-dark", "to-light"), strict=False):
        palette["toggle"]["name"] = guia["words"][name]


@event_priority(-150)
def on_env(env, config, files):
    if not i18n.nested(config):
        brand = config.extra["judgement"].guide.institution.brand
        write(Path(config.site_dir), "assets/stylesheets/brand.css", stylesheet(brand.colour if brand else COLOUR))
    return env


def on_page_context(context, page, config, nav):
    judgement, messages = config.extra["judgement"], config.extra["messages"]
    languages = i18n.page_language(page), i18n.language(config)
    # A page that falls back is a copy: the original is the one to be found.
    if config.site_url and languages[0] != languages[1]:
        page.canonical_url = config.site_url + i18n.source_url(page)
    facts = page_facts(judgement, i18n.page_id(page), *languages, messages)
    context["guia_page"] = facts | {"preview": command == "serve"}
