"""Sections whose translation is not as it was signed off: listed, written beside their original, and signed off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.routing import Route

from guiaviva.editing.places import kind_of
from guiaviva.editing.translating import Result, Written, sides, stale, state_of, written
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import pairs
from guiaviva.reading.pages import Page
from guiaviva.site.preview.editor import translating_data
from guiaviva.site.preview.editor.editor import OWN, Editor, text_of, words_in
from guiaviva.site.preview.editor.meant import labels_in
from guiaviva.site.preview.editor.sending import page
from guiaviva.site.signing import TRANSLATIONS
from guiaviva.wording import Speaker


def routes(editor: Editor) -> list[Route]:
    """Return where translations are listed, shown and recorded."""
    return [
        Route(f"{OWN}translations", partial(page, editor, "translations.html")),
        editor.post("stale", partial(_listed, editor)),
        editor.post("sections", partial(_shown, editor)),
        editor.post("record", partial(_recorded, editor)),
    ]


async def _listed(editor: Editor, _: Mapping[str, Any]) -> dict[str, Any]:
    """Return all sections that are not as they were signed off, by language and page, and so many texts of data."""
    return await editor.preview._do(lambda: _all(editor))


def _all(editor: Editor) -> dict[str, Any]:
    guide, speaker = editor.preview.state.guide, _speaker(editor)
    kinds = labels_in(editor, editor.preview.state.messages).kinds
    data = Counter((one.language, one.path) for one in pairs.of_data(guide))
    return {
        "languages": [
            {
                "language": language,
                "pages": [
                    {
                        "path": page.path,
                        "title": page.title or page.id,
                        "sections": [
                            {
                                "title": speaker.value(one.title) or one.name,
                                "own": isinstance(one.title, str),
                                "state": state_of(one),
                            }
                            for one in found
                        ],
                    }
                    for page, found in stale(guide, language)
                ],
                "data": [
                    {
                        "path": path,
                        "name": kinds.get(path.removeprefix("data/").removesuffix(".yml"), path),
                        "count": count,
                    }
                    for (code, path), count in data.items()
                    if code == language
                ],
            }
            for language in guide.languages
            if language != guide.source_language
        ]
    }


async def _shown(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return the sections of a page that are not as they were signed off, beside their original."""
    path, language = str(sent["path"]), str(sent.get("language") or "")
    if kind_of(path, editor.desk.languages) == "data":
        return await editor.preview._do(lambda: translating_data.shown(editor, path, language))
    return await editor.preview._do(lambda: _sections(editor, path))


def _sections(editor: Editor, path: str) -> dict[str, Any]:
    guide, speaker = editor.preview.state.guide, _speaker(editor)
    held = editor.desk.read(path)
    text_of(held)
    page, source = _pair(editor, path)
    return {
        "path": path,
        "version": held.version,
        "title": page.title or page.id,
        "language": page.language,
        "original": guide.source_language,
        "sections": [
            {
                "id": one.id,
                "title": speaker.value(one.title),
                "own": isinstance(one.title, str),
                "state": one.state,
                "signature": one.signature,
                "source": one.source,
                "parts": [(part.kind, part.text) for part in one.parts],
                "ours": one.ours,
                "text": one.text,
                "front": dict(one.front),
            }
            for one in sides(guide, page, source)
        ],
    }


def _pair(editor: Editor, path: str) -> tuple[Page, Page]:
    """Return a translation with its original. Raises CannotJudgeError where it is none."""
    found = next((pair for pair in editor.preview.state.guide.translations if pair[0].path == path), None)
    if found is None:
        raise CannotJudgeError("no-source", page=path, path=editor.preview.state.guide.source_language)
    return found


async def _recorded(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Save a section, and sign it off if nothing is surely missing."""
    path, version = str(sent["path"]), str(sent["version"])
    if kind_of(path, editor.desk.languages) == "data":
        done = await translating_data.recorded(editor, sent)
        return done | await editor.preview._do(lambda: _next_of_data(editor, path, str(sent["language"])))
    front = {str(name): str(value) for name, value in dict(sent.get("front") or {}).items()}
    one = Written(str(sent["id"]), str(sent["signature"]), str(sent["text"]), front, str(sent.get("because") or ""))
    recorded = await editor.preview._do(lambda: _record(editor, (editor.text_at(path), version), one))
    return recorded | await editor.preview._do(lambda: _next(editor, path))


def _record(editor: Editor, file: tuple[str, str], one: Written) -> dict[str, Any]:
    path, version = file
    state = editor.preview.state
    source = _pair(editor, path)[1]
    original = text_of(editor.desk.read(source.path))
    results: list[Result] = []

    def make(data: bytes) -> bytes:
        results.append(written(state.guide, path, original, data, one))
        return results[-1].data

    held = editor.desk.save(path, version, make)
    words, refused = words_in(state, state.messages)[1], results[-1].refused
    message = words["translate-refused"].format(differences=_speaker(editor).value(refused))
    return {"version": held.version, "recorded": not refused, "message": message if refused else ""}


def _next(editor: Editor, path: str) -> dict[str, Any]:
    """Return in which other language a page has sections that are to be signed off, and where, if in any."""
    guide = editor.preview.state.guide
    page = _pair(editor, path)[0]
    there = {language: guide.path(page.id, language) for language in guide.languages if language != page.language}
    return _led({one: {"path": path} for one, path in there.items() if guide.changed.get(path)})


def _next_of_data(editor: Editor, path: str, language: str) -> dict[str, Any]:
    """Return the same of the texts of a file of data."""
    others = {one.language for one in pairs.of_data(editor.preview.state.guide) if one.path == path} - {language}
    return _led({one: {"path": path, "language": one} for one in sorted(others)})


def _led(others: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    return {"next": [{"language": one, "href": f"{TRANSLATIONS}?{urlencode(asked)}"} for one, asked in others.items()]}


def _speaker(editor: Editor) -> Speaker:
    state = editor.preview.state
    return Speaker(state.guide.model.rules, state.guide.model.words, state.messages)
