"""A guide to try edits on: its files as texts, its pages in parts, its data as values, and edits of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_type_hints

import yaml
from pydantic import BaseModel

from guiaviva.facts import loading, schema
from guiaviva.guide import Guide, revisions
from guiaviva.reading.documents import KeyPath, Loader, read_document
from guiaviva.reading.files import Source
from guiaviva.reading.front_matter import with_entries
from guiaviva.reading.pages import read_page
from guiaviva.reading.validation import step
from memory import Folder, judged

Changes = Mapping[str, str | None]
"""The new text of each file that changes, or None where it is deleted."""


class Span(NamedTuple):
    """Lines of a file, from 1, in which something must be reported."""

    path: str
    first: int
    last: int


@dataclass(frozen=True)
class Part:
    """A part of a page: lines `first` to `last`, from 0, in the section `section` ("" before the first).

    `kind` is heading, paragraph, item, head (of a table), row, fence, block, box or other.
    """

    kind: str
    first: int
    last: int
    section: str
    text: str

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(re.findall(r"[^\W\d_]+", self.text))


_HEADING = re.compile(r"#{1,6} ")
_ITEM = re.compile(r"(?:[-*+]|\d+[.)]) ")
_ID = re.compile(r"\{#([\w-]+)\}")


def body_start(lines: list[str]) -> int:
    """Return the line, from 0, at which the body of a page begins."""
    return lines.index("---", 1) + 1 if lines[:1] == ["---"] and "---" in lines[1:] else 0


def parts(text: str) -> list[Part]:
    """Return the parts of a page in their order."""
    lines = text.split("\n")
    made: list[Part] = []
    section, at = "", body_start(lines)
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
            continue
        kind, end = _part(lines, at)
        if kind == "heading" and line.startswith("## "):
            found = _ID.search(line)
            section = found[1] if found else line
        made.append(Part(kind, at, end - 1, section, "\n".join(lines[at:end])))
        at = end
    return made


def _part(lines: list[str], at: int) -> tuple[str, int]:
    """Return the kind of the part that begins at a line, and the line after it."""
    line = lines[at]
    for mark, kind in (("```", "fence"), ("~~~", "fence"), ("///", "block")):
        if line.startswith(mark):
            return kind, next((n + 1 for n in range(at + 1, len(lines)) if lines[n].startswith(mark)), len(lines))
    if _HEADING.match(line):
        return "heading", at + 1
    if line.startswith("|"):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        is_head = re.fullmatch(r"\|[-:| ]+\|", following) is not None
        return ("head", at + 2) if is_head else ("row", at + 1)
    end = at + 1
    if re.match(r"(!!!|\?\?\?)", line):
        while end < len(lines) and (lines[end].startswith("    ") or not lines[end].strip()):
            end += 1
        return "box", end
    while end < len(lines) and lines[end].strip() and not _begins(lines[end]):
        end += 1
    if _ITEM.match(line):
        return "item", end
    return ("paragraph" if re.match(r"[^\s<>:\[!{]", line) else "other"), end


def _begins(line: str) -> bool:
    return bool(_HEADING.match(line) or _ITEM.match(line) or line.startswith(("|", "```", "~~~", "///")))


def with_lines(text: str, first: int, last: int, new: str | None) -> str:
    """Return a text with the lines from `first` to `last`, from 0, replaced, or with None taken out."""
    lines = text.split("\n")
    lines[first : last + 1] = [] if new is None else new.split("\n")
    return "\n".join(lines)


class Twins(NamedTuple):
    """The same part of a page in every language, and the language of a translation that was drawn."""

    id: str
    language: str
    parts: Mapping[str, Part]


class Field(NamedTuple):
    """A value of data: its file, its path there, and the annotation of its type."""

    file: str
    path: KeyPath
    record: type[BaseModel]
    name: str


class Ground:
    """A guide in a folder."""

    def __init__(self, root: Path) -> None:
        self.root, self.folder = root, Folder(root)
        self.judgement = judged(root)
        self.guide: Guide = self.judgement.guide
        self.languages, self.source = self.guide.languages, self.guide.source_language
        self.before = frozenset(self.judgement.diagnostics("en"))

    @cached_property
    def texts(self) -> dict[str, str]:
        """The text of every page and file of data, by path."""
        paths = [path for folder, ends in (("docs", "*.md"), ("data", "*.yml")) for path in self._files(folder, ends)]
        return {path: self.folder.text(path) for path in paths}

    def _files(self, folder: str, ends: str) -> list[str]:
        return sorted(path.relative_to(self.root).as_posix() for path in (self.root / folder).rglob(ends))

    @property
    def translations(self) -> tuple[str, ...]:
        """The languages other than that of the source."""
        return tuple(one for one in self.languages if one != self.source)

    @cached_property
    def ids(self) -> list[str]:
        """The ids of the pages that are there in every language."""
        source = f"docs/{self.source}/"
        found = [path.removeprefix(source).removesuffix(".md") for path in self.texts if path.startswith(source)]
        return [id for id in found if all(self.path(id, one) in self.texts for one in self.languages)]

    def path(self, id: str, language: str) -> str:
        """Return the path of a page."""
        return f"docs/{language}/{id}.md"

    def page(self, id: str, language: str) -> str:
        """Return the text of a page."""
        return self.texts[self.path(id, language)]

    @cached_property
    def pages(self) -> list[str]:
        """The paths of all pages."""
        return [path for path in self.texts if path.startswith("docs/")]

    @cached_property
    def _parts(self) -> dict[str, list[Part]]:
        return {path: parts(self.texts[path]) for path in self.pages}

    def parts(self, path: str) -> list[Part]:
        """Return the parts of a page."""
        return self._parts[path]

    @cached_property
    def all_twins(self) -> list[tuple[str, Mapping[str, Part]]]:
        """The parts that are in every language as the same one of its kind in its section, with their page's id."""
        made = []
        for id in self.ids:
            grouped: dict[str, dict[tuple[str, str], list[Part]]] = {}
            for language in self.languages:
                groups = grouped.setdefault(language, {})
                for part in self.parts(self.path(id, language)):
                    groups.setdefault((part.section, part.kind), []).append(part)
            for key, theirs in grouped[self.source].items():
                all_ = [grouped[language].get(key, []) for language in self.languages]
                if all(len(one) == len(theirs) for one in all_):
                    made += [(id, dict(zip(self.languages, some, strict=True))) for some in zip(*all_, strict=True)]
        return made

    # Edits of pages.

    def restamped(self, changes: Changes) -> dict[str, str | None]:
        """Return changes with what translations record brought up to date, as `guia translated` does."""
        made = dict(changes)
        ids = {path.split("/", 2)[2].removesuffix(".md") for path in changes if path.startswith("docs/")}
        for id in sorted(ids):
            source = self._read(id, self.source, made)
            for language in self.translations:
                page = self._read(id, language, made)
                if source and page and (known := page.fields.get(revisions.FIELD)):
                    now = revisions.followed(page, source)
                    data = page.source.text.encode()
                    if now and now != known and not page.front_problems:
                        made[page.path] = with_entries(page, data, revisions.FIELD, now).decode()
        return made

    def _read(self, id: str, language: str, changes: Changes) -> Any:
        path = self.path(id, language)
        text = changes[path] if path in changes else self.texts.get(path)
        return None if text is None else read_page(Source(path, text), language, id)

    # Data.

    @cached_property
    def types(self) -> dict[str, Any]:
        """The type of the value of each file of data."""
        made: dict[str, Any] = {
            **{f"data/{name}.yml": dict[str, one] for name, one in loading.COLLECTIONS.items()},  # type: ignore[valid-type]
            **{f"data/{name}.yml": one for name, one in loading.SINGLE.items()},
            "data/queries.yml": list[schema.Query],
            **{path: schema.Plan for path in self.texts if path.startswith("data/plans/")},
        }
        return {path: one for path, one in made.items() if path in self.texts}

    @cached_property
    def values(self) -> dict[str, Any]:
        """The value of each file of data, which is not to be changed."""
        return {path: yaml.load(self.texts[path], Loader=Loader) for path in self.types}

    @cached_property
    def fields(self) -> list[Field]:
        """Every value that a record of data has."""
        made = []
        for file, type_ in self.types.items():
            for path, record_ in records(self.values[file], type_):
                held = at(self.values[file], path)
                if isinstance(held, dict):
                    made += [Field(file, (*path, name), record_, name) for name in record_.model_fields if name in held]
        return made

    def of_type(self, *types: Any) -> list[Field]:
        """Return the values of data that are of one of these types."""
        names = {_name(type_) for type_ in types}
        return [one for one in self.fields if _types(one.record, one.name) & names]

    def named(self, record_: type[BaseModel], *names: str) -> list[Field]:
        """Return the values of these names in records of a type."""
        return [one for one in self.fields if issubclass(one.record, record_) and one.name in names]

    def value(self, field: Field) -> Any:
        """Return a value of data, without what the guide keeps there for itself (`x-…`)."""
        value = at(self.values[field.file], field.path)
        return {key: one for key, one in value.items() if not own(key)} if isinstance(value, dict) else value

    def dumped(self, file: str, change: Callable[[Any], None] = lambda _: None) -> str:
        """Return a file of data, written anew, after a change to its value."""
        value = deepcopy(self.values[file])
        change(value)
        return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)

    def with_value(self, field: Field, new: Any) -> dict[str, str | None]:
        """Return the change that gives a value of data another."""

        def change(value: Any) -> None:
            at(value, field.path[:-1])[field.path[-1]] = new

        return {field.file: self.dumped(field.file, change)}


def own(key: Any) -> bool:
    """Return whether a key is one of those that a guide keeps for itself."""
    return isinstance(key, str) and key.startswith("x-")


def _name(type_: Any) -> str:
    return repr(type_)


@cache
def _types(record_: type[BaseModel], name: str) -> frozenset[str]:
    """Return the names of the types that a value of a record may have."""
    whole = record_.__annotations__.get(name, record_.model_fields[name].annotation)
    hints = get_type_hints(record_, vars(schema), include_extras=True).get(name, whole)
    return frozenset({_name(hints), *(_name(one) for one in get_args(hints))})


def at(value: Any, path: KeyPath) -> Any:
    """Return the part of a value at a path."""
    for one in path:
        value = value[one]
    return value


def records(value: Any, type_: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, type[BaseModel]]]:
    """Return the path and the type of every record that a value of a file holds."""
    for candidate in step(type_, path):
        yield path, candidate
    part = at(value, path)
    keys = part if isinstance(part, dict) else range(len(part)) if isinstance(part, list) else ()
    for key in keys:
        yield from records(value, type_, (*path, key))


def span_of(path: str, text: str, *keys: KeyPath) -> Span:
    """Return the lines in which the keys and values at these paths of a YAML text are."""
    document = read_document(Source(path, text), "invalid-data")
    places = [place.line for key in keys for place in (document.place(*key), document.value_place(*key))]
    return Span(path, min(places), max(places))
