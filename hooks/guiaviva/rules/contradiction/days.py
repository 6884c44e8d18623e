"""The first and last days of networks, trials and periods, and that of the approval."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from guiaviva.diagnostics import Finding
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Network, Period
from guiaviva.prose.figures import Written
from guiaviva.prose.statements import Sentence
from guiaviva.rules.contradiction.reader import Reader, Told, stands

_YEAR = re.compile(r"(?<![\w/.-])(?:19|20)\d\d(?![\w/-])")
_ASIDE = re.compile(r"\([^()]*\)")
# So many words are between the first and the last day of a period: «to», «al».
_BETWEEN = 2
# A day is said no farther than this from what happened on it.
_NEXT = 40
_SOON = 12
# Fewer letters than this name nothing: «it».
_LEAST = 4


class DayStatements:
    """What pages say to begin, end or happen on a day."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.guide, self.figures, self.says = reader, reader.guide, reader.figures, reader.says

    def findings(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return the days that a sentence states and data does not."""
        for check in (self.last_days, self.first_days, self.closed, self.approval, self.periods):
            yield from check(told, sentence)

    def last_days(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return the last days of a trial, or of a network that closes, that are not those of data."""
        if not self.figures.may_have("dates", sentence.folded):
            return
        cues = [self.figures.cue(name) if self.says(name, sentence.text) else None for name in ("ends", "offset")]
        ends, offset = cues
        if not ends and not offset:
            return
        context = " ".join((sentence.text, sentence.before, *sentence.headings))
        past = self.says("past", sentence.text)
        for one in self.figures.dates(sentence.text) if self.says("trial", context) else ():
            before = sentence.text[max(0, one.start - 40) : one.start]
            # «Before» a day may be before any: it is that of data if only its month or its year is another.
            near = any(not re.search(r"[\d,;]", before[match.end() :]) for match in _all(ends, before))
            if not near and not any(match.end() > len(before) - _SOON for match in _all(offset, before)):
                continue
            # Nobody tells the past of a day to come.
            if past and (one.year, one.month, one.day) < self.guide.today.timetuple()[:3]:
                continue
            networks = self.reader.networks_of(told, sentence, one.start, one.end)
            known = [entry.record.until for entry in networks if entry.record.until]
            slip = near or any(one.day == day.day and bool(one.year) for day in known)
            if known and len(known) == len(networks) and slip and not any(map(one.may_be, known)):
                values = {"name": networks[0].record.name, "key": networks[0].key, "expected": tuple(known)}
                at = networks[0].value_place("until")
                yield self.reader.differs(told, sentence, one.start, one.end, "until", at, **values)

    def first_days(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return the days since which a network is said to be used, and on which data has no account opened."""
        cue = self.figures.cue("opened") if self.figures.may_have("dates", sentence.folded) else None
        network = self._network(told, sentence) if cue else None
        if not cue or not network:
            return
        tried = network.key == told.network and self.says("trial", " ".join(sentence.headings[:1]))
        accounts = [one for one in self.guide.facts.accounts.values() if one.record.network == network.key]
        opened = [day for one in accounts if (day := one.record.opened)]
        for match in cue.finditer(sentence.text):
            said = next((one for one in self.figures.dates(sentence.text[match.end() :]) if one.start < _SOON), None)
            before = sentence.text[: match.start()]
            # What begins may be something else that is told of; of a trial, no more than «it» stands before it.
            ours = (
                (tried and len(before.strip(" -*")) < _LEAST)
                or self.says("account", before)
                or self.says("trial", before)
            )
            if ours and said and said.year and opened and not any(map(said.may_be, opened)):
                start, end = match.end() + said.start, match.end() + said.end
                values = {"name": network.record.name, "expected": tuple(sorted(opened))}
                at = accounts[0].value_place("opened") if len(accounts) == 1 else None
                yield self.reader.differs(told, sentence, start, end, "opened", at, **values)
                return

    def closed(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return the days on which an account is said to have been closed, and on which data has none closed."""
        likely = self.figures.may_have("dates", sentence.folded) and self.says("shut", sentence.text)
        cue = self.figures.cue("shut") if likely and self.says("account", sentence.text) else None
        network = self._network(told, sentence) if cue else None
        of_network = [
            one for one in self.guide.facts.accounts.values() if network and one.record.network == network.key
        ]
        accounts = [one for one in of_network if one.record.closed]
        days = [day for one in accounts if (day := one.record.closed)]
        for match in cue.finditer(sentence.text) if cue and network and days else ():
            said = next((one for one in self.figures.dates(sentence.text[match.end() :]) if one.start < _NEXT), None)
            if said and said.year and network and not any(map(said.may_be, days)):
                start, end = match.end() + said.start, match.end() + said.end
                values = {"name": network.record.name, "path": "data/accounts.yml", "expected": tuple(sorted(days))}
                at = accounts[0].value_place("closed") if len(accounts) == 1 else None
                yield self.reader.differs(told, sentence, start, end, "record", at, **values)
                return

    def _network(self, told: Told, sentence: Sentence) -> Entry[Network] | None:
        """Return the one network that a sentence names or, where it names none, that of the page."""
        keys = self.reader.networks_in(sentence.text) or (told.network,)
        return self.guide.facts.networks.get(keys[0]) if len(keys) == 1 else None

    def approval(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return the day on which the guide is said to have been approved, where it is another in data."""
        approval = self.guide.institution.approval
        cue = self.figures.cue("approved") if approval and self.figures.may_have("dates", sentence.folded) else None
        match = cue.search(sentence.text) if cue else None
        if not match or not approval or not approval.date:
            return
        said = next((one for one in self.figures.dates(sentence.text[match.end() :]) if one.start < _NEXT), None)
        if said and said.year and not said.may_be(approval.date):
            start, end = match.end() + said.start, match.end() + said.end
            at = self.guide.facts.institution.value_place("approval", "date")
            yield self.reader.differs(told, sentence, start, end, "approved", at, expected=approval.date)

    def periods(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return the first and the last days of a period that are not those of data."""
        if not self.guide.facts.periods or not self.figures.may_have("dates", sentence.folded):
            return
        text = sentence.text
        # Of a day before or after an election, that one is no more than the measure.
        rest = self._offset.sub(" ", _ASIDE.sub(" ", text))
        stems = self.reader.stems(f"{sentence.before} {rest}" if sentence.is_row else rest)
        named = [entry for name, entry in self._periods if stands(name, stems)]
        dates = [one for one in self.figures.dates(text) if one.day and one.month] if named else []
        if not dates or any(self.says(group, rest) for group in ("past", "planned", "stages")):
            return
        years = {str(day.year) for entry in named for day in (entry.record.start, entry.record.end)}
        if not years.issuperset(_YEAR.findall(sentence.context)):
            return
        starts, ends = ([getattr(entry.record, name) for entry in named] for name in ("start", "end"))
        begins, votes = self.says("begins", rest), self.says("votes", rest)
        wanted: list[tuple[Sequence[Written], list[date]]] = []
        if (
            len(dates) == 2
            and len(text[dates[0].end : dates[1].start].split()) <= _BETWEEN
            and self.says("period", rest)
        ):
            wanted = [(dates[:1], starts), (dates[1:], ends)]
        elif begins or votes:
            wanted = [(dates, (starts if begins else []) + (ends if votes else []))]
        for said, days in wanted:
            if not any(one.may_be(day) for one in said for day in days):
                values = {"name": named[0].record.name, "expected": tuple(dict.fromkeys(days))}
                at = named[0].value_place("end" if days == ends else "start") if len(named) == 1 else None
                yield self.reader.differs(told, sentence, said[0].start, said[-1].end, "period", at, **values)
                return

    @cached_property
    def _offset(self) -> re.Pattern[str]:
        """What finds a day before or after another, with a few words of what that one is: «before the vote»."""
        cue = self.figures.cue("offset")
        return re.compile(rf"{cue.pattern}(?:\W+\w+){{0,3}}" if cue else "(?!)")

    @cached_property
    def _periods(self) -> tuple[tuple[tuple[str, ...], Entry[Period]], ...]:
        return self.reader.named(self.guide.facts.periods.values())


def _all(pattern: re.Pattern[str] | None, text: str) -> Iterator[re.Match[str]]:
    yield from pattern.finditer(text) if pattern else ()
