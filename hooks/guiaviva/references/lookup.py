"""The value that a name means: the path of a fact, which begins with the name of its file in data/."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from guiaviva.facts import schema
from guiaviva.facts.loading import COLLECTIONS, PLAN_LISTS, Facts, Plan
from guiaviva.facts.types import Count, Internal, InWords, Refers, YesNo
from guiaviva.nearest import nearest

COUNT = "count"
"""The last part of a name that means how many there are: `accounts.count`, `networks.active.count`."""
_STATE = "status"


class NoValueError(Exception):
    """A name that means no single value.

    `variant` is that of the rule unknown-reference, or "unread" where data could not be read, which is reported there;
    `values` fill its words.
    """

    def __init__(self, variant: str, **values: Any) -> None:
        super().__init__(variant)
        self.variant, self.values = variant, values


@dataclass(frozen=True)
class Value:
    """What a name means: a value, its type as the schema has it, and the name without a key of another record in it."""

    name: str
    type: Any
    value: Any

    @property
    def path(self) -> str:
        """The file of the value, from the root of the guide."""
        return path_of(self.name)

    @property
    def key(self) -> str:
        """Where the value is in its file."""
        parts = self.name.split(".")
        return ".".join(parts[2:] if parts[0] == "plans" else parts[1:])

    def is_of(self, type_: Any) -> bool:
        """Return whether the value is of a type of `guiaviva.facts.types`."""
        return bool(self.type == type_)

    def marks(self, mark: type) -> Any:
        """Return the mark of that kind which the type has, or None."""
        return next((one for one in getattr(self.type, "__metadata__", ()) if isinstance(one, mark)), None)


def path_of(name: str) -> str:
    """Return the file in which the value of a name is, or would be."""
    first, _, rest = name.partition(".")
    return f"data/plans/{rest.partition('.')[0]}.yml" if first == "plans" and rest else f"data/{first}.yml"


@dataclass(frozen=True)
class Lookup:
    """Looks names up in facts."""

    facts: Facts

    @cached_property
    def roots(self) -> Mapping[str, tuple[Any, Any]]:
        """The type and the value of each file of data that a name can begin with."""
        facts = self.facts
        roots: dict[str, tuple[Any, Any]] = {
            name: (_map_of(type_), _records(getattr(facts, name))) for name, type_ in COLLECTIONS.items()
        }
        plans = {key: _plan(plan) for key, plan in facts.plans.items()}
        return roots | {
            "institution": (schema.Institution, facts.institution.record),
            "crisis": (schema.Crisis, schema.Crisis.model_construct(levels=_records(facts.levels))),
            "incident": (schema.Incident, schema.Incident.model_construct(steps=_records(facts.steps))),
            "plans": (_map_of(schema.Plan), plans),
        }

    def find(self, name: str) -> Value:
        """Return what a name means. Raises NoValueError where that is nothing, or no single value."""
        value = self.part(name)
        if value.value is None:
            if not value.key:
                raise NoValueError("unread")
            raise NoValueError("empty", found=name, path=value.path, key=value.key)
        if value.marks(Internal):
            raise NoValueError("internal", found=name)
        if refers := value.marks(Refers):
            there = "" if refers.to in ("pages", "units") else f"{name}.name"
            raise NoValueError("key" if there else "no-text", found=name, nearest=there)
        if isinstance(value.value, schema.Duration | str) or value.marks(InWords):
            if get_origin(value.type) is not None and _is_choice(value.type):
                raise NoValueError("no-text", found=name)
            return value
        if isinstance(value.value, BaseModel | Mapping | list):
            raise NoValueError("several", found=name, choices=tuple(f"{name}.{one}" for one in _names(value)))
        if isinstance(value.value, bool):
            raise NoValueError("no-text", found=name)
        return value

    def part(self, name: str) -> Value:
        """Return the record, the list or the value that a name means. Raises NoValueError where that is nothing."""
        first, *rest = name.split(".")
        if first not in self.roots:
            raise self._unknown(name, "", self.roots, name)
        if first in self.facts.unread or rest[:1] == [""]:
            raise NoValueError("unread")
        type_, value = self.roots[first]
        here = Value(first, type_, value)
        for index, step in enumerate(rest):
            here = self._below(self._followed(here), step, rest[index + 1 :], name)
            if here.is_of(Count) and here.name.endswith(f".{COUNT}"):
                break
        return here

    def names(self, name: str) -> list[str]:
        """Return the names that may follow a name, or those with which one begins. Raises NoValueError as `part`."""
        if not name:
            return [*self.roots]
        here = self._followed(self.part(name))
        if isinstance(here.value, schema.Duration) or here.marks(InWords):
            return []
        states = dict.fromkeys(_states(here) if isinstance(here.value, Mapping) else ())
        is_whole = not isinstance(here.value, BaseModel | Mapping | list)
        return [] if is_whole else [*_names(here), *(f"{state}.{COUNT}" for state in states)]

    def _followed(self, here: Value) -> Value:
        """Return the record that a key of another file means, in the place of the key."""
        refers = here.marks(Refers)
        if refers is None or refers.to not in self.roots or not isinstance(here.value, str):
            return here
        return self._below(Value(refers.to, *self.roots[refers.to]), here.value, [], here.name)

    def _below(self, here: Value, step: str, rest: list[str], whole: str) -> Value:
        """Return the part of a value of that name. `rest` are the names that follow it in the `whole` name."""
        value = here.value
        if value is None:
            raise NoValueError("empty", found=whole, path=here.path, key=".".join((here.key, step, *rest)))
        name = f"{here.name}.{step}"
        if isinstance(value, schema.Duration) or (isinstance(value, Mapping) and here.marks(InWords)):
            raise self._unknown(here.name, "", (), whole)
        if isinstance(value, BaseModel):
            types = _fields(type(value))
            if step in types and hasattr(value, step):
                return Value(name, types[step], getattr(value, step))
            raise self._unknown(here.name, step, (one for one in types if hasattr(value, one)), whole, rest)
        if isinstance(value, Mapping):
            keys = {str(key): key for key in value}
            if step in keys:
                return Value(name, _plain(get_args(here.type)[1]), value[keys[step]])
        if isinstance(value, Mapping | list) and not rest and step == COUNT:
            return Value(name, Count, len(value))
        if isinstance(value, Mapping):
            if rest == [COUNT] and step in (states := _states(here)):
                return Value(f"{name}.{COUNT}", Count, states.count(step))
            if step in self.facts.keys.get(here.name.split(".")[-1], ()):
                raise NoValueError("unread")
            raise self._unknown(here.name, step, (*map(str, value), COUNT), whole, rest)
        raise self._unknown(here.name, "", (), whole)

    def _unknown(
        self, above: str, step: str, choices: Iterable[str], whole: str, rest: Iterable[str] = ()
    ) -> NoValueError:
        """Return the error that a part of a name is unknown, with the nearest name, if there is one."""
        if not step:
            first, _, below = above.partition(".")
            near = nearest(first, choices)
            meant = ".".join(filter(None, (near, below))) if near else (above if above != whole else "")
        else:
            near = nearest(step, choices)
            meant = ".".join((above, near, *rest)) if near else ""
        return NoValueError("nearest" if meant else "", found=whole, nearest=meant, above=path_of(above))


def _plan(plan: Plan) -> schema.Plan:
    """Return a plan as one record, with what could be read of it."""
    lists: dict[str, Any] = {name: _records(getattr(plan, name)) for name in PLAN_LISTS}
    head: dict[str, Any] = dict(plan.head.record) if plan.head else {}
    return schema.Plan.model_construct(**head, **lists)


def _map_of(type_: Any) -> Any:
    return Mapping[str, type_]


def _records(entries: Mapping[str, Any]) -> dict[str, Any]:
    return {key: entry.record for key, entry in entries.items()}


def type_below(type_: Any, step: str | int) -> Any:
    """Return the type of a part of a value of a type of the schema, or None where it has none of that name."""
    while get_origin(type_) is Annotated:
        type_ = get_args(type_)[0]
    if isinstance(type_, type) and issubclass(type_, BaseModel):
        return _fields(type_).get(str(step))
    parts = get_args(type_) if get_origin(type_) in (list, dict, Mapping) else ()
    return _plain(parts[-1]) if parts else None


@cache
def _fields(record: type[BaseModel]) -> Mapping[str, Any]:
    hints = get_type_hints(record, include_extras=True)
    return {name: _plain(hints[name]) for name in record.model_fields}


def _plain(type_: Any) -> Any:
    """Return a type that may be None as it is where it is not."""
    if get_origin(type_) in (Union, UnionType):
        return next(one for one in get_args(type_) if one is not NoneType)
    if get_origin(type_) is Annotated and not any(isinstance(one, InWords | Refers) for one in type_.__metadata__):
        inner = get_args(type_)[0]
        return inner if get_origin(inner) is list else type_
    return type_


def _is_choice(type_: Any) -> bool:
    return str(get_origin(type_)) == "typing.Literal"


def _states(here: Value) -> list[str]:
    """Return in which state each record is, of a map of records that have one."""
    return [str(state) for record in here.value.values() if (state := getattr(record, _STATE, None))]


def _names(value: Value) -> list[str]:
    """Return the names that may follow a name."""
    if isinstance(value.value, BaseModel):
        types = _fields(type(value.value))
        filled = [name for name in types if getattr(value.value, name, None) not in (None, {}, [])]
        return [name for name in filled if not _is_choice(types[name]) and types[name] != YesNo]
    return [*map(str, value.value), COUNT] if isinstance(value.value, Mapping) else [COUNT]
