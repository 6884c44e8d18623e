"""Of what kind a text is, learned from examples of each kind.

It is naive Bayes over the parts of a text: each example of a kind that has a part makes that kind likelier.
`overrides/assets/javascripts/common/bayes.js` reads as this does.
"""

from __future__ import annotations

import math
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import accumulate, chain, pairwise
from typing import Any, Self

import regex

from guiaviva.contentmodel.examples import Examples
from guiaviva.text.packing import front_coded, packed
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

    `base` is what a part says for each kind of which no example has it, `steps` what so many examples that have it add.
    `parts` are sorted, one a line; from `starts` of each on, `pairs` hold a kind and how many of its examples have it.
    """

    kinds: tuple[str, ...] = ()
    base: tuple[int, ...] = ()
    steps: tuple[int, ...] = ()
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
        known = {part: found[part] for part in sorted(found) if "_" not in part or sum(found[part][1::2]) >= SEVERAL}
        totals: Counter[int] = Counter()
        for pairs in known.values():
            for kind, number in zip(pairs[::2], pairs[1::2], strict=True):
                totals[kind] += number
        most = max(map(max, (pairs[1::2] for pairs in known.values())), default=0)
        return cls(
            tuple(counts),
            tuple(_thousandths(UNSEEN / (totals[kind] + UNSEEN * len(known))) for kind in range(len(counts))),
            tuple(_thousandths((number + UNSEEN) / UNSEEN) for number in range(most + 1)),
            "\n".join(known),
            array("I", accumulate(map(len, known.values()), initial=0)),
            array("H", chain.from_iterable(known.values())),
        )

    def scores(self, text: str) -> dict[str, int]:
        """Return how likely each kind is for a text, or nothing where no part of it is known."""
        return self.scores_of(parts_of(text, words_of(text)))

    def scores_of(self, parts: Iterable[str]) -> dict[str, int]:
        """Return how likely each kind is for a text of some parts, or nothing where none of them is known."""
        known = [part for part in parts if part in self.numbers]
        scores = [len(known) * base for base in self.base]
        for part in known:
            for kind, number in self.examples(part):
                scores[kind] += self.steps[number]
        return dict(zip(self.kinds, scores, strict=True)) if known else {}

    def examples(self, part: str) -> Iterator[tuple[int, int]]:
        """Yield each kind that has a part in some examples, by its number, and in how many."""
        number = self.numbers.get(part)
        if number is not None:
            own = iter(self.pairs[self.starts[number] : self.starts[number + 1]])
            yield from zip(own, own, strict=True)

    def as_file(self) -> dict[str, Any]:
        """Return what the script reads."""
        return {**READ, **self.figures(list(self.numbers))}

    def figures(self, parts: Sequence[str]) -> dict[str, Any]:
        """Return what the script reads of some parts, which are sorted."""
        return {
            "kinds": self.kinds,
            "base": self.base,
            "steps": self.steps,
            "parts": front_coded(parts),
            "examples": " ".join(packed(chain.from_iterable(self.examples(part))) for part in parts),
        }

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each part."""
        return {part: number for number, part in enumerate(self.parts.split("\n"))} if self.parts else {}


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
    parts = set(words)
    parts.update(chain.from_iterable(map(_beginnings, words)))
    parts.update(map("_".join, pairwise(["^", *words, "$"])))
    parts.update(part for part, find in _FORMS.items() if find.search(text))
    parts.add(f"#{min(len(words) // STEP, STEPS)}")
    return parts


@cache
def _beginnings(word: str) -> tuple[str, ...]:
    return tuple(f"{word[:length]}*" for length in BEGINNINGS if len(word) > length)


def counted(texts: Sequence[str]) -> Counter[str]:
    """Return in how many texts each part is."""
    # All at once: to look for each sign in each text would take much longer.
    lines: Iterable[list[str]] = map(_WORD.findall, _plain("\n".join(texts)).split("\n"))
    return Counter(chain.from_iterable(map(parts_of, texts, lines)))


def _thousandths(value: float) -> int:
    """Return a logarithm, rounded so that no machine differs."""
    return round(1000 * math.log(value))
