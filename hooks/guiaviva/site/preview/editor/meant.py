"""What the pages on records share: which record is meant, in what words it is shown, and where its form is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from guiaviva.contentmodel import load_words
from guiaviva.diagnostics import Diagnostic, Place
from guiaviva.editing.changes import shown
from guiaviva.editing.places import kind_of as place_kind
from guiaviva.editing.records import forms
from guiaviva.editing.records.fields import Field
from guiaviva.editing.records.kinds import Found, field_at, files, value_at
from guiaviva.editing.records.naming import language_at, record_at
from guiaviva.editing.records.wording import Labels
from guiaviva.editing.savings import Held
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.language import FALLBACK, choose
from guiaviva.locales import dates, language_name
from guiaviva.reading.documents import KeyPath, read_document
from guiaviva.reading.files import Source
from guiaviva.site.preview.editor.editor import OWN, Editor

RULE = "invalid-data"
# What a fix has that is for files.
_IN_FILES = re.compile(r"\n|\.yml\b|\.md\b")
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_PAIR = re.compile(r"\b(?P<name>\w+): (?P<value>[\w-]+)")


def found_in(editor: Editor, file: str, path: KeyPath) -> tuple[Found, Held]:
    """Return a record as it is on the disk, with its file. Raises CannotJudgeError where no record could be."""
    field = field_at(file, path) if file in files(editor.preview.state.guide) else None
    if field is None:
        raise CannotJudgeError("no-record", found=f"{file}: {'/'.join(map(str, path))}")
    held = editor.desk.read(file)
    document = read_document(Source(file, text_in(held)), RULE)
    if document.problems:
        raise CannotJudgeError("data-unread", path=file)
    return Found(file, path, field, value_at(document.value, path)), held


def text_in(held: Held) -> str:
    try:
        return shown(held.data or b"")
    except UnicodeDecodeError:
        raise CannotJudgeError("not-text", path=held.path) from None


def form_of(guide: Guide, main: Found | None, spoken: str) -> str:
    """Return what leads from a page to the form of the record that it is about, or to those of all that it shows."""
    named = guide.model.words["preview"]
    key = f"record-{main.kind}" if main else "records"
    return choose(named.get(key, named["record"]), spoken, FALLBACK)


def fix_in_form(one: Diagnostic) -> str:
    """Return how something is mended in words for a form: what is to be written into a file, or run, is of no use."""
    return "" if _IN_FILES.search(one.fix) else one.fix


def as_in_form(guide: Guide, labels: Labels, field: Field, text: str) -> str:
    """Return what the check says with days and choices of a record of that field as its form shows them."""

    def chosen(pair: re.Match[str]) -> str:
        of = field.below(pair["name"]) if field.control == "record" else None
        is_choice = of is not None and pair["value"] in of.choices
        return f"{labels.field(of)}: {labels.choice(of, pair['value'])}" if of and is_choice else pair[0]

    return _PAIR.sub(chosen, with_days(guide, labels, text))


def with_days(guide: Guide, labels: Labels, text: str) -> str:
    """Return what the check says with its days as people write them."""

    def said(day: re.Match[str]) -> str:
        try:
            return dates(guide.model.words, labels.language).text(date.fromisoformat(day[0]))
        except ValueError:
            return day[0]

    return _DAY.sub(said, text)


def path_sent(sent: Any) -> KeyPath:
    """Return a path that was sent. Raises ValueError."""
    if not isinstance(sent, list) or not all(map(_is_step, sent)):
        raise ValueError(sent)
    return tuple(sent)


def _is_step(sent: Any) -> bool:
    return isinstance(sent, str) or (type(sent) is int and sent >= 0)


def labels_in(editor: Editor, asked: str) -> Labels:
    state = editor.preview.state
    read = [one for one in dict.fromkeys((asked, state.messages, FALLBACK)) if one in state.guide.model.languages]
    words = load_words(state.root, read, "records")
    # All that is said is in one language, which has words of the forms.
    return Labels(words, next((one for one in read if one in words["form"]["save"]), FALLBACK))


def link_to(labels: Labels, one: Mapping[str, Any], *, new: bool = False) -> str:
    """Return the address of the form of a record, or of a new one in a list."""
    values = {"file": one["file"], "path": "/".join(map(str, one["path"])), "lang": labels.language}
    return f"{OWN}record?{urlencode(values | ({'new': '1'} if new else {}))}"


def link_to_text(path: str) -> str:
    """Return the address of the editor of a page."""
    return f"{OWN}page?{urlencode({'path': path})}"


def use_of(guide: Guide, place: Place, labels: Labels, *, text: bool = False) -> dict[str, str]:
    """Return what a place of data or of a page is called, and where it is corrected: by a form, or as a text.

    Of a `text` of data its language is said too, as it is of a page.
    """
    if found := record_at(guide, place):
        language = language_at(guide, place) if text else ""
        name = f"{labels.kind(found.kind)}: {forms.named(guide, found, labels)}"
        named = f"{name} ({language_name(labels.language, language)})" if language else name
        return {"name": named, "href": link_to(labels, {"file": found.file, "path": found.path})}
    if place_kind(place.path, guide.languages) != "text":
        return {"name": f"{place.path}:{place.line}", "href": ""}
    page = guide.by_path.get(place.path)
    title = (page and page.title) or place.path
    name = f"{title} ({language_name(labels.language, page.language)})" if page else title
    return {"name": name, "href": link_to_text(place.path)}
