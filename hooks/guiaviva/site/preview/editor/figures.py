"""The figures of a month: shown as a table, and saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guiaviva.editing.records.figures import Figure, entered, files, number_of, taken, to_enter
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.line_ends import plain
from guiaviva.measures.importing import require_readable
from guiaviva.measures.periods import read_period
from guiaviva.site.preview.editor.editor import OWN, Editor
from guiaviva.site.preview.editor.pages import page_of
from guiaviva.site.preview.editor.records import labels_of
from guiaviva.wording import Speaker

_NAMES = ("date", "indicator", "account", "part", "value", "note")


def routes(editor: Editor) -> list[Route]:
    """Return where the figures of a month are shown and saved."""
    return [Route(f"{OWN}figures", partial(_figures, editor)), editor.post("figures/save", partial(_saved, editor))]


async def _figures(editor: Editor, request: Request) -> Response:
    """Answer with the figures of a month, by default of that which ended last."""
    labels, state = labels_of(editor, request), editor.preview.state
    first = _first_day(request.query_params.get("month", ""), state.guide.today)

    def make() -> dict[str, Any]:
        guide, language = state.guide, labels.language
        own = language if language in guide.languages else guide.source_language
        return {"roles": [*to_enter(guide, first, own)], "entered": entered(guide, first, own)}

    values = await editor.preview._do(make)
    values |= {"facts": {"token": editor.token}, "words": labels.sentences, "month": f"{first:%Y-%m}"}
    return page_of(editor, "figures.html", labels.language, values)


async def _saved(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Save figures: all of them, or none where one cannot be right."""
    figures = [Figure(*(str(one.get(name, "")).strip() for name in _NAMES)) for one in sent["figures"]]
    return await editor.preview._do(lambda: _save(editor, figures, jumps=sent.get("jumps") is True))


def _save(editor: Editor, figures: list[Figure], *, jumps: bool) -> dict[str, Any]:
    state = editor.preview.state
    guide = state.guide
    require_readable(guide)
    made = taken(guide, figures, jumps=jumps)
    if made.refused:
        speaker = Speaker(guide.model.rules, guide.model.words, state.messages, guide.source_language)
        words = guide.model.words["measures"]
        told = [(number_of(one.line), speaker.fill(words[one.reason], one.values), one.reason) for one in made.refused]
        return {"refused": [{"number": number, "message": text, "reason": reason} for number, text, reason in told]}
    for path, data in files(guide, made).items():
        held = editor.desk.read(path)
        if _is_other(guide, path, held.data):
            # Its rows are not where they were.
            raise CannotJudgeError("unwritable", path=path, reason="")
        editor.desk.save(path, held.version, lambda _, data=data: data)  # type: ignore[misc]
    return {"saved": len(figures)}


def _is_other(guide: Guide, path: str, data: bytes | None) -> bool:
    """Return whether a file is not as the guide was read, which follows a moment after each saving."""
    known = guide.facts.sources.get(path)
    return plain((data or b"").decode("utf-8-sig", "replace")) != (known.text if known else "")


def _first_day(month: str, today: date) -> date:
    period = read_period(month)
    return period.start if period else (today.replace(day=1) - timedelta(days=1)).replace(day=1)
