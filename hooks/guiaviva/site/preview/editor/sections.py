"""The sections of a page, each beside its translations: written and signed off together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from starlette.routing import Route

from guiaviva.editing.changes import shown
from guiaviva.editing.drafts import source_of
from guiaviva.editing.savings import ConflictError, Held
from guiaviva.editing.translating import Written, rewritten, section_text, sections, written
from guiaviva.errors import CannotJudgeError
from guiaviva.guide.loading import page_of
from guiaviva.reading.pages import Page
from guiaviva.site.preview.editor.editor import Editor, text_of, words_in
from guiaviva.wording import Speaker


def routes(editor: Editor) -> list[Route]:
    """Return where the sections of a page are shown and saved."""
    return [editor.post("page/sections", partial(_shown, editor)), editor.post("page/section", partial(_saved, editor))]


async def _shown(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Answer with the sections of an original, and what each says in its language and in the others."""

    def job() -> dict[str, Any]:
        guide, source = editor.preview.state.guide, _original(editor, str(sent["path"]))
        return {
            "sections": [
                {
                    "id": one.id,
                    "title": _speaker(editor).value(one.title),
                    "own": isinstance(one.title, str),
                    "texts": [
                        {"path": path, "language": guide.by_path[path].language, "text": text}
                        for path, text in one.texts.items()
                    ],
                }
                for one in sections(guide, source)
            ]
        }

    return await editor.preview._do(job)


def _original(editor: Editor, path: str) -> Page:
    page = editor.preview.state.guide.by_path.get(path)
    if page is None or page.language != editor.preview.state.guide.source_language:
        raise CannotJudgeError("not-editable", path=path)
    return page


async def _saved(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Save a section in all languages, where it still says what was seen; sign off what surely says the same."""
    texts = [(str(one["path"]), str(one["seen"]), str(one["text"])) for one in sent["texts"]]
    refused = await editor.preview._do(lambda: _write(editor, str(sent["path"]), str(sent["id"]), texts))
    files = [path for path, _, _ in texts]
    await editor.preview.read(files)
    return {"files": files, "message": refused}


def _write(editor: Editor, original: str, id: str, texts: Sequence[tuple[str, str, str]]) -> str:
    """Write the texts of a section, all or none; return why some are not signed off, or ""."""
    state, source = editor.preview.state, _original(editor, original)
    guide, refused = state.guide, []
    held = {path: editor.desk.read(editor.text_at(path)) for path, _, _ in texts}
    for path, seen, _ in texts:
        if section_text(_page(editor, held[path]), id) != seen:
            raise ConflictError(held[path], None)
    said = {path: text for path, _, text in texts}
    one = Written(id, "", said.pop(source.path))
    files = {source.path: rewritten(guide, source.path, held[source.path].data or b"", one)}
    now = Held(source.path, files[source.path])
    for path, text in said.items():
        one = Written(id, _page(editor, now).signatures[id], text)
        result = written(guide, path, text_of(now), held[path].data or b"", one)
        files[path] = result.data
        if result.refused:
            refused.append(_speaker(editor).value(result.refused))
    for path, data in files.items():
        editor.desk.save(path, held[path].version, partial(_put, data))
    words = words_in(state, state.messages)[1]
    return words["translate-refused"].format(differences=" ".join(refused)) if refused else ""


def _put(data: bytes, _: bytes) -> bytes:
    return data


def _page(editor: Editor, held: Held) -> Page:
    return page_of(source_of(held.path, shown(held.data or b"")), editor.preview.state.guide.languages)


def _speaker(editor: Editor) -> Speaker:
    state = editor.preview.state
    return Speaker(state.guide.model.rules, state.guide.model.words, state.messages)
