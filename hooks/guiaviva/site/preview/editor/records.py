"""Records of data: their list, and the form of each, opened, saved and removed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from guiaviva.diagnostics import Place
from guiaviva.editing.changes import rewritten
from guiaviva.editing.records import checking, forms
from guiaviva.editing.records.applying import Change, ClashError, SignError, applied, removed
from guiaviva.editing.records.kinds import Found, path_in, value_at
from guiaviva.editing.records.naming import shown_by, shown_on, used
from guiaviva.editing.records.wording import Labels
from guiaviva.editing.records.writing import NotWritableError, value_of
from guiaviva.editing.savings import ConflictError
from guiaviva.errors import CannotJudgeError
from guiaviva.locales import direction
from guiaviva.reading.documents import KeyPath
from guiaviva.reporting import sentence
from guiaviva.site.preview.editor.editor import OWN, Editor
from guiaviva.site.preview.editor.meant import found_in, labels_in, link_to, path_sent, text_in, use_of
from guiaviva.site.preview.editor.pages import page_of
from guiaviva.site.preview.editor.validating import sign_changed
from guiaviva.wording import Speaker

# How often a record is written again where its file changes at the same moment.
_TRIES = 3


def routes(editor: Editor) -> list[Route]:
    """Return where records are listed, shown and written."""
    return [
        Route(f"{OWN}records", partial(_list, editor)),
        Route(f"{OWN}record", partial(_record, editor)),
        editor.post("record/save", partial(_saved, editor)),
        Route(f"{OWN}record/page", partial(_page, editor)),
        editor.post("record/lengths", partial(_lengths, editor)),
        editor.post("record/uses", partial(_uses, editor)),
        editor.post("record/remove", partial(_removed, editor)),
    ]


async def _list(editor: Editor, request: Request) -> Response:
    """Answer with the list of records; with those first that a `page` shows."""
    labels, page = labels_of(editor, request), request.query_params.get("page", "")

    def make() -> tuple[Any, Any, str]:
        guide = editor.preview.state.guide
        here = [forms.listed_one(guide, one, labels) for one in shown_by(guide, page)] if page else []
        return here, forms.listed(guide, labels), (page and editor.preview.site.address_of(page)) or ""

    here, kinds, address = await editor.preview._do(make)
    facts, home = {"token": editor.token}, editor.preview.state.base + address
    values = {"facts": facts, "words": labels.sentences, "here": here, "kinds": kinds, "home": home}
    return page_of(editor, "records.html", labels.language, values | {"link": partial(link_to, labels)})


async def _record(editor: Editor, request: Request) -> Response:
    """Answer with the form of a record, named by its file and path; with `new`, of one that is to be in a list."""
    labels, file, state = labels_of(editor, request), request.query_params.get("file", ""), editor.preview.state
    is_new = "new" in request.query_params

    def make() -> tuple[dict[str, Any], list[dict[str, str]]]:
        path = path_in(file, request.query_params.get("path", ""), is_new=is_new)
        found, _ = found_in(editor, file, path)
        if found.value is None and not is_new and path:
            raise CannotJudgeError("no-record", found="/".join(map(str, path)))
        form = forms.form(state.guide, found, labels) | {"direction": _directions(state.guide.languages)}
        uses = [] if is_new else _uses_of(editor, found, labels)
        return form, [_led(one, form) for one in uses if one["href"]]

    try:
        form, uses = await editor.preview._do(make)
    except CannotJudgeError as error:
        return Response(sentence(error, state.messages), 404, media_type="text/plain")
    facts = {"token": editor.token, "form": form, "isNew": is_new, "language": labels.language}
    facts["page"] = link_to(labels, form).replace("record?", "record/page?")
    facts["list"] = f"{OWN}records?{urlencode({'lang': labels.language})}"
    values = {"facts": facts, "words": labels.sentences, "form": form, "uses": uses, "link": partial(link_to, labels)}
    return page_of(editor, "record.html", labels.language, values)


async def _page(editor: Editor, request: Request) -> Response:
    """Lead to the page of the guide that shows a record: its own if it has one, or else to the first page of all."""
    file, state = request.query_params.get("file", ""), editor.preview.state

    def find() -> str:
        path = path_in(file, request.query_params.get("path", ""))
        page = shown_on(state.guide, file, path, labels_of(editor, request).language)
        return (page and editor.preview.site.address_of(page)) or ""

    return RedirectResponse(state.base + await editor.preview._do(find))


async def _saved(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Save what was changed in a record: nothing is written where the schema does not allow it, or others did so."""
    file, path = str(sent["file"]), path_sent(sent["path"])
    changes = [Change(path_sent(one["path"]), one["value"]) for one in sent["changes"]]
    if not all(one.path for one in changes):
        raise ValueError(changes)

    def make(text: str) -> tuple[str, KeyPath]:
        return applied(text, file, path, sent["base"], changes)

    done = await editor.preview._do(lambda: write(editor, file, path, make))
    await editor.preview.read([file])
    seen = sent.get("agreeing")
    if seen is None or "value" not in done:
        return done
    # Whoever sees the languages side by side may say that they agree.
    unsigned = await sign_changed(editor, file, tuple(done["path"]), (sent["base"], done["value"], seen))
    return done | {"unsigned": unsigned}


async def _removed(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Remove a record that nothing names."""
    file, path = str(sent["file"]), path_sent(sent["path"])

    def job() -> dict[str, Any]:
        found, _ = found_in(editor, file, path)
        if used(editor.preview.state.guide, found):
            raise ValueError(path)
        return write(editor, file, path, lambda text: (removed(text, file, path, sent["base"]), ()))

    return await editor.preview._do(job)


def write(editor: Editor, file: str, path: KeyPath, make: Callable[[str], tuple[str, KeyPath]]) -> dict[str, Any]:
    """Write what `make` makes of a file; answer with the record as it is then, or with what prevents it."""
    for left in reversed(range(_TRIES)):
        found, held = found_in(editor, file, path)
        made = written(editor, found, text_in(held), make)
        if not isinstance(made, Made):
            return made
        try:
            editor.desk.save(file, held.version, partial(_rewritten, text=made.text))
        except ConflictError:
            if not left:
                raise
            continue
        return {"path": [*made.record.path], "value": made.record.value}
    raise AssertionError


class Made(NamedTuple):
    """The text of a file of data with a record written, and that record."""

    text: str
    record: Found


def written(
    editor: Editor, found: Found, text: str, make: Callable[[str], tuple[str, KeyPath]]
) -> Made | dict[str, Any]:
    """Return what `make` makes of the text of a file in which a record is, or what prevents it."""
    try:
        new, at = make(text)
    except ClashError as error:
        return {"clash": [{"path": [*one.path], "theirs": one.theirs} for one in error.clashes]}
    except SignError:
        return {"refused": "sign"}
    except NotWritableError:
        return {"refused": "unwritable"}
    later = Found(found.file, at, found.field, value_at(value_of(new), at))
    if wrong := _wrong(editor, text, new, later):
        return {"problems": wrong}
    return Made(new, later)


def _rewritten(data: bytes, text: str) -> bytes:
    return rewritten(data, text)


def _wrong(editor: Editor, before: str, after: str, found: Found) -> list[dict[str, Any]]:
    """Return what the schema does not allow in a record, but what was wrong with it before."""
    state = editor.preview.state
    model = state.guide.model
    speaker = Speaker(model.rules, model.words, state.messages, state.guide.source_language)
    known = [(path, speaker.sentence(one, "message")) for path, one in checking.problems(before, found)]
    return [
        {"path": [*path], "message": f"{message} {speaker.sentence(one, 'fix')}".strip()}
        for path, one in checking.problems(after, found)
        if (path, message := speaker.sentence(one, "message")) not in known
    ]


async def _lengths(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Answer with how long texts are for networks, as each of them counts."""
    networks = [str(one) for one in sent["networks"]]
    texts = {str(one): str(text) for one, text in sent["texts"].items()}
    made = await editor.preview._do(lambda: checking.lengths(editor.preview.state.guide, networks, texts))
    return {"lengths": {one: [length._asdict() for length in lengths] for one, lengths in made.items()}}


async def _uses(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Answer with the places that still name a record."""
    file, path, labels = str(sent["file"]), path_sent(sent["path"]), labels_in(editor, str(sent["language"]))

    return {"uses": await editor.preview._do(lambda: _uses_of(editor, found_in(editor, file, path)[0], labels))}


def _uses_of(editor: Editor, found: Found, labels: Labels) -> list[dict[str, str]]:
    """Return what a record is named by, such as the accounts of a network, and where each is corrected.

    A page that says it in several languages is there once, in that of the words if it can be.
    """
    guide, places = editor.preview.state.guide, dict[str, Place]()
    for place in used(guide, found):
        page = guide.by_path.get(place.path)
        name = page.id if page else str(place)
        if name not in places or (page and page.language == labels.language):
            places[name] = place
    uses = [use_of(guide, place, labels) for place in places.values()]
    return [*{one["name"]: one for one in uses}.values()]


def _led(one: Mapping[str, str], form: Mapping[str, Any]) -> dict[str, str]:
    """Return what leads to another record and knows where it was led to from."""
    origin = urlencode({"from": json.dumps({"file": form["file"], "path": form["path"]})})
    is_record = one["href"].startswith(f"{OWN}record?")
    return {**one, "href": f"{one['href']}&{origin}" if is_record else one["href"]}


def labels_of(editor: Editor, request: Request) -> Labels:
    """Return the words of the forms in the language that is asked for, or else that of the messages."""
    return labels_in(editor, request.query_params.get("lang", ""))


def _directions(languages: Sequence[str]) -> dict[str, str]:
    return {one: direction(one) for one in languages}
