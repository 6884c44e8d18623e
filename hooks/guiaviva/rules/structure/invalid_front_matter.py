"""The front matter of every page has the fields that its kind takes, each with a value of the right type.

A misspelt field is silently ignored by the site: the review date that nobody sees is never due.

Not seen: whether what it says is true, such as the date of the last review, and the owner, which owner-missing asks
for.
"""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any

from pydantic import BeforeValidator, TypeAdapter

from guiaviva.contentmodel import FieldSpec
from guiaviva.diagnostics import Finding, Place, found
from guiaviva.facts.types import Day, Line, Months, Refers, matching
from guiaviva.guide import Guide, sections
from guiaviva.nearest import nearest
from guiaviva.reading.pages import Page
from guiaviva.reading.validation import unknown_key, validate
from guiaviva.translations.records import FORM

RULE = "invalid-front-matter"
_Addresses = Annotated[list[Line], BeforeValidator(lambda value: [value] if isinstance(value, str) else value)]
TYPES: dict[str, Any] = {
    "text": Line,
    "choice": Line,
    "date": Day,
    "months": Months,
    # Unknown keys are reported by unknown-role and unknown-unit, also those that do not have the form of a key.
    "role": Annotated[Line, Refers("roles")],
    "units": list[Annotated[Line, Refers("units")]],
    "words": list[Line],
    "hashes": dict[str, Annotated[str, matching("hash", FORM)]],
    # What they say is looked at by former-address; one alone needs no brackets.
    "addresses": _Addresses,
    "sections": dict[str, _Addresses],
}


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.all_pages:
        for field, value in page.fields.items():
            yield from _field_problems(guide, page, field, value)
        # Where the source is not known, language-mismatch reports it.
        if page.language == guide.front_language and not page.draft and guide.has_source:
            yield from _missing_fields(guide, page)


def _field_problems(guide: Guide, page: Page, field: str, value: Any) -> Iterator[Finding]:
    spec = guide.model.fields.get(field)
    if spec is None:
        yield unknown_key(RULE, page.front, (field,), field, tuple(guide.model.fields))
    elif spec.source and page.language not in (guide.source_language, guide.front_language) and guide.has_source:
        path = guide.path(page.id)
        yield found(RULE, page.front.place(field), variant="source-only", about=page.path, key=field, source=path)
    elif not (spec.empty and value in (None, "")):
        yield from validate(_adapter(spec.type), TYPES[spec.type], page.front, (field,), value, RULE)[1]
        yield from _choice_problems(page, field, value, spec)


def _choice_problems(page: Page, field: str, value: Any, spec: FieldSpec) -> Iterator[Finding]:
    if spec.type == "choice" and isinstance(value, str) and value not in spec.values:
        near, choices = nearest(value, spec.values), tuple(spec.values)
        variant = "choice-nearest" if near else "choice"
        place = page.front.value_place(field)
        yield found(RULE, place, variant=variant, key=field, found=value, choices=choices, nearest=near)


def _missing_fields(guide: Guide, page: Page) -> Iterator[Finding]:
    """Report the required fields that a page lacks. The owner has a rule of its own, owner-missing."""
    kind = guide.kind(page)
    if kind is None or not page.whole or page.front_problems or sections.blank(page):
        return
    for field, mark in kind.front_matter.items():
        if field != "owner" and not gives(guide, page, field):
            yield found(RULE, Place(page.path), variant="missing-field", mark=mark, about=page.path, key=field)


def gives(guide: Guide, page: Page, field: str) -> bool:
    """Return whether a page has this field in its front matter, or one that seems to be it, misspelt."""
    known = guide.model.fields
    return field in page.fields or field in (nearest(name, known) for name in page.fields if name not in known)


@cache
def _adapter(type_: str) -> TypeAdapter[Any]:
    return TypeAdapter(TYPES[type_])
