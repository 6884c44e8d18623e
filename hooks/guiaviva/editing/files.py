"""What a file of a guide is, by its path: a page, or data of a type of the schema."""

from typing import Any, get_args, get_origin

from guiaviva.facts import schema
from guiaviva.facts.loading import COLLECTIONS, QUERIES, SINGLE
from guiaviva.facts.types import Key, Language, Refers
from guiaviva.guide import Guide
from guiaviva.guide.loading import page_of
from guiaviva.reading.files import Source
from guiaviva.reading.pages import Page
from guiaviva.references import type_below

_PLANS = "data/plans/"


def page_at(guide: Guide, path: str, text: str) -> Page | None:
    """Return the page that a file holds with that text, with references as they are typed; None for another file."""
    if not path.startswith("docs/") or not path.endswith(".md"):
        return None
    known = guide.source(path)
    if known is not None and known.text == text:
        return guide.by_path[path].file
    return page_of(Source(path, text), guide.languages)


def plan_at(path: str) -> str:
    """Return the key of the plan whose data a file has, or ""."""
    return path.removeprefix(_PLANS).removesuffix(".yml") if path.startswith(_PLANS) else ""


def type_at(path: str, steps: tuple[str | int, ...]) -> Any:
    """Return the type that the schema gives to a part of a file of data, or None where it knows none."""
    name = path.removeprefix("data/").removesuffix(".yml")
    type_: Any = SINGLE.get(name)
    if plan_at(path):
        type_ = schema.Plan
    elif name in COLLECTIONS:
        type_ = dict[Key, COLLECTIONS[name]]  # type: ignore[valid-type]
    elif path == QUERIES:
        type_ = list[schema.Query]
    for step in steps:
        type_ = type_below(type_, step)
    return type_


def refers(type_: Any) -> str:
    """Return the collection to whose keys a value of that type belongs, or ""."""
    marks = getattr(type_, "__metadata__", ())
    return next((one.to for one in marks if isinstance(one, Refers)), "")


def key_type(type_: Any) -> Any:
    """Return the type of the keys of a map, where what they may be is known, or None."""
    while hasattr(type_, "__metadata__"):
        type_ = get_args(type_)[0]
    key = get_args(type_)[0] if get_origin(type_) is dict else None
    return key if key == Language or refers(key) else None
