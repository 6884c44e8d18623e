"""What people ask for each record, as the units of each question: terms and stems, and stop words apart.

What is asked of every page of a folder is asked of each together with the title of the page: who asks for the pictures
of one network names it, and who names none is not looking for one of them.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
    questions: Sequence[int]
    titled: int


class _Groups(NamedTuple):
    """The group of each record and of each question, and what its size says; `few` questions outweigh those of all."""

    of_records: Sequence[int]
    of_questions: Sequence[int]
    odds: Sequence[int]
    few: int


@dataclass
class Questions:
    """The questions of one language, numbered record by record. `priors` are the weights of kinds of records."""

    parts: Sequence[Part]
    recognised: Sequence[Recognised]
    language: str
    priors: Mapping[str, float]
    _asked: dict[str, Asked | None] = field(default_factory=dict)
    _odds: dict[tuple[str, int], Sequence[tuple[int, int]]] = field(default_factory=dict)

    @cached_property
    def _all(self) -> Sequence[tuple[int, Sequence[str], Sequence[str]]]:
        """For which record each is asked, its units, and those of the title of the page that it lacks."""
        # The same questions are asked of every page of a folder.
        known: dict[str, list[list[str]]] = {"": []}
        questions: list[tuple[int, Sequence[str], Sequence[str]]] = []
        first = 0
        for part, recognised in zip(self.parts, self.recognised, strict=True):
            asked = recognised.questions if part.language == self.language else ()
            for record, (own, shared) in enumerate(asked, first):
                questions += [(record, units, ()) for units in _units(own)]
                if shared not in known:
                    known[shared] = _units(shared)
                for units in known[shared]:
                    questions.append((record, units, [unit for unit in recognised.title if unit not in units]))
            first += len(part.kinds)
        return questions

    @cached_property
    def _having(self) -> tuple[Mapping[str, list[int]], Mapping[str, list[int]]]:
        """The questions that have each unit in their own words, and those that have it in the title of their page."""
        own: dict[str, list[int]] = defaultdict(list)
        titled: dict[str, list[int]] = defaultdict(list)
        for number, (_, units, title) in enumerate(self._all):
            for unit in units:
                own[unit].append(number)
            for unit in title:
                titled[unit].append(number)
        return dict(own), dict(titled)

    @cached_property
    def rarest(self) -> int:
        """The rarity of a word that is in none."""
        return round(1000 * math.log(1 + len(self._all)))

    @cached_property
    def rarities(self) -> Mapping[str, int]:
        """How rare each unit is."""
        own, titled = self._having
        rarities = {unit: round(1000 * math.log(1 + len(self._all) / len(numbers))) for unit, numbers in own.items()}
        # Of a word that is in titles only.
        rarities.update(dict.fromkeys(titled.keys() - own.keys(), self.rarest))
        return {unit: rarity // 2 if is_stop_word(unit) else rarity for unit, rarity in rarities.items()}

    def asked(self, unit: str) -> Asked | None:
        """Return the questions in which a unit is, or None where it is in none."""
        if unit not in self._asked:
            own, titled = (having.get(unit, []) for having in self._having)
            numbers = sorted(own + titled) if titled else own
            self._asked[unit] = Asked(self.rarities[unit], numbers, len(titled)) if numbers else None
        return self._asked[unit]

    @cached_property
    def records(self) -> list[int]:
        """The record of each question."""
        return [record for record, _, _ in self._all]

    @cached_property
    def lengths(self) -> list[int]:
        """The length of each question as a vector of rarities. What says what to do comes first here too."""
        square = {unit: rarity**2 for unit, rarity in self.rarities.items()}.__getitem__
        priors = [self.priors.get(kind, 1.0) for part in self.parts for kind in part.kinds]
        # In tenths of a thousandth, so that they are short in a file.
        return [
            round(math.sqrt(sum(map(square, units)) + sum(map(square, title))) / priors[record] / 100) or 1
            for record, units, title in self._all
        ]

    def likeness(self, units: Mapping[str, bool]) -> dict[int, float]:
        """Return for each record how like a question is to what people ask for it: the cosine of their rarities.

        `units` are those of the question; those that are False are not looked up, and as rare as a unit can be. What
        has stop words alone in common is not alike.
        """
        found: list[Asked] = []
        small: list[Asked] = []
        whole = 0
        for unit, known in units.items():
            if known and (asked := self.asked(unit)):
                (small if is_stop_word(unit) else found).append(asked)
                whole += asked.rarity**2
            elif not is_stop_word(unit):
                whole += self.rarest**2
        root = math.sqrt(whole)
        best: dict[int, list[float]] = defaultdict(list)
        common = _common(found, small)
        lengths = map(self.lengths.__getitem__, common)
        values = [shared / (root * length * 100) for shared, length in zip(common.values(), lengths, strict=True)]
        for record, value in zip(map(self.records.__getitem__, common), values, strict=True):
            best[record].append(value)
        strength = LIKENESS * 1000 * math.sqrt(len(units))
        likeness = {}
        for record, likest in best.items():
            likest.sort(reverse=True)
            total = 0.0
            for share, value in zip(SHARES, likest, strict=False):
                total += share * value
            likeness[record] = strength * total
        return likeness

    def odds(self, units: Mapping[str, bool]) -> list[float]:
        """Return for each record how much likelier a question is among its like than among all (naive Bayes).

        By all its units for those of the same page; by the stop words alone for those of the same kind: whose message
        is told, «one says that», is a situation. In thousandths of logarithms. `units` are those of the question, as
        for `likeness`.
        """
        known = [unit for unit, known in units.items() if known and self.asked(unit)]
        of_page = self._sums(known, self._pages)
        of_kind = self._sums(filter(is_stop_word, known), self._kinds)
        pairs = zip(self._pages.of_records, self._kinds.of_records, strict=True)
        return [PAGE * of_page[page] + KIND * of_kind[kind] for page, kind in pairs]

    def _sums(self, units: Iterable[str], groups: _Groups) -> list[int]:
        """Return what some units say for each group of records."""
        listed = list(units)
        sums = [len(listed) * odds for odds in groups.odds]
        for unit in listed:
            for group, odds in self._odds_of(unit, groups):
                sums[group] += odds
        return sums

    def _odds_of(self, unit: str, groups: _Groups) -> Sequence[tuple[int, int]]:
        """Return what a unit says for each group that has it. Each logarithm is rounded: so no machine differs."""
        key = (unit, groups.few)
        if key not in self._odds:
            asked = self.asked(unit)
            questions = asked.questions if asked else ()
            expected = groups.few * len(questions) / len(self._all)
            among = Counter(map(groups.of_questions.__getitem__, questions))
            self._odds[key] = [(group, round(1000 * math.log(1 + times / expected))) for group, times in among.items()]
        return self._odds[key]

    def _groups(self, of_records: Sequence[int], few: int) -> _Groups:
        of_questions = [of_records[record] for record in self.records]
        sizes = Counter(of_questions)
        odds = [round(1000 * math.log(few / (sizes[group] + few))) for group in range(max(of_records, default=-1) + 1)]
        return _Groups(of_records, of_questions, odds, few)

    @cached_property
    def _pages(self) -> _Groups:
        """The records by their page."""
        return self._groups([page for page, part in enumerate(self.parts) for _ in part.kinds], FEW_OF_PAGE)

    @cached_property
    def _kinds(self) -> _Groups:
        """The records by their kind."""
        kinds = [kind for part in self.parts for kind in part.kinds]
        number = {kind: at for at, kind in enumerate(dict.fromkeys(kinds))}
        return self._groups([number[kind] for kind in kinds], FEW_OF_KIND)

    @cached_property
    def titles(self) -> list[tuple[tuple[str, ...], int]]:
        """For each page the units of its title without stop words, and their rarities added up."""
        found = []
        for part, recognised in zip(self.parts, self.recognised, strict=True):
            words = recognised.title if part.language == self.language else ()
            units = tuple(unit for unit in words if not is_stop_word(unit))
            found.append((units, sum(map(self.rarities.__getitem__, units))))
        return found

    def named(self, units: Mapping[str, bool]) -> dict[int, float]:
        """Return for each page of whose title a question has something how rare that is, by its share of the title.

        `units` are those of the question, as for `likeness`.
        """
        pages: dict[int, int] = defaultdict(int)
        for unit, known in units.items():
            for page in self._titles_with.get(unit, ()) if known else ():
                pages[page] += self.rarities[unit]
        return {page: said * said / self.titles[page][1] for page, said in pages.items()}

    @cached_property
    def _titles_with(self) -> Mapping[str, list[int]]:
        """The pages that have a unit in their title."""
        pages: dict[str, list[int]] = defaultdict(list)
        for page, (units, _) in enumerate(self.titles):
            for unit in units:
                pages[unit].append(page)
        return dict(pages)


def _units(lines: str) -> list[list[str]]:
    """Return the units of each question."""
    return [line.split(" ")[:-1] for line in lines.split("\n")[:-1]]


def _common(found: Iterable[Asked], small: Iterable[Asked]) -> Mapping[int, int]:
    """Return what each question that has some unit has in common with all, as the sum of their squares."""
    # The unit with the most questions first: to fill an empty sum is fastest.
    most, *others = sorted(found, key=lambda asked: len(asked.questions), reverse=True) or [Asked(0, (), 0)]
    common = dict.fromkeys(most.questions, most.rarity**2)
    for asked in others:
        square = asked.rarity**2
        for number in asked.questions:
            common[number] = common.get(number, 0) + square
    for asked in small:
        square = asked.rarity**2
        for number in asked.questions:
            if number in common:
                common[number] += square
    return common
