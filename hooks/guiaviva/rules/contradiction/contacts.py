"""The telephone numbers and mailboxes of roles, of the team, of an emergency and of helplines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Contact, Helpline, Reply, Situation
from guiaviva.guide import Guide
from guiaviva.guide.contacts import plain_contact
from guiaviva.prose.figures import phones
from guiaviva.prose.phrases import any_of
from guiaviva.prose.private import is_mobile
from guiaviva.prose.statements import Sentence
from guiaviva.rules.contradiction.reader import Reader, Told

# What may be between a name and its telephone number: no other name, and no other figure.
_BESIDE = re.compile(r"[^A-ZÀ-ÖØ-Þ\d;|]{0,40}\|?[^A-ZÀ-ÖØ-Þ\d;|]{0,10}")
_MAILBOX = re.compile(r"(?<![\w.+-])[\w+-]+(?:\.[\w+-]+)*@(?P<domain>[\w-]+(?:\.[\w-]+)+)")
_HANDLE = re.compile(r"(?<![\w@/.+-])@(\w+(?:[.-]\w+)*(?:@[\w-]+(?:\.[\w-]+)+)?)")
# The verb for a call is so near to the number.
_CALLED = 24
_OPENS = re.compile(r"[ ]?[(,–-][ ]?")
# Numbers of helplines are short: three figures, or six.
_SHORT_NUMBER = re.compile(
    r"(?<![\w/.,:#@+-])(?<!\d[ \u00a0\u202f])(?:0|1)\d{2}(?:[ .\u00a0\u202f]?\d{3})?(?![\w/:%€-]|[.,]\d|[ ]\d)"
)
_SHORTEST = 3


class ContactStatements:
    """What pages say to be the number of somebody."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.guide, self.figures = reader, reader.guide, reader.figures

    def findings(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return the numbers that a sentence states and data does not."""
        for check in (self.phones, self.mailboxes, self.handles, self.helplines, self.emergencies):
            yield from check(told, sentence)

    def phones(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return the telephone numbers that are given for a role, the team or an emergency, and are others in data."""
        for match in phones(sentence.text):
            number = plain_contact(match[0])
            # A mobile number that data does not have is reported as private.
            owner = None if is_mobile(match[0]) and number not in self.guide.contacts else self._owner(sentence, match)
            phone = owner[0].phone if owner else None
            if owner and phone and len(plain_contact(phone)) == len(number) and plain_contact(phone) != number:
                values: dict[str, Any] = {"expected": phone, "path": owner[1], "block": owner[2]}
                yield self.reader.differs(told, sentence, match.start(), match.end(), "phone", **values)

    def mailboxes(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return the mailboxes, of the same domain, that are given for a role or the team, and are others in data."""
        for match in _MAILBOX.finditer(sentence.text) if "@" in sentence.text else ():
            owner = self._owner(sentence, match)
            mailbox = owner[0].email if owner else None
            same_domain = mailbox and mailbox.casefold().endswith("@" + match["domain"].casefold())
            if owner and same_domain and mailbox and mailbox.casefold() != match[0].casefold():
                values: dict[str, Any] = {"expected": mailbox, "path": owner[1], "block": owner[2]}
                yield self.reader.differs(told, sentence, match.start(), match.end(), "mailbox", **values)

    def handles(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return the handles that are said to be ours on a network on which data has no such account."""
        likely = "@" in sentence.text and self.reader.says("ours", sentence.text)
        keys = self.reader.networks_in(sentence.text) if likely else ()
        accounts = [one.record for one in self.guide.facts.accounts.values() if (one.record.network,) == keys]
        known = {one.handle.removeprefix("@").casefold() for one in accounts}
        for match in _HANDLE.finditer(sentence.text) if known and not self.reader.denials.search(sentence.text) else ():
            if match[1].casefold() not in known:
                expected = tuple(one.handle for one in accounts)
                name = self.guide.facts.networks[keys[0]].record.name
                values: dict[str, Any] = {"name": name, "path": "data/accounts.yml", "expected": expected}
                yield self.reader.differs(told, sentence, *match.span(), "record", **values)

    @cached_property
    def _lines(self) -> Mapping[str, Entry[Helpline]]:
        return {plain_contact(one.record.phone): one for one in self.guide.facts.helplines.values()}

    @cached_property
    def _in_danger(self) -> frozenset[tuple[str, ...]]:
        return frozenset(in_danger(self.guide))

    def emergencies(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return the numbers to call that are but a figure of a helpline's: one for the other, or two exchanged.

        Those that begin with 0 are of many services.
        """
        lines = self._lines
        # Of what is said to people in danger, `unknown_helplines` says it.
        if told.key and tuple(told.key.split(".")[:2]) in self._in_danger:
            return
        for match in _SHORT_NUMBER.finditer(sentence.text) if lines else ():
            said, before = plain_contact(match[0]), sentence.text[max(0, match.start() - _CALLED) : match.start()]
            if said in lines or said in self.guide.contacts or said[0] == "0" or len(said) > _SHORTEST:
                continue
            near = next((line for number, line in lines.items() if _is_slip(said, number)), None)
            told_to_call = near and self.reader.telephone.search(before) and not self._helplines_in(sentence.text)
            if near and told_to_call and _alone(self.guide, self.reader.language, sentence.text[match.end() :]):
                values: dict[str, Any] = {"name": near.record.name, "expected": near.record.phone}
                yield self.reader.differs(told, sentence, *match.span(), "helpline", **values)

    def _owner(self, sentence: Sentence, match: re.Match[str]) -> tuple[Contact, str, str] | None:
        """Return the contact that a number or a mailbox is given for, with its file and the block that shows it."""
        text, facts, institution = sentence.text, self.guide.facts, self.guide.institution
        roles, keys = self.reader.roles
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
        return bool(_BESIDE.fullmatch(self.reader.telephone.sub(" ", between)))

    def helplines(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
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
        sure = said[0] == "0" or len(said) > _SHORTEST or self.reader.telephone.search(sentence.text)
        if sure and _alone(self.guide, self.reader.language, sentence.text[number.end() :]):
            values: dict[str, Any] = {"name": line.record.name, "expected": line.record.phone}
            yield self.reader.differs(told, sentence, number.start(), number.end(), "helpline", **values)

    @cached_property
    def _helplines(self) -> Mapping[str, frozenset[str]]:
        """The stems of the words that tell in the name of each helpline."""
        names = {key: one.record.name.get(self.reader.language, "") for key, one in self.guide.facts.helplines.items()}
        return {key: self.reader.telling(name) for key, name in names.items()}

    def _helplines_in(self, text: str) -> tuple[Entry[Helpline], ...]:
        """Return the helplines that a text names, by half of the words of their name or more, and by two of several."""
        said = self.reader.telling(text)
        lines = self.guide.facts.helplines
        shared = {key: len(name & said) for key, name in self._helplines.items()}
        most = max(shared.values(), default=0)
        return tuple(
            lines[key]
            for key, name in self._helplines.items()
            if name and shared[key] == most >= min(2, len(name)) and most * 2 >= len(name)
        )


def _is_slip(said: str, number: str) -> bool:
    """Return whether a number is another but for a figure after the first, or for two that changed places."""
    differing = [pair for pair in zip(said, number, strict=False) if pair[0] != pair[1]]
    exchanged = sorted(said) == sorted(number) and len(differing) == 2
    return said[0] == number[0] and len(said) == len(number) and (len(differing) == 1 or exchanged)


def in_danger(guide: Guide) -> Iterator[tuple[str, str]]:
    """Return what is said to people in danger, or to whoever helps them: the key of a record and its field."""
    dangers = {key for key, entry in guide.facts.situations.items() if entry.record.call}
    yield from ((key, "steps") for key in dangers)
    yield from ((key, "text") for key, entry in guide.facts.replies.items() if entry.record.situation in dangers)


def unknown_helplines(guide: Guide) -> Iterator[Finding]:
    """Report the numbers that are given to people in danger and that no helpline of data has."""
    known = {plain_contact(entry.record.phone): entry.record.phone for entry in guide.facts.helplines.values()}
    dangers = frozenset(in_danger(guide))
    # What could not be read may have the number.
    if not known or len(guide.facts.keys["helplines"]) > len(guide.facts.helplines):
        return
    lengths = set(map(len, known))
    # A number that was changed in data is lacking in each reply that gives it, and reported once.
    reported: set[str] = set()
    for entry, texts in guide.facts.texts:
        if not isinstance(entry.record, Reply | Situation) or (entry.key, texts.path[0]) not in dangers:
            continue
        for language, text in texts.value.items():
            for match in _SHORT_NUMBER.finditer(text):
                number = plain_contact(match[0])
                new = number not in known and number not in guide.contacts and number not in reported
                if new and len(number) in lengths and _alone(guide, language, text[match.end() :]):
                    reported.add(number)
                    place = partial(entry.value_place, *texts.path, language)
                    values: dict[str, Any] = {"key": entry.key, "found": match[0], "expected": tuple(known.values())}
                    yield found("contradiction", place, variant="unknown-helpline", **values)


def _alone(guide: Guide, language: str, after: str) -> bool:
    """Return whether what follows a number is nothing that it may count."""
    prose = guide.model.prose.get(language)
    units = [unit for some in prose.figures.units.values() for unit in some] if prose else []
    counted = [*units, *prose.people.counted] if prose else []
    return not re.match(rf"[ \u00a0]?{any_of(counted, after='')}", after)
