"""What somebody is typing, before it is saved: as it will look, and what the check says of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from starlette.routing import Route

from guiaviva.editing.drafts import Mark, Units, marks, source_of
from guiaviva.editing.places import kind_of
from guiaviva.errors import CannotJudgeError
from guiaviva.judgement import Judgement
from guiaviva.reading.gate import PAGE, sizes
from guiaviva.site.preview.editor.editor import Editor

# How many pages are kept that somebody may be typing.
_KEPT = 50


def routes(editor: Editor) -> list[Route]:
    """Return where what is typed is taken, and judged."""
    return [
        editor.post("draft", partial(_drafted, editor)),
        editor.post("findings", partial(_found, editor, asyncio.Lock())),
    ]


async def _drafted(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Keep a text, for the page that asks for it by its name."""
    name, path, text = str(sent["draft"]), str(sent["path"]), str(sent["text"])
    if kind_of(path, editor.desk.languages) != "text":
        raise CannotJudgeError("not-editable", path=path)
    if len(text) > PAGE:
        raise CannotJudgeError("too-big", path=path, **sizes(len(text), PAGE))
    drafts = editor.preview.drafts
    drafts.pop(name, None)
    drafts[name] = source_of(path, text)
    for first in list(drafts)[:-_KEPT]:
        del drafts[first]
    return {}


async def _found(editor: Editor, one_at_a_time: asyncio.Lock, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the check says of a text, or that it is `old`: of those that wait, the last is judged alone."""
    name, text = str(sent["draft"]), str(sent["text"])
    source = editor.preview.drafts[name]
    async with one_at_a_time:
        if editor.preview.drafts.get(name) is not source:
            return {"old": True}
        language = editor.preview.state.messages
        made = await editor.preview.judge.make(Judged(text, language), source.path)
    return {"findings": json.loads(made) if made else []}


@dataclass(frozen=True)
class Judged:
    """What the check says of a text in a language, as the judging process makes it."""

    text: str = field(repr=False)
    language: str

    def content(self, judgement: Judgement, path: str) -> str:
        """Return the findings of the page at a path as JSON."""
        source, units = source_of(path, self.text), Units(self.text)
        found = marks(judgement.guide, source, self.text, self.language)
        return json.dumps([_as_sent(one, units) for one in found])


def _as_sent(mark: Mark, units: Units) -> dict[str, Any]:
    one, change = mark.diagnostic, mark.change
    return {
        "line": one.line,
        "level": one.level,
        "message": one.message,
        "fix": one.fix,
        "from": units.before(mark.start),
        "to": units.before(mark.end),
        "edit": change and {"from": units.before(change.start), "to": units.before(change.end), "insert": change.text},
    }
