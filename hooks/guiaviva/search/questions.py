"""What people ask for each record, as the units of each question: terms and stems, and stop words apart.

What is asked of every page of a folder is asked of each together with the title of the page: who asks for the pictures
of one network names it, and who names none is not looking for one of them. The same block of questions is on many
pages: what can be is worked out once for each line of a block, not once for each question.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from guiaviva.search.parts import Part
from guiaviva.search.phrases import Recognised, is_stop_word

# How much it counts that people ask for a record in words like these.
LIKENESS = 2.0
# The questions that are likest count, each one less.
SHARES = (1.0, 0.3, 0.1)
# What it counts that questions like this are asked of the same page, and of the same kind of records. How many of them
# there must be to outweigh those of all.
PAGE, KIND = 0.05, 0.3
FEW_OF_PAGE, FEW_OF_KIND = 20, 50


@dataclass(frozen=True)
class Asked:
    """The questions in which a word or a term is, by number, and how rare it is among them, in thousandths.

    Of some of the questions it is only in the title of their page, not in their own words.
    """

    rarity: int
    questions: tuple[int, ...]
    titled: int


class _Instance(NamedTuple):
    """A block as it is asked for a record: the number of the first question, and the units of the page's title."""

    first: int
    record: int
    prior: float
    title: tuple[str, ...]


class _Groups(NamedTuple):
    """The group of each record, by number, and how many questions each has."""

    of_record: Sequence[int]
    sizes: Sequence[int]


@dataclass
class _Block:
    """Questions that are asked together, as lines from `start` up to `end`, and for which records."""

    start: int
    end: int
    instances: list[_Instance] = field(default_factory=list)


@dataclass
class Questions:
    """The questions of one language, numbered record by record. `priors` are the weights of kinds of records."""

    parts: Sequence[Part]
    recognised: Sequence[Recognised]
    language: str
    priors: Mapping[str, float]
    _rarities: dict[str, int] = field(default_factory=dict)
    _lengths: dict[tuple[int, float, tuple[str, ...]], list[int]] = field(default_factory=dict)
    _records: dict[str, Mapping[int, int]] = field(default_factory=dict)

    @cached_property
    def _blocks(self) -> Mapping[str, _Block]:
        """The blocks by their text, in the order in which they are first asked."""
        blocks: dict[str, _Block] = {}
        number = record = start = 0
        for part, recognised in zip(self.parts, self.recognised, strict=True):
            for at, pair in enumerate(recognised.questions if part.language == self.language else ()):
                prior = self.priors.get(part.kinds[at], 1.0)
                for text, units in zip(pair, ((), recognised.title), strict=True):
                    if not text:
                        continue
                    block = blocks.get(text)
                    if block is None:
                        block = blocks[text] = _Block(start, start + text.count("\n"))
                        start = block.end
                    block.instances.append(_Instance(number, record + at, prior, units))
                    number += block.end - block.start
            record += len(part.kinds)
        return blocks

    @cached_property
    def _block_of(self) -> list[_Block]:
        """The block of each line."""
        return [block for block in self._blocks.values() for _ in range(block.start, block.end)]

    @cached_property
    def _lines(self) -> Mapping[str, list[int]]:
        """The lines in which each unit is."""
        lines: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate("".join(self._blocks).split("\n")[:-1]):
            for unit in line.split(" ")[:-1]:
                lines[unit].append(number)
        return dict(lines)

    @cached_property
    def _titled(self) -> Mapping[str, list[tuple[_Block, _Instance]]]:
        """The blocks that are asked of pages with a unit in their title, but for those that have it in each line."""
        titled: dict[str, list[tuple[_Block, _Instance]]] = defaultdict(list)
        for block in self._blocks.values():
            for instance in block.instances:
                for unit in instance.title:
                    if unit not in self._lines or self._others(block, unit):
                        titled[unit].append((block, instance))
        return dict(titled)

    def _others(self, block: _Block, unit: str) -> Sequence[int]:
        """Return the lines of a block without a unit."""
        lines = self._lines.get(unit, [])
        first, end = bisect_left(lines, block.start), bisect_left(lines, block.end)
        having = lines[first:end]
        return (
            [line for line in range(block.start, block.end) if line not in having]
            if having
            else range(block.start, block.end)
        )

    @cached_property
    def count(self) -> int:
        """How many questions there are."""
        return sum(self._times)

    @cached_property
    def _times(self) -> list[int]:
        """For how many records each line is asked."""
        return [len(block.instances) for block in self._block_of]

    @cached_property
    def rarest(self) -> int:
        """The rarity of a word that is in none."""
        return round(1000 * math.log(1 + self.count))

    def rarity(self, unit: str) -> int | None:
        """Return how rare a unit is among the questions, in thousandths, or None where it is in none."""
        rarity = self._rarities.get(unit)
        if rarity is None and (unit in self._lines or unit in self._titled):
            among = sum(map(self._times.__getitem__, self._lines.get(unit, ())))
            rarity = round(1000 * math.log(1 + self.count / max(1, among)))
            rarity = self._rarities[unit] = rarity // 2 if is_stop_word(unit) else rarity
        return rarity

    def asked(self, unit: str) -> Asked | None:
        """Return the questions in which a unit is."""
        rarity = self.rarity(unit)
        if rarity is None:
            return None
        numbers = []
        for line in self._lines.get(unit, ()):
            block = self._block_of[line]
            numbers += [instance.first + line - block.start for instance in block.instances]
        own = len(numbers)
        for block, instance in self._titled.get(unit, ()):
            numbers += [instance.first + line - block.start for line in self._others(block, unit)]
        return Asked(rarity, tuple(sorted(numbers)), len(numbers) - own)

    @cached_property
    def lengths(self) -> list[tuple[int, int]]:
        """The record of each question, and its length as a vector of rarities."""
        found = [
            (number, instance.record, length)
            for block in self._blocks.values()
            for instance in block.instances
            for number, length in enumerate(self._lengths_of(block, instance), instance.first)
        ]
        return [(record, length) for _, record, length in sorted(found)]

    @cached_property
    def _squares(self) -> list[int]:
        """The squared length of each line, without titles."""
        squares = [0] * len(self._block_of)
        for unit, lines in self._lines.items():
            square = (self.rarity(unit) or 0) ** 2
            for line in lines:
                squares[line] += square
        return squares

    def _lengths_of(self, block: _Block, instance: _Instance) -> list[int]:
        """Return the length of each question of a block as it is asked. What says what to do comes first here too."""
        key = (block.start, instance.prior, instance.title)
        lengths = self._lengths.get(key)
        if lengths is None:
            squares = self._squares[block.start : block.end]
            for unit in instance.title:
                square = (self.rarity(unit) or 0) ** 2
                for line in self._others(block, unit):
                    squares[line - block.start] += square
            # In tenths of a thousandth, so that they are short in a file.
            lengths = [max(1, round(math.sqrt(square) / instance.prior / 100)) for square in squares]
            self._lengths[key] = lengths
        return lengths

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
        root = math.sqrt(whole)
        best: dict[int, list[float]] = defaultdict(list)
        common, titled = self._common(squares)
        only, asked_of = self._only, self._asked_of
        for line, shared in common.items():
            if target := only[line]:
                best[target[0]].append(shared / (root * target[1] * 100))
                continue
            for record, length, first in asked_of[line] or self._targets(line):
                if first not in titled:
                    best[record].append(shared / (root * length * 100))
        for block, instance, sums in titled.values():
            lengths, values = self._lengths_of(block, instance), best[instance.record]
            for line, shared in sums.items():
                values.append(shared / (root * lengths[line - block.start] * 100))
        strength = LIKENESS * 1000 * math.sqrt(len(units))
        first_share, *shares = SHARES
        likeness = {}
        for record, values in best.items():
            total = first_share * values[0]
            if len(values) > 1:
                values.sort(reverse=True)
                total = first_share * values[0]
                for share, value in zip(shares, values[1 : len(SHARES)], strict=False):
                    total += share * value
            likeness[record] = strength * total
        return likeness

    def odds(self, units: Mapping[str, bool]) -> list[float]:
        """Return for each record how much likelier a question is among its like than among all (naive Bayes).

        By all its units for those of the same page; by the stop words alone for those of the same kind: whose message
        is told, «one says that», is a situation. In thousandths of logarithms. `units` are those of the question, as
        for `likeness`.
        """
        known = [unit for unit, known in units.items() if known and self.rarity(unit) is not None]
        of_page = self._odds(known, self._pages, FEW_OF_PAGE)
        of_kind = self._odds([unit for unit in known if is_stop_word(unit)], self._kinds, FEW_OF_KIND)
        pairs = zip(self._pages.of_record, self._kinds.of_record, strict=True)
        return [PAGE * of_page[page] + KIND * of_kind[kind] for page, kind in pairs]

    def _odds(self, units: Sequence[str], groups: _Groups, few: int) -> list[int]:
        """Return what some units say for each group of records. Each logarithm is rounded: so no machine differs."""
        odds = [len(units) * round(1000 * math.log(few / (size + few))) for size in groups.sizes]
        for unit in units:
            having = self._having(unit)
            expected = few * sum(having.values()) / self.count
            among: dict[int, int] = defaultdict(int)
            for record, times in having.items():
                among[groups.of_record[record]] += times
            for group, times in among.items():
                odds[group] += round(1000 * math.log(1 + times / expected))
        return odds

    def _having(self, unit: str) -> Mapping[int, int]:
        """Return how many questions of each record have a unit."""
        having = self._records.get(unit)
        if having is None:
            asked = self.asked(unit)
            having = Counter(self.lengths[number][0] for number in asked.questions) if asked else {}
            self._records[unit] = having
        return having

    def _groups(self, of_record: Sequence[int]) -> _Groups:
        sizes = [0] * (max(of_record, default=-1) + 1)
        for record, _ in self.lengths:
            sizes[of_record[record]] += 1
        return _Groups(of_record, sizes)

    @cached_property
    def _pages(self) -> _Groups:
        """The records by their page."""
        return self._groups([page for page, part in enumerate(self.parts) for _ in part.kinds])

    @cached_property
    def _kinds(self) -> _Groups:
        """The records by their kind."""
        kinds = [kind for part in self.parts for kind in part.kinds]
        number = {kind: at for at, kind in enumerate(dict.fromkeys(kinds))}
        return self._groups([number[kind] for kind in kinds])

    @cached_property
    def titles(self) -> list[tuple[tuple[str, ...], int]]:
        """For each page the units of its title without stop words, and their rarities added up."""
        found = []
        for part, recognised in zip(self.parts, self.recognised, strict=True):
            words = recognised.title if part.language == self.language else ()
            units = tuple(unit for unit in words if not is_stop_word(unit))
            found.append((units, sum(self.rarity(unit) or 0 for unit in units)))
        return found

    def named(self, units: Mapping[str, bool]) -> dict[int, float]:
        """Return for each page of whose title a question has something how rare that is, by its share of the title.

        `units` are those of the question, as for `likeness`.
        """
        pages: dict[int, int] = defaultdict(int)
        for unit, known in units.items():
            for page in self._titles_with.get(unit, ()) if known else ():
                pages[page] += self.rarity(unit) or 0
        return {page: said * said / self.titles[page][1] for page, said in pages.items()}

    @cached_property
    def _titles_with(self) -> Mapping[str, list[int]]:
        """The pages that have a unit in their title."""
        pages: dict[str, list[int]] = defaultdict(list)
        for page, (units, _) in enumerate(self.titles):
            for unit in units:
                pages[unit].append(page)
        return dict(pages)

    @cached_property
    def _only(self) -> list[tuple[int, int] | None]:
        """The record for which a line is asked, and the length of the question, where it is asked of no other."""
        only: list[tuple[int, int] | None] = []
        for block in self._blocks.values():
            instance, *others = block.instances
            if others or instance.title:
                only += [None] * (block.end - block.start)
            else:
                only += [(instance.record, length) for length in self._lengths_of(block, instance)]
        return only

    @cached_property
    def _asked_of(self) -> list[list[tuple[int, int, int]]]:
        """For each line of which that was needed: its questions as record, length, and the first one's number."""
        return [[] for _ in self._block_of]

    def _targets(self, line: int) -> list[tuple[int, int, int]]:
        block = self._block_of[line]
        targets = self._asked_of[line]
        for instance in block.instances:
            length = self._lengths_of(block, instance)[line - block.start]
            targets.append((instance.record, length, instance.first))
        return targets

    def _common(
        self, squares: Mapping[str, int]
    ) -> tuple[Mapping[int, int], Mapping[int, tuple[_Block, _Instance, Mapping[int, int]]]]:
        """Return what some units have in common with each line, as the sum of their squares.

        And the same, by the number of its first question, for each block that is asked of a page whose title has one of
        them: each of its questions has it.
        """
        # The unit with the most lines first: to fill an empty sum is fastest.
        having = [(self._lines.get(unit, []), square) for unit, square in squares.items()]
        having.sort(key=lambda pair: len(pair[0]), reverse=True)
        common = dict.fromkeys(*having[0]) if having else {}
        for lines, square in having[1:]:
            for line in lines:
                common[line] = common.get(line, 0) + square
        titled: dict[int, tuple[_Block, _Instance, dict[int, int]]] = {}
        for unit, square in squares.items():
            for block, instance in self._titled.get(unit, ()):
                if instance.first not in titled:
                    own = range(block.start, block.end)
                    titled[instance.first] = (block, instance, {line: common[line] for line in own if line in common})
                sums = titled[instance.first][2]
                for line in self._others(block, unit):
                    sums[line] = sums.get(line, 0) + square
        return common, titled
