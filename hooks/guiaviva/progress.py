"""How much of a guide is written, and what is left: the findings of the rules that say what is still to be written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

from guiaviva.diagnostics import Finding, Place
from guiaviva.facts import schema
from guiaviva.facts.loading import Entry
from guiaviva.guide import Guide, sections
from guiaviva.guide.demands import demands_of
from guiaviva.judgement import Judgement
from guiaviva.levels import level_of
from guiaviva.reading.pages import Page
from guiaviva.rules.translations.missing_translation import lacking
from guiaviva.settling import settled

# A text that its own language lacks is no data, and something to write all the same.
_TEXT = ("invalid-data", "text")
# That a page lacks a section: one that the model asks for, or one of its original.
_LACKING = ("missing-section", "section-mismatch")


@dataclass(frozen=True)
class Part:
    """A part of a guide: what a page says before its first section, a section, or a record of data.

    `name` is the page or the file of data with the id of the section or the key of the record: `tone#voice`,
    `data/roles#spokesperson`. `start` is where it begins; `danger`, that it is a situation of danger or a reply to one.
    """

    name: str
    start: Place
    danger: bool = False


@dataclass(frozen=True)
class Parts:
    """The parts that a guide has, drafts left out, since they are not published."""

    guide: Guide

    @cached_property
    def by_path(self) -> Mapping[str, tuple[Part, ...]]:
        """The parts of each file, in order."""
        parts: dict[str, list[Part]] = {}
        for part in chain(*map(_of_page, self.guide.pages.values()), map(self._record, self.guide.facts.entries())):
            parts.setdefault(part.start.path, []).append(part)
        return {path: tuple(sorted(ones, key=lambda one: one.start)) for path, ones in parts.items()}

    def at(self, place: Place) -> Part:
        """Return the part in which a place is; of a file that has none, the file."""
        parts = self.by_path.get(place.path, ())
        index = bisect_right(parts, (place.line, place.column), key=lambda one: (one.start.line, one.start.column))
        return parts[max(index - 1, 0)] if parts else Part(_name(place.path), Place(place.path))

    def expected(self, path: str) -> int:
        """Return how many parts a file will have that is not there: those of its source, or what the model asks."""
        if not path.endswith(".md"):
            return 1
        id = _name(path)
        kind = self.guide.model.kind_of(id)
        asked = len(kind.sections(self.guide.page_conditions(id))) if kind else 0
        return len(self.by_path.get(self.guide.path(id), ())) or 1 + asked

    def _record(self, entry: Entry[Any]) -> Part:
        record, situations = entry.record, self.guide.facts.situations
        if isinstance(record, schema.Reply):
            record = situations[record.situation].record if record.situation in situations else record
        danger = isinstance(record, schema.Situation) and record.level == "danger"
        return Part(f"{_name(entry.document.path)}#{entry.key}", entry.place(), danger)


@dataclass(frozen=True)
class Progress:
    """How many parts of a guide are done, of how many; `known` is false where something in it cannot be read."""

    done: int
    total: int
    known: bool = True

    @property
    def percent(self) -> int | None:
        """What is done, in whole per cent, 100 only where nothing is left; None where that is not known."""
        if not self.known:
            return None
        return 100 * self.done // self.total if self.total else 100


def left(judgement: Judgement) -> tuple[Finding, ...]:
    """Return the findings that say what is still to be written, advice left out.

    Of a language in which there is nothing yet, they are those of each page and text, as if its home page were there.
    """
    guide = judgement.guide
    found = [one for one in judgement.findings if _to_write(guide, one) and level_of(one, guide) != "advice"]
    missing = {str(one.values["found"]) for one in found if _is_language(guide, one)}
    found = [one for one in found if not _is_language(guide, one)]
    return (*found, *settled(guide, [one for language in sorted(missing) for one in lacking(guide, language)]))


def errors(judgement: Judgement) -> tuple[Finding, ...]:
    """Return the findings that are errors and say nothing of what is still to be written."""
    guide = judgement.guide
    return tuple(one for one in judgement.findings if level_of(one, guide) == "error" and not _to_write(guide, one))


def warnings(judgement: Judgement) -> tuple[Finding, ...]:
    """Return the findings that fail a strict check alone and say nothing of what is still to be written."""
    guide = judgement.guide
    return tuple(one for one in judgement.findings if level_of(one, guide) == "warning" and not _to_write(guide, one))


def progress(judgement: Judgement) -> Progress:
    """Return how much of a guide is done. A part is not done where something is to be written in it, or is wrong."""
    guide, parts, wrong = judgement.guide, Parts(judgement.guide), errors(judgement)
    waiting: dict[str, set[Part]] = {}
    absent: dict[str, int] = {}
    for one in (*left(judgement), *wrong):
        path = one.place.path
        if one.rule in _LACKING and (count := _absent(guide, path)):
            absent[path] = count
            continue
        for place in (one.place, *one.others):
            waiting.setdefault(place.path, set()).add(parts.at(place))
    there = parts.by_path
    lost = sum(len(ones) for path, ones in waiting.items() if path in there)
    # A file that is not there is missing with all its parts.
    missing = sum(parts.expected(path) for path in waiting if path not in there) + sum(absent.values())
    total = sum(map(len, there.values()))
    unread = any(guide.model.rules[one.rule].first for one in wrong)
    known = not unread and guide.source_language not in demands_of(guide).unwritten
    return Progress(total - lost, total + missing, known)


def _to_write(guide: Guide, one: Finding) -> bool:
    return guide.model.rules[one.rule].todo or (one.rule, one.variant) == _TEXT


def _is_language(guide: Guide, one: Finding) -> bool:
    """Return whether a finding says that there is nothing in a language, which is not that of the original."""
    return (one.rule, one.variant) == ("language-mismatch", "no-folder") and one.values[
        "found"
    ] != guide.source_language


def _of_page(page: Page) -> Iterator[Part]:
    yield Part(page.id, page.at())
    for section in page.sections[1:]:
        yield Part(f"{page.id}#{section.id}", section.place)


def _absent(guide: Guide, path: str) -> int:
    """Return how many sections a page must have, or its original has, that are not in it."""
    page = next((one for one in guide.pages.values() if one.path == path), None)
    if page is None:
        return 0
    source = guide.source_page(page.id)
    original = {section.id for section in source.sections[1:] if section.explicit} if source else set()
    return len((sections.demanded(guide, page) | original) - {section.id for section in page.sections})


def _name(path: str) -> str:
    """Return how a file is named: a page by its id, a file of data by its path, without what it ends with."""
    name = path.rpartition(".")[0] or path
    return name.split("/", 2)[2] if name.startswith("docs/") and name.count("/") > 1 else name
