"""The values of the templates: what they show around a page, as text and numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from babel import Locale
from jinja2 import ChoiceLoader, DictLoader, Environment, TemplateNotFound

from guiaviva.diagnostics import Diagnostic
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Period
from guiaviva.facts.types import Count, Day
from guiaviva.guide import Guide
from guiaviva.judgement import diagnostics
from guiaviva.rules.out_of_date import later
from guiaviva.site.session import Session
from guiaviva.views.context import Context
from guiaviva.views.parts import Parts
from guiaviva.views.periods import approval


def words(guide: Guide, language: str, names: Mapping[str, str], root: str) -> dict[str, Any]:
    """Return the words of the theme in the language, those of the «not found» page in every language of the guide.

    `names` are the names of the languages by code; `root` is the folder of the language, from the root of the site.
    """
    site, hint = guide.model.words["site"], guide.model.words["search"]["hint"]
    context = Context(guide, language)
    return {
        "words": {key: context.word(key, "site") for key in site},
        "search": {key: context.word(key, "search") for key in guide.model.words["search"]},
        "root": root,
        "not_found": [
            {
                "lang": one,
                "title": site["not-found"][one],
                "help": site["not-found-help"].get(one, ""),
                "search": hint.get(one, ""),
            }
            for one in guide.languages
            if one in site["not-found"]
        ],
        "languages": dict(names),
        "source": guide.source_language,
        "demonstration": guide.institution.demonstration,
        "preparing": guide.institution.preparing,
        "approval": _approved(context),
        "periods": [
            _line(context, entry.record, root) for entry in guide.facts.periods.values() if _ahead(guide, entry)
        ],
        "institution": context.text(guide.institution.name),
    }


def bring_language(env: Environment, texts: Mapping[str, Mapping[str, str]], language: str) -> None:
    """Have Material speak a language for which it has no words, in those of the program; what is missing is English."""
    name = f"partials/languages/{language}.html"
    try:
        env.get_template(name)
    except TemplateNotFound:
        known = {key: each[language] for key, each in texts.items() if language in each}
        own = {"language": language, "direction": Locale.parse(language, sep="-").text_direction, **known}
        macro = f"{{% macro t(key) %}}{{{{ {json.dumps(own, ensure_ascii=False)}[key] }}}}{{% endmacro %}}"
        env.loader = ChoiceLoader([env.loader, DictLoader({name: macro})] if env.loader else [])


def _approved(context: Context) -> Parts:
    """Return who approved the guide, for the foot of each page, or nothing."""
    parts = approval(context)
    return (f"{context.word('guide-approval')}: ", *parts) if parts else ()


def _ahead(guide: Guide, period: Entry[Period]) -> bool:
    return period.record.end >= guide.today


def _line(context: Context, period: Period, root: str) -> dict[str, Any]:
    """Return the line that all pages show while a period runs, and whether it runs on the day of the build."""
    guide = context.guide
    page, mark, section = period.to.partition("#")
    folder = "" if page == "index" else f"{page.removesuffix('/index')}/"
    return {
        "kind": period.kind,
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "zone": guide.institution.time_zone or "",
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
    months = source.field("review_every", Count) if source else None
    key = str(source.fields.get("owner", "")) if source else ""
    mail = guide.institution.contact.email or ""
    return {
        "id": id,
        "fallback": written != language,
        "written": written,
        "owner": context.word("owner", "site").format(role=context.text(role.record.name)) if role else "",
        "owner_page": f"roles/{key}/" if role and guide.shown(language, f"roles/{key}") else "",
        "reviewed": context.word("reviewed", "site").format(date=context.day(reviewed)) if reviewed else "",
        "due": context.word("due", "site").format(date=context.day(later(reviewed, months)))
        if reviewed and months
        else "",
        "mail": mail,
        "ask": context.word("ask", "site").format(mail=mail) if mail else "",
        "preview": session.preview,
        "problems": [_plain(one) for one in diagnostics(guide, found, session.messages)],
        "messages": session.messages,
    }


def _plain(one: Diagnostic) -> dict[str, Any]:
    return {"line": one.line, "level": one.level, "message": one.message, "fix": one.fix, "rule": one.rule}
