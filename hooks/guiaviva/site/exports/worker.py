"""The service worker, by which a phone keeps the pages for a danger and shows them where there is no network.

It is part of every site: where the institution does not want it, or no longer does, it removes itself and what it had
kept from the phones that have it, which a file that is gone would not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2

from guiaviva.guide import Guide
from guiaviva.judgement import Judgement
from guiaviva.locales import direction
from guiaviva.site.assets import OVERRIDES
from guiaviva.site.brand import PLAIN, palettes
from guiaviva.site.exports import text_file
from guiaviva.site.session import Export
from guiaviva.views.context import Context

FILE = "worker.js"
"""Where it is, from the top of the site: it has to do with what is below its own folder alone."""
FIELD = "offline"
"""The field at the top of a page by which it is kept."""
_SCRIPT = Path(__file__).with_name(FILE)


def worker_file(roots: Mapping[str, str], addresses: Mapping[str, str], data: str, script: str) -> Export:
    """Return the export of the worker.

    `roots` are the folders of the languages from the top of the site, `addresses` those of the pages by id, which are
    the same in each of these folders. What the assistant loads is kept too: its `data`, in the same way, and its
    `script`, whose path is from the top.
    """

    def text(judgement: Judgement) -> str:
        languages = content(judgement.guide, roots, addresses, data, script)
        told = json.dumps({"languages": languages, "style": style(judgement.guide)}, ensure_ascii=True)
        return f"const guide = {told};\n{_SCRIPT.read_text(encoding='utf-8')}"

    return text_file(FILE, text)


def content(
    guide: Guide, roots: Mapping[str, str], addresses: Mapping[str, str], data: str, script: str
) -> dict[str, Any]:
    """Return what is kept, by language; nothing where the institution does not want it.

    Each has `code` and `direction`, the addresses of its `home`, its `pages` and their `titles`, those of the `files`,
    all from the top of the site, and what is said: `say` of a kept page, with {day}, and in place of one that was not
    kept `absent`, below the `name` of the institution.
    """
    made = {}
    for language, root in roots.items() if guide.institution.offline_pages and kept(guide) else ():
        context = Context(guide, language)
        pages = {id: page.title for id in kept(guide) if id in addresses and (page := guide.shown(language, id))}
        made[language] = {
            "code": language,
            "direction": direction(language),
            "home": root,
            "name": context.text(guide.institution.name),
            "pages": [root + addresses[id] for id in pages],
            "titles": list(pages.values()),
            "files": [root + data, script],
            "say": context.word("kept", "site"),
            "absent": context.word("not-kept", "site"),
        }
    return made


def style(guide: Guide) -> str:
    """Return the style of pages that stand alone, as an element: what is shown without a network loads nothing."""
    env = jinja2.Environment(loader=jinja2.FileSystemLoader(OVERRIDES / "partials"), autoescape=True)
    guia = {"palettes": palettes(guide.institution.brand or PLAIN)}
    return env.get_template("alone.html").render(config={"extra": {"guia": guia}})


def kept(guide: Guide) -> list[str]:
    """Return the ids of the pages that phones keep: those that say so at their top."""
    return [page.id for page in guide.source_pages if FIELD in page.fields]
