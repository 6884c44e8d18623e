"""What somebody changed: in words, with a sentence of why, sent with their own Git or downloaded as a file."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, TypeVar

from starlette.requests import Request as Asked
from starlette.responses import Response
from starlette.routing import Route

from guiaviva.diagnostics import Diagnostic, Place
from guiaviva.editing.changes import rewritten, shown
from guiaviva.editing.combining import ChoiceError, Conflict, Side
from guiaviva.editing.git import Git, GitError
from guiaviva.editing.patches import is_text, unified
from guiaviva.editing.pictures import name_of
from guiaviva.editing.places import PICTURES, kind_of
from guiaviva.editing.proposals import Proposal, forget, proposals
from guiaviva.editing.receiving import noted, receive
from guiaviva.editing.savings import ConflictError, Held, put_whole
from guiaviva.editing.sending import Person, Request, addresses, known_person, patch, send, taken_in
from guiaviva.editing.telling import called, message
from guiaviva.editing.unsent import Changed, Working, of_today
from guiaviva.errors import CannotJudgeError
from guiaviva.reading.targets import target
from guiaviva.site.preview.editor.described import described, told_in
from guiaviva.site.preview.editor.editor import OWN, Editor, words_in
from guiaviva.site.preview.editor.meant import labels_in, use_of, with_days
from guiaviva.site.preview.editor.pages import page_of
from guiaviva.site.preview.editor.verdicts import is_of_translation
from guiaviva.site.signing import TRANSLATIONS
from guiaviva.translations.records import PATH as LEDGER

T = TypeVar("T")


def routes(editor: Editor) -> list[Route]:
    """Return where changes are shown and sent."""
    alone = asyncio.Lock()
    return [
        Route(f"{OWN}changes", partial(page, editor, "changes.html")),
        editor.post("changes", partial(_listed, editor)),
        editor.post("changes/left", partial(_left, editor)),
        editor.post("send", partial(_sent, editor, alone)),
        editor.post("get", partial(_got, editor, alone)),
        editor.post("forget", partial(_forgotten, editor, alone)),
        editor.post("patch", partial(_patched, editor)),
    ]


async def page(editor: Editor, name: str, request: Asked) -> Response:
    """Answer with a page of the editor that is about no single file; its words are those of the messages."""
    state = editor.preview.state
    asked = {one: request.query_params.get(one, "") for one in ("path", "language")}
    facts = {"token": editor.token, **asked}
    return page_of(editor, name, words_in(state, state.messages)[0], {"facts": facts})


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


async def _left(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Answer with what the check finds in files that are to be sent, and so many errors in others; null before."""
    paths = frozenset(map(str, sent["paths"]))
    # What was just saved may not have been read yet, and what was found before is not of it.
    await editor.preview.read(paths)
    return await editor.preview._do(lambda: _found_in(editor, paths))


def _found_in(editor: Editor, paths: Collection[str]) -> dict[str, Any]:
    """Return what the check finds in files, errors first, and how many errors elsewhere; null before it does."""
    state = editor.preview.state
    if state.judged < state.number:
        return {"left": None, "errors": 0}
    labels, said = labels_in(editor, state.messages), state.judgement().diagnostics(state.messages)
    errors = sum(one.level == "error" and one.path not in paths for one in said)
    here = (one for one in said if one.path in paths)
    found = sorted((one for one in here if one.level != "advice"), key=lambda one: one.level)

    def shown_as(one: Diagnostic) -> str:
        return with_days(state.guide, labels, one.message.partition("\n")[0])

    left = [
        {"path": one.path, "level": one.level, "message": shown_as(one)}
        | use_of(state.guide, Place(one.path, one.line, one.column), labels, text=True)
        | ({"href": TRANSLATIONS} if is_of_translation(one) else {})
        for one in found
    ]
    # Of a text in several languages the same may be said of each, and all are corrected in one place.
    return {"left": [one for number, one in enumerate(left) if one not in left[:number]], "errors": errors}


def _known(editor: Editor) -> dict[str, Any]:
    working = _working(editor)
    if working is None:
        changed = of_today(editor.preview.state.root)
        apart = _called(editor, [one.path for one in changed if not is_text(one)])
        return {"git": False, "changed": described(editor, changed), "apart": apart}
    sent = tuple(_waiting(working))
    return {
        "git": True,
        "remote": bool(working.remote),
        "person": known_person(working.git),
        "changed": described(editor, working.unsent),
        "waiting": described(editor, sent),
        "proposals": [_proposed(working, one) for one in proposals(working)],
        "left_out": _called(editor, sorted(working.left_out)),
    }


def _called(editor: Editor, paths: Iterable[str]) -> list[str]:
    """Return what files are called in the language of the messages."""
    state = editor.preview.state
    labels = labels_in(editor, state.messages)
    return [called(state.guide, path, labels) for path in paths]


def _proposed(working: Working, one: Proposal) -> dict[str, Any]:
    address, web = addresses(working, one.branch)
    return one._asdict() | {"address": address, "web": web}


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
        known = {path.removeprefix(working.git.prefix): held.version for path, held in before.items()}
        if await editor.preview._do(lambda: _take(editor, done.shared, known)) and not done.partial:
            await _apart(lambda: taken_in(working))
    return {"branch": done.branch, "address": done.address, "web": done.web, "contact": _contact(editor)}


async def _got(editor: Editor, alone: asyncio.Lock, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Bring what others changed, or the proposal that is asked for, into the files here.

    Answers with the places where somebody has to choose first.
    """
    async with alone:
        working = await _apart(lambda: _working(editor))
        if working is None:
            raise CannotJudgeError("send-no-remote")
        before = await _apart(lambda: {path: Held(path, data) for path, data in working.changed.items()})
        chosen, to = _chosen(sent), sent.get("to")
        try:
            received = await _apart(lambda: receive(working, chosen, None if to is None else str(to)))
        except ChoiceError as error:
            return {"conflicts": _conflicts(editor, error.conflicts)}
        known = await _apart(lambda: _versions(editor, before, received.files))
        whole = await editor.preview._do(lambda: _take(editor, received.files, known))
        if whole:
            await _apart(lambda: noted(working, received))
    return {"files": len(received.files), "whole": whole, "more": received.more}


async def _forgotten(editor: Editor, alone: asyncio.Lock, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Take a proposal off the list that is not in the files here."""
    async with alone:
        working = await _apart(lambda: _working(editor))
        branch = str(sent["branch"])
        if working is None or not any(one.branch == branch and not one.here for one in proposals(working)):
            raise ValueError(branch)
        await _apart(lambda: forget(working.git, branch))
    return {}


def _versions(editor: Editor, before: Mapping[str, Held], paths: Iterable[str]) -> dict[str, str]:
    """Return the versions of those files that are still as they were before others' changes were fetched."""
    working = _working(editor)
    assert working is not None
    was = {path: held.data for path, held in before.items()}
    tops = {path: f"{working.git.prefix}{path}" for path in paths}
    same = [path for path, top in tops.items() if working.changed.get(top) == was.get(top)]
    return {path: "" if path == LEDGER else editor.desk.read(path).version for path in same}


def _take(editor: Editor, files: Mapping[str, bytes | None], known: Mapping[str, str]) -> bool:
    """Write files that have what others had changed, where they are of the `known` version; return whether all are."""
    whole = True
    for path, data in files.items():
        try:
            if path == LEDGER:
                if path not in known:
                    raise KeyError(path)
                put_whole(target(editor.preview.state.root, path), data)
            elif kind_of(path, editor.desk.languages):
                editor.desk.save(path, known[path], partial(_brought, path, data))
        except (ConflictError, CannotJudgeError, KeyError, OSError):
            # Whoever is changing it goes on; they are asked again when it is sent.
            whole = False
    return whole


def _brought(path: str, data: bytes | None, old: bytes) -> bytes | None:
    """Return what a file is to hold, with the line ends that it has here."""
    is_picture = path.startswith(PICTURES)
    return data if data is None or not old or is_picture else rewritten(old, shown(data))


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
    person = sent.get("person")
    who = person and Person(str(person["name"]), str(person["email"]), person.get("keep") is True)
    only = None if sent.get("only") is None else frozenset(map(str, sent["only"]))
    body = message(told_in(editor, [one for one in changed if only is None or one.path in only]))
    return Request(str(sent["why"]), body, _chosen(sent), who or None, only)


def _chosen(sent: Mapping[str, Any]) -> Mapping[str, Sequence[Side]]:
    """Return what somebody chose of conflicts. Raises ValueError and TypeError where it cannot be understood."""
    chosen: Mapping[str, Sequence[Side]] = sent.get("chosen") or {}
    if not all(side in ("ours", "theirs") for sides in chosen.values() for side in sides):
        raise ValueError(chosen)
    return chosen


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
