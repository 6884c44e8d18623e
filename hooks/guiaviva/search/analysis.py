"""From text to words, the same for what is indexed and for what is asked."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex
import snowballstemmer  # type: ignore[import-untyped]

from guiaviva.contentmodel import LanguageSpec

# A word: letters and digits, with the raised dot of the Catalan ela geminada inside.
_WORD = regex.compile(r"[\p{L}\p{N}\p{M}]+(?:·[\p{L}\p{N}\p{M}]+)*")
# What is written for that dot: a bullet or another dot between two l.
_DOT = regex.compile(r"(?<=l)[•‧∙.](?=l)")
# What a letter is cut off before: `l'aigua`, `l'home`.
ELIDED_BEFORE = "aeiouh"
_APOSTROPHE = regex.compile("[’‘ʼ´`]")


def tokens(text: str) -> list[str]:
    """Give the words of a text in lower case, with their accents; a letter before an apostrophe (`l'`) is left out."""
    text = _APOSTROPHE.sub("'", unicodedata.normalize("NFC", text).lower())
    text = _DOT.sub("·", text)
    words: list[str] = _WORD.findall(text)
    if "'" not in text:
        return words
    return [
        word[0] for word in _WORD.finditer(text) if not (len(word[0]) == 1 and text[word.end() : word.end() + 1] == "'")
    ]


@cache
def fold(word: str) -> str:
    """Give a word without accents, cedillas and raised dots."""
    plain = unicodedata.normalize("NFD", word)
    return "".join(sign for sign in plain if unicodedata.category(sign) != "Mn").replace("·", "")


@cache
def _stemmer(name: str) -> Any:
    return snowballstemmer.stemmer(name)


@cache
def _stem(stemmer: str, word: str) -> str:
    return fold(_stemmer(stemmer).stemWord(word))


@dataclass(frozen=True)
class Language:
    """The words of one language: its stems, its stop words, which are without accents, and what it cuts off (`l'`)."""

    code: str
    stemmer: str
    stop_words: frozenset[str]
    elisions: tuple[str, ...] = ()

    def stem(self, word: str) -> str:
        """Give the stem of a word in lower case with its accents, itself stripped of them."""
        return _stem(self.stemmer, word) if self.stemmer else fold(word)

    def reading(self, word: str) -> tuple[str, bool]:
        """Give the stem of a word, and whether it is a stop word."""
        return self.stem(word), self.is_stop_word(word)

    def without_elision(self, word: str) -> str:
        """Give what follows the letter that an apostrophe would cut off, where one may have been left out, or ""."""
        rest = word[1:]
        elided = word[:1] in self.elisions and len(rest) > 1 and fold(rest).startswith(tuple(ELIDED_BEFORE))
        return rest if elided else ""

    def is_stop_word(self, word: str) -> bool:
        """Says a word nothing of what is asked?"""
        return fold(word) in self.stop_words


def language_of(code: str, specs: Mapping[str, LanguageSpec]) -> Language:
    """Give the language of that code; one that the model does not know has no stemmer and no stop words."""
    spec = specs.get(code) or LanguageSpec()
    return Language(code, spec.stemmer or "", frozenset(map(fold, spec.stop_words)), tuple(spec.elisions))
