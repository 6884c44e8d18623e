"""What the levels of a crisis, the types of content, the roles and the networks are said to be, or to have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from guiaviva.diagnostics import Finding
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import ContentType, CrisisLevel, Duration, Indicator, Network
from guiaviva.prose.figures import numbers_in, value_of
from guiaviva.prose.statements import Sentence
from guiaviva.rules.contradiction.reader import Reader, Told, same_length, stands

# What a network is said to be, and the status in which it is that.
_STATES: Mapping[str, tuple[str, ...]] = {
    "tried": ("trial",),
    "active": ("active",),
    "closed": ("closed",),
}
# How far before what is said of a network its name may be, and what denies it.
_SUBJECT, _BESIDE, _DENIED = 60, 16, 16
# So many words of what a step says show that it is meant.
_FEWEST = 3

CUES = ("declares", "speaks", "approves", "replaces", *_STATES)
"""The words that state a duty, or what a network is, without a figure."""


class DutyStatements:
    """What pages say of who does something, in what time, and of whether a network is in use."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.guide, self.figures, self.says = reader, reader.guide, reader.figures, reader.says

    def findings(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return the duties, times and states that a sentence tells and data does not."""
        # Most sentences tell nothing of the kind, and to find that out in this way is fast.
        told_of = any(map(sentence.folded.__contains__, self._likely))
        if not (told_of or self.figures.may_have("lengths", sentence.folded)) or self.says("planned", sentence.text):
            return
        # «When she is away, he stands in» is no condition.
        if not sentence.is_row:
            yield from self.deputies(told, sentence)
        if self.says("condition", sentence.text):
            return
        if not sentence.is_row:
            yield from self.states(told, sentence)
        if self.says("past", sentence.text) or self._denied(sentence.text):
            return
        yield from self.steps(told, sentence)
        if not told_of:
            return
        yield from self.targets(told, sentence)
        if not sentence.is_row:
            yield from self.levels(told, sentence)
            yield from self.approvals(told, sentence)

    @cached_property
    def _likely(self) -> tuple[str, ...]:
        return self.figures.roots_of(*CUES, "updates", "first", "target")

    def _denied(self, text: str) -> bool:
        return bool(self.reader.denials.search(text))

    def steps(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return in what time a step of an incident is said to be done, where it is another in data."""
        if told.key or not self.figures.may_have("lengths", sentence.folded) or not self.says("within", sentence.text):
            return
        said = self.reader.telling(sentence.text)
        shared = {key: len(words & said) for key, words in self._steps.items()}
        most = max(shared.values(), default=0)
        best = [key for key, number in shared.items() if number == most]
        if len(best) == 1 and most >= max(_FEWEST, len(self._steps[best[0]]) / 2):
            entry = self.guide.facts.steps[best[0]]
            lengths = list(self.figures.lengths(sentence.text))
            if len(lengths) == 1 and lengths[0].minutes != entry.record.minutes:
                expected = f"{entry.record.minutes} min"
                values: dict[str, Any] = {
                    "name": entry.record.action,
                    "path": "data/incident.yml",
                    "expected": expected,
                }
                at = entry.value_place("minutes")
                yield self.reader.differs(told, sentence, *lengths[0][:2], "record", at, **values)

    @cached_property
    def _steps(self) -> Mapping[str, frozenset[str]]:
        steps = self.guide.facts.steps.items()
        return {key: self.reader.telling(one.record.action.get(self.reader.language, "")) for key, one in steps}

    def targets(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return the target that a sentence gives of an indicator, where no indicator of that name has it."""
        if told.key or sentence.is_row or not self.says("target", sentence.text):
            return
        dates = [(one.start, one.end) for one in self.figures.dates(sentence.text)]
        numbers = [one for one in numbers_in(sentence.text) if not any(a <= one.start() < b for a, b in dates)]
        said = self.reader.telling(sentence.text) if len(numbers) == 1 else frozenset()
        shared = [(len(words & said), words, one, path) for words, one, path in self._indicators]
        most = max((number for number, *_ in shared), default=0)
        best = [(one, path) for number, words, one, path in shared if number == most >= max(2, len(words) / 2)]
        known = {each.value for one, _ in best for each in (one.record.target, one.record.baseline) if each}
        if known and value_of(numbers[0][0]) not in known:
            entry, path = best[0]
            expected = f"{entry.record.target.value:g}" if entry.record.target else ""
            yield self._differs(told, sentence, numbers[0].span(), entry, path, expected, "target")

    @cached_property
    def _indicators(self) -> list[tuple[frozenset[str], Entry[Indicator], str]]:
        """The indicators of all plans, each with the words that tell in its name and the path of its plan."""
        plans = self.guide.facts.plans.items()
        entries = [(one, f"data/plans/{key}.yml") for key, plan in plans for one in plan.indicators.values()]
        name = self.reader.language
        return [(self.reader.telling(one.record.name.get(name, "")), one, path) for one, path in entries]

    def levels(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return who is said to declare a level or to speak in it, and in what times, where data has another."""
        named = self._levels_in(sentence.text)
        if len(named) != 1:
            return
        record = named[0].record
        for cue, field in (("declares", "owner"), ("speaks", "spokesperson")):
            if self.says(cue, sentence.text):
                role = getattr(record, field)
                yield from self._others(told, sentence, named[0], (role,), "data/crisis.yml", field)
        cue = "updates" if self.says("updates", sentence.text) else "first" if self.says("first", sentence.text) else ""
        if cue:
            field = "update_every" if cue == "updates" else "first_message"
            yield from self._lengths(told, sentence, named[0], getattr(record, field), "data/crisis.yml", field)

    def approvals(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return who is said to approve a type of content, and in what time, where data has another."""
        if not self.says("approves", sentence.text):
            return
        stems = self.reader.stems(sentence.text)
        named = [entry for name, entry in self._types if stands(name, stems)]
        if len(named) == 1:
            record = named[0].record
            if record.approves:
                known = record.approves, record.urgent
                yield from self._others(told, sentence, named[0], known, "data/approval.yml", "approves")
            yield from self._lengths(told, sentence, named[0], record.within, "data/approval.yml", "within")

    def deputies(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return the role that is said to stand in for another, or for that of the page, where neither is a deputy.

        For each account another may stand in, so nothing is said of a sentence on a network.
        """
        accounts = told.network in self.guide.facts.networks or self.reader.networks_in(sentence.text)
        if accounts or not self.says("replaces", sentence.text):
            return
        roles, said = self.guide.facts.roles, self._roles_in(sentence.text)
        own = told.page.removeprefix("roles/")
        pair = [*(key for key in (own,) if key in roles and len(said) == 1), *(key for key in said if key != own)]
        deputies = [roles[key].record.deputy for key in pair]
        if len(pair) == 2 and deputies[0] in roles and deputies[0] != pair[1] and deputies[1] != pair[0]:
            entry, place = roles[pair[0]], said[pair[1]]
            yield self._differs(told, sentence, place, entry, "data/roles.yml", self._role(deputies[0]), "deputy")

    def states(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return what a network is said to be where its status is another."""
        for cue, states in _STATES.items():
            pattern = self.figures.cue(cue) if self.says(cue, sentence.text) else None
            for match in pattern.finditer(sentence.text) if pattern else ():
                known = self._subject(sentence.text, match)
                if not known or known.record.status in states:
                    continue
                if cue == "closed" and self._may_be_closed(known.key, sentence):
                    continue
                status = known.record.status
                yield self._differs(told, sentence, match.span(), known, "data/networks.yml", status, "status")
                return

    def _subject(self, text: str, match: re.Match[str]) -> Entry[Network] | None:
        """Return the network that something is said of: the one named just before it or, without any, soon after."""
        before = text[max(0, match.start() - _SUBJECT) : match.start()]
        keys = self.reader.networks_in(before) or self.reader.networks_in(text[match.end() : match.end() + _SUBJECT])
        known = self.guide.facts.networks.get(keys[0]) if len(keys) == 1 else None
        between = before.rpartition(known.record.called(self.reader.language))[2] if known else ""
        beside = len(between) < _BESIDE or between == before
        # «On X, once the debate is closed»: what is farther off, or after a comma, is said of something else.
        return known if beside and not re.search("[,;:(]", between) and not self._denied(before[-_DENIED:]) else None

    def _may_be_closed(self, network: str, sentence: Sentence) -> bool:
        """Return whether what is closed may be an account, an office or, on a day to come, the network."""
        accounts = self.guide.facts.accounts.values()
        closed = any(one.record.network == network and one.record.status != "active" for one in accounts)
        return closed or self.says("events", sentence.text) or any(self.figures.dates(sentence.text))

    def _others(
        self, told: Told, sentence: Sentence, entry: Entry[Any], own: tuple[str | None, ...], path: str, field: str
    ) -> Iterator[Finding]:
        """Return the one role that a sentence names, where it is none of these."""
        said = self._roles_in(sentence.text)
        if len(said) == 1 and not set(own).intersection(said) and own[0] in self.guide.facts.roles:
            place = next(iter(said.values()))
            yield self._differs(told, sentence, place, entry, path, self._role(own[0]), field)

    def _lengths(
        self, told: Told, sentence: Sentence, entry: Entry[Any], own: Duration | None, path: str, field: str
    ) -> Iterator[Finding]:
        """Return the one length of time in a sentence, where it is not that of data."""
        said = list(self.figures.lengths(sentence.text)) if own else []
        if len(said) == 1 and own and not same_length(said[0], own):
            yield self._differs(told, sentence, said[0][:2], entry, path, self.reader.duration(own), field)

    def _differs(
        self,
        told: Told,
        sentence: Sentence,
        place: tuple[int, int],
        entry: Entry[Any],
        path: str,
        expected: Any,
        field: str,
    ) -> Finding:
        values = {"name": entry.record.name, "path": path, "expected": expected}
        return self.reader.differs(told, sentence, *place, "record", entry.value_place(field), **values)

    def _role(self, key: str | None) -> Mapping[str, str]:
        return self.guide.facts.roles[key or ""].record.name

    def _roles_in(self, text: str) -> dict[str, tuple[int, int]]:
        """Return the roles that a text names, each with its last place."""
        pattern, keys = self.reader.roles
        return {keys[match[0].casefold()]: match.span() for match in pattern.finditer(text)}

    def _levels_in(self, text: str) -> list[Entry[CrisisLevel]]:
        """Return the levels that a text names by what is before the colon of their name: «Level 2»."""
        stems = self.reader.stems(text)
        return [entry for name, entry in self._levels if stands(name, stems)]

    @cached_property
    def _levels(self) -> list[tuple[tuple[str, ...], Entry[CrisisLevel]]]:
        names = [(one.record.name.get(self.reader.language, ""), one) for one in self.guide.facts.levels.values()]
        stems = [(self.reader.stems(name.partition(":")[0]), entry) for name, entry in names]
        return [(name, entry) for name, entry in stems if len(name) > 1]

    @cached_property
    def _types(self) -> list[tuple[tuple[str, ...], Entry[ContentType]]]:
        """The types of content that are called by several words, also by the first of several names."""
        return [one for one in self.reader.named(self.guide.facts.approval.values()) if len(one[0]) > 1]
