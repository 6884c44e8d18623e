"""What goes with a record that is taken out of data: what only loses it, what cannot be without it, what is undecided.

Each value that names the record is judged by the schema of the record in which it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from types import NoneType
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from guiaviva.diagnostics import Place
from guiaviva.facts.loading import ELSEWHERE, Entry
from guiaviva.facts.types import AllWhereNone
from guiaviva.facts.walk import Marked
from guiaviva.guide import local
from guiaviva.guide.guide import Guide
from guiaviva.guide.uses import Named, keys_of, named, pages_named
from guiaviva.reading.cutting import written_value
from guiaviva.reading.documents import Document, KeyPath


class Part(NamedTuple):
    """A value of data: its file, and its path in that."""

    file: str
    path: KeyPath


@dataclass
class Departure:
    """What goes and what changes where records go: all of it by the files of data as they are now.

    `records` are those that go, with the one asked for first; `dependents` are those that cannot be without another
    one, by their name, with their places. `undecided` are the places of values that need something else.
    """

    records: list[Named] = field(default_factory=list)
    cut: dict[Part, None] = field(default_factory=dict)
    written: dict[Part, str] = field(default_factory=dict)
    dependents: dict[Part, Place] = field(default_factory=dict)
    undecided: list[Place] = field(default_factory=list)


def departure(guide: Guide, record: Named, instead: Sequence[str] = ()) -> Departure:
    """Return what goes with a record; the first of the keys `instead` that fits takes its place where it is named."""
    going = _Going(guide, record, instead)
    going.leave(record)
    while going.waiting:
        going.follow(going.waiting.pop(0))
    return going.made


def part_of(record: Named) -> Part | None:
    """Return where a record is written, or None for a plan, which is a file of its own."""
    steps = record.name.split(".")
    if steps[0] == "plans":
        return Part(f"data/plans/{steps[1]}.yml", tuple(steps[2:])) if steps[2:] else None
    return Part(f"data/{steps[0]}.yml", tuple(steps[1:]))


def name_of(part: Part) -> str:
    """Return the name of a record of data, such as `roles.press`."""
    stem = part.file.removeprefix("data/").removesuffix(".yml").replace("/", ".")
    return ".".join((stem, *map(str, part.path)))


class _Going:
    def __init__(self, guide: Guide, record: Named, instead: Sequence[str]) -> None:
        self.guide, self.asked, self.instead = guide, record, instead
        self.made = Departure()
        self.waiting: list[Named] = []
        # The items of lists that go, by the list.
        self.items: dict[Part, set[Any]] = defaultdict(set)
        # The files that go as a whole.
        self.files: set[str] = set()

    def leave(self, record: Named) -> None:
        """Have a record go, and with a plan all that it has."""
        self.made.records.append(record)
        self.waiting.append(record)
        if part := part_of(record):
            self.made.cut[part] = None
        elif plan := self.guide.facts.plans.get(record.key):
            self.files.add(plan.document.path)
            for collection in ("objectives", "audiences", "indicators"):
                for key in plan.written(collection):
                    self.leave(Named(f"{record.name}.{collection}.{key}", collection, key, record.key))

    def follow(self, record: Named) -> None:
        """See what becomes of all that names a record which goes."""
        for entry, marked in keys_of(self.guide, record):
            if not self.goes(entry):
                self.judge(entry, marked, self.instead if record == self.asked else ())
        for entry, marked in pages_named(self.guide, record):
            if not self.goes(entry):
                self.judge(entry, marked, ())
        if record.collection == "networks" and not record.plan:
            for plan in self.guide.facts.plans.values():
                if record.key in plan.written("networks"):
                    part = Part(plan.document.path, ("networks", record.key))
                    self.depend(part, plan.document.place(*part.path))
            for document in _documents(self.guide):
                self.scopes(document, document.value, (), record.key)

    def goes(self, entry: Entry[Any]) -> bool:
        part = Part(entry.document.path, entry.path)
        return part.file in self.files or any(_is_below(part, one) for one in self.made.cut)

    def judge(self, entry: Entry[Any], marked: Marked, instead: Sequence[str]) -> None:
        """See what becomes of a value that names what goes; the first of `instead` that fits takes its place."""
        part = Part(entry.document.path, (*entry.path, *marked.path))
        spec = _field_of(type(entry.record), marked.path)
        is_role = self.asked.collection == "roles" == _collection(marked)
        if isinstance(marked.path[-1], int):
            self.from_list(entry, marked, part, spec, instead)
        elif other := self.fitting(entry, marked, part, instead):
            self.made.written[part] = other
        elif self.is_alone(entry, marked, part) or (is_role and (spec.is_required() or not self.may_go(marked))):
            self.made.undecided.append(entry.value_place(*marked.path))
        elif spec.is_required():
            self.depend_entry(entry, marked)
        else:
            self.made.cut[part] = None

    def may_go(self, marked: Marked) -> bool:
        """Return whether nobody need have a role: somebody else has it there already, or only stands in."""
        return bool(self.instead) or marked.path[-1] == "deputy"

    def fitting(self, entry: Entry[Any], marked: Marked, part: Part, instead: Sequence[str]) -> str:
        """Return the first of some keys that is not named beside a value, and is not that of the record, or ""."""
        above = _below(entry.document.value, part.path[:-1])
        said = [one for one in above.values() if isinstance(one, str)] if isinstance(above, dict) else []
        itself = entry.key if entry.document.path == f"data/{_collection(marked)}.yml" else ""
        return next((one for one in instead if one not in (*said, itself)), "")

    def is_alone(self, entry: Entry[Any], marked: Marked, part: Part) -> bool:
        """Return whether a part of a record says nothing without a value, such as an answer that leads somewhere."""
        above = _below(entry.document.value, part.path[:-1])
        return len(marked.path) > 1 and isinstance(above, dict) and len(above) == 1

    def from_list(self, entry: Entry[Any], marked: Marked, part: Part, spec: FieldInfo, instead: Sequence[str]) -> None:
        whole = part._replace(path=part.path[:-1])
        items = _below(entry.document.value, whole.path)
        if other := next((one for one in instead if one not in items), ""):
            self.made.written[part] = other
            return
        self.items[whole].add(part.path[-1])
        if len(self.items[whole]) < len(items):
            self.made.cut[part] = None
        elif _collection(marked) == "roles" and spec.is_required():
            self.made.undecided.append(entry.value_place(*marked.path))
        elif spec.is_required() or any(isinstance(one, AllWhereNone) for one in spec.metadata):
            self.depend_entry(entry, marked)
        else:
            self.made.cut[whole] = None

    def depend_entry(self, entry: Entry[Any], marked: Marked) -> None:
        if entry.path:
            self.depend(Part(entry.document.path, entry.path), entry.place())
        else:
            self.made.undecided.append(entry.value_place(*marked.path))

    def depend(self, part: Part, place: Place) -> None:
        """Have a record go that cannot be without one that goes."""
        if part in self.made.cut:
            return
        self.made.dependents[part] = place
        self.made.cut[part] = None
        record = named(name_of(part)) if all(isinstance(step, str) for step in part.path) else None
        if record and not (record.collection == "networks" and record.plan):
            self.made.records.append(record)
            self.waiting.append(record)

    def scopes(self, document: Document, value: Any, path: KeyPath, network: str) -> None:
        """Take a network out of the marks of where something holds; what holds nowhere then is not there elsewhere."""
        if isinstance(value, list):
            for index, one in enumerate(value):
                self.scopes(document, one, (*path, index), network)
        if not isinstance(value, dict):
            return
        words = str(value.get(local.KEY, "")).split()
        left = [word for word in words if network not in word.split("+")]
        if left != words:
            self.unmark(document, value, path, left)
        for key, one in value.items():
            if key != ELSEWHERE:
                self.scopes(document, one, (*path, key), network)

    def unmark(self, document: Document, value: Mapping[str, Any], path: KeyPath, left: list[str]) -> None:
        mark = Part(document.path, (*path, local.KEY))
        networks = self.guide.facts.keys["networks"]
        if any(set(word.split("+")) <= set(networks) for word in left):
            self.made.written[mark] = " ".join(left)
            return
        elsewhere = value.get(ELSEWHERE)
        if isinstance(elsewhere, dict):
            self.take_elsewhere(document, path, elsewhere)
            self.made.cut |= {mark: None, mark._replace(path=(*path, ELSEWHERE)): None}
        elif any(entry.path == path for entry in self.guide.facts.entries() if entry.document.path == document.path):
            self.depend(Part(document.path, path), document.place(*path))
        else:
            self.made.cut[Part(document.path, path)] = None

    def take_elsewhere(self, document: Document, path: KeyPath, elsewhere: Mapping[str, Any]) -> None:
        """Put in the place of texts what others have there who have no such network."""
        text = self.guide.facts.sources[document.path].text
        for key in elsewhere:
            if new := written_value(text, (*path, ELSEWHERE, key)):
                self.made.written[Part(document.path, (*path, key))] = new


def _documents(guide: Guide) -> Iterator[Document]:
    seen = set()
    for entry in guide.facts.entries():
        if entry.document.path.endswith(".yml") and entry.document.path not in seen:
            seen.add(entry.document.path)
            yield entry.document


def _collection(marked: Marked) -> str:
    return getattr(marked.mark, "to", "")


def _is_below(part: Part, above: Part) -> bool:
    return part.file == above.file and part.path[: len(above.path)] == above.path


def _below(value: Any, path: KeyPath) -> Any:
    return reduce(lambda one, step: one[step], path, value)


def _field_of(type_: Any, path: KeyPath) -> FieldInfo:
    """Return the field of a record in which the value at a path is, itself or as an item of it."""
    spec = FieldInfo()
    for step in path:
        type_ = _plain(type_)
        if isinstance(type_, type) and issubclass(type_, BaseModel):
            spec = type_.model_fields[str(step)]
            type_ = spec.annotation
        else:
            type_ = get_args(type_)[-1]
    return spec


def _plain(type_: Any) -> Any:
    """Return a type without what is annotated, and without None."""
    while True:
        if hasattr(type_, "__metadata__"):
            type_ = get_args(type_)[0]
        elif NoneType in get_args(type_):
            type_ = next(one for one in get_args(type_) if one is not NoneType)
        else:
            return type_
