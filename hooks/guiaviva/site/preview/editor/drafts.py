"""What somebody is typing, before it is saved: as it will look, and what the check says of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from starlette.routing import Route

from guiaviva.diagnostics import Diagnostic, Place
from guiaviva.editing.drafts import Mark, Units, marks, placed, source_of
from guiaviva.editing.records.checking import path_of
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.guide.loading import page_of
from guiaviva.judgement import Judgement
from guiaviva.reading.documents import KeyPath
from guiaviva.reading.files import Source
from guiaviva.reading.gate import PAGE, sizes
from guiaviva.reading.pages import Page
from guiaviva.reading.passages import of_body, of_front
from guiaviva.site.preview.editor.editor import Editor
from guiaviva.site.preview.editor.meant import fix_in_form
from guiaviva.site.signing import signing_link

# How many pages are kept that somebody may be typing.
_KEPT = 50


def routes(editor: Editor) -> list[Route]:
    """Return where what is typed is taken, and judged."""
    return [
        editor.post("draft", partial(_drafted, editor)),
        editor.post("findings", partial(_found, editor, asyncio.Lock())),
    ]


async def _drafted(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Keep a text, for the page that asks for it by its name; return its passages, which the page shows."""
    name, path, text = str(sent["draft"]), editor.text_at(str(sent["path"])), str(sent["text"])
    if len(text) > PAGE:
        raise CannotJudgeError("too-big", path=path, **sizes(len(text), PAGE))
    drafts = editor.preview.drafts
    drafts.pop(name, None)
    drafts[name] = source = source_of(path, text)
    for first in list(drafts)[:-_KEPT]:
        del drafts[first]
    return {"passages": _passages(page_of(source, editor.preview.state.guide.languages))}


def _passages(page: Page) -> list[dict[str, Any]]:
    """Return the passages of a page by line, each with what it says; a block is made of data, and says it elsewhere.

    The title of the front matter has its `field`: it is what is seen where the text has none.
    """
    is_headed = any(one.level == 1 for one in page.sections)
    titles = [] if is_headed else [one for one in of_front(page) if one.kind == "title"]
    front = [{"line": one.line, "text": one.text, "made": False, "field": [one.kind]} for one in titles]
    found = ((one, one.kind == "block") for one in of_body(page))
    return front + [{"line": one.line, "text": "" if made else one.text, "made": made} for one, made in found]


async def _found(editor: Editor, one_at_a_time: asyncio.Lock, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the check says of a text, or that it is `old`: of those that wait, the last is judged alone.

    Of a text that is `saved` the check of the whole guide says more, once it has seen it: until then it is `waiting`.
    """
    name, text = str(sent["draft"]), str(sent["text"])
    source = editor.preview.drafts[name]
    known = await editor.preview._do(lambda: _known(editor, source, text))
    if known is not None:
        return {"findings": known, "waiting": False}
    async with one_at_a_time:
        if editor.preview.drafts.get(name) is not source:
            return {"old": True}
        language = editor.preview.state.messages
        made = await editor.preview.judge.make(Judged(text, language), source.path)
    return {"findings": json.loads(made) if made else [], "waiting": bool(sent.get("saved"))}


def _known(editor: Editor, source: Source, text: str) -> list[dict[str, Any]] | None:
    """Return what the check of the whole guide says of a page, or None where it has not seen that text."""
    state = editor.preview.state
    page = state.guide.by_path.get(source.path)
    if page is None or page.file.source.text != source.text or not state.is_judged(source.path):
        return None
    judgement, units = state.judgement(), Units(text)
    said = judgement.diagnostics(state.messages)
    found = placed(text, (one for one in said if one.path == page.path))
    return [_as_sent(judgement.guide, page, one, units) for one in found]


@dataclass(frozen=True)
class Judged:
    """What the check says of a text in a language, as the judging process makes it."""

    text: str = field(repr=False)
    language: str

    def content(self, judgement: Judgement, path: str) -> str:
        """Return the findings of the page at a path as JSON."""
        source, units = source_of(path, self.text), Units(self.text)
        guide = judgement.guide
        page = page_of(source, guide.languages)
        found = marks(guide, source, self.text, self.language)
        return json.dumps([_as_sent(guide, page, one, units) for one in found])


def _as_sent(guide: Guide, page: Page, mark: Mark, units: Units) -> dict[str, Any]:
    one, change = mark.diagnostic, mark.change
    field = _field(guide, page, one)
    return {
        "line": one.line,
        "level": one.level,
        "rule": one.rule,
        "message": one.message,
        "fix": fix_in_form(one) if field else one.fix,
        "field": [*field],
        "sign": signing_link(guide, page, one),
        "reviewed": guide.today.isoformat() if guide.model.rules[one.rule].reviewed else "",
        "from": units.before(mark.start),
        "to": units.before(mark.end),
        "edit": change and {"from": units.before(change.start), "to": units.before(change.end), "insert": change.text},
    }


def _field(guide: Guide, page: Page, one: Diagnostic) -> KeyPath:
    """Return the path of the field of the front matter that a diagnostic is about, be it there or not; () for none."""
    if one.line < page.body_line and (path := path_of(page.front, Place(one.path, one.line, one.column))):
        return path
    is_of_page = (one.line, one.column, one.length) == (1, 1, 0)
    return (one.key,) if is_of_page and one.key in guide.model.fields else ()
