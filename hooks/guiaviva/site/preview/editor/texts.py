"""The text of a page: opened, and saved."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guiaviva.editing.changes import Change, changed, rewritten, shown
from guiaviva.editing.drafts import drafted, source_of
from guiaviva.editing.records import forms
from guiaviva.editing.records.naming import is_of_records, main_record, shown_by
from guiaviva.editing.savings import Held
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.guide.loading import page_of
from guiaviva.locales import language_name
from guiaviva.site.preview.editor.editor import OWN, Editor, text_of, words_in
from guiaviva.site.preview.editor.meant import form_of, labels_in, link_to, link_to_text
from guiaviva.site.preview.editor.pages import page_of as made_of
from guiaviva.site.signing import TRANSLATIONS


def routes(editor: Editor) -> list[Route]:
    """Return where texts are opened and saved."""
    return [
        Route(f"{OWN}page", partial(_page, editor)),
        editor.post("open", partial(_opened, editor)),
        editor.post("save", partial(_saved, editor)),
    ]


async def _page(editor: Editor, request: Request) -> Response:
    """Answer with the editor of a page, which is named by its path from the root of the guide."""
    path, state = request.query_params.get("path", ""), editor.preview.state
    try:
        held = await editor.preview._do(lambda: editor.desk.read(editor.text_at(path)))
        text_of(held)
    except CannotJudgeError as error:
        return Response(editor.sentence(error), 404, media_type="text/plain")
    address = await editor.preview._do(lambda: editor.preview.site.address_of(path))
    language, nonce = path.split("/")[1], secrets.token_urlsafe(16)
    facts = {
        "path": path,
        "language": language,
        "token": editor.token,
        "address": None if address is None else state.base + address,
        "draft": secrets.token_urlsafe(16),
        "nonce": nonce,
        "messages": state.messages,
    }
    # Whoever edits a page in another language goes on in their own.
    spoken, page = words_in(state, state.messages)[0], state.guide.by_path.get(path)
    about: dict[str, Any] = {"name": (page and page.title) or path, "versions": _versions(state.guide, path, spoken)}
    about["records"] = await editor.preview._do(lambda: _records(editor, path))
    about["main"] = await editor.preview._do(lambda: _main(editor, path, spoken))
    about["forms"] = labels_in(editor, spoken).sentences
    about["is_of_records"] = bool(page) and is_of_records(state.guide, path)
    return made_of(editor, "page.html", spoken, {"facts": facts, **about}, _policy(nonce))


def _records(editor: Editor, path: str) -> list[dict[str, str]]:
    """Return the records that a page shows, each with its form: what its blocks show is not in its text."""
    guide, labels = editor.preview.state.guide, labels_in(editor, editor.preview.state.messages)
    found = [forms.listed_one(guide, one, labels) | {"kind": labels.kind(one.kind)} for one in shown_by(guide, path)]
    return [{"name": f"{one['kind']}: {one['name']}", "href": link_to(labels, one)} for one in found]


def _main(editor: Editor, path: str, spoken: str) -> dict[str, str] | None:
    """Return the record that a page is about, with its form and what that is called."""
    guide, labels = editor.preview.state.guide, labels_in(editor, spoken)
    if (one := main_record(guide, path)) is None:
        return None
    name = f"{labels.kind(one.kind)}: {forms.named(guide, one, labels)}"
    href = link_to(labels, {"file": one.file, "path": one.path})
    return {"label": form_of(guide, one, spoken), "name": name, "href": href}


def _versions(guide: Guide, path: str, spoken: str) -> list[dict[str, str]]:
    """Return the same page in the other languages of the guide that have it, and what these are called."""
    page = guide.by_path.get(path)
    found = [one for one in guide.all_pages if page and one.id == page.id and one.path != path]
    return [
        {"language": one.language, "name": language_name(spoken, one.language), "href": link_to_text(one.path)}
        for one in sorted(found, key=lambda one: guide.languages.index(one.language))
    ]


def _policy(nonce: str) -> dict[str, str]:
    """Return what the editor of a page loads besides its own."""
    return {
        # CodeMirror makes its style sheets itself, and places things by the attribute.
        "style-src-elem": f"'self' 'nonce-{nonce}'",
        "style-src-attr": "'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "frame-src": "'self'",
    }


async def _opened(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    path = str(sent["path"])
    return as_sent(await editor.preview._do(lambda: editor.desk.read(path)))


async def _saved(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Save a text: what has `changes` of it, as CodeMirror has them, or the whole `text`."""
    path, version = editor.text_at(str(sent["path"])), str(sent["version"])
    changes, text = sent.get("changes"), sent.get("text")

    def make(data: bytes) -> bytes:
        return rewritten(data, str(text)) if changes is None else changed(data, changes_of(changes, shown(data)))

    held = await editor.preview._do(lambda: editor.desk.save(path, version, make))
    return {"version": held.version, "stale": await editor.preview._do(lambda: _stale(editor, held))}


def _stale(editor: Editor, held: Held) -> list[dict[str, str]]:
    """Return the translations of a page, as it is saved, that do not say the same any more."""
    source = source_of(held.path, text_of(held))
    guide = drafted(editor.preview.state.guide, source)
    id = page_of(source, guide.languages).id
    return [
        {"language": language, "href": f"{TRANSLATIONS}?{urlencode({'path': guide.path(id, language)})}"}
        for language in guide.languages
        if held.path == guide.path(id) and guide.stale_sections(language, id)
    ]


def as_sent(held: Held) -> dict[str, Any]:
    """Return a file as the editor gets it. Raises CannotJudgeError where it is no text."""
    return {"path": held.path, "version": held.version, "text": text_of(held)}


def changes_of(sections: Any, text: str) -> Iterator[Change]:
    """Return the changes that the sections of a set of changes of CodeMirror make in a text.

    A section is how many UTF-16 units stay, or a list: how many are replaced, and the lines that take their place.
    Raises ValueError where they are not of this text.
    """
    units = text.encode("utf-16-le")
    at = place = 0
    for one in sections:
        size, lines = (one, None) if isinstance(one, int) else (one[0], one[1:])
        if not isinstance(size, int) or size < 0 or at + size > len(units) // 2:
            raise ValueError(one)
        end = place + len(units[2 * at : 2 * (at + size)].decode("utf-16-le"))
        if lines is not None:
            yield Change(place, end, "\n".join(_texts(lines)))
        at, place = at + size, end
    if at != len(units) // 2:
        raise ValueError(sections)


def _texts(lines: Sequence[Any]) -> list[str]:
    if not all(isinstance(one, str) for one in lines):
        raise ValueError(lines)
    return list(lines)
