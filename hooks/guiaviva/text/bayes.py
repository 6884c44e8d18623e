"""Of what kind a text is, learned from examples of each kind.

It is naive Bayes over the parts of a text: each example of a kind that has a part makes that kind likelier.
`overrides/assets/javascripts/common/bayes.js` reads as this does.
"""

from __future__ import annotations

import math
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import accumulate, chain, pairwise
from operator import mul
from typing import Any, Self

import regex

from guiaviva.contentmodel.examples import Examples
from guiaviva.text.packing import front_coded, gaps, packed
from guiaviva.text.words import fold

# What an example counts for a kind that has none with a part (Lidstone's smoothing).
UNSEEN = 0.1
# A pair of words that fewer examples have says nothing of others.
SEVERAL = 3
# What words that begin alike have in common: `amenaça`, `amenaces`.
BEGINNINGS = (4, 6)
# The length of a text is a part of it too, in steps of so many words, up to so many steps.
STEP, STEPS = 4, 6

# What stands for something in a text, in this order; `@` begins no word that people write.
SIGNS: Sequence[tuple[str, str]] = (
    (r"[’‘ʼ´`]", "'"),
    # A gap that is filled in.
    (r"\{[^{}]{1,60}\}", " @gap "),
    (r"l[·•‧∙.]l", "l"),
    (r"(?:https?://|www\.)\S+", " @link "),
    (r"[^\s@,;:()]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", " @mail "),
    (r"@[\p{L}\p{N}_.]+", " @name "),
    # Telephones, identity cards, accounts.
    (r"[0-9](?:[ .-]?[0-9]){6,}(?: ?-?[a-z](?![\p{L}\p{N}]))?", " @number "),
    (r"([0-9])(?=\p{L})", "$1 "),
    (r"(\p{L})\1{2,}", "$1"),
    (r"(?<![\p{L}\p{N}])[cdjlmnst]'(?=\p{L})", ""),
    (r"(?<=\p{L})'(?=\p{L})", ""),
)
WORD = r"@[a-z]+|[\p{L}\p{N}]+|[!?…]|\p{Extended_Pictographic}"
"""A word of a text, what is cried or asked, or an emoji."""
# How a message is written and a query is not: with a capital letter, with the end of a sentence.
FORMS: Mapping[str, str] = {"^A": r"^[¿¡«\x22'(]*\p{Lu}", "$.": r"[.!…]\s*$"}
# How the script takes a text apart.
READ: Mapping[str, Any] = {
    "step": STEP,
    "longest": STEPS,
    "beginnings": BEGINNINGS,
    "signs": SIGNS,
    "word": WORD,
    "forms": FORMS,
}
_SIGNS = [(regex.compile(find), put.replace("$", "\\")) for find, put in SIGNS]
_FORMS = {part: regex.compile(find) for part, find in FORMS.items()}
_WORD, _LETTER = regex.compile(WORD), regex.compile(r"[\p{L}\p{N}]")


@dataclass(frozen=True, eq=False)
class Bayes:
    """What examples say of the parts of a text, in thousandths of logarithms.

    `base` is what a part says for each kind of which no example has it. `parts` are sorted, one a line; from `starts`
    of each on, `pairs` hold a kind and how many of its examples have it. Beginnings of words are none of them: one is
    in as many examples as the words that begin so.
    """

    kinds: tuple[str, ...] = ()
    base: tuple[int, ...] = ()
    parts: str = field(default="", repr=False)
    starts: Sequence[int] = field(default=(), repr=False)
    pairs: Sequence[int] = field(default=(), repr=False)

    @classmethod
    def learned(cls, examples: Examples) -> Self:
        """Return what is learned from examples of each kind. The kinds are sorted."""
        return cls.counted({kind: counted(texts) for kind, texts in examples})

    @classmethod
    def counted(cls, counts: Mapping[str, Mapping[str, int]]) -> Self:
        """Return what is learned from how many examples of each kind have each part. The kinds are sorted."""
        found: dict[str, list[int]] = defaultdict(list)
        for kind, of_parts in enumerate(counts.values()):
            for part, number in of_parts.items():
                found[part] += (kind, number)
        several = (part for part, pairs in found.items() if "_" not in part or sum(pairs[1::2]) >= SEVERAL)
        known = {part: found[part] for part in sorted(several)}
        beginnings = {part: _beginnings_of_part(part) for part in known}
        weights = dict.fromkeys(found, 0) | {part: 1 + len(own) for part, own in beginnings.items()}
        totals = [sum(map(mul, each.values(), map(weights.__getitem__, each))) for each in counts.values()]
        count = len(known) + len(set(chain.from_iterable(beginnings.values())))
        return cls(
            tuple(counts),
            tuple(_thousandths(UNSEEN / (total + UNSEEN * count)) for total in totals),
            "\n".join(known),
            array("I", accumulate(map(len, known.values()), initial=0)),
            array("H", chain.from_iterable(known.values())),
        )

    def scores(self, text: str) -> dict[str, int]:
        """Return how likely each kind is for a text, or nothing where no part of it is known."""
        return self.scores_of(self.numbers.get(part, ()) for part in parts_of(text, words_of(text)))

    def scores_of(self, parts: Iterable[Sequence[int]]) -> dict[str, int]:
        """Return how likely each kind is for a text whose parts have these numbers, or nothing where none has any."""
        known = [numbers for numbers in parts if numbers]
        scores = [len(known) * base for base in self.base]
        for numbers in known:
            for kind, number in self.examples(numbers).items():
                scores[kind] += _step(number)
        return dict(zip(self.kinds, scores, strict=True)) if known else {}

    def examples(self, numbers: Iterable[int]) -> Mapping[int, int]:
        """Return in how many examples of each kind, by its number, the parts of some numbers are."""
        found: dict[int, int] = {}
        for number in numbers:
            own = iter(self.pairs[self.starts[number] : self.starts[number + 1]])
            for kind, times in zip(own, own, strict=True):
                found[kind] = found.get(kind, 0) + times
        return found

    def as_file(self) -> dict[str, Any]:
        """Return what the script reads."""
        return {**READ, **self.figures(range(len(self.lines)))}

    def figures(self, numbers: Sequence[int]) -> dict[str, Any]:
        """Return what the script reads of the parts of some numbers, which are sorted.

        Of a beginning, it adds up what it reads of the words, and what is there of those that it does not read.
        """
        rows = {self.lines[number]: self.pairs[self.starts[number] : self.starts[number + 1]] for number in numbers}
        own = set(numbers)
        for beginning, all_numbers in self.numbers.items():
            left = [] if own.issuperset(all_numbers) else [number for number in all_numbers if number not in own]
            if 0 < len(left) < len(all_numbers):
                rows[beginning] = list(chain.from_iterable(sorted(self.examples(left).items())))
        parts = sorted(rows)
        return {
            "kinds": self.kinds,
            "base": self.base,
            "unseen": UNSEEN,
            "beginnings": BEGINNINGS,
            "parts": front_coded(parts),
            # Each kind as its distance from the one before.
            "examples": " ".join(
                packed(chain.from_iterable(zip(gaps(rows[part][::2]), rows[part][1::2], strict=True))) for part in parts
            ),
        }

    @cached_property
    def lines(self) -> Sequence[str]:
        """The parts in their order."""
        return self.parts.split("\n") if self.parts else []

    @cached_property
    def numbers(self) -> Mapping[str, Sequence[int]]:
        """The number of each part, and of each beginning those of the words that begin so."""
        found: dict[str, list[int]] = {part: [number] for number, part in enumerate(self.lines)}
        for number, part in enumerate(self.lines):
            for beginning in _beginnings_of_part(part):
                found.setdefault(beginning, []).append(number)
        return found


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case without accents, with a word in the place of each address and number."""
    words: list[str] = _WORD.findall(_plain(text))
    return words


def is_word(part: str) -> bool:
    """Return whether a word of a text has letters or figures, and is no sign or emoji."""
    return _LETTER.search(part) is not None


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFC", text).lower()
    for find, put in _SIGNS:
        plain = find.sub(put, plain)
    return fold(plain)


def parts_of(text: str, words: Sequence[str]) -> set[str]:
    """Return what of a text is looked for in examples: words and their beginnings, pairs, its form and length."""
    return _counted_parts(text, words).union(*map(_beginnings, words))


def _counted_parts(text: str, words: Sequence[str]) -> set[str]:
    """Return the parts of a text but for the beginnings of its words."""
    parts = set(words)
    parts.update(map("_".join, pairwise(["^", *words, "$"])))
    parts.update(part for part, find in _FORMS.items() if find.search(text))
    parts.add(f"#{min(len(words) // STEP, STEPS)}")
    return parts


def _beginnings_of_part(part: str) -> tuple[str, ...]:
    """Return the beginnings of a part that is a word."""
    return () if "_" in part else _beginnings(part)


@cache
def _beginnings(word: str) -> tuple[str, ...]:
    return tuple(f"{word[:length]}*" for length in BEGINNINGS if len(word) > length)


def counted(texts: Sequence[str]) -> Counter[str]:
    """Return in how many texts each part is."""
    # All at once: to look for each sign in each text would take much longer.
    lines: Iterable[list[str]] = map(_WORD.findall, _plain("\n".join(texts)).split("\n"))
    return Counter(chain.from_iterable(map(_counted_parts, texts, lines)))


@cache
def _step(number: int) -> int:
    """Return what it adds to the base that so many examples have a part."""
    return _thousandths((number + UNSEEN) / UNSEEN)


def _thousandths(value: float) -> int:
    """Return a logarithm, rounded so that no machine differs."""
    return round(1000 * math.log(value))
