"""What the sentences of one language are about, and how a finding in one is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import Any, NamedTuple, TypeVar

from guiaviva.diagnostics import Finding, Place, Where, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import ContentType, Duration, Network, Period, Situation
from guiaviva.facts.walk import Marked
from guiaviva.guide import Guide
from guiaviva.locales import OTHER, counted
from guiaviva.prose.figures import MINUTES, Figures, Length, whole
from guiaviva.prose.phrases import any_of
from guiaviva.prose.statements import Sentence
from guiaviva.reading.pages import Page
from guiaviva.search.analysis import Language, language_of, tokens

# A stem of fewer letters may be that of another word with a letter more.
_SURE = 4

Named = TypeVar("Named", Situation, Period, ContentType)


class Told(NamedTuple):
    """Where something is said: in a page, or in a text of data that its record and `key` name."""

    page: str
    """The id of the page, or ""."""
    network: str
    """The key of the network that it is about, or another text."""
    place: Callable[[int, int], Where]
    """The place of a part of it, from one character to another."""
    links: Callable[[int], Iterable[str]]
    """The targets of the links in the line of a character."""
    key: str = ""


def told_by(page: Page) -> Told:
    """Return a page as what says something."""

    def links(at: int) -> Iterator[str]:
        line = page.source.place_of(at, at).line if page.links else 0
        return (link.target for link in page.links if link.place.line == line)

    return Told(page.id, page.id.removeprefix("networks/"), page.source.place_of, links)


def told_in(entry: Entry[Any], text: Marked, language: str) -> Told:
    """Return a text of data, in one language, as what says something."""
    key = ".".join(map(str, (entry.key, *text.path)))
    # The editor is led to the text as a whole.
    place = partial(entry.value_place, *text.path, language)
    return Told("", entry.key if isinstance(entry.record, Network) else "", lambda *_: place, lambda _: (), key)


class Reader:
    """What a guide says in one language: the networks, situations and roles that a text names."""

    def __init__(self, guide: Guide, language: str) -> None:
        self.guide, self.language = guide, language
        spec = guide.model.prose[language]
        self.figures = Figures(spec.figures)
        self.words: Language = language_of(language, guide.model.search)

    def says(self, cue: str, text: str) -> bool:
        """Return whether a text has a word of this group."""
        return self.figures.says(cue, text)

    def told(self, text: str) -> bool:
        """Return whether a text tells of the past, of others, or of what is left over: it states nothing."""
        return any(self.says(group, text) for group in ("past", "spare", "others"))

    @cached_property
    def _networks(self) -> tuple[re.Pattern[str], Mapping[str, str]]:
        names = {entry.record.called(self.language): key for key, entry in self.guide.facts.networks.items()}
        return whole(names), {name.casefold(): key for name, key in names.items()}

    def networks_in(self, text: str) -> tuple[str, ...]:
        """Return the keys of the networks that a text names."""
        pattern, keys = self._networks
        return tuple(dict.fromkeys(keys[match[0].casefold()] for match in pattern.finditer(text)))

    def networks_of(self, told: Told, sentence: Sentence, start: int, end: int) -> tuple[Entry[Network], ...]:
        """Return the networks that a figure is about: those named nearest to it, or that of the page."""
        texts = (sentence.clause(start, end), sentence.text, sentence.before, *sentence.headings)
        keys = next(filter(None, map(self.networks_in, texts)), ()) or (told.network,)
        known = self.guide.facts.networks
        return tuple(known[key] for key in keys if key in known)

    @cached_property
    def _situations(self) -> tuple[tuple[tuple[str, ...], Entry[Situation]], ...]:
        return self.named(self.guide.facts.situations.values())

    def named(self, entries: Iterable[Entry[Named]]) -> tuple[tuple[tuple[str, ...], Entry[Named]], ...]:
        """Return the entries that have a name in this language, with the stems of its words."""
        texts = ((entry.record.name.get(self.language, ""), entry) for entry in entries)
        # Of «rumour or false information» the first name is enough.
        names = ((name, entry) for text, entry in texts for name in dict.fromkeys((text, self._or.split(text)[0])))
        return tuple((stems, entry) for name, entry in names if (stems := self.stems(name)))

    @cached_property
    def _or(self) -> re.Pattern[str]:
        cue = self.figures.cue("or")
        return re.compile(rf",\s|\s{cue.pattern}\s" if cue else "(?!)")

    def situations_in(self, text: str) -> tuple[Entry[Situation], ...]:
        """Return the situations that a text names, in any form of their words."""
        stems = self.stems(text)
        named = [(name, entry) for name, entry in self._situations if stands(name, stems)]
        # The longest name holds where one is within another.
        longer = [set(name) for name, _ in named]
        found = [entry for name, entry in named if not any(set(name) < other for other in longer)]
        return tuple({entry.key: entry for entry in found}.values())

    def stems(self, text: str) -> tuple[str, ...]:
        """Return the stems of the words of a text, in order."""
        return tuple(self.words.stem(word) for word in tokens(text))

    def telling(self, text: str) -> frozenset[str]:
        """Return the stems of the words of a text that tell what it is about."""
        words = (self.words.read(word) for word in tokens(text))
        return frozenset(word.stem for word in words if not word.is_stop_word and len(word.plain) >= _SURE)

    @cached_property
    def roles(self) -> tuple[re.Pattern[str], Mapping[str, str]]:
        """What finds the names of roles, and the key of each name with its case folded."""
        roles = self.guide.facts.roles.items()
        names = {entry.record.name[self.language]: key for key, entry in roles if self.language in entry.record.name}
        return whole(names), {name.casefold(): key for name, key in names.items()}

    def role_in(self, text: str) -> str:
        """Return the key of the last role that a text names, or ""."""
        pattern, keys = self.roles
        return next((keys[match[0].casefold()] for match in reversed(list(pattern.finditer(text)))), "")

    @cached_property
    def telephone(self) -> re.Pattern[str]:
        """What finds the words that announce a telephone number: «tel.»."""
        return re.compile(rf"{any_of(self.guide.model.prose[self.language].people.telephone)}\.?")

    @cached_property
    def denials(self) -> re.Pattern[str]:
        """What finds the words that deny something."""
        return re.compile(any_of(self.guide.model.prose[self.language].senses.denials))

    def duration(self, duration: Duration) -> Mapping[str, str]:
        """Return how each language of the program says a length of time."""
        words, key = self.guide.model.words, duration.unit + ("-working" if duration.calendar == "working" else "")
        texts = {
            language: counted(words, "duration", key, duration.value, language)[0]
            for language in words["duration"][f"{key}-{OTHER}"]
        }
        return {language: text.format(count=duration.value) for language, text in texts.items()}

    def differs(
        self, told: Told, sentence: Sentence, start: int, end: int, variant: str, at: Place | None = None, **values: Any
    ) -> Finding:
        """Return the finding that a part of a sentence, from `start` to `end`, is not as data have it `at` a place."""
        place = told.place(sentence.start + start, sentence.start + end)
        said = " ".join(sentence.text[start:end].split())
        if told.key:
            values = {"key": told.key, "expected": values["expected"]}
            at = None
        one = found("contradiction", place, variant="text" if told.key else variant, found=said, **values)
        return replace(one, about=f"{at}", cause=at) if at else one


def stands(name: Sequence[str], stems: Sequence[str]) -> bool:
    """Return whether a name is among stems. Those of one word may differ by a letter: «queixa», «queixes»."""
    size = len(name)
    first = (at for at in range(len(stems) - size + 1) if alike(name[0], stems[at]))
    return any(all(map(alike, name, stems[at : at + size])) for at in first)


def alike(one: str, other: str) -> bool:
    """Return whether two stems are the same, or long enough and a last letter apart."""
    if one == other:
        return True
    size = len(one) - len(other)
    if size not in (1, -1):
        return False
    short, long = (other, one) if size > 0 else (one, other)
    return len(short) >= _SURE and long.startswith(short)


def minutes_of(duration: Duration) -> int:
    """Return a length of time of data in minutes."""
    return duration.value * MINUTES[duration.unit]


def same_length(said: Length, duration: Duration) -> bool:
    """Return whether a text says a length of time of data; it may leave out in which hours or days it is counted."""
    return said.minutes == minutes_of(duration) and said.calendar in ("", duration.calendar)
