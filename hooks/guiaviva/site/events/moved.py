"""Writes what stands at the addresses of before, and what was published, with which the next check compares."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import jinja2
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url, normalize_url

from guiaviva.guide import published
from guiaviva.guide.addresses import Address
from guiaviva.judgement import Judgement
from guiaviva.site import i18n
from guiaviva.site.moved import Moved, moved_pages, with_anchors
from guiaviva.site.session import Export

_TEMPLATE = "moved.html"


@event_priority(-160)
def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    session, root = i18n.session(config), i18n.root(config)
    guia = config.extra["guia"]
    # That of the home page is «./», which is nothing below the top.
    guia["addresses"] = {id: root + url.removeprefix("./") for id, url in i18n.addresses(config, files).items()}
    for one in moved_pages(session.judgement.guide, i18n.language(config)):
        path = root + _file(config, one.id).dest_uri
        if path not in guia["listed"]:
            i18n.export(config, _export(path, partial(_leading_on, env, config, one)))
    if not i18n.nested(config):
        i18n.export(config, Export(published.FILE, _published, key=lambda one: published.text(one.guide)))


@event_priority(-160)
def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> None:
    said = context["guia_page"]["moved"]
    page.content = Markup(with_anchors(str(page.content or ""), said["anchors"]))
    context["guia_notices"] = [
        {
            "id": anchor,
            "text": config.extra["guia"]["words"]["withdrawn-section" if withdrawn else "moved-section"],
            "withdrawn": withdrawn,
            "address": _address(config, now),
            "title": title,
        }
        for anchor, now, withdrawn, title in said["notices"]
    ]


def _published(judgement: Judgement) -> list[tuple[str, str]]:
    return [(published.FILE, published.text(judgement.guide))]


def _export(path: str, make: Callable[[], str]) -> Export:
    return Export(path, lambda _: [(path, make())])


def _file(config: MkDocsConfig, id: str) -> File:
    """Return the file that a page would have in the folder of its language."""
    return File(f"{id}.md", config.docs_dir, config.site_dir, config.use_directory_urls)


def _address(config: MkDocsConfig, address: Address) -> str:
    """Return an address from the top of the site."""
    url = config.extra["guia"]["addresses"].get(address.page, "")
    return f"{url}#{address.anchor}" if address.anchor else url


def _leading_on(env: jinja2.Environment, config: MkDocsConfig, one: Moved) -> str:
    """Return the page that stands at an address of before."""
    own = i18n.root(config) + _file(config, one.id).url.removeprefix("./")
    base = get_relative_url(".", own)

    def url(address: str) -> str:
        path, sign, anchor = address.partition("#")
        return get_relative_url(path or ".", own) + sign + anchor

    sections = {anchor: url(_address(config, now)) for anchor, now in one.sections}
    target = _address(config, one.now)
    return env.get_template(_TEMPLATE).render(
        config=config,
        base_url=base,
        to=url(target),
        absolute=f"{config.site_url}{target}" if config.site_url else "",
        title=one.title,
        withdrawn=one.withdrawn,
        sections=json.dumps(sections, ensure_ascii=False),
        script=normalize_url(config.extra["guia"]["moved"], base=base),
        home=url(i18n.root(config)),
    )
