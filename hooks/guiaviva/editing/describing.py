"""What is meant at a place, in a few lines of Markdown: an editor shows it where somebody points."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel

from guiaviva.editing.candidates import name_of, record, shows
from guiaviva.editing.pointing import Pointed, definition
from guiaviva.facts.schema import Duration
from guiaviva.facts.types import Internal, InWords, Refers
from guiaviva.guide import Guide
from guiaviva.guide.uses import named
from guiaviva.language import choose
from guiaviva.reading.pages import Page
from guiaviva.references import NoValueError, References, escaped, type_below

# So many fields of a record are shown, and so many characters of a text.
_FIELDS = 12
_TEXT = 300


def description(guide: Guide, pointed: Pointed, language: str) -> str:
    """Return what is meant, as Markdown, "" where nothing is known of it.

    A record is in `language`; a value, a page or a section as readers of the place see it.
    """
    make = {"fact": _fact, "block": _block, "page": _page, "section": _page}[pointed.what]
    lines = [*make(guide, pointed, language)]
    place = definition(guide, pointed)
    if lines and place:
        lines.append(f"`{pointed.name}` · {place.path}:{place.line}")
    return "\n\n".join(lines)


def _fact(guide: Guide, pointed: Pointed, language: str) -> Iterator[str]:
    references = References(guide.facts, guide.model.words)
    try:
        yield f"**{escaped(references.show(pointed.name, pointed.language).text)}**"
        return
    except NoValueError:
        pass
    try:
        found = references.part(pointed.name)
    except NoValueError:
        return
    value = found.value
    if found.marks(Refers) and isinstance(value, str):
        value = record(guide, found.marks(Refers).to, value)
    if value is None and (one := named(found.name)):
        value = record(guide, one.collection, one.key, one.plan)
    if title := name_of(value, language, guide.source_language):
        yield f"**{escaped(title)}**"
    if isinstance(value, BaseModel):
        fields = [*_fields(guide, value, language)]
        yield "\n".join(f"- {name}: {text}" for name, text in fields[:_FIELDS]) if fields else ""
    elif isinstance(value, Mapping | list):
        yield ", ".join(map(str, value))[:_TEXT] or "–"


def _fields(guide: Guide, value: BaseModel, language: str) -> Iterator[tuple[str, str]]:
    """Return the fields of a record that a reader may see, with what they say in a few words."""
    for name in type(value).model_fields:
        part, type_ = getattr(value, name), type_below(type(value), name)
        marks = getattr(type_, "__metadata__", ())
        if part in (None, {}, [], False) or name in ("name", "term") or any(isinstance(one, Internal) for one in marks):
            continue
        refers = next((one.to for one in marks if isinstance(one, Refers)), "")
        text = _short(guide, part, language, refers, worded=any(isinstance(one, InWords) for one in marks))
        if text:
            yield name, text


def _short(guide: Guide, value: Any, language: str, refers: str = "", *, worded: bool = False) -> str:
    if worded:
        text = choose(value, language, guide.source_language)
        return escaped(text if len(text) <= _TEXT else f"{text[:_TEXT].rstrip()}…")
    if refers and isinstance(value, str):
        name = name_of(record(guide, refers, value), language, guide.source_language)
        return f"{escaped(name)} (`{value}`)" if name else f"`{value}`"
    if isinstance(value, Duration):
        return f"{value.value} {value.unit}"
    if isinstance(value, BaseModel):
        parts = ((name, getattr(value, name)) for name in type(value).model_fields)
        return ", ".join(f"{name} {escaped(str(one))}" for name, one in parts if isinstance(one, str | int | float))
    if isinstance(value, list):
        return ", ".join(_short(guide, one, language) for one in value)
    if isinstance(value, Mapping):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else escaped(str(value))


def _block(guide: Guide, pointed: Pointed, language: str) -> Iterator[str]:
    if spec := guide.model.blocks.guide.get(pointed.name):
        yield f"`/// guide | {pointed.name}`"
        if files := shows(spec):
            yield files


def _page(guide: Guide, pointed: Pointed, language: str) -> Iterator[str]:
    """Return the title of a page or section, how it begins, and what its kind asks to be written there."""
    id, _, anchor = pointed.name.partition("#")
    page = guide.shown(pointed.language, id)
    section = page.section(anchor) if page and anchor else None
    if page is None or (anchor and section is None and anchor not in page.anchors):
        return
    yield f"**{escaped(section.title if section else page.title or id)}**"
    if text := _beginning(page, section.place.line if section else page.body_line):
        yield text
    kind = guide.model.kind_of(id)
    heading = kind.headings.get(anchor) if kind and anchor else None
    if heading and (write := choose(heading.write, language, guide.source_language)):
        yield f"*{escaped(write)}*"


def _beginning(page: Page, line: int) -> str:
    text = next((one.text for one in page.paragraphs if one.place.line > line), "")
    text = " ".join(text.split())
    return text if len(text) <= _TEXT else f"{text[:_TEXT].rstrip()}…"
