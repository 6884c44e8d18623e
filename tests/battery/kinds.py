"""What is tried: kinds of damage and of harmless edits, each a function that draws a case on a guide."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random

import battery
from battery.ground import Changes, Ground, Span

Draw = Callable[[Ground, Random], "Case | None"]


@dataclass(frozen=True)
class Case:
    """Changes to a guide and, of a damage, the places at one of which it must be reported.

    With `anywhere` it must be reported, wherever that is. With `stale` the translations do not record the
    change as done.
    """

    changes: Changes
    spans: tuple[Span, ...] = ()
    anywhere: bool = False
    stale: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of edit; `draw` returns a case, or None where the guide has nothing to be edited so."""

    name: str
    family: str
    harmless: bool
    draw: Draw


_KINDS: dict[str, Kind] = {}


def damage(draw: Draw) -> Draw:
    """Make a function a kind of damage, by its name."""
    return _known(draw, harmless=False)


def harmless(draw: Draw) -> Draw:
    """Make a function a kind of harmless edit, by its name."""
    return _known(draw, harmless=True)


def _known(draw: Draw, *, harmless: bool) -> Draw:
    name = draw.__name__.strip("_").replace("_", "-")
    assert name not in _KINDS, name
    _KINDS[name] = Kind(name, draw.__module__.rpartition(".")[2], harmless, draw)
    return draw


@cache
def all_kinds() -> tuple[Kind, ...]:
    """Return every kind of all families, damages first."""
    for module in pkgutil.iter_modules(battery.__path__):
        if not module.name.startswith("_"):
            importlib.import_module(f"battery.{module.name}")
    return tuple(sorted(_KINDS.values(), key=lambda kind: (kind.harmless, kind.family)))
