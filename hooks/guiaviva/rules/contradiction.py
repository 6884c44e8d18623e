"""No page states a limit, hours, a response time, an age, a date or a telephone that data does not.

A figure has one place. Where a page repeats it, the day comes on which the two differ, and nobody knows which holds.
What a page quotes, advises or says about the past is not a statement of it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from functools import cached_property, partial
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Contact, Duration, Helpline, Limits, Network, Period, Situation, WeekHours
from guiaviva.guide import Guide
from guiaviva.guide.contacts import plain_contact
from guiaviva.locales import OTHER, counted
from guiaviva.prose.figures import MINUTES, Figures, Length, Written, phones, whole
from guiaviva.prose.phrases import any_of
from guiaviva.prose.private import is_mobile
from guiaviva.prose.statements import Sentence, sentences, stated
from guiaviva.reading.pages import Page
from guiaviva.search.analysis import Language, language_of, tokens

# What may be between a name and its telephone number: no other name, and no other figure.
_BESIDE = re.compile(r"[^A-ZÀ-ÖØ-Þ\d;|]{0,40}\|?[^A-ZÀ-ÖØ-Þ\d;|]{0,10}")
# A stem of fewer letters may be that of another word with a letter more.
_SURE = 4
_PAGE_OF = re.compile(r"(roles|networks)/([\w-]+)\.md\Z")
_OPENS = re.compile(r"[ ]?[(,–-][ ]?")
_YEAR = re.compile(r"(?<![\w/.-])(?:19|20)\d\d(?![\w/-])")
# Numbers of helplines are short: three figures, or six.
_SHORT_NUMBER = re.compile(r"(?<![\w/.,:#@+-])(?:0|1)\d{2}(?:[ .\u00a0\u202f]?\d{3})?(?![\w/:%€-]|[.,]\d|[ ]\d)")
_SHORTEST = 3
# So many words are between the first and the last day of a period: «to», «al».
_BETWEEN = 2
# Words shorter than this say little of a name.
_TELLING = 4
# From this age on nobody is a child, whatever is agreed to: that is no statement of the age of consent.
_MAJORITY = 18


def check_data(guide: Guide) -> Iterator[Finding]:
    """Report the numbers that are given to people in danger and that no helpline of data has."""
    known = {plain_contact(entry.record.phone): entry.record.phone for entry in guide.facts.helplines.values()}
    dangers = {key for key, entry in guide.facts.situations.items() if entry.record.call}
    # What could not be read may have the number.
    if not known or len(guide.facts.keys["helplines"]) > len(guide.facts.helplines):
        return
    lengths = set(map(len, known))
    # A number that was changed in data is lacking in each reply that gives it, and reported once.
    reported: set[str] = set()
    for key, entry in guide.facts.replies.items():
        if entry.record.situation not in dangers:
            continue
        for language, text in entry.record.text.items():
            for match in _SHORT_NUMBER.finditer(text):
                number = plain_contact(match[0])
                new = number not in known and number not in guide.contacts and number not in reported
                if new and len(number) in lengths and _alone(guide, language, text[match.end() :]):
                    reported.add(number)
                    place = partial(entry.value_place, "text", language)
                    values: dict[str, Any] = {"key": key, "found": match[0], "expected": tuple(known.values())}
                    yield found("contradiction", place, variant="unknown-helpline", **values)


def _alone(guide: Guide, language: str, after: str) -> bool:
    """Return whether what follows a number is nothing that it may count."""
    prose = guide.model.prose.get(language)
    units = [unit for some in prose.figures.units.values() for unit in some] if prose else []
    counted = [*units, *prose.people.counted] if prose else []
    return not re.match(rf"[ \u00a0]?{any_of(counted, after='')}", after)


def check_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    readers: dict[str, _Reader] = {}
    for page in guide.published(pages):
        if page.language not in readers and page.language in guide.model.prose:
            readers[page.language] = _Reader(guide, page.language)
        if reader := readers.get(page.language):
            yield from reader.findings(page)


class _Reader:
    """Compares the pages of one language with the data."""

    def __init__(self, guide: Guide, language: str) -> None:
        self.guide, self.language = guide, language
        spec = guide.model.prose[language]
        self.figures = Figures(spec.figures)
        self.words: Language = language_of(language, guide.model.search)
        self.checks: Sequence[Callable[[Page, Sentence], Iterator[Finding]]] = (
            self.limits,
            self.video,
            self.hours,
            self.times,
            self.last_days,
            self.ages,
            self.periods,
            self.phones,
            self.helplines,
        )

    def findings(self, page: Page) -> Iterator[Finding]:
        """Return what a page states and data does not."""
        yield from self.names(page)
        for sentence in sentences(page, stated(page), self.figures.may_state):
            for check in self.checks:
                yield from check(page, sentence)

    def says(self, cue: str, text: str) -> bool:
        """Return whether a text has a word of this group."""
        return self.figures.says(cue, text)

    # What a statement is about.

    @cached_property
    def _networks(self) -> tuple[re.Pattern[str], Mapping[str, str]]:
        names = {entry.record.called(self.language): key for key, entry in self.guide.facts.networks.items()}
        return whole(names), {name.casefold(): key for name, key in names.items()}

    def networks_in(self, text: str) -> tuple[str, ...]:
        """Return the keys of the networks that a text names."""
        pattern, keys = self._networks
        return tuple(dict.fromkeys(keys[match[0].casefold()] for match in pattern.finditer(text)))

    def networks_of(self, page: Page, sentence: Sentence, start: int, end: int) -> tuple[Entry[Network], ...]:
        """Return the networks that a figure is about: those named nearest to it, or that of the page."""
        texts = (sentence.clause(start, end), sentence.text, sentence.before, *sentence.headings)
        keys = next(filter(None, map(self.networks_in, texts)), ()) or (page.id.removeprefix("networks/"),)
        known = self.guide.facts.networks
        return tuple(known[key] for key in keys if key in known)

    @cached_property
    def _situations(self) -> tuple[tuple[tuple[str, ...], Entry[Situation]], ...]:
        entries = self.guide.facts.situations.values()
        named = ((self._stems(entry.record.name.get(self.language, "")), entry) for entry in entries)
        return tuple((stems, entry) for stems, entry in named if stems)

    def _stems(self, text: str) -> tuple[str, ...]:
        return tuple(self.words.stem(word) for word in tokens(text))

    def situations_in(self, text: str) -> tuple[Entry[Situation], ...]:
        """Return the situations that a text names, in any form of their words."""
        stems = self._stems(text)
        named = [(name, entry) for name, entry in self._situations if _stands(name, stems)]
        # The longest name holds where one is within another.
        longer = [set(name) for name, _ in named]
        return tuple(entry for name, entry in named if not any(set(name) < other for other in longer))

    # What is stated.

    def limits(self, page: Page, sentence: Sentence) -> Iterator[Finding]:
        """Return the limits of characters, hashtags and links that are not those of the network."""
        for one in self.figures.amounts(sentence.text) if self.figures.may_have("amounts", sentence.folded) else ():
            before = sentence.text[: one.start].rstrip(" *_`")
            allows = self._allows(sentence)
            if not (allows or self.says("most", sentence.context) or before.endswith(":")):
                continue
            networks = self.networks_of(page, sentence, one.start, one.end)
            known = {limit for entry in networks for limit in self._limits(entry, one.unit, sentence.text)}
            above = one.number > max(known, default=one.number)
            # A number below the limit may be a rule of the house, and so may advice.
            own = self.says("advice", sentence.text) or (one.unit != "characters" and not allows)
            if known and one.number not in known and not self._told(sentence.text) and (above or not own):
                yield self._limit(page, sentence, one.start, one.end, networks[0], known)

    def video(self, page: Page, sentence: Sentence) -> Iterator[Finding]:
        """Return the lengths of a video that are not what the network allows."""
        likely = self.figures.may_have("seconds", sentence.folded)
        if not likely or not self.says("video", sentence.text) or self._told(sentence.text):
            return
        for one in self.figures.seconds(sentence.text):
            allows = self._allows(sentence)
            if allows or self.says("most", sentence.text):
                networks = self.networks_of(page, sentence, one.start, one.end)
                limits = [entry.record.limits for entry in networks]
                known = {limit.video_seconds for limit in limits if limit and limit.video_seconds}
                above = one.number > max(known, default=one.number)
                own = self.says("advice", sentence.text) or not allows
                if (
                    networks
                    and len(known) == len(set(map(id, networks)))
                    and one.number not in known
                    and (above or not own)
                ):
                    yield self._limit(page, sentence, one.start, one.end, networks[0], known, unit=" s")

    def _allows(self, sentence: Sentence) -> bool:
        """Return whether a sentence says of a figure that a network allows it."""
        most = self.figures.cue("most")
        return self.says("allows", most.sub(" ", sentence.context) if most else sentence.context)

    def _told(self, text: str) -> bool:
        return any(self.says(group, text) for group in ("past", "spare", "others"))

    def _limits(self, entry: Entry[Network], unit: str, text: str) -> Iterator[int]:
        limits = entry.record.limits or Limits()
        if unit != "characters":
            limit = getattr(limits, unit)
            yield from () if limit is None else (limit,)
            return
        kinds = {"alt": limits.alt_text, "title": limits.title, "text": limits.characters}
        hinted = [kind for kind in kinds if self.says(kind, text)]
        alt = self.figures.cue("alt")
        if alt and "alt" in hinted and "text" in hinted and not self.says("text", alt.sub(" ", text)):
            hinted.remove("text")
        yield from (limit for kind, limit in kinds.items() if limit and kind in (hinted or kinds))

    def _limit(
        self,
        page: Page,
        sentence: Sentence,
        start: int,
        end: int,
        entry: Entry[Network],
        known: Iterable[int],
        unit: str = "",
    ) -> Finding:
        expected = tuple(f"{limit}{unit}" for limit in sorted(known))
        values = {"name": entry.record.name, "key": entry.key, "expected": expected}
        return self._found(page, sentence, start, end, "", **values)

    def hours(self, page: Page, sentence: Sentence) -> Iterator[Finding]:
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
            keys = self.networks_in(text) or ((page.id.removeprefix("networks/"),) if watched else ())
            own = [facts.networks[key] for key in keys if key in facts.networks]
            # What is watched may be watched at the hours of any network, unless one is named.
            candidates = own or (facts.networks.values() if watched else ())
            monitored = [_spans(entry.record.monitoring_hours) for entry in candidates]
            if one.hours in service.union(*monitored) or self._role_in(text):
                continue
            if watched and len(own) == 1 and monitored[0]:
                values = {"name": own[0].record.name, "key": own[0].key, "expected": _written(monitored[0])}
                yield self._found(page, sentence, one.start, one.end, "monitoring", **values)
            else:
                yield self._found(page, sentence, one.start, one.end, "hours", expected=_written(service))

    @cached_property
    def _service(self) -> set[tuple[time, time]]:
        return _spans(self.guide.institution.service_hours)

    def times(self, page: Page, sentence: Sentence) -> Iterator[Finding]:
        """Return the response times that are not those of the situation, or of any where none is named."""
        likely = self.figures.may_have("lengths", sentence.folded) and self.says("answer", sentence.context)
        within = self.figures.cue("within") if likely else None
        if not within:
            return
        rest = within.sub(" ", sentence.text)
        around = " ".join((rest, sentence.before, *sentence.headings))
        if self.says("past", rest) or self.says("condition", rest) or self.says("procedures", around):
            return
        for one in self.figures.lengths(sentence.text):
            before = sentence.text[max(0, one.start - 30) : one.start].rstrip(" *_`")
            if not before.endswith(("|", ":", "(")) and not any(
                match.end() >= len(before) - 12 for match in within.finditer(before)
            ):
                continue
            situations = self._situations_of(sentence)
            general = not situations
            of_messages = self.says("messages", sentence.text) or self.says("service", sentence.text)
            if general and (sentence.is_row or not of_messages):
                continue
            entries = situations or tuple(self.guide.facts.situations.values())
            durations = [entry.record.max_response for entry in entries if entry.record.max_response]
            if len(durations) < len(situations) or not durations or any(_same(one, each) for each in durations):
                continue
            if self.says("advice", rest) and one.minutes < max(map(_minutes, durations)):
                continue
            values = {"name": entries[0].record.name, "expected": tuple(map(self._duration, dict.fromkeys(durations)))}
            yield self._found(page, sentence, one.start, one.end, "any-time" if general else "time", **values)

    def _situations_of(self, sentence: Sentence) -> tuple[Entry[Situation], ...]:
        texts = (sentence.text,) if sentence.is_row else (sentence.text, sentence.before, *sentence.headings[:1])
        return next(filter(None, map(self.situations_in, texts)), ())

    def _duration(self, duration: Duration) -> Mapping[str, str]:
        words, key = self.guide.model.words, duration.unit + ("-working" if duration.calendar == "working" else "")
        texts = {
            language: counted(words, "duration", key, duration.value, language)[0]
            for language in words["duration"][f"{key}-{OTHER}"]
        }
        return {language: text.format(count=duration.value) for language, text in texts.items()}

    def last_days(self, page: Page, sentence: Sentence) -> Iterator[Finding]:
        """Return the last days of a trial, or of a network that closes, that are not those of data."""
        likely = self.figures.may_have("dates", sentence.folded) and self.says("ends", sentence.text)
        ends = self.figures.cue("ends") if likely and not self.says("past", sentence.text) else None
        if not ends:
            return
        context = " ".join((sentence.text, sentence.before, *sentence.headings))
        for one in self.figures.dates(sentence.text) if self.says("trial", context) else ():
            before = sentence.text[max(0, one.start - 40) : one.start]
            if not any(not re.search(r"[\d,;]", before[match.end() :]) for match in ends.finditer(before)):
                continue
            networks = self.networks_of(page, sentence, one.start, one.end)
            known = [entry.record.until for entry in networks if entry.record.until]
            if known and len(known) == len(networks) and not any(map(one.may_be, known)):
                values = {"name": networks[0].record.name, "key": networks[0].key, "expected": tuple(known)}
                yield self._found(page, sentence, one.start, one.end, "until", **values)

    def ages(self, page: Page, sentence: Sentence) -> Iterator[Finding]:
        """Return the ages from which children are said to agree for themselves, and which are not that of data."""
        age, text = self.guide.institution.consent_age, sentence.text
        if not age or not self.says("consent", text) or self._told(text) or self.says("planned", text):
            return
        said = [one for one in self.figures.ages(text) if one.number < _MAJORITY]
        # Under 14, and up to 13.
        if self.networks_in(text) or any(one.number in (age, age - 1) for one in said):
            return
        for one in said[:1]:
            yield self._found(page, sentence, one.start, one.end, "age", expected=age)

    def periods(self, page: Page, sentence: Sentence) -> Iterator[Finding]:
        """Return the first and the last days of a period that are not those of data."""
        if not self.guide.facts.periods or not self.figures.may_have("dates", sentence.folded):
            return
        text = sentence.text
        # Of a day before or after an election, that one is no more than the measure.
        rest = self._offset.sub(" ", text)
        stems = self._stems(f"{sentence.before} {rest}" if sentence.is_row else rest)
        named = [entry for name, entry in self._periods if _stands(name, stems)]
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
                expected = tuple(dict.fromkeys(days))
                place = said[0].start, said[-1].end
                yield self._found(page, sentence, *place, "period", name=named[0].record.name, expected=expected)
                return

    @cached_property
    def _offset(self) -> re.Pattern[str]:
        """What finds a day before or after another, with a few words of what that one is: «before the vote»."""
        cue = self.figures.cue("offset")
        return re.compile(rf"{cue.pattern}(?:\W+\w+){{0,3}}" if cue else "(?!)")

    @cached_property
    def _periods(self) -> tuple[tuple[tuple[str, ...], Entry[Period]], ...]:
        entries = self.guide.facts.periods.values()
        named = ((self._stems(entry.record.name.get(self.language, "")), entry) for entry in entries)
        return tuple((stems, entry) for stems, entry in named if stems)

    def helplines(self, page: Page, sentence: Sentence) -> Iterator[Finding]:
        """Return the numbers that are given for a helpline, and are others in data."""
        numbers = list(_SHORT_NUMBER.finditer(sentence.text)) if self.guide.facts.helplines else []
        named = self._helplines_in(sentence.text) if len(numbers) == 1 else ()
        if len(named) != 1:
            return
        (number,), (line,) = numbers, named
        said, phone = plain_contact(number[0]), plain_contact(line.record.phone)
        differing = sum(1 for one, other in zip(said, phone, strict=False) if one != other)
        # A name of one word, such as «emergencies», may be that of another service.
        if len(said) != len(phone) or not differing or (len(self._helplines[line.key]) == 1 and differing > 1):
            return
        # A number may also be one of people, but for one that begins with 0 or is as long as a telephone number.
        sure = said[0] == "0" or len(said) > _SHORTEST or self._telephone.search(sentence.text)
        if sure and _alone(self.guide, self.language, sentence.text[number.end() :]):
            values = {"name": line.record.name, "expected": line.record.phone}
            yield self._found(page, sentence, number.start(), number.end(), "helpline", **values)

    @cached_property
    def _helplines(self) -> Mapping[str, frozenset[str]]:
        """The stems of the words that tell in the name of each helpline."""
        names = {key: one.record.name.get(self.language, "") for key, one in self.guide.facts.helplines.items()}
        return {key: self._telling(name) for key, name in names.items()}

    def _telling(self, text: str) -> frozenset[str]:
        words = (self.words.read(word) for word in tokens(text))
        return frozenset(word.stem for word in words if not word.is_stop_word and len(word.plain) >= _TELLING)

    def _helplines_in(self, text: str) -> tuple[Entry[Helpline], ...]:
        """Return the helplines that a text names, by half of the words of their name or more, and by two of several."""
        said = self._telling(text)
        lines = self.guide.facts.helplines
        shared = {key: len(name & said) for key, name in self._helplines.items()}
        most = max(shared.values(), default=0)
        return tuple(
            lines[key]
            for key, name in self._helplines.items()
            if name and shared[key] == most >= min(2, len(name)) and most * 2 >= len(name)
        )

    @cached_property
    def _roles(self) -> tuple[re.Pattern[str], Mapping[str, str]]:
        roles = self.guide.facts.roles.items()
        names = {entry.record.name[self.language]: key for key, entry in roles if self.language in entry.record.name}
        return whole(names), {name.casefold(): key for name, key in names.items()}

    def _role_in(self, text: str) -> str:
        """Return the key of the last role that a text names, or ""."""
        pattern, keys = self._roles
        return next((keys[match[0].casefold()] for match in reversed(list(pattern.finditer(text)))), "")

    def phones(self, page: Page, sentence: Sentence) -> Iterator[Finding]:
        """Return the telephone numbers that are given for a role, the team or an emergency, and are others in data."""
        for match in phones(sentence.text):
            number = plain_contact(match[0])
            # A mobile number that data does not have is reported as private.
            owner = None if is_mobile(match[0]) and number not in self.guide.contacts else self._owner(sentence, match)
            phone = owner[0].phone if owner else None
            if owner and phone and len(plain_contact(phone)) == len(number) and plain_contact(phone) != number:
                values = {"expected": phone, "path": owner[1], "block": owner[2]}
                yield self._found(page, sentence, match.start(), match.end(), "phone", **values)

    def _owner(self, sentence: Sentence, match: re.Match[str]) -> tuple[Contact, str, str] | None:
        """Return the contact that a number is given for, with its file and the block that shows it."""
        text, facts, institution = sentence.text, self.guide.facts, self.guide.institution
        roles, keys = self._roles
        before, after = text[: match.start()], text[match.end() :]
        named = [one for one in roles.finditer(before) if self._beside(before[one.end() :])]
        next_to = _OPENS.match(after)
        named += [one for one in (roles.match(after, next_to.end()),) if one] if next_to and not named else []
        if named:
            key = keys[named[-1][0].casefold()]
            return facts.roles[key].record.contact, "data/roles.yml", f"role {key}"
        for cue, contact, block in (
            ("emergency", institution.emergency, "emergency"),
            ("team", institution.contact, "contact"),
        ):
            pattern = self.figures.cue(cue)
            if contact and pattern and any(self._beside(before[one.end() :]) for one in pattern.finditer(before)):
                return contact, "data/institution.yml", block
        return None

    def _beside(self, between: str) -> bool:
        return bool(_BESIDE.fullmatch(self._telephone.sub(" ", between)))

    @cached_property
    def _telephone(self) -> re.Pattern[str]:
        return re.compile(rf"{any_of(self.guide.model.prose[self.language].people.telephone)}\.?")

    def names(self, page: Page) -> Iterator[Finding]:
        """Return the links to the page of a role or a network whose text is the name of another.

        A link to a section of it may well name whom that section is about.
        """
        for link in page.links:
            match = _PAGE_OF.match(posixpath.normpath(posixpath.join(posixpath.dirname(page.id), link.target)))
            names = self._names.get(match[1], {}) if match else {}
            name = names.get(match[2], "") if match else ""
            said = link.text.casefold()
            if match and name and said != name.casefold() and said in map(str.casefold, names.values()):
                values = {"expected": name, "path": f"data/{match[1]}.yml"}
                yield found("contradiction", link.place, variant="name", found=link.text, **values)

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, str]]:
        facts = self.guide.facts
        roles = {key: entry.record.name.get(self.language, "") for key, entry in facts.roles.items()}
        return {
            "roles": roles,
            "networks": {key: entry.record.called(self.language) for key, entry in facts.networks.items()},
        }

    def _found(self, page: Page, sentence: Sentence, start: int, end: int, variant: str, **values: Any) -> Finding:
        place = page.source.place_of(sentence.start + start, sentence.start + end)
        return found(
            "contradiction", place, variant=variant, found=" ".join(sentence.text[start:end].split()), **values
        )


def _stands(name: Sequence[str], stems: Sequence[str]) -> bool:
    """Return whether a name is among stems. Those of one word may differ by a letter: «queixa», «queixes»."""
    size = len(name)
    windows = (stems[start : start + size] for start in range(len(stems) - size + 1))
    return any(all(map(_alike, name, window)) for window in windows)


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= _SURE and long[:-1] == short)


def _spans(hours: WeekHours) -> set[tuple[time, time]]:
    return {(span.start, span.end) for spans in hours.values() for span in spans}


def _written(spans: Iterable[tuple[time, time]]) -> tuple[str, ...]:
    return tuple(f"{start:%H:%M}-{end:%H:%M}" for start, end in sorted(spans))


def _minutes(duration: Duration) -> int:
    return duration.value * MINUTES[duration.unit]


def _same(said: Length, duration: Duration) -> bool:
    """Return whether a page says a response time of data; it may leave out in which hours or days it is counted."""
    return said.minutes == _minutes(duration) and said.calendar in ("", duration.calendar)
