"""Files become a guide. Reading never fails on what they say; what is wrong becomes a finding with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from zoneinfo import ZoneInfo

from guiaviva import __version__
from guiaviva.cache import Cache, digest
from guiaviva.contentmodel import ContentModel, load_model
from guiaviva.errors import CannotJudgeError
from guiaviva.facts.loading import Facts, load_facts
from guiaviva.guide.files import (
    problems_of_config,
    problems_of_docs,
    problems_of_ledger,
    problems_of_theme,
    read_config,
)
from guiaviva.guide.guide import Guide
from guiaviva.guide.referring import showing_else, shown_pages
from guiaviva.reading.files import Folder, Source, read_source
from guiaviva.reading.gate import Listing
from guiaviva.reading.pages import Page, read_page
from guiaviva.references import References, shown_facts
from guiaviva.versions import numbers

# As static-i18n recognises the folder of a language.
_LOCALE = re.compile(r"[a-z]{2}(-[A-Z][a-z]{3})?(-[A-Z]{2})?|[a-z]{2}_[A-Z]{2}")

# What follows from the model, the languages and the country alone, from pages and other files too, and from data too.
_OF_MODEL = ("detector", "small_words")
_OF_PAGES = ("all_pages", "page_ids", "front_language", "active_files", "_kinds", "_passages", "_elsewhere")
_OF_DATA = ("contacts", "detector", "small_words", "records", "indicators", "networks_in_use")

Progress = Callable[[int, int], None]
"""Called with how many pages of how many were read."""


def load_guide(
    root: Path | Folder,
    *,
    today: date | None,
    profile: str | None = None,
    languages: Iterable[str | None] = (),
    progress: Progress | None = None,
    store: Cache | None = None,
) -> Guide:
    """Read the guide at `root`, to be judged for the day `today`, or as it is now where the institution is.

    `profile` takes the place of the institution's. The program's words are read in `languages` too, besides those of
    the guide and English. With `store`, what an unchanged file gave is taken from there.
    Raises CannotJudgeError where there is no guide to check.
    """
    folder = root if isinstance(root, Folder) else Folder(root)
    listing = _docs(folder)
    locales = _locales(path.removeprefix("docs/") for path in listing.folders)
    facts = load_facts(folder, locales, store)
    if numbers(facts.institution.record.program or "") > numbers(__version__):
        raise CannotJudgeError("older-program", found=facts.institution.record.program, version=__version__)
    model = load_model(folder.root, store, {*facts.institution.record.languages, *filter(None, languages)})
    facts = shown_facts(References(facts, model.words))
    config = read_config(folder)
    sources = [read_source(folder, path, "invalid-page") for path in listing.files if _is_page(path)]
    pages = read_pages(sources, facts.institution.record.languages, progress, store)
    arranged = _Arranged.of(_shown(pages, facts, model, store))
    others = (name for name in locales if name not in facts.institution.record.languages)
    return Guide(
        folder,
        today or _today(facts),
        profile or facts.institution.record.profile,
        model,
        facts,
        *arranged,
        misplaced=(*others, *_like_a_language(arranged.strays, model)),
        files=frozenset(path.removeprefix("docs/") for path in listing.files),
        config=config,
        problems=(
            *problems_of_docs(folder, listing),
            *problems_of_config(folder, config),
            *problems_of_theme(folder, config),
            *problems_of_ledger(folder),
        ),
        store=store,
    )


def read_pages(
    sources: Sequence[Source], languages: Sequence[str], progress: Progress | None = None, store: Cache | None = None
) -> list[Page]:
    """Return the pages that these files hold."""
    keys = [digest(source.fingerprint, *languages) for source in sources] if store else []
    known = store.get_many("page", keys) if store else {}
    pages: list[Page] = []
    fresh: dict[str, Page] = {}
    for count, source in enumerate(sources):
        if progress:
            progress(count, len(sources))
        page = known.get(keys[count]) if store else None
        if page is None:
            page = page_of(source, languages)
            if store:
                fresh[keys[count]] = page
        else:
            page = page.with_source(source)
        pages.append(page)
    if store:
        store.put_many("page", fresh)
    return pages


def _shown(pages: Iterable[Page], facts: Facts, model: ContentModel, store: Cache | None = None) -> list[Page]:
    """Return pages with what the facts say in the place of references."""
    languages = facts.institution.record.languages
    return shown_pages(
        pages, References(facts, model.words), lambda sources: read_pages(sources, languages, store=store)
    )


def page_of(source: Source, languages: Sequence[str]) -> Page:
    """Return the page that a file holds; one in no language's folder is taken for one of the source language."""
    parts = PurePosixPath(source.path).with_suffix("").parts[1:]
    if parts[0] in languages and len(parts) > 1:
        return read_page(source, parts[0], "/".join(parts[1:]))
    return read_page(source, languages[0], "/".join(parts))


class _Arranged(NamedTuple):
    """Pages as a guide has them."""

    pages: dict[tuple[str, str], Page]
    drafts: dict[tuple[str, str], Page]
    strays: tuple[Page, ...]

    @classmethod
    def of(cls, pages: Iterable[Page]) -> _Arranged:
        """Return pages by language and id, those that are drafts, and those that are in no language's folder."""
        every = list(pages)
        in_place = [page for page in every if page.path == f"docs/{page.language}/{page.id}.md"]
        strays = (page for page in every if page.path != f"docs/{page.language}/{page.id}.md")
        published = {(page.language, page.id): page for page in in_place if not page.draft}
        return cls(published, {(page.language, page.id): page for page in in_place if page.draft}, tuple(strays))


def with_pages(guide: Guide, pages: Iterable[Page]) -> Guide:
    """Return the guide with `pages` in the place of those of the same path."""
    known: dict[str, Page] = {page.path: page for page in guide.all_pages}
    known |= {page.path: page for page in _shown(pages, guide.facts, guide.model)}
    # As the folders are walked: `roles/x` before `roles.md`.
    ordered = [known[path] for path in sorted(known, key=lambda path: path.split("/"))]
    later = replace(guide, **_Arranged.of(ordered)._asdict())
    later.__dict__.update({name: guide.__dict__[name] for name in _OF_DATA if name in guide.__dict__})
    return later


def with_data(guide: Guide, *, today: date | None, store: Cache | None = None) -> Guide:
    """Return the guide with what its data says now, of the profile that the institution has; pages are as they were.

    Where the languages have changed, all is read again. Raises CannotJudgeError as `load_guide` does.
    """
    facts = load_facts(guide.folder, _locales(path.partition("/")[0] for path in guide.files), former=guide.facts)
    if facts.institution.record.languages != guide.institution.languages:
        return load_guide(guide.folder, today=today, languages=guide.model.read, store=store)
    facts = shown_facts(References(facts, guide.model.words), guide.facts)
    profile = facts.institution.record.profile
    same = replace(guide, today=today or _today(facts), profile=profile, facts=facts, store=store)
    former, now = (References(one, guide.model.words) for one in (guide.facts, facts))
    before = showing_else(guide.all_pages, former, now)
    changed = [
        one for one, old in zip(_shown(before, facts, guide.model, store), before, strict=True) if one is not old
    ]
    if facts.institution.record.territory == guide.institution.territory:
        same.__dict__.update({name: guide.__dict__[name] for name in _OF_MODEL if name in guide.__dict__})
    if changed:
        return with_pages(same, changed)
    same.__dict__.update({name: guide.__dict__[name] for name in _OF_PAGES if name in guide.__dict__})
    return same


def with_changes(
    before: Guide, folder: Folder, paths: Collection[str], *, today: date | None, store: Cache | None = None
) -> Guide:
    """Return a guide with what the files at these paths of `folder` say: pages that are known, data, or else all of it.

    Raises CannotJudgeError as `load_guide` does.
    """
    guide = copy(before)
    guide.__dict__["folder"] = folder
    known = {page.path for page in guide.all_pages}
    if all(path in known and guide.folder.is_file(path) for path in paths):
        sources = [read_source(guide.folder, path, "invalid-page") for path in sorted(paths)]
        return with_pages(guide, [page_of(source, guide.languages) for source in sources])
    if all(path.startswith("data/") for path in paths):
        return with_data(guide, today=today, store=store)
    return load_guide(guide.folder, today=today, languages=guide.model.read, store=store)


def _today(facts: Facts) -> date:
    """Return the day that it is where the institution is; where that is not known, where this machine is."""
    zone = facts.institution.record.time_zone
    return datetime.now(ZoneInfo(zone) if zone else None).date()


def _docs(folder: Folder) -> Listing:
    """Return what there is below docs/. Raises CannotJudgeError where there is no such folder, or it is not read."""
    if not folder.root.is_dir():
        raise CannotJudgeError("no-root", path=str(folder.root))
    listing = folder.list("docs")
    for problem in listing.problems:
        if problem.path == "docs":
            raise CannotJudgeError("refused", path="docs", problem=problem.finding("invalid-file"))
    if not listing.folders:
        raise CannotJudgeError("no-docs", path=str(folder.root))
    return listing


def _locales(names: Iterable[str]) -> tuple[str, ...]:
    """Return those names of folders below docs/ that are like a language's, sorted."""
    return tuple(sorted({name for name in names if _LOCALE.fullmatch(name)}))


def _is_page(path: str) -> bool:
    return path.endswith(".md") and "/." not in path


def _like_a_language(strays: Iterable[Page], model: ContentModel) -> Iterator[str]:
    """Return the folders of no language in which every page has a kind, as in that of one: `english/tone.md`."""
    below: dict[str, list[str]] = {}
    for page in strays:
        folder, _, id = page.path.removeprefix("docs/").removesuffix(".md").partition("/")
        if id and not _LOCALE.fullmatch(folder):
            below.setdefault(folder, []).append(id)
    return (folder for folder, ids in sorted(below.items()) if all(map(model.kind_of, ids)))
