"""What the check says of a record in a form: beside its fields, elsewhere because of it, and what it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.routing import Route

from guiaviva.diagnostics import Diagnostic, Place
from guiaviva.editing.records import checking, forms
from guiaviva.editing.records.asking import asked
from guiaviva.editing.records.concerning import about, at_once, elsewhere
from guiaviva.editing.records.kinds import Found
from guiaviva.editing.records.wording import Labels
from guiaviva.guide.pairs import section_at
from guiaviva.judgement import Judgement, all_rules, id_of
from guiaviva.reading.documents import Document, KeyPath, read_document
from guiaviva.reading.files import Source
from guiaviva.site.preview.editor.doing import doing, former_days
from guiaviva.site.preview.editor.editor import Editor
from guiaviva.site.preview.editor.meant import (
    RULE,
    as_in_form,
    fix_in_form,
    found_in,
    labels_in,
    path_sent,
    text_in,
    use_of,
)
from guiaviva.site.signing import TRANSLATIONS

_ADDED = re.compile(r"\n[ ]*(\w+):")
_ON_TRANSLATIONS = ".translations."


def routes(editor: Editor) -> list[Route]:
    """Return where a form asks what the check says."""
    return [
        editor.post("record/findings", partial(_findings, editor)),
        editor.post("record/asked", partial(_asked, editor)),
    ]


async def _findings(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Answer with what the check says of a record and because of it; before it ends, with what is known at once."""
    file, path, labels = str(sent["file"]), path_sent(sent["path"]), labels_in(editor, str(sent["language"]))
    state = editor.preview.state

    def job() -> dict[str, Any]:
        found, held = found_in(editor, file, path)
        name = forms.named(state.guide, found, labels)
        seen = state.guide.facts.sources.get(file)
        document = read_document(Source(file, text_in(held)), RULE)
        if seen is None or read_document(seen, RULE).value != document.value:
            return {"name": name, "known": False, "checked": False, "findings": [], "elsewhere": []}
        is_checked = state.judged >= state.number
        judgement = state.judgement() if is_checked else _known(editor, found)
        own = list(_own(editor, judgement, (found, document), labels))
        others = [_other(editor, found, one, labels) for one in elsewhere(judgement, found, labels.language)]
        others += former_days(editor, found, labels)
        return {"name": name, "known": True, "checked": is_checked, "findings": own, "elsewhere": others}

    return await editor.preview._do(job)


def _known(editor: Editor, found: Found) -> Judgement:
    """Return what is known at once of a record, found out but once however often it is asked for."""
    state = editor.preview.state
    asked_for = (found.file, found.path, state.number)
    if editor.at_once is None or editor.at_once[0] != asked_for:
        editor.at_once = asked_for, at_once(state.guide, found)
    return editor.at_once[1]


def _own(
    editor: Editor, judgement: Judgement, record: tuple[Found, Document], labels: Labels
) -> Iterator[dict[str, Any]]:
    """Return what is said of a record, beside the field which it asks for, with the other places which it is about."""
    found, document = record
    fields, others = asked(judgement.guide, found), about(judgement, found)
    for at, one in checking.beside(document, found.path, judgement.diagnostics(labels.language)):
        path = at or ((fields[one.rule],) if one.rule in fields else _added(one))
        also = others.get((one.rule, Place(one.path, one.line, one.column)), ())
        places = {place["href"]: place for each in also if (place := use_of(judgement.guide, each, labels))["href"]}
        yield {
            "path": [*path],
            "level": one.level,
            "also": [*places.values()],
            "do": doing(editor, one, labels),
            "href": _href(one, at[-1] if at and at[-1] in judgement.guide.languages else ""),
            "message": as_in_form(judgement.guide, labels, found.field, _message(one)),
        }


def _added(one: Diagnostic) -> KeyPath:
    """Return the path of the first field that the repair of a finding adds to a record, () where it adds none."""
    added = _ADDED.search(one.edit.text) if one.edit else None
    return (added[1],) if added else ()


def _message(one: Diagnostic) -> str:
    """Return what is wrong, and what mends it if that is of use in a form."""
    return one.message.partition("\n")[0] if is_of_translation(one) else f"{one.message} {fix_in_form(one)}".strip()


def _href(one: Diagnostic, language: str) -> str:
    """Return where a translation is brought up to date, if it is about one: all, or the texts in a language."""
    if not is_of_translation(one):
        return ""
    return f"{TRANSLATIONS}?{urlencode({'path': one.path, 'language': language})}" if language else TRANSLATIONS


def is_of_translation(one: Diagnostic) -> bool:
    """Return whether a finding is about a translation, which is brought up to date where all are."""
    return one.rule in {id_of(rule) for rule in all_rules() if _ON_TRANSLATIONS in rule.__name__}


def _other(editor: Editor, found: Found, one: Diagnostic, labels: Labels) -> dict[str, Any]:
    guide = editor.preview.state.guide
    place = use_of(guide, Place(one.path, one.line, one.column), labels)
    message = as_in_form(guide, labels, found.field, one.message)
    said = {"level": one.level, **place, "message": message, "do": doing(editor, one, labels)}
    page = guide.by_path.get(one.path)
    if page is None or not is_of_translation(one):
        return said
    return said | {"section": {"language": page.language, "path": page.path, "id": section_at(page, one.line)}}


async def _asked(editor: Editor, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Answer with the names of the fields that the check asks for of a record that says what is in the form."""
    file, path, value = str(sent["file"]), path_sent(sent["path"]), sent["value"]
    if not isinstance(value, dict):
        raise ValueError(value)

    def job() -> dict[str, Any]:
        found, _ = found_in(editor, file, path)
        filled_in = replace(found, value=value or None)
        return {"fields": sorted(set(asked(editor.preview.state.guide, filled_in).values()))}

    return await editor.preview._do(job)
