"""Validation: text becomes typed values, and the errors of a schema become findings with their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, model_validator

from guiaviva.diagnostics import Finding, Place, Term, found
from guiaviva.nearest import nearest
from guiaviva.reading.documents import Document, KeyPath

# What pydantic expects, by the type of its error, as a key of the group `expected` of `words/⟨language⟩/interface.yml`.
_EXPECTED = {
    "dict_type": "map",
    "model_type": "map",
    "model_attributes_type": "map",
    "list_type": "list",
    "string_type": "text",
    "string_too_short": "text",
    "too_short": "filled-list",
}


# A key is meant that is so much like the one that is written, or begins with the same letter.
_ALIKE = 0.75
# Characters within a key that are not seen, or look like a space and are none.
UNSEEN = re.compile("[\u00a0\u00ad\u200b-\u200f\u202f\u2060\ufeff]")


class Record(BaseModel):
    """A map with known keys. Unknown keys are errors; those that begin with `x-` are the editor's own notes.

    In a map of records by key nothing is skipped: `x-main` is a good name for an account on X.
    """

    # Building is deferred, since nothing is validated where data comes from the cache.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _skip_notes(cls, value: Any) -> Any:
        return {key: part for key, part in value.items() if key[:2] != "x-"} if isinstance(value, dict) else value


def validate(
    schema: TypeAdapter[Any], type_: Any, document: Document, path: KeyPath, value: Any, rule: str
) -> tuple[Any, list[Finding]]:
    """Return `value`, which is at `path` in `document`, as `schema` types it, and no finding.

    Where it is invalid, return None and a finding of `rule` for each error. Similar keys are
    looked up among those of `type_`.
    """
    try:
        return schema.validate_python(value), []
    except ValidationError as error:
        errors = error.errors(include_url=False)
        misspelt = {_meant(document, path, one["loc"], type_) for one in errors if _is_extra(one)}
        # A key that seems to be there, misspelt, is not also reported as missing.
        reported = [one for one in errors if not (one["type"] == "missing" and one["loc"] in misspelt)]
        findings = list(_findings(reported, type_, document, path, rule))
        # What YAML reads otherwise than it was meant is a problem of the document already.
        unread = {problem.place for problem in document.problems}
        return None, [one for one in findings if one.place not in unread]


def _findings(errors: list[Any], type_: Any, document: Document, path: KeyPath, rule: str) -> Iterator[Finding]:
    """Return a finding for each error, but one for a record in which no key is right."""
    strange: set[KeyPath] = set()
    for error in errors:
        loc, written = error["loc"][:-1], error["input"]
        known = fields_at(type_, loc)
        if loc and error["type"] == "missing" and written and not any(key in known for key in written):
            strange.add(loc)
    for loc in sorted(strange, key=repr):
        shown = ", ".join(str(error["loc"][-1]) for error in errors if error["loc"][:-1] == loc and _is_extra(error))
        key, line = ".".join(map(str, loc)), _record_line(type_, loc)
        place = document.place(*path, *loc)
        yield _of_keys(rule, place, key, loc[-1], shown, line)
    for error in errors:
        if error["loc"][:-1] not in strange:
            yield _finding(error, type_, document, path, rule)


def _is_extra(error: Any) -> bool:
    return bool(error["type"] == "extra_forbidden")


def _meant(document: Document, path: KeyPath, loc: KeyPath, type_: Any) -> KeyPath:
    """Return the path of the known key that the unknown one at `loc` seems to mean."""
    above = loc[:-1]
    return (*above, _nearest_key(document, (*path, *loc), fields_at(type_, above), _required_at(type_, above)))


def _nearest_key(document: Document, path: KeyPath, known: tuple[str, ...], required: tuple[str, ...] = ()) -> str:
    """Return the known key that is not there yet and that the one at `path` seems to mean, or "".

    A word of another language is often a little like some key, and means something else, unless one that is
    `required` is not there.
    """
    written = str(path[-1])
    if near := nearest(written, _absent(document, path, required)):
        return near
    near = nearest(written, _absent(document, path, known))
    alike = near[:1] == written[:1].casefold() or SequenceMatcher(None, written, near).ratio() >= _ALIKE
    return near if alike else ""


def _absent(document: Document, path: KeyPath, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the known keys that are not there beside the one at `path`."""
    return tuple(key for key in known if (*path[:-1], key) not in document.keys)


def _finding(error: Any, type_: Any, document: Document, path: KeyPath, rule: str) -> Finding:
    loc: KeyPath = tuple(part for part in error["loc"] if part != "[key]")
    full = (*path, *loc)
    # An error in a key of a map is reported under the name of the map, and one in an item under that of the list.
    is_key = len(loc) < len(error["loc"])
    names = [str(part) for part in (loc[:-1] if is_key else loc) if isinstance(part, str)]
    key = ".".join(names) or ".".join(str(part) for part in path[-1:])
    name = error["type"]
    if name == "missing":
        line = _line(type_, loc) or f"{loc[-1]}: …"
        variant = "missing-choice" if "|" in line else "missing"
        return found(rule, document.place(*full[:-1]), variant=variant, key=key, line=line)
    if name == "extra_forbidden":
        above = loc[:-1]
        return unknown_key(rule, document, full, key, fields_at(type_, above), _required_at(type_, above))
    given = error["input"]
    place = document.place(*full) if is_key else document.value_place(*full)
    if name == "string_pattern_mismatch":
        return found(rule, place, variant="key-form", key=key, found=given)
    if given is None:
        return found(rule, document.place(*full), variant="empty", key=key)
    context = error.get("ctx", {})
    written = given if isinstance(given, str) else ""
    if name in ("literal_error", "enum"):
        choices = tuple(re.findall(r"'([^']*)'", str(context["expected"])))
        near = nearest(written, choices)
        variant = "choice-nearest" if near else "choice"
        return found(rule, place, variant=variant, key=key, found=written, choices=choices, nearest=near)
    if name == "range":
        return found(rule, place, variant="range", key=key, found=given, least=context["least"], most=context["most"])
    term = context.get("term") or _EXPECTED.get(name, "text")
    expected = map_expected(keys_line(type_, loc)) if term == "map" else Term("expected", term)
    meant = context.get("meant") or (f"[{written}]" if name == "list_type" and written else "")
    # Where all dates of a file are written in another way, that is one thing to do.
    about = f"{document.path} {expected.key}"
    if meant:
        return found(rule, place, variant="form", about=about, key=key, found=written, nearest=meant)
    if written and (line := _record_line(type_, loc)):
        return _of_keys(rule, place, key, loc[-1], written, line)
    variant = "type" if written else "shape"
    return found(rule, place, variant=variant, about=about, key=key, found=written, expected=expected)


def _of_keys(rule: str, place: Place, key: str, name: Any, written: str, line: str) -> Finding:
    """Report what is no record where one belongs, with the keys of one."""
    variant = "keys-choice" if "|" in line else "keys"
    return found(rule, place, variant=variant, key=key, name=name, found=written, keys=line)


def _record_line(type_: Any, path: KeyPath) -> str:
    """Return the keys that a record at `path` must have, as they are written in a line, or "" where there is no record.

    A key with few values has them all.
    """
    if not path or not isinstance(path[-1], str) or not any(map(_is_record, step(type_, path))):
        return ""
    return keys_line(type_, path)


def keys_line(type_: Any, path: KeyPath = ()) -> str:
    """Return the keys that a map at `path` must have, as they are written in a line, or "" where they are not known.

    Where the keys are those of records, it is one of these.
    """
    for candidate in step(type_, path):
        if _is_record(candidate):
            fields = candidate.model_fields.items()
            required = [(name, info) for name, info in fields if info.is_required()] or [*fields]
            return ", ".join(f"{name}: {_choices(info.annotation)}" for name, info in required)
        if getattr(candidate, "__origin__", None) in (dict, Mapping):
            key, value = get_args(candidate)
            if get_origin(key) is Literal:
                return ", ".join(f"{name}: …" for name in get_args(key))
            below = keys_line(value)
            return f"…: {{{below}}}" if below else ""
    return ""


def map_expected(keys: str) -> Term:
    """Return what is expected where a map should be, with its keys, as `keys_line` has them, where they are known."""
    return Term("expected", "map-of", (("keys", keys),)) if keys else Term("expected", "map")


def _is_record(type_: Any) -> bool:
    return isinstance(type_, type) and issubclass(type_, BaseModel)


def _line(type_: Any, path: KeyPath) -> str:
    """Return how the value at `path` is written in a line, with its key; a key with few values has them all."""
    if keys := _record_line(type_, path):
        return f"{path[-1]}: {{{keys}}}"
    for candidate in step(type_, path[:-1]):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            fields = {info.alias or name: info for name, info in candidate.model_fields.items()}
            if info := fields.get(str(path[-1])):
                return f"{path[-1]}: {_choices(info.annotation)}"
    return ""


def _choices(annotation: Any) -> str:
    return "|".join(get_args(annotation)) if get_origin(annotation) is Literal else "…"


def unknown_key(
    rule: str, document: Document, path: KeyPath, key: str, known: tuple[str, ...], required: tuple[str, ...] = ()
) -> Finding:
    """Return the finding that the key at `path` is none of those in `known`, of which some are `required`."""
    written = str(path[-1])
    if unseen := UNSEEN.search(written):
        values = {"found": written, "code": f"U+{ord(unseen[0]):04X}", "meant": UNSEEN.sub("", written)}
        return found(rule, document.place(*path), variant="unseen-key", **values)
    near = _nearest_key(document, path, known, required)
    variant = "unknown-key-nearest" if near else "unknown-key"
    choices = _absent(document, path, known) or known
    return found(rule, document.place(*path), variant=variant, key=key, choices=choices, nearest=near)


def fields_at(type_: Any, path: KeyPath) -> tuple[str, ...]:
    """Return the keys that a map at `path` below `type_` may have."""
    for candidate in step(type_, path):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            return tuple(info.alias or name for name, info in candidate.model_fields.items())
    return ()


def _required_at(type_: Any, path: KeyPath) -> tuple[str, ...]:
    """Return the keys that a map at `path` below `type_` must have."""
    for candidate in step(type_, path):
        if _is_record(candidate):
            return tuple(info.alias or name for name, info in candidate.model_fields.items() if info.is_required())
    return ()


def step(type_: Any, path: KeyPath) -> Iterator[Any]:
    """Return the types that a value at `path` below `type_` may have, without unions and annotations."""
    if isinstance(type_, type) and issubclass(type_, BaseModel):
        if not path:
            yield type_
            return
        for name, info in type_.model_fields.items():
            if path[0] in (name, info.alias):
                yield from step(info.annotation, path[1:])
        return
    arguments = get_args(type_)
    origin = getattr(type_, "__origin__", None)
    if hasattr(type_, "__metadata__"):
        yield from step(arguments[0], path)
    elif origin is dict or origin is Mapping:
        if path:
            yield from step(arguments[1], path[1:])
        else:
            yield type_
    elif origin is list or origin is tuple:
        if path:
            yield from step(arguments[0], path[1:])
    elif arguments:
        for argument in arguments:
            yield from step(argument, path)
