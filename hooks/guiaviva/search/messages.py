"""What kind of message a text is that somebody has received, learned from examples of each kind.

The examples are in `words/⟨language⟩/messages/⟨kind⟩.txt`; those of `query` are what staff type who look for something.
`overrides/assets/javascripts/search/message.js` reads as this does.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from heapq import nsmallest
from typing import TYPE_CHECKING, Any, Self

import regex

from guiaviva.contentmodel.examples import QUERY, Examples
from guiaviva.text.bayes import READ, Bayes, counted, is_word, parts_of, words_of
from guiaviva.text.packing import front_coded, packed

if TYPE_CHECKING:
    from guiaviva.search.records import Record

# The level of the situations that come before all others.
DANGER = "danger"

# Fewer words are no message, unless they are cried out.
FEWEST = 3
# So much likelier than that it is looked for must it be that a text was received, in thousandths of logarithms.
SURE = 15_000
# So many parts tell most whether a text was received, where each counts as if half an example more had it.
TELLING, HALF = 1200, 0.5
# So many tell most in which language a text is, and a part is usual where it is this much of what it is elsewhere.
SPEAKING, USUAL = 800, 1 / 2
# What they say is in tenths of logarithms. Who cries for help may use few words, and none that is usual: a text may be
# a message unless its words are those of a query.
TENTHS, LIKELY = 10, -10
# No more of a text is read.
MOST = 4000
CRIED = r"!|\p{Extended_Pictographic}"
_CRIED = regex.compile(CRIED)


@dataclass(frozen=True)
class Reading:
    """What a text is: whether it is a message, and the kinds that it is or is about, the likeliest first."""

    is_message: bool
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Messages(Bayes):
    """What examples say of messages.

    `spoken` is of each part a number with a bit for each of the `languages` whose examples have it. `telling` are the
    few parts that tell most, which the browser always has: what each says for that a text was received, and in which
    languages it is usual. Only where they say that a text may be a message what is known of its language is loaded.
    """

    languages: tuple[str, ...] = ()
    spoken: Sequence[int] = field(default=(), repr=False)
    telling: Mapping[str, tuple[int, int]] = field(default_factory=dict, repr=False)
    _files: dict[str, dict[str, Any]] = field(default_factory=dict, repr=False)

    @classmethod
    def of_languages(cls, examples: Mapping[str, Examples]) -> Self:
        """Return what is learned from the examples of each language."""
        counts = {language: {kind: counted(texts) for kind, texts in some} for language, some in examples.items()}
        kinds = sorted({kind for some in counts.values() for kind in some})
        of_kinds = {kind: _added(some.get(kind, {}) for some in counts.values()) for kind in kinds}
        learned = cls.counted(of_kinds)
        # Of each part how many examples of each language have it, and how many queries.
        heard = [_added(some.values()) for some in counts.values()]
        wholes = [sum(parts.values()) or 1 for parts in heard]
        counted_parts = (*heard, of_kinds.get(QUERY, Counter[str]()))
        columns = [[parts.get(part, 0) for part in learned.lines] for parts in counted_parts]
        spoken = ([(number > 0) << bit for number in column] for bit, column in enumerate(columns[:-1]))
        return replace(
            learned,
            languages=tuple(examples),
            spoken=array("H", map(sum, zip(*spoken, strict=True))),
            telling=_telling(learned, list(zip(*columns, strict=True)), wholes),
        )

    def read(self, text: str) -> Reading:
        """Return what a text is."""
        text = text[:MOST].strip()
        words = words_of(text)
        count = sum(map(is_word, words))
        is_cried = len(words) > 1 and bool(_CRIED.search(text))
        if not (count >= FEWEST or is_cried or is_emojis(words)):
            return Reading(False)
        parts = parts_of(text, words)
        bits = self._languages(parts)
        known = (self.numbers.get(part, ()) for part in parts)
        scores = self.scores_of(some for some in known if any(self.spoken[number] & bits for number in some))
        looked_for = scores.pop(QUERY, 0)
        kinds = tuple(sorted(scores, key=lambda kind: (-scores[kind], kind)))
        is_likely = sum(self.telling[part][0] for part in parts if part in self.telling) >= LIKELY
        is_message = bool(kinds) and is_likely and scores[kinds[0]] - looked_for > SURE
        return Reading(is_emojis(words) or is_message, kinds)

    def _languages(self, parts: Iterable[str]) -> int:
        """Return in which languages a text may be, as bits: those in which most of its telling parts are usual."""
        usual = [self.telling[part][1] for part in parts if part in self.telling]
        counts = [sum(bits >> bit & 1 for bits in usual) for bit in range(len(self.languages))]
        return _bits(count == max(counts) for count in counts)

    def of_language(self, language: str) -> dict[str, Any]:
        """Return what the script reads of a language, which is the same in each language of the site."""
        if language not in self._files:
            bit = 1 << self.languages.index(language)
            self._files[language] = self.figures([number for number, spoken in enumerate(self.spoken) if spoken & bit])
        return self._files[language]


def _telling(
    learned: Messages, counts: Sequence[tuple[int, ...]], wholes: Sequence[int]
) -> Mapping[str, tuple[int, int]]:
    """Return the parts that tell most whether a text was received, or in which language it is, sorted.

    `counts` are of each line how many examples of each language have it, and how many queries; `wholes` are how many
    parts the examples of each language have.
    """
    sides: dict[str, tuple[int, ...]] = {}
    spoken: dict[str, tuple[int, ...]] = {}
    for part, numbers in learned.numbers.items():
        rows = [counts[number] for number in numbers]
        *heard, queries = rows[0] if len(rows) == 1 else map(sum, zip(*rows, strict=True))
        sides[part], spoken[part] = (sum(heard) - queries, queries), tuple(heard)
    chosen = sorted({*_informing(sides, TELLING), *_informing(spoken, SPEAKING)})
    totals = [sum(sides[part][side] + HALF for part in chosen) for side in (0, 1)]
    found = {}
    for part in chosen:
        received, looked_for = ((one + HALF) / whole for one, whole in zip(sides[part], totals, strict=True))
        shares = [one / whole for one, whole in zip(spoken[part], wholes, strict=True)]
        usual = _bits(share >= USUAL * max(shares) for share in shares)
        said = round(TENTHS * math.log(received / looked_for))
        # That a text is long says that it was received; that it is short, nothing.
        found[part] = (max(0, said) if part.startswith("#") else said, usual)
    return found


def _informing(counts: Mapping[str, tuple[int, ...]], most: int) -> list[str]:
    """Return the parts that tell most of which group a text is; `counts` are how many of each group have a part."""
    wholes = [sum(column) or 1 for column in zip(*counts.values(), strict=True)]
    everything = sum(wholes)

    # Most parts are as rare as many others.
    @cache
    def information(own: tuple[int, ...]) -> float:
        expected = [sum(own) * whole / everything for whole in wholes]
        return sum(one * math.log(one / other) for one, other in zip(own, expected, strict=True) if one)

    return nsmallest(most, counts, key=lambda part: (-information(counts[part]), part))


def _added(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    added: Counter[str] = Counter()
    for one in counts:
        added.update(one)
    return added


def _bits(are: Iterable[bool]) -> int:
    """Return a number with a bit for each of several that is so."""
    return sum(is_so << bit for bit, is_so in enumerate(are))


def is_emojis(words: Sequence[str]) -> bool:
    """Say whether there is nothing but emojis."""
    return bool(words) and not any(map(is_word, words))


def head(messages: Messages, records: Sequence[Record]) -> dict[str, Any]:
    """Return what the script always reads.

    That is, of each situation, its record, whether it is a danger, its kinds, and whom to call.
    """
    said = [said for said, _ in messages.telling.values()]
    least = min(said, default=0)
    return {
        **READ,
        "constants": {"fewest": FEWEST, "sure": SURE, "most": MOST, "likely": LIKELY},
        "query": QUERY,
        "cried": CRIED,
        "languages": messages.languages,
        # What each part says is written from the least up.
        "telling": [
            front_coded(list(messages.telling)),
            least,
            packed(one - least for one in said),
            packed(usual for _, usual in messages.telling.values()),
        ],
        "situations": [
            [number, one.level == DANGER, one.messages, one.calls] for number, one in enumerate(records) if one.messages
        ],
    }
