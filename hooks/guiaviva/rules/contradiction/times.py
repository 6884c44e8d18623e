"""The hours of service, and the times in which messages are answered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import time
from functools import cached_property

from guiaviva.diagnostics import Finding
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Situation, WeekHours
from guiaviva.prose.phrases import any_of
from guiaviva.prose.statements import Sentence
from guiaviva.rules.contradiction.reader import Reader, Told, minutes_of, same_length

_DIGIT = re.compile(r"\d")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# A link to a situation ends with its key.
_SITUATION = "#situation-"


class TimeStatements:
    """What pages say of hours and of response times."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.guide, self.figures, self.says = reader, reader.guide, reader.figures, reader.says

    def findings(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return the hours and response times that a sentence states and data does not."""
        for check in (self.hours, self.closing, self.times):
            yield from check(told, sentence)

    def hours(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return the hours of service that are not those of the institution or, of a network, its own."""
        facts, text = self.guide.facts, sentence.text
        service, spans = self._service, tuple(self.figures.hours(text))
        if not service or not spans or self.says("events", text) or self.says("past", text):
            return
        if any(self.figures.dates(text)):
            return
        watched = self.says("watch", text)
        tied = watched or sentence.section == "service-hours" or self.says("service", text)
        for one in spans if tied else ():
            keys = self.reader.networks_in(text) or ((told.network,) if watched else ())
            own = [facts.networks[key] for key in keys if key in facts.networks]
            # What is watched may be watched at the hours of any network, unless one is named.
            candidates = own or (facts.networks.values() if watched else ())
            monitored = [_spans(entry.record.monitoring_hours) for entry in candidates]
            if one.hours in service.union(*monitored) or self.reader.role_in(text):
                continue
            if watched and len(own) == 1 and monitored[0]:
                values = {"name": own[0].record.name, "key": own[0].key, "expected": _written(monitored[0])}
                at = own[0].place("monitoring_hours")
                yield self.reader.differs(told, sentence, one.start, one.end, "monitoring", at, **values)
            else:
                at = facts.institution.place("service_hours")
                yield self.reader.differs(told, sentence, one.start, one.end, "hours", at, expected=_written(service))

    def closing(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return the hours until which the team is said to answer on a day of the week, where it is another in data."""
        text, hours = sentence.text, self.guide.institution.service_hours
        if (
            not hours
            or not _DIGIT.search(text)
            or not self.says("service", text)
            or self.says("events", text)
            or self.says("past", text)
        ):
            return
        days = [spans for day, spans in hours.items() if day in self._days and self._days[day].search(text)]
        own = days[0] if len(days) == 1 else ()
        for one in self.figures.ends(text) if own and not any(self.figures.dates(text)) else ():
            if one.hours[1] not in {span.end for span in own}:
                expected = tuple(f"{span.end:%H:%M}" for span in own)
                at = self.guide.facts.institution.place("service_hours")
                yield self.reader.differs(told, sentence, one.start, one.end, "hours", at, expected=expected)

    @cached_property
    def _days(self) -> Mapping[str, re.Pattern[str]]:
        """By the key of each day of the week what finds it in a text."""
        words = self.guide.model.prose[self.reader.language].posts.weekdays
        return {day: re.compile(any_of([f"{word}*"])) for day, word in zip(_DAYS, words, strict=False)}

    @cached_property
    def _service(self) -> set[tuple[time, time]]:
        return _spans(self.guide.institution.service_hours)

    def times(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return the response times that are not those of the situation, or of any where none is named."""
        likely = self.figures.may_have("lengths", sentence.folded)
        answered = likely and self.says("answer", sentence.context)
        within = self.figures.cue("within") if answered or (likely and self.says("handled", sentence.text)) else None
        named = self.reader.situations_in(sentence.text) if within else ()
        # Other things are passed on and dealt with too.
        if not within or not (answered or named):
            return
        rest = within.sub(" ", sentence.text)
        around = rest if named else " ".join((rest, sentence.before, *sentence.headings))
        if self.says("past", rest) or self.says("condition", rest) or self.says("procedures", around):
            return
        for one in self.figures.lengths(sentence.text):
            before = sentence.text[max(0, one.start - 30) : one.start].rstrip(" *_`")
            if not before.endswith(("|", ":", "(")) and not any(
                match.end() >= len(before) - 12 for match in within.finditer(before)
            ):
                continue
            situations = named or self._situations_of(told, sentence)
            general = not situations
            of_messages = self.says("messages", sentence.text) or self.says("service", sentence.text)
            if general and (sentence.is_row or not of_messages):
                continue
            entries = situations or tuple(self.guide.facts.situations.values())
            durations = [entry.record.max_response for entry in entries if entry.record.max_response]
            if len(durations) < len(situations) or not durations or any(same_length(one, each) for each in durations):
                continue
            if self.says("advice", rest) and one.minutes < max(map(minutes_of, durations)):
                continue
            values = {
                "name": entries[0].record.name,
                "expected": tuple(map(self.reader.duration, dict.fromkeys(durations))),
            }
            variant, at = ("any-time", None) if general else ("time", entries[0].value_place("max_response"))
            yield self.reader.differs(told, sentence, one.start, one.end, variant, at, **values)

    def _situations_of(self, told: Told, sentence: Sentence) -> tuple[Entry[Situation], ...]:
        """Return the situations that are named before a sentence, or the one to which its line links."""
        texts = () if sentence.is_row else (sentence.before, *sentence.headings[:1])
        named = next(filter(None, map(self.reader.situations_in, texts)), ())
        if named:
            return named
        targets = dict.fromkeys(told.links(sentence.start + len(sentence.text) - 1))
        keys = [target.rpartition(_SITUATION)[2] for target in targets if _SITUATION in target]
        return tuple(entry for key, entry in self.guide.facts.situations.items() if keys == [key])


def _spans(hours: WeekHours) -> set[tuple[time, time]]:
    return {(span.start, span.end) for spans in hours.values() for span in spans}


def _written(spans: Iterable[tuple[time, time]]) -> tuple[str, ...]:
    return tuple(f"{start:%H:%M}-{end:%H:%M}" for start, end in sorted(spans))
