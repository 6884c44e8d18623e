"""The check is neither blind nor noisy: what goes wrong in a guide is named at its line, and good edits raise no alarm.

tests/edits/damages.yml and tests/edits/right.yml list single edits on the demonstration, as they are made by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Any

import pytest
import yaml

from conftest import TESTS, TODAY
from guiaviva.diagnostics import Diagnostic
from guiaviva.guide import load_guide
from guiaviva.guide.renaming import renamed
from guiaviva.guide.uses import named
from guiaviva.reading.files import Folder
from memory import MEMORY, judged

ROOT = TESTS.parent
# To answer the queries of the search takes longer than all else together.
WITHOUT = {"data/queries.yml": None}
MOST = 3
"""So many findings an edit may cause at most, besides those of the records of translations."""
# The processes that run the tests share the lists in so many parts; what is in them is read when one is tried.
PARTS = 4
OF_RECORDS = {"stale-translation", "translation-changed", "unrecorded-translation"}


@dataclass(frozen=True)
class Edit:
    """An edit of the guide: what it is, the texts that it makes by path, and the lines at which it may be named."""

    name: str
    texts: Mapping[str, str | None]
    places: frozenset[tuple[str, int]]
    alone: bool
    but: str
    """Why it is knowingly not named, or causes more."""


@cache
def original(path: str) -> str:
    """Return the text of a file of the demonstration, or nothing where there is none."""
    file = ROOT / path
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def between(text: str, first: str, last: str | None) -> tuple[int, int]:
    """Return from where to where a text goes from the first words to the last, or to the end."""
    start = text.index(first)
    return start, text.index(last, start + len(first)) if last else len(text)


def written(case: dict[str, Any]) -> dict[str, str | None]:
    """Return the texts that an edit makes, by path."""
    texts: dict[str, str | None] = dict.fromkeys(case.get("delete", ())) | case.get("write", {})
    for path, changes in case.get("replace", {}).items():
        text = original(path)
        for old, new in changes.items():
            assert old in text, f"{case['is']}: {old!r} is not in {path}"
            text = text.replace(old, new, 1)
        texts[path] = text
    for path, added in case.get("append", {}).items():
        texts[path] = (texts.get(path) or original(path)) + added
    for path, (first, *last) in case.get("cut", {}).items():
        start, end = between(original(path), first, last[0] if last else None)
        texts[path] = original(path)[:start] + original(path)[end:]
    for path, (first, last, before) in case.get("move", {}).items():
        start, end = between(original(path), first, last)
        rest = original(path)[:start] + original(path)[end:]
        to = rest.index(before)
        texts[path] = rest[:to] + original(path)[start:end] + rest[to:]
    if "rename" in case:
        old, key = case["rename"]
        record = named(old)
        assert record
        change = renamed(load_guide(ROOT, today=TODAY, store=MEMORY), record, key)
        texts |= {path: data.decode() for path, data in change.written.items()}
    return texts


def changed_lines(path: str, text: str | None) -> Iterator[tuple[str, int]]:
    """Return the lines of a file that an edit has written, or the one after those that it has taken out."""
    old, new = original(path).splitlines(), (text or "").splitlines()
    start, end = same(old, new), len(new) - same(old[::-1], new[::-1])
    for number in range(start, max(end, start + 1)):
        yield path, number + 1


def same(some: list[str], others: list[str]) -> int:
    """Return how many of the first lines of two texts are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(some, others, strict=False)))


def places(case: dict[str, Any], texts: Mapping[str, str | None]) -> Iterator[tuple[str, int]]:
    """Return the lines at which an edit may be named."""
    for place in case.get("at", ()):
        path, _, start = place.partition(": ")
        lines = (texts.get(path, original(path)) or "").splitlines() if start else ()
        found = [number for number, line in enumerate(lines, 1) if line.startswith(start)] if start else [1]
        assert found, f"{case['is']}: no line of {path} begins with {start!r}"
        yield from ((path, number) for number in found)
    if "at" not in case:
        for path, text in texts.items():
            yield from changed_lines(path, text)


@cache
def edits(name: str) -> tuple[Edit, ...]:
    """Return the edits of a list."""
    found = []
    for case in yaml.load((TESTS / "edits" / f"{name}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader):
        texts = written(case)
        here = frozenset(places(case, texts))
        found.append(Edit(case["is"], texts, here, "alone" in case, case.get("but", "")))
    return tuple(found)


def groups(name: str) -> list[list[Edit]]:
    """Return the edits of a list in groups, each of which touches different files."""
    found: list[list[Edit]] = []
    for edit in edits(name):
        free = (group for group in found if not group[0].alone and not edit.alone)
        group = next((one for one in free if not any(edit.texts.keys() & other.texts.keys() for other in one)), None)
        if group is None:
            found.append([edit])
        else:
            group.append(edit)
    return found


def reported(some: list[Edit]) -> list[Diagnostic]:
    """Return the errors and warnings of the demonstration with some edits."""
    texts = {path: None if text is None else text.encode() for edit in some for path, text in edit.texts.items()}
    found = judged(Folder(ROOT, {**WITHOUT, **texts})).diagnostics("en")
    return [one for one in found if one.level != "advice"]


def test_the_demonstration_has_nothing_to_report() -> None:
    assert not reported([])


@pytest.mark.parametrize("part", range(PARTS))
def test_a_damage_is_named_where_it_is(part: int) -> None:
    for group in groups("damages")[part::PARTS]:
        found = reported(group)
        own = [one for one in found if one.rule not in OF_RECORDS]
        for edit in group:
            named = any((one.path, one.line) in edit.places for one in found)
            few = sum(one.path in edit.texts for one in own) <= MOST
            assert (named and few) != bool(edit.but), f"{edit.name}: {sorted(edit.places)}\n{shown(found, edit)}"
        assert len(own) <= MOST * len(group), shown(own)


def test_few_damages_are_knowingly_not_named() -> None:
    assert sum(bool(edit.but) for edit in edits("damages")) <= 0.02 * len(edits("damages"))


@pytest.mark.parametrize("part", range(PARTS))
def test_a_right_edit_raises_no_alarm(part: int) -> None:
    for group in groups("right")[part::PARTS]:
        alarms = [one for one in reported(group) if one.rule not in OF_RECORDS]
        assert not alarms, shown(alarms)


def shown(found: list[Diagnostic], edit: Edit | None = None) -> str:
    """Return findings as lines, of the files of an edit alone if it is given."""
    some = [one for one in found if edit is None or one.path in edit.texts]
    return "\n".join(f"{one.path}:{one.line} {one.level} {one.rule}: {one.message}" for one in some)
