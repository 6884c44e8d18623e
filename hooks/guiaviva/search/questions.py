"""What people ask for each record, as the units of each question: terms and stems, and stop words apart.

What is asked of every page of a folder is asked of each together with the title of the page: who asks for the pictures
of one network names it, and who names none is not looking for one of them. The same block of questions stands on many
pages, so that all that can be is done once for each block.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from guiaviva.search.parts import Part
from guiaviva.search.phrases import Phrases, as_stop_word, is_stop_word

# How much it counts that people ask for a record in words like these.
LIKENESS = 2.0
# The questions that are likest count, each one less.
SHARES = (1.0, 0.3, 0.1)


@dataclass(frozen=True)
class Asked:
    """The questions in which a word or a term stands, by number, and how rare it is among them, in thousandths."""

    rarity: int
    questions: tuple[int, ...]


class _Instance(NamedTuple):
    """A block of questions as it is asked for a record: the first one's number, and the units of the page's title."""

    first: int
    record: int
    kind: str
    title: frozenset[str]


@dataclass
class _Block:
    """Questions that are asked together, by the units of each, and for which records."""

    number: int
    questions: Sequence[frozenset[str]]
    where: Mapping[str, list[int]]
    instances: list[_Instance] = field(default_factory=list)

    def others(self, unit: str) -> list[int]:
        """Return the places of the questions in which a unit does not stand."""
        return [place for place, units in enumerate(self.questions) if unit not in units]


@dataclass
class Questions:
    """The questions of one language, numbered record by record. `priors` are the weights of kinds of records."""

    parts: Sequence[Part]
    language: str
    phrases: Phrases
    priors: Mapping[str, float]
    _rarities: dict[str, int] = field(default_factory=dict)
    _lengths: dict[tuple[int, frozenset[str], str], list[int]] = field(default_factory=dict)

    @cached_property
    def _blocks(self) -> list[_Block]:
        """All blocks, in the order in which they are first asked."""
        blocks: dict[str, _Block] = {}
        titles: dict[str, frozenset[str]] = {}
        number = record = 0
        for part in self.parts:
            if part.language == self.language:
                title = titles.get(part.asked_of)
                if title is None:
                    title = titles[part.asked_of] = self._units(part.asked_of)
                for at, (own, shared) in enumerate(part.questions):
                    for lines, units in ((own, frozenset()), (shared, title)):
                        if lines:
                            block = blocks.get(lines)
                            if block is None:
                                block = blocks[lines] = self._block(len(blocks), lines)
                            block.instances.append(_Instance(number, record + at, part.kinds[at], units))
                            number += len(block.questions)
            record += len(part.kinds)
        return list(blocks.values())

    def _block(self, number: int, lines: str) -> _Block:
        questions = [self._units(line) for line in lines.split("\n")]
        where: dict[str, list[int]] = {}
        for place, units in enumerate(questions):
            for unit in units:
                where.setdefault(unit, []).append(place)
        return _Block(number, questions, where)

    def _units(self, line: str) -> frozenset[str]:
        stems, plain, stop_words = (words.split(" ") if words else [] for words in line.split("\t"))
        return frozenset((*self.phrases.units(stems, plain), *map(as_stop_word, stop_words)))

    @cached_property
    def count(self) -> int:
        """How many questions there are."""
        return sum(len(block.questions) * len(block.instances) for block in self._blocks)

    @cached_property
    def rarest(self) -> int:
        """The rarity of a word that stands in none."""
        return round(1000 * math.log(1 + self.count))

    @cached_property
    def _holding(self) -> Mapping[str, list[_Block]]:
        """The blocks that have a unit."""
        holding: dict[str, list[_Block]] = defaultdict(list)
        for block in self._blocks:
            for unit in block.where:
                holding[unit].append(block)
        return dict(holding)

    @cached_property
    def _titled(self) -> Mapping[str, list[tuple[_Block, _Instance]]]:
        """The blocks that are asked of pages with a unit in their title."""
        titled: dict[str, list[tuple[_Block, _Instance]]] = defaultdict(list)
        for block in self._blocks:
            for instance in block.instances:
                for unit in instance.title:
                    if unit not in block.where or len(block.where[unit]) < len(block.questions):
                        titled[unit].append((block, instance))
        return dict(titled)

    def rarity(self, unit: str) -> int | None:
        """Return how rare a unit is among the questions, in thousandths, or None where it stands in none."""
        rarity = self._rarities.get(unit)
        if rarity is None and (unit in self._holding or unit in self._titled):
            holding = self._holding.get(unit, ())
            among = sum(len(block.where[unit]) * len(block.instances) for block in holding)
            rarity = round(1000 * math.log(1 + self.count / max(1, among)))
            rarity = self._rarities[unit] = rarity // 2 if is_stop_word(unit) else rarity
        return rarity

    def asked(self, unit: str) -> Asked | None:
        """Return the questions in which a unit stands."""
        rarity = self.rarity(unit)
        if rarity is None:
            return None
        numbers = [
            instance.first + place
            for block in self._holding.get(unit, ())
            for instance in block.instances
            for place in block.where[unit]
        ]
        for block, instance in self._titled.get(unit, ()):
            numbers += [instance.first + place for place in block.others(unit)]
        return Asked(rarity, tuple(sorted(numbers)))

    @cached_property
    def lengths(self) -> list[tuple[int, int]]:
        """Return for each question its record, and its length as a vector of rarities."""
        found = [
            (instance.first + place, instance.record, length)
            for block in self._blocks
            for instance in block.instances
            for place, length in enumerate(self._lengths_of(block, instance))
        ]
        return [(record, length) for _, record, length in sorted(found)]

    def _lengths_of(self, block: _Block, instance: _Instance) -> list[int]:
        key = (block.number, instance.title, instance.kind)
        lengths = self._lengths.get(key)
        if lengths is None:
            prior = self.priors.get(instance.kind, 1.0)
            lengths = self._lengths[key] = [
                # What tells what to do comes first here too. In tenths of a thousandth: short in a file.
                max(1, round(math.sqrt(self._squares(units | instance.title)) / prior / 100))
                for units in block.questions
            ]
        return lengths

    def _squares(self, units: Iterable[str]) -> int:
        return sum((self.rarity(unit) or 0) ** 2 for unit in units)

    def likeness(self, units: Mapping[str, bool]) -> dict[int, float]:
        """Return for each record how like a question is to what people ask for it: the cosine of their rarities.

        `units` are those of the question; those that are False are not looked up, and as rare as a unit can be.
        """
        squares: dict[str, int] = {}
        whole = 0
        for unit, known in units.items():
            rarity = self.rarity(unit) if known else None
            if rarity is not None:
                squares[unit] = rarity * rarity
            whole += (0 if is_stop_word(unit) else self.rarest) ** 2 if rarity is None else rarity * rarity
        best: dict[int, list[float]] = {}
        root = math.sqrt(whole)
        for block, instance, common in self._common(squares):
            lengths = self._lengths_of(block, instance)
            values = [shared / (root * lengths[place] * 100) for place, shared in common.items()]
            best.setdefault(instance.record, []).extend(values)
        strength = LIKENESS * 1000 * math.sqrt(len(units))
        likeness = {}
        for record, values in best.items():
            values.sort(reverse=True)
            likeness[record] = strength * sum(share * value for share, value in zip(SHARES, values, strict=False))
        return likeness

    def _common(self, squares: Mapping[str, int]) -> Iterator[tuple[_Block, _Instance, Mapping[int, int]]]:
        """Return what some units have in common with each question, as the sum of their squares, by its place."""
        common: dict[int, dict[int, int]] = {}
        for unit, square in squares.items():
            for block in self._holding.get(unit, ()):
                sums = common.setdefault(block.number, {})
                for place in block.where[unit]:
                    sums[place] = sums.get(place, 0) + square
        # Where the title of the page has a unit, each question has it.
        titled: dict[int, tuple[_Block, _Instance, dict[int, int]]] = {}
        for unit, square in squares.items():
            for block, instance in self._titled.get(unit, ()):
                if instance.first not in titled:
                    titled[instance.first] = (block, instance, dict(common.get(block.number, {})))
                sums = titled[instance.first][2]
                for place in block.others(unit):
                    sums[place] = sums.get(place, 0) + square
        yield from titled.values()
        for number, sums in common.items():
            block = self._blocks[number]
            for instance in block.instances:
                if instance.first not in titled:
                    yield block, instance, sums
