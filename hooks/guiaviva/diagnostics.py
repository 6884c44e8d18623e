"""Findings and diagnostics: what a rule found, and the same with its level and in the words of one language.

`guiaviva.wording` makes the sentences, `guiaviva.levels` the levels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

Level = Literal["error", "warning", "advice"]


class Place(NamedTuple):
    """Where something is: `path` from the guide's root, with `/`; `line` and `column` from 1.

    `length` is in characters, 0 where only the start is known. A tuple, since a guide has tens of thousands of them.
    """

    path: str
    line: int = 1
    column: int = 1
    length: int = 0


class Edit(NamedTuple):
    """What to write in a file from `line` and `column` to before `end_column` of `end_line`, all from 1."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True)
class Term:
    """A value that is worded in `words/⟨language⟩/interface.yml`: its group there, its key, and what fills it."""

    group: str
    key: str
    values: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Language:
    """A value that is the name of a language, given by its code."""

    code: str


class Sentences(tuple[Term, ...]):
    """Values that are shown one after another; any other list of values is shown as words in quotation marks."""

    __slots__ = ()


@dataclass(frozen=True)
class Finding:
    """What a rule found, without words.

    `rule` is a key of `model/rules.yml`, and `variant` one of its variants, or "" for its own words. `values` fill the
    placeholders. `mark` says whose demand is not met, where the level of the rule depends on that. Of many findings of
    the rule `about` the same thing one is reported, at the `cause` if that is known, with the places of the `others`.
    `excepted` says that the guide makes an exception of a demand of which nobody may be silent, `known` that it was
    there when the guide began to be checked.
    """

    rule: str
    place: Place
    values: Mapping[str, Any]
    variant: str = ""
    mark: str = ""
    about: str = ""
    cause: Place | None = None
    others: tuple[Place, ...] = ()
    excepted: bool = False
    known: bool = False

    def because_of(self, cause: Place | None) -> Finding:
        """Return the finding with the place that is its cause."""
        return replace(self, cause=cause)


Where = Place | Callable[[], Place]
"""A place, or what returns it: to find it out may take longer than to see that nothing is wrong there."""


def found(
    rule: str,
    where: Where,
    /,
    *,
    variant: str = "",
    mark: str = "",
    about: str = "",
    **values: Any,
) -> Finding:
    """Return a finding. Other keyword arguments are the values of the placeholders in its message and fix."""
    return Finding(rule, where() if callable(where) else where, values, variant, mark, about)


@dataclass(frozen=True, order=True)
class Diagnostic:
    """A finding with its level and its sentences, ready to be shown. Sorted by path, line and rule."""

    path: str
    line: int
    rule: str
    column: int
    length: int
    level: Level
    message: str
    fix: str
    edit: Edit | None = field(default=None, compare=False)
    """What mends it, where that is certain."""
    key: str = field(default="", compare=False)
    """The key of which it speaks, which may be missing."""
