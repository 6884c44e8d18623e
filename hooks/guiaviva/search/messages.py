"""What kind of message a text is that somebody has received, read by patterns of words near each other.

The words are in `words/⟨language⟩/messages.yml`. `overrides/assets/javascripts/search/message.js` reads as this does.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

import regex

from guiaviva.contentmodel.messages import MessageKinds, MessageWords
from guiaviva.text.words import fold

if TYPE_CHECKING:
    from guiaviva.search.records import Record

# The level of the situations that come before all others.
DANGER = "danger"

# All groups of a pattern are within so many words.
NEAR = 16
# So many words are a message if they are written as one, or speak to the institution; so many if they are of a kind;
# so many in any case.
SHORT, MIDDLE, LONG = 4, 8, 13
# So many groups of words make certain of a kind.
SURE = 4
# What is said of danger is read from so many words on, message or not.
FEWEST = 3
# No more of a text is read.
MOST = 4000

# What stands for something in a text, in this order; `@` begins no word that people write.
SIGNS: Sequence[tuple[str, str]] = (
    (r"[’‘ʼ´`]", "'"),
    (r"l[·•‧∙.]l", "l"),
    (r"(?:https?://|www\.)\S+", " @link "),
    (r"[^\s@,;:()]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", " @mail "),
    (r"@[\p{L}\p{N}_.]+", " @name "),
    (
        r"(?<![\p{L}\p{N}.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:[a-z]{2,6}/\S*|(?:com|net|org|info|cat|eu|xyz|top|app)\b)",
        " @link ",
    ),
    (r"(?<![0-9])[0-9]{8} ?-?[a-z](?![\p{L}\p{N}])", " @id "),
    (r"(?<![0-9])[6789](?:[ .-]?[0-9]){8}(?![0-9])", " @phone "),
    (r"\?", " @question "),
    (r"([0-9])(?=\p{L})", "$1 "),
    (r"(\p{L})\1{2,}", "$1"),
    (r"(?<![\p{L}\p{N}])[cdjlmnst]'(?=\p{L})", ""),
    (r"(?<=\p{L})'(?=\p{L})", ""),
)
WORD = r"@[a-z]+|[\p{L}\p{N}]+|\p{Extended_Pictographic}"
"""A word of a message, or an emoji."""
# How a message is written and a query is not: with a capital letter, with the end of a sentence, with more than words.
WRITTEN = r"^[¿¡«\x22'(]*\p{Lu}|[.!…]\s*$|[!…]|\.{2}|[.?]\s+\S|\S\s*\n\s*\S|\p{Extended_Pictographic}|https?:"
CRIED = r"!|\p{Extended_Pictographic}"
_SIGNS = [(regex.compile(find), put.replace("$", "\\")) for find, put in SIGNS]
_WORD, _WRITTEN, _CRIED = regex.compile(WORD), regex.compile(WRITTEN), regex.compile(CRIED)
_TWICE = regex.compile(r"(?!l)(\p{L})\1")
_LETTER = regex.compile(r"\p{L}")
_FIGURES = regex.compile(r"[0-9]+")
_RANGE = regex.compile(r"([0-9]+)-([0-9]+)")

Phrase = tuple[str, ...]
Span = tuple[int, int]
"""The first word of a phrase, and the one after its last."""
Places = Mapping[int, Sequence[Span]]
"""Where each group stands, by its number."""


@dataclass(frozen=True)
class Pattern:
    """The numbers of the groups that must be there, and of those that must not."""

    kind: str
    groups: tuple[int, ...]
    without: tuple[int, ...]


# What stands after nothing but emojis.
EMOJIS = "@emojis"
# What stands for a question mark, and is no word.
QUESTION = "@question"
# What a pattern is of that is not about a kind.
ADDRESSED, ASKED, IRONY = "@addressed", "@asked", "@irony"


@dataclass(frozen=True)
class Reader:
    """How messages are read in one language: its words, the groups of its patterns, and these."""

    short: Mapping[str, str]
    sounds: Sequence[tuple[str, str]]
    groups: Sequence[Sequence[Phrase]]
    patterns: Sequence[Pattern]

    @cached_property
    def _by_first(self) -> Mapping[str, list[tuple[Phrase, int]]]:
        """The phrases with the numbers of their groups, by their first word."""
        found: dict[str, list[tuple[Phrase, int]]] = defaultdict(list)
        for number, group in enumerate(self.groups):
            for phrase in group:
                first = "#" if _RANGE.fullmatch(phrase[0]) else phrase[0]
                found[first].append((phrase, number))
        return dict(found)

    def words(self, text: str) -> list[str]:
        """Return the words of a text that `signs` has read, as this language compares them."""
        words = _WORD.findall(text)
        if is_emojis(words):
            words.append(EMOJIS)
        long = chain.from_iterable(self.short.get(word, word).split() for word in words)
        return [sounding(word, self.sounds) for word in long]

    def found(self, text: str) -> Iterator[tuple[str, int]]:
        """Return the kind of each pattern that is in a text, and how many groups it has."""
        places = self._places(self.words(text))
        for pattern in self.patterns:
            if all(group in places for group in pattern.groups) and _near(places, pattern):
                yield pattern.kind, len(pattern.groups)

    def _places(self, words: Sequence[str]) -> Places:
        places: dict[int, list[Span]] = {}
        for place, word in enumerate(words):
            starts = [f"{word[:end]}*" for end in range(1, len(word) + 1)]
            for first in (word, *starts, *(["#"] if _FIGURES.fullmatch(word) else [])):
                for phrase, group in self._by_first.get(first, ()):
                    if _stands(phrase, words, place):
                        places.setdefault(group, []).append((place, place + len(phrase)))
        return places


def _stands(phrase: Phrase, words: Sequence[str], place: int) -> bool:
    there = words[place : place + len(phrase)]
    return len(there) == len(phrase) and all(map(_is, phrase, there))


def _is(wanted: str, word: str) -> bool:
    if wanted.endswith("*"):
        return word.startswith(wanted[:-1])
    if span := _RANGE.fullmatch(wanted):
        return bool(_FIGURES.fullmatch(word)) and len(word) < 7 and int(span[1]) <= int(word) <= int(span[2])
    return word == wanted


def _near(places: Places, pattern: Pattern) -> bool:
    """Say whether the groups of a pattern stand near each other, and none near them that must not."""
    for start, _ in sorted(chain.from_iterable(places[group] for group in pattern.groups)):
        if _apart(places, pattern.groups, start, ()):
            against = chain.from_iterable(places.get(group, ()) for group in pattern.without)
            if not any(start - NEAR <= place <= start + 2 * NEAR for place, _ in against):
                return True
    return False


def _apart(places: Places, groups: Sequence[int], start: int, taken: tuple[Span, ...]) -> bool:
    """Say whether the groups stand within reach of a place, each in words of its own."""
    if not groups:
        return True
    for span in places[groups[0]]:
        free = all(span[1] <= other[0] or other[1] <= span[0] for other in taken)
        if start <= span[0] <= start + NEAR and free and _apart(places, groups[1:], start, (*taken, span)):
            return True
    return False


def signs(text: str) -> str:
    """Return a text in lower case without accents, with a word in the place of each address, number and so on."""
    text = unicodedata.normalize("NFC", text[:MOST]).lower()
    for find, put in _SIGNS:
        text = find.sub(put, text)
    return fold(text)


def words_of(plain: str) -> list[str]:
    """Return the words of a text that `signs` has read."""
    words: list[str] = _WORD.findall(plain)
    return words


def sounding(word: str, sounds: Iterable[tuple[str, str]]) -> str:
    """Return a word as it sounds, by which slips of the pen are alike."""
    if word.startswith("@"):
        return word
    for written, heard in sounds:
        word = word.replace(written, heard)
    return _TWICE.sub(r"\1", word)


@dataclass(frozen=True)
class Reading:
    """What a text is: whether it is a message, its kinds, the likeliest first, and whether the opposite is meant."""

    is_message: bool
    kinds: tuple[str, ...] = ()
    is_ironic: bool = False


@dataclass(frozen=True)
class Messages:
    """How messages are read in the languages of a guide: `sincere` kinds no irony gives, `general` ones come last."""

    kinds: tuple[str, ...] = ()
    sincere: frozenset[str] = frozenset()
    general: frozenset[str] = frozenset()
    readers: tuple[Reader, ...] = field(default=(), repr=False)

    def read(self, text: str) -> Reading:
        """Return what a text is."""
        plain = signs(text)
        scores: dict[str, int] = {}
        for reader in self.readers:
            own: dict[str, int] = defaultdict(int)
            for kind, score in reader.found(plain):
                own[kind] += score
            for kind, score in own.items():
                scores[kind] = max(score, scores.get(kind, 0))
        words = [word for word in words_of(plain) if word != QUESTION]
        likely = [kind for kind in self.kinds if kind in scores]
        is_ironic = IRONY in scores
        if is_ironic:
            likely = [kind for kind in likely if kind not in self.sincere]
        likely.sort(key=lambda kind: (kind in self.general, -scores[kind]))
        enough = len(words) >= FEWEST or is_emojis(words)
        certain = any(scores[kind] >= SURE for kind in likely if kind not in self.general)
        is_message = _is_message(text[:MOST].strip(), words, scores, certain=certain)
        return Reading(is_message, tuple(likely) if enough or is_message else (), is_ironic)


def is_emojis(words: Sequence[str]) -> bool:
    """Say whether there is nothing but emojis."""
    return bool(words) and not any(_LETTER.search(word) or _FIGURES.fullmatch(word) for word in words)


def _is_message(text: str, words: Sequence[str], found: Mapping[str, int], *, certain: bool) -> bool:
    """Say by its form whether a text is a message and not what somebody looks for; `certain`: it is of some kind."""
    if is_emojis(words):
        return True
    written = bool(_WRITTEN.search(text))
    if ASKED in found:
        return written and len(words) >= LONG
    if len(words) < SHORT:
        return bool(_CRIED.search(text)) and len(words) > 1
    return written or ADDRESSED in found or len(words) >= (MIDDLE if certain else LONG)


def messages_of(model: MessageKinds, words: Mapping[str, MessageWords]) -> Messages:
    """Return how messages are read, of what the model knows of them and of the words of some languages."""
    sincere = frozenset(key for key, kind in model.kinds.items() if kind.sincere)
    general = frozenset(key for key, kind in model.kinds.items() if kind.general)
    return Messages(tuple(model.kinds), sincere, general, tuple(_reader(each) for each in words.values() if each.kinds))


def _reader(words: MessageWords) -> Reader:
    sounds = [
        (fold(written), heard) for written, heard in (*words.sounds.items(), *((one, "") for one in words.silent))
    ]
    numbers: dict[str, int] = {}
    patterns: list[Pattern] = []
    about = {**words.kinds, ADDRESSED: words.addressed, ASKED: words.asked, IRONY: words.irony}
    for kind, written in about.items():
        for pattern in written:
            groups: dict[str, list[int]] = {"+": [], "-": []}
            sign, *parts = "+", *regex.split(r" ([-+]) ", pattern)
            for part in parts:
                if part in groups:
                    sign = part
                else:
                    # Where none may stand there, each named group is by itself: many patterns have it.
                    apart = _apart_by_name(part) if sign == "-" else [part]
                    groups[sign] += [numbers.setdefault(one, len(numbers)) for one in apart]
            patterns.append(Pattern(kind, tuple(groups["+"]), tuple(groups["-"])))
    return Reader(
        {signs(short): signs(long) for short, long in words.short.items()},
        sounds,
        [tuple(_phrases(group, words.groups, sounds)) for group in numbers],
        patterns,
    )


def _apart_by_name(group: str) -> list[str]:
    """Return the groups that a group names, and one of the rest."""
    each = [one.strip() for one in group.split("|")]
    rest = "|".join(one for one in each if not one.startswith("<"))
    return [*(one for one in each if one.startswith("<")), *([rest] if rest else [])]


def _phrases(group: str, named: Mapping[str, Sequence[str]], sounds: Sequence[tuple[str, str]]) -> Iterator[Phrase]:
    """Return the phrases of a group, with those of the groups that it names."""
    for one in map(str.strip, group.split("|")):
        for written in named.get(one[1:-1], ()) if one.startswith("<") else (one,):
            if phrase := _phrase(written, sounds):
                yield phrase


def _phrase(written: str, sounds: Sequence[tuple[str, str]]) -> Phrase:
    """Return the words of a phrase as they are compared."""
    words = []
    for word in written.split():
        if word.startswith("@") or _RANGE.fullmatch(word):
            words.append(word)
        else:
            read = _WORD.findall(signs(word.removesuffix("*")))
            stem = "*" if word.endswith("*") else ""
            words += [sounding(one, sounds) + (stem if at == len(read) - 1 else "") for at, one in enumerate(read)]
    return tuple(words)


def as_file(messages: Messages, records: Sequence[Record]) -> dict[str, Any]:
    """Return what the script reads; of each situation its record, whether it is a danger, its kinds, whom to call."""
    return {
        "constants": {
            "near": NEAR,
            "short": SHORT,
            "middle": MIDDLE,
            "sure": SURE,
            "long": LONG,
            "fewest": FEWEST,
            "most": MOST,
        },
        "signs": SIGNS,
        "word": WORD,
        "written": WRITTEN,
        "cried": CRIED,
        "kinds": messages.kinds,
        "sincere": sorted(messages.sincere),
        "general": sorted(messages.general),
        "readers": [
            {
                "short": one.short,
                "sounds": one.sounds,
                "groups": ["|".join(map(" ".join, group)) for group in one.groups],
                "patterns": [[each.kind, each.groups, each.without] for each in one.patterns],
            }
            for one in messages.readers
        ],
        "situations": [
            [number, one.level == DANGER, one.messages, one.calls] for number, one in enumerate(records) if one.messages
        ],
    }
