"""The pages of the site, for programs: who keeps each, when it was reviewed and is to be again, what is out of date."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from guiaviva.guide import Guide
from guiaviva.judgement import Judgement
from guiaviva.owners import duties_of
from guiaviva.site.exports import text_file
from guiaviva.site.session import Export
from guiaviva.views.context import Context

FILE = "pages.json"
VERSION = 1
"""Of the form of the file: it is another one where a key has gone or means something else."""


def pages_file(path: str, language: str, addresses: Mapping[str, str]) -> Export:
    """Return the export of the file at a path, in one language; `addresses` are those of the pages, by id."""

    def text(judgement: Judgement) -> str:
        return json.dumps(content(judgement.guide, language, addresses), ensure_ascii=False, separators=(",", ":"))

    return text_file(path, text)


def content(guide: Guide, language: str, addresses: Mapping[str, str]) -> dict[str, Any]:
    """Return `version`, the `language`, the day on which it was made, and `pages`.

    Each has `id`, `title`, `url` from the folder of the language, the `owner` (key of a role) and their `owner_name`,
    both null where there is none, `reviewed` and `next_review` (days or null), and `stale`: the ids of the sections
    whose original has changed since they were translated.
    """
    context = Context(guide, language)
    pages = []
    for key, duties in duties_of(guide).items():
        for duty in duties:
            page = guide.shown(language, duty.page)
            if page is None or duty.page not in addresses:
                continue
            behind = (one.split("#", 1) for one in duty.stale)
            pages.append(
                {
                    "id": duty.page,
                    "title": page.title,
                    "url": addresses[duty.page],
                    "owner": key or None,
                    "owner_name": context.text(guide.facts.roles[key].record.name) if key else None,
                    "reviewed": duty.reviewed and duty.reviewed.isoformat(),
                    "next_review": duty.due and duty.due.isoformat(),
                    "stale": [section for code, section in behind if code == language],
                }
            )
    ordered = sorted(pages, key=lambda one: str(one["id"]))
    return {"version": VERSION, "language": language, "date": guide.today.isoformat(), "pages": ordered}
