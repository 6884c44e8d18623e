"""The front matter of a page as a record: its form, and the text of the page with other values in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from guiaviva.contentmodel import FieldSpec
from guiaviva.editing.records.applying import Change, with_changes
from guiaviva.editing.records.fields import Field, field_of, named
from guiaviva.editing.records.forms import filled_in
from guiaviva.editing.records.kinds import Found
from guiaviva.editing.records.wording import Labels
from guiaviva.guide import Guide
from guiaviva.reading.pages import FRONT_MATTER, Page
from guiaviva.reading.passages import FIELDS
from guiaviva.rules.structure.invalid_front_matter import TYPES

_OWNER = "Page"


def fields_of(guide: Guide) -> Iterator[Field]:
    """Return the fields that somebody fills in, in the order of the model; records of translation are none."""
    for name, spec in guide.model.fields.items():
        if spec.type != "hashes":
            yield _field(name, spec)


def _field(name: str, spec: FieldSpec) -> Field:
    made = named(field_of(TYPES[spec.type]), name, _OWNER)
    return replace(made, control="choice", choices=tuple(spec.values)) if spec.type == "choice" else made


def form(guide: Guide, page: Page, labels: Labels) -> dict[str, Any] | None:
    """Return the form of the front matter of a page as it was typed, or None where that cannot be read.

    Each field says whether it holds for all languages (`shared`), and whether most pages need it (`usual`): the kind of
    the page asks for it, people read it, or it is there. Where what holds for all languages is in another page,
    `original` is its path.
    """
    if page.front_problems:
        return None
    model, kind = guide.model, guide.kind(page)
    asked = kind.front_matter if kind else {}
    shared = {name for name, spec in model.fields.items() if spec.source}
    is_original = page.language in (guide.source_language, guide.front_language)
    known = [one for one in fields_of(guide) if is_original or one.name not in shared or one.name in page.fields]
    # What is misspelt can be read, and taken out.
    others = [Field("line", name, _OWNER) for name in page.fields if name not in model.fields]
    fields = tuple(replace(one, required=one.name in asked) for one in (*known, *others))
    values = {one.name: page.fields.get(one.name) for one in fields}
    made = filled_in(guide, Found(page.path, (), Field("record", fields=fields), values), labels)
    for one in made["fields"]:
        one["shared"] = one["name"] in shared
        one["usual"] = one["name"] in {*asked, *FIELDS, *page.fields}
    original = "" if is_original else guide.path(page.id, guide.front_language)
    return made | {"original": original if original in guide.by_path else ""}


def with_fields(guide: Guide, text: str, changes: Sequence[Change]) -> str:
    """Return the text of a page in whose front matter fields have other values; where it needs none, it has none.

    Raises SignError and NotWritableError.
    """
    match = FRONT_MATTER.match(text)
    made = with_changes(match[1] if match else "", (), changes, Field("record", fields=(*fields_of(guide),)))
    made = made if made.endswith("\n") or not made else f"{made}\n"
    if not made.strip():
        return text[match.end() :].removeprefix("\n") if match else text
    return text[: match.start(1)] + made + text[match.end(1) :] if match else f"---\n{made}---\n\n{text}"
