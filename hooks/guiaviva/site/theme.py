"""The values of the templates: what they show around a page, as text and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale

from guiaviva.diagnostics import Diagnostic
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Period
from guiaviva.facts.types import Day, Months
from guiaviva.guide import Guide
from guiaviva.guide.durations import later
from guiaviva.judgement import diagnostics
from guiaviva.language import FALLBACK, choose, like
from guiaviva.locales import direction
from guiaviva.site.moved import of_page
from guiaviva.site.session import Session
from guiaviva.site.signing import signing_link
from guiaviva.site.unanswered import unanswered
from guiaviva.views.context import Context
from guiaviva.views.parts import Parts
from guiaviva.views.periods import approval


def words(guide: Guide, language: str, names: Mapping[str, str], root: str, site_name: str) -> dict[str, Any]:
    """Return the words of the theme in the language.

    `names` are the names of the languages by code; `root` is the folder of the language, from the root of the site;
    `site_name` is what the site is called in the language.
    """
    site = guide.model.words["site"]
    context = Context(guide, language)
    institution, of = context.text(guide.institution.name), _institution(context, site_name)
    return {
        "words": {key: context.word(key, "site") for key in site} | {"fallback": _untranslated(context)},
        "search": {key: context.word(key, "search") for key in guide.model.words["search"]},
        "root": root,
        "voice": context.voice("search"),
        "languages": dict(names),
        "source": guide.source_language,
        "demonstration": guide.institution.demonstration,
        "preparing": guide.institution.preparing,
        "approval": _approved(context),
        "periods": [
            _line(context, entry.record, root) for entry in guide.facts.periods.values() if _ahead(guide, entry)
        ],
        "institution": institution,
        "of": of,
        "site": _site(context, site_name),
        "code": language,
        "dir": direction(language),
    }


def _institution(context: Context, site_name: str) -> str:
    """Return whose a site is: one that is called by the name of its institution says it once."""
    institution = context.text(context.guide.institution.name)
    return "" if institution.casefold() in site_name.casefold() else institution


def _site(context: Context, site_name: str) -> str:
    of = _institution(context, site_name)
    return f"{site_name} · {of}" if of else site_name


def folder_title(guide: Guide, language: str, id: str) -> str:
    """Return what the folder of a page is called: as the group of the menu that its kind is in, or as it is named."""
    kind = guide.model.kind_of(id)
    titles = guide.model.groups.get(kind.spec.group, {}) if kind else {}
    return choose(titles, language, FALLBACK) or id.rpartition("/")[0]


def frame(guide: Guide, language: str) -> SimpleNamespace:
    """Return the words of the frame in a language: `t` returns that of a key, or "" for one that it does not know.

    Templates of others ask Material for its words in the same way.
    """
    context = Context(guide, language)
    said = {key: str(context.word(key, "theme")) for key in guide.model.words["theme"]}
    said |= {"language": language, "direction": direction(language)}
    return SimpleNamespace(t=lambda key: said.get(key, ""))


def _untranslated(context: Context) -> str:
    """Return what a page says that is not translated into its language, also where English says it of another one."""
    text = context.word("fallback", "site")
    if context.spoken == context.language:
        return text
    named = Locale.parse(FALLBACK).languages
    code = context.language.partition("-")[0]
    return text.replace(named[FALLBACK], named.get(code, context.language))


def not_found(guide: Guide, site_names: Mapping[str, str]) -> list[dict[str, str]]:
    """Return what the «not found» page says in each language of the guide, in English where the program has none.

    `site_names` say in each language what the site is called.
    """
    title, help = (guide.model.words["site"][key] for key in ("not-found", "not-found-help"))
    search = guide.model.words["search"]
    spoken = [one for one in guide.languages if one in title and one in help]
    return [
        {
            "lang": one,
            "dir": direction(one),
            "site": _site(Context(guide, one), site_names.get(one) or next(iter(site_names.values()), "")),
            "title": title[one],
            "help": help[one],
            "hint": choose(search["hint"], one, FALLBACK),
            "search": choose(search["open"], one, FALLBACK),
            "index": choose(search["all"], one, FALLBACK),
            "home": f"{one}/" if one in guide.languages[1:] else "",
        }
        for one in spoken or [FALLBACK]
    ]


def _approved(context: Context) -> Parts:
    """Return who approved the guide, for the foot of each page, or nothing."""
    parts, label = approval(context), context.word("guide-approval")
    return (like(label, f"{label}: "), *parts) if parts else ()


def _ahead(guide: Guide, period: Entry[Period]) -> bool:
    return period.record.end >= guide.today


def _line(context: Context, period: Period, root: str) -> dict[str, Any]:
    """Return the line that all pages show while a period runs, and whether it runs on the day of the build."""
    guide = context.guide
    page, mark, section = period.to.partition("#")
    folder = "" if page == "index" else f"{page.removesuffix('/index')}/"
    zone = ZoneInfo(guide.institution.time_zone) if guide.institution.time_zone else None
    return {
        "kind": period.kind,
        # Moments, so that a browser need not know the zone; those of the reader's own zone where none is known.
        "start": datetime.combine(period.start, time.min, zone).isoformat(timespec="milliseconds"),
        "end": datetime.combine(period.end, time.max, zone).isoformat(timespec="milliseconds"),
        "running": period.start <= guide.today <= period.end,
        "title": context.word(period.kind, "period"),
        "until": context.word("until", "site").format(name=context.text(period.name), date=context.day(period.end)),
        "changes": context.text(period.changes),
        "address": f"{root}{folder}{mark}{section}" if guide.shown(context.language, page) else "",
    }


def page_facts(session: Session, id: str, written: str, language: str) -> dict[str, Any]:
    """Return what is known of a page: whether it falls back, its owner, its review, and in a preview its diagnostics.

    `written` is the language in which the page is written, `language` the one in which the site is being built.
    """
    guide = session.judgement.guide
    path = guide.path(id, written)
    found = [one for one in session.judgement.findings if one.place.path == path] if session.preview else ()
    context = Context(guide, language, id)
    source = guide.front_page(id)
    role = guide.facts.roles.get(str(source.fields.get("owner", ""))) if source else None
    reviewed = source.field("reviewed", Day) if source else None
    months = source.field("review_every", Months) if source else None
    key = str(source.fields.get("owner", "")) if source else ""
    return {
        "id": id,
        "fallback": written != language,
        "written": written,
        "direction": direction(written),
        "owner": context.word("owner", "site").format(role=context.text(role.record.name)) if role else "",
        "owner_page": f"roles/{key}/" if role and guide.shown(language, f"roles/{key}") else "",
        "reviewed": context.word("reviewed", "site").format(date=context.day(reviewed)) if reviewed else "",
        "due": context.word("due", "site").format(date=context.day(later(reviewed, months)))
        if reviewed and months
        else "",
        "unanswered": unanswered(context, role.record.contact.email if role else None),
        "moved": of_page(guide, language, id),
        "preview": session.preview,
        "problems": [_plain(guide, path, one) for one in diagnostics(guide, found, session.messages)],
        "messages": session.messages,
        "sign": choose(guide.model.words["editor"]["translate-this"], session.messages, FALLBACK),
    }


def _plain(guide: Guide, path: str, one: Diagnostic) -> dict[str, Any]:
    page = guide.by_path.get(path)
    link = signing_link(guide, page, one) if page else ""
    return {"line": one.line, "level": one.level, "message": one.message, "fix": one.fix, "link": link}
