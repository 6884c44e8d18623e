"""What somebody changed: in words, with a sentence of why, sent with their own Git or downloaded as a file."""

from __future__ import annotations

import asyncio
import base64
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, TypeVar

from starlette.requests import Request as Asked
from starlette.responses import Response
from starlette.routing import Route

from guiaviva.editing.changes import rewritten, shown
from guiaviva.editing.combining import ChoiceError, Conflict
from guiaviva.editing.git import Git, GitError
from guiaviva.editing.patches import is_text, unified
from guiaviva.editing.pictures import name_of
from guiaviva.editing.places import kind_of
from guiaviva.editing.savings import ConflictError, Held
from guiaviva.editing.sending import Person, Request, Sent, known_person, patch, send, taken_in
from guiaviva.editing.telling import message
from guiaviva.editing.unsent import Changed, Working, of_today
from guiaviva.errors import CannotJudgeError
from guiaviva.site.preview.editor.described import described, told_in
from guiaviva.site.preview.editor.editor import OWN, Editor, words_in
from guiaviva.site.preview.editor.texts import headers, template

T = TypeVar("T")


def routes(editor: Editor) -> list[Route]:
    """Return where changes are shown and sent."""
    alone = asyncio.Lock()
    return [
        Route(f"{OWN}changes", partial(page, editor, "changes.html")),
        editor.post("changes", partial(_listed, editor)),
        editor.post("send", partial(_sent, editor, alone)),
        editor.post("patch", partial(_patched, editor)),
    ]


async def page(editor: Editor, name: str, request: Asked) -> Response:
    """Answer with a page of the editor that is about no single file; its words are those of the messages."""
    state, nonce = editor.preview.state, secrets.token_urlsafe(16)
    spoken, words = words_in(state, state.messages)
    facts = {"token": editor.token, "address": state.base, "nonce": nonce, "path": request.query_params.get("path", "")}
    html = template(name).render(spoken=spoken, facts=facts, words=words)
    return Response(html, headers=headers(nonce), media_type="text/html")


async def _apart(job: Callable[[], T]) -> T:
    """Do what takes its time, over the network too, while the preview goes on. Raises CannotJudgeError."""
    try:
        return await asyncio.to_thread(job)
    except GitError as error:
        raise CannotJudgeError("send-failed", reason=str(error)[:300]) from None


def _working(editor: Editor) -> Working | None:
    state = editor.preview.state
    git = Git.of(state.root)
    return None if git is None else Working(git, state.root, state.guide.languages)


async def _listed(editor: Editor, _: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was changed, in words, and what is known for sending it."""
    return await _apart(lambda: _known(editor))


def _known(editor: Editor) -> dict[str, Any]:
    working = _working(editor)
    if working is None:
        changed = of_today(editor.preview.state.root)
        apart = [one.path for one in changed if not is_text(one)]
        return {"git": False, "changed": described(editor, changed), "apart": apart}
    sent = tuple(_waiting(working))
    return {
        "git": True,
        "remote": bool(working.remote),
        "person": known_person(working.git),
        "changed": described(editor, working.unsent),
        "waiting": described(editor, sent),
        "left_out": sorted(working.left_out),
    }


def _waiting(working: Working) -> list[Changed]:
    git = working.git
    contents = ((path, working.base_of_sent.get(path), entry) for path, entry in sorted(working.waiting.items()))
    return [
        Changed(path.removeprefix(git.prefix), git.content(before), git.content(after))
        for path, before, after in contents
    ]


async def _sent(editor: Editor, alone: asyncio.Lock, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Send what was changed; answer with the places where somebody has to choose first, if there are any."""
    async with alone:
        working = await _apart(lambda: _working(editor))
        if working is None:
            raise CannotJudgeError("send-no-remote")
        before = await _apart(lambda: {path: Held(path, data) for path, data in working.changed.items()})
        request = await _apart(lambda: _request(editor, sent, working.unsent))
        try:
            done = await _apart(lambda: send(working, request))
        except ChoiceError as error:
            return {"conflicts": _conflicts(editor, error.conflicts)}
        known = {path.removeprefix(working.git.prefix): held for path, held in before.items()}
        if await editor.preview._do(lambda: _take(editor, done, known)) and not done.partial:
            await _apart(lambda: taken_in(working))
    return {"branch": done.branch, "address": done.address, "web": done.web, "contact": _contact(editor)}


def _take(editor: Editor, done: Sent, known: Mapping[str, Held]) -> bool:
    """Write into the files here what others had changed in them; return whether all are as they were sent."""
    whole = True
    for path, data in done.shared.items():
        kind = kind_of(path, editor.desk.languages)
        if kind is None:
            continue
        text = shown(data) if kind != "picture" else ""
        try:
            make = (lambda _, data=data: data) if kind == "picture" else (lambda old, text=text: rewritten(old, text))
            editor.desk.save(path, known[path].version, make)
        except (ConflictError, CannotJudgeError, KeyError):
            # Whoever is changing it goes on; they are asked again when it is sent.
            whole = False
    return whole


async def _patched(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was changed as a file."""
    data = await _apart(lambda: _patch(editor, sent))
    name = f"guia-{date.today().isoformat()}-{name_of(str(sent['why']))}.patch"
    return {"name": name, "data": base64.b64encode(data).decode("ascii")}


def _patch(editor: Editor, sent: Mapping[str, Any]) -> bytes:
    working = _working(editor)
    changed = of_today(editor.preview.state.root) if working is None else working.unsent
    request = _request(editor, sent, changed)
    if working is not None:
        return patch(working, request)
    if not request.why.strip():
        raise CannotJudgeError("send-no-why")
    kept = [one for one in changed if request.only is None or one.path in request.only]
    return unified(kept, f"{request.why}\n{request.body}")


def _request(editor: Editor, sent: Mapping[str, Any], changed: Sequence[Changed]) -> Request:
    """Return what somebody wants to send. Raises ValueError, TypeError and KeyError where it cannot be understood."""
    person, chosen = sent.get("person"), sent.get("chosen") or {}
    if not all(side in ("ours", "theirs") for sides in chosen.values() for side in sides):
        raise ValueError(chosen)
    who = person and Person(str(person["name"]), str(person["email"]), person.get("keep") is True)
    only = None if sent.get("only") is None else frozenset(map(str, sent["only"]))
    body = message(told_in(editor, [one for one in changed if only is None or one.path in only]))
    return Request(str(sent["why"]), body, chosen, who or None, only)


def _contact(editor: Editor) -> str:
    """Return where it is told that something was sent, "" where that is not known."""
    institution = editor.preview.state.guide.facts.institution
    contact = institution.record.contact if institution else None
    return (contact and contact.email) or ""


def _conflicts(editor: Editor, conflicts: Sequence[Conflict]) -> list[dict[str, Any]]:
    changed = [Changed(one.path, one.theirs, one.ours) for one in conflicts]
    return [
        {
            "path": one.path,
            "key": one.key,
            "text": text.text,
            "questions": [{"ours": _text(ours), "theirs": _text(theirs)} for ours, theirs in one.questions],
        }
        for one, text in zip(conflicts, told_in(editor, changed), strict=True)
    ]


def _text(data: bytes | None) -> str | None:
    """Return a text to choose, "" where it was deleted, and None where it is no text."""
    return None if data is not None and b"\0" in data else (data or b"").decode("utf-8-sig", "replace")
