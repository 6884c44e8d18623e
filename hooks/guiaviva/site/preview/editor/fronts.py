"""The fields of a page above its text: shown as a form, and written into the text as it is being typed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from starlette.routing import Route

from guiaviva.editing.drafts import source_of
from guiaviva.editing.records import fronts
from guiaviva.editing.records.applying import Change, SignError
from guiaviva.editing.records.writing import NotWritableError
from guiaviva.guide.loading import page_of
from guiaviva.locales import language_name
from guiaviva.site.preview.editor.editor import Editor
from guiaviva.site.preview.editor.meant import labels_in, link_to_text, path_sent


def routes(editor: Editor) -> list[Route]:
    """Return where the fields of a page are asked for, and changed."""
    return [editor.post("fields", partial(_shown, editor)), editor.post("fields/changed", partial(_changed, editor))]


async def _shown(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Answer with the form of a text that need not be saved yet; it is None where its fields cannot be read."""
    source, state = source_of(editor.text_at(str(sent["path"])), str(sent["text"])), editor.preview.state

    def job() -> dict[str, Any]:
        labels = labels_in(editor, state.messages)
        form = fronts.form(state.guide, page_of(source, state.guide.languages), labels)
        if form and form["original"]:
            name = language_name(labels.language, state.guide.front_language)
            form["original"] = {"name": name, "href": link_to_text(form["original"])}
        return {"form": form}

    return await editor.preview._do(job)


async def _changed(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Answer with a text in which fields have other values, or with what prevents that. Nothing is saved."""
    editor.text_at(str(sent["path"]))
    changes = [Change(path_sent(one["path"]), one["value"]) for one in sent["changes"]]
    try:
        return {"text": fronts.with_fields(editor.preview.state.guide, str(sent["text"]), changes)}
    except SignError:
        return {"refused": "fields-sign"}
    except NotWritableError:
        return {"refused": "fields-unwritable"}
