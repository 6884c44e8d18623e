"""What is told to the editor: findings given words in one language.

A rule finds; this module speaks. It is the only place where sentences are made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

Level = Literal["error", "warning", "advice"]


class Place(NamedTuple):
    """Where something stands: `path` from the guide's root, with `/`; `line` and `column` from 1.

    `length` is in characters; 0 where no single word is meant. A tuple, since a guide has tens of thousands of them.
    """

    path: str
    line: int = 1
    column: int = 1
    length: int = 0


@dataclass(frozen=True)
class Term:
    """A value that is a word of `model/words.yml`: its group and key."""

    group: str
    key: str


@dataclass(frozen=True)
class Finding:
    """What a rule found, without words.

    `rule` names a record of `model/rules.yml` and `variant` one of its other wordings; `values` fill the
    placeholders; `mark` says whose demand is not met, where the rule's level depends on that.
    """

    rule: str
    place: Place
    values: Mapping[str, Any]
    variant: str = ""
    mark: str = ""


def found(rule: str, place: Place, /, *, variant: str = "", mark: str = "", **values: Any) -> Finding:
    """Give a finding; what is passed by name fills the message's placeholders."""
    return Finding(rule, place, values, variant, mark)


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One problem, ready to be shown. Sorted by path, line, rule."""

    path: str
    line: int
    rule: str
    column: int
    length: int
    level: Level
    message: str
    fix: str
