"""Writes what the scripts of the site, phones and programs of others read, and the tables of plans."""

from __future__ import annotations

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from guiaviva.site import i18n
from guiaviva.site.exports import json_file
from guiaviva.site.exports.accounts import Register, register_file
from guiaviva.site.exports.assistant import content as of_the_assistant
from guiaviva.site.exports.feed import Place, feed_file, robots_file
from guiaviva.site.exports.guide import FILE as GUIDE
from guiaviva.site.exports.guide import GuideRecord, guide_file
from guiaviva.site.exports.llms import llms_file
from guiaviva.site.exports.pages import FILE, pages_file
from guiaviva.site.exports.plans import plan_files
from guiaviva.site.exports.posts import FILE as POSTS
from guiaviva.site.exports.posts import TONES, tones_file
from guiaviva.site.exports.posts import content as of_the_post_check
from guiaviva.site.exports.published import schema_file
from guiaviva.site.exports.worker import FILE as WORKER
from guiaviva.site.exports.worker import worker_file
from guiaviva.views.register import FILE as REGISTER


@event_priority(-100)
def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    language, root = i18n.language(config), i18n.root(config)
    addresses, names = i18n.addresses(config, files), i18n.names(config)
    session = i18n.session(config)
    guide = session.judgement.guide
    for name, content in {"assistant.json": of_the_assistant, POSTS: of_the_post_check}.items():
        i18n.export(config, json_file(root + name, content, language, addresses, names))
    i18n.export(config, pages_file(root + FILE, language, addresses))
    if not i18n.nested(config):
        # A register without any would say that no account is ours.
        if guide.facts.accounts or guide.facts.impersonations:
            i18n.export(config, register_file())
            i18n.export(config, schema_file(REGISTER, Register))
        i18n.export(config, guide_file(guide, names or (language,)))
        i18n.export(config, schema_file(GUIDE, GuideRecord))
    i18n.export(config, llms_file(root, language, config.site_name, addresses))
    i18n.export(config, tones_file(root + TONES, language))
    i18n.export(config, plan_files(language, root))
    guia, site_url = config.extra["guia"], config.site_url or ""
    if guia["feed"]:
        place = Place(site_url, root)
        pages = {id: root + one.removeprefix("./") for id, one in addresses.items()}
        i18n.export(config, feed_file(place, language, guia["site"], pages))
    wanted = guide.institution.offline_pages and not session.preview
    guia["worker"] = WORKER if wanted else ""
    if not i18n.nested(config):
        i18n.export(config, robots_file(site_url))
        roots = {one: guide.site_folder(one) for one in names or (language,)}
        i18n.export(config, worker_file(roots, addresses, "assistant.json", guia["assistant"]))
