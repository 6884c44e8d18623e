"""Which addresses were published: as the site of the last publication says it, or Git, from which sites are made.

A pipeline has no former site beside it, but a history: what was in a commit that others have was published.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from guiaviva.cache import digest, kept
from guiaviva.facts.loading import load_facts
from guiaviva.guide import rows
from guiaviva.guide.addresses import Address, in_page, known, page_of
from guiaviva.guide.guide import Guide, once
from guiaviva.reading import history
from guiaviva.reading.files import decode
from guiaviva.reading.gate import DATA
from guiaviva.reading.pages import Page, read_page

FILE = "published.json"
"""Of the site; a guide whose site is built elsewhere may have that of the last publication at its top."""
VERSION = 1
_YEAR = 365
Sections = Mapping[str, str]
"""The ids of the sections and rows of a page with the signatures of what they say, or ""; `top` is its beginning."""
Published = Mapping[str, Mapping[str, Sections]]
"""What was published: by language and by id of the page."""
_Names = dict[str, set[str]]


class UnreadError(Exception):
    """Raised where the file at the top of the guide is not what a build writes."""


def now(guide: Guide) -> Published:
    """Return the addresses of a guide as it is, former ones too."""
    return {language: dict(sorted(_pages(guide, language))) for language in guide.languages}


def _pages(guide: Guide, language: str) -> Iterable[tuple[str, Sections]]:
    for id in guide.page_ids:
        if page := guide.shown(language, id):
            former = {one.was.anchor: "" for one in in_page(guide, language, id) if one.was.anchor}
            yield id, places_of(guide, page) | former
    for of, id, anchor in known(guide):
        if of in ("", language) and not anchor and not guide.shown(language, id):
            yield id, {}


def sections_of(page: Page) -> dict[str, str]:
    """Return the sections of a page whose ids were written, and where it begins."""
    ids = (one.id for one in page.sections if one.explicit)
    return {id: page.signatures.get(id, "") for id in ("top", *ids) if id}


def places_of(guide: Guide, page: Page) -> dict[str, str]:
    """Return the sections of a page of the guide, and the rows of its blocks to which readers are led."""
    return sections_of(page) | rows.lasting(guide, page)


def text(guide: Guide) -> str:
    """Return the file of a publication."""
    pages = now(guide) if not guide.institution.preparing else {}
    return json.dumps({"version": VERSION, "pages": pages}, ensure_ascii=False, separators=(",", ":")) + "\n"


@once
def published(guide: Guide) -> Published:
    """Return what was published before: as the site that is there says, and the file at the top of the guide.

    Raises UnreadError where that file cannot be read; a site without the file, or with another, says nothing.
    """
    found: dict[str, dict[str, dict[str, str]]] = {}
    for one in (_of_the_site(guide), _of_the_guide(guide)):
        for language, pages in one.items():
            for id, sections in pages.items():
                found.setdefault(language, {}).setdefault(id, {}).update(sections)
    return found


@once
def committed(guide: Guide) -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Return what was in the commits of a year, since the guide was no longer being prepared: pages and their places.

    A section may be one of an example in a text, a row one that was not shown: `then` knows.
    """
    headings, records = _history(guide)
    found: dict[str, dict[str, frozenset[str]]] = {}
    for path, ids in headings.items():
        language, _, id = path.removeprefix("docs/").removesuffix(".md").partition("/")
        if path.endswith(".md") and language in guide.languages and id:
            page = guide.shown(language, id)
            found.setdefault(language, {})[id] = frozenset((*ids, *(rows.named(guide, page, records) if page else ())))
    return found


@once
def _history(guide: Guide) -> tuple[_Names, _Names]:
    """Return the ids in headings and the keys of data that Git knows, by file; none of the invented institution."""
    root = guide.folder.root
    commit = "" if guide.institution.demonstration else history.shared(root)
    if not commit:
        return {}, {}
    since = guide.today - timedelta(days=_YEAR)
    key = digest(str(root), commit, since.isoformat())

    def read(_: object) -> list[tuple[_Names, _Names]]:
        begun = history.last_change(root, commit, "data/institution.yml", "^preparing:")
        return [(history.headings(root, commit, begun, since), history.records(root, commit, begun, since))]

    return kept(guide.store, "committed", [key], read)[0]


@once
def versions(guide: Guide) -> history.Versions:
    """Return the versions of the files of a guide."""
    return history.Versions(guide.folder.root, mainline=True)


def then(guide: Guide, language: str, address: Address) -> Sections:
    """Return the places of a page of before, with the signatures of what they say; nothing where it had not the one.

    They are those that were published, or else those of its newest version that had the place and was no draft.
    """
    known = published(guide).get(language, {}).get(address.page, {})
    if address.anchor in known or (known and not address.anchor):
        return known
    collection, key = rows.record_of(guide, address.anchor)
    if key in _history(guide)[1].get(f"data/{collection}.yml", ()):
        return _rows_then(guide, language, address, collection, key)
    for version in versions(guide).of(guide.path(address.page, language)):
        page = _page_then(version, language, address)
        sections = sections_of(page)
        if not page.draft and (not address.anchor or address.anchor in sections):
            return sections
    return {}


def _rows_then(guide: Guide, language: str, address: Address, collection: str, key: str) -> Sections:
    """Return the rows of a page when its file of data last had a record; nothing where that was not shown."""
    for version in versions(guide).of(f"data/{collection}.yml"):
        former = _with(guide, f"data/{collection}.yml", version)
        if key in former.facts.keys[collection]:
            pages = versions(guide).of(guide.path(address.page, language))
            page = next((_page_then(one, language, address) for one in pages if one.order >= version.order), None)
            shown = rows.lasting(former, page) if page and not page.draft else {}
            return shown if address.anchor in shown else {}
    return {}


def _with(guide: Guide, path: str, version: history.Version) -> Guide:
    """Return a guide with a former version of a file of data."""
    known = _formers(guide)
    if (path, version.order) not in known:
        folder = replace(guide.folder, overlay={**guide.folder.overlay, path: version.data})
        facts = load_facts(folder, guide.languages, former=guide.facts)
        known[path, version.order] = replace(guide, folder=folder, facts=facts)
    return known[path, version.order]


@once
def _formers(guide: Guide) -> dict[tuple[str, int], Guide]:
    return {}


def _page_then(version: history.Version, language: str, address: Address) -> Page:
    return read_page(decode(address.page, version.data, "invalid-page"), language, address.page)


def _of_the_guide(guide: Guide) -> Published:
    if not guide.folder.is_file(FILE):
        return {}
    try:
        return _read(guide.folder.read(FILE, DATA))
    except (OSError, ValueError) as error:
        raise UnreadError from error


def _of_the_site(guide: Guide) -> Published:
    settings = guide.config.value
    named = settings.get("site_dir") if isinstance(settings, dict) else None
    path = Path(guide.site or guide.folder.root / str(named or "site")) / FILE
    with suppress(OSError, ValueError):
        if path.is_file() and path.stat().st_size <= DATA:
            return _read(path.read_bytes())
    return {}


def _read(data: bytes) -> Published:
    """Return what a file says; raise ValueError where it is not of the form that a build writes."""
    value: Any = json.loads(data)
    pages = value.get("pages") if isinstance(value, dict) and value.get("version") == VERSION else None
    if not isinstance(pages, dict) or not all(_is_map(ids) for each in pages.values() for ids in _values(each)):
        raise ValueError(FILE)
    return pages


def _values(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else [None]


def _is_map(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())


def shown_at(guide: Guide, language: str, address: Address) -> Page | None:
    """Return the page that readers of a language see at an address."""
    id = page_of(address.page)
    return guide.shown(language, id) or guide.shown(language, f"{id}/index")
