"""What is still to be written, each with the forms and the texts where that is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guiaviva.contentmodel import load_todo
from guiaviva.diagnostics import Place
from guiaviva.editing.records.wording import Labels
from guiaviva.guide import Guide
from guiaviva.site.preview.editor.editor import LEFT, Editor, words_in
from guiaviva.site.preview.editor.meant import labels_in, use_of
from guiaviva.site.preview.editor.pages import page_of
from guiaviva.todo.formats import START, Say, said
from guiaviva.todo.tasks import Todo, todo

Shown = dict[str, Any]
"""Something to do: `what`, its `context` (the sentence around a gap) or "", and the name and address of its `uses`."""


def routes(editor: Editor) -> list[Route]:
    """Return where what is left is listed."""
    return [Route(LEFT, partial(_page, editor))]


async def _page(editor: Editor, _: Request) -> Response:
    state = editor.preview.state
    spoken = words_in(state, state.messages)[0]
    listed = await editor.preview._do(lambda: _listed(editor, spoken))
    return page_of(editor, "left.html", spoken, {"facts": {}, **listed})


def _listed(editor: Editor, spoken: str) -> dict[str, Any]:
    state = editor.preview.state
    found = todo(state.judgement(), spoken, load_todo(state.root))
    say: Say = partial(said, state.guide.model, spoken)
    shown = partial(_shown, state.guide, labels_in(editor, spoken))
    summary = say("left", count=len(found.tasks)) if found.tasks else ""
    return {"summary": summary, "groups": [*_groups(found, say, shown)]}


def _groups(found: Todo, say: Say, shown: Callable[..., Shown]) -> Iterator[tuple[str, list[Shown]]]:
    """Return what is wrong, then what to begin with, then the rest by who can answer it, as `guia todo` does."""
    if found.errors:
        wrong = [shown(one.message, "", (Place(one.path, one.line, one.column),)) for one in found.errors]
        yield say("errors", count=len(found.errors)), wrong
    first = found.tasks[:START] if len(found.tasks) > START else ()
    groups = [(say("start"), first)]
    groups += [
        (say(f"who-{who}"), tuple(one for one in found.tasks if one.who == who and one not in first))
        for who in found.groups
    ]
    for name, tasks in groups:
        if tasks:
            yield name, [shown(one.what, one.context, one.places) for one in tasks]


def _shown(guide: Guide, labels: Labels, what: str, context: str, places: Sequence[Place]) -> Shown:
    uses = {one["href"] or one["name"]: one for one in (use_of(guide, place, labels) for place in places)}
    return {"what": what, "context": context, "uses": list(uses.values())}
