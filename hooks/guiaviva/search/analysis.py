"""From text to words, the same for what is indexed and for what is asked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress
from typing import NamedTuple

import regex
import Stemmer

from guiaviva.contentmodel import LanguageSpec
from guiaviva.text.words import fold

# A word: letters and digits, with the raised dot of the Catalan ela geminada inside.
_WORD = regex.compile(r"[\p{L}\p{N}\p{M}]+(?:·[\p{L}\p{N}\p{M}]+)*")
_WORD_AND_APOSTROPHE = regex.compile(f"{_WORD.pattern}'?")
# What is written for that dot: a bullet or another dot between two l.
_DOT = regex.compile(r"(?<=l)[•‧∙.](?=l)")
# What a letter is cut off before: `l'aigua`, `l'home`.
ELIDED_BEFORE = "aeiouh"
_APOSTROPHE = regex.compile("[’‘ʼ´`]")
# A raised dot that is not inside a word, where nothing but letters, spaces, apostrophes and raised dots is left.
_LOOSE_DOT = regex.compile("·(?<![^ '·]·)|·(?![^ '·])")
# Where a word may be divided at the end of a line: no part of the word.
_SOFT_HYPHEN = "\u00ad"
# Forms that begin with so many letters, but for accents, are merged together.
START = 2
# A single-byte encoding of the usual letters and typographic signs of western Europe.
_ENCODING = "cp1252"


def tokens(text: str) -> list[str]:
    """Return the words of a text in lower case with their accents; a letter before an apostrophe (`l'`) is left out."""
    plain = _translated(text, _TABLE)
    return _tokens(text) if plain is None else _split(plain)


def tokens_of_each(texts: Sequence[str]) -> list[list[str]]:
    """Return the words of each text: as `tokens` does, and faster for many short ones."""
    plain = _translated("\n".join(texts), _TABLE_OF_LINES)
    lines = [] if plain is None else plain.split("\n")
    return list(map(_split, lines) if len(lines) == len(texts) else map(tokens, texts))


def _translated(text: str, table: bytes) -> str | None:
    """Return a text of nothing but lower-case letters, digits, spaces, apostrophes and raised dots, if it is usual."""
    try:
        signs = text.replace(_SOFT_HYPHEN, "").encode(_ENCODING)
    except UnicodeEncodeError:
        return None
    lower = signs.lower()
    return None if b"l.l" in lower or b"l\x95l" in lower else signs.translate(table).decode(_ENCODING)


def _tokens(text: str) -> list[str]:
    """Return the words of any text."""
    text = _APOSTROPHE.sub("'", unicodedata.normalize("NFC", text.replace(_SOFT_HYPHEN, "")).lower())
    text = _DOT.sub("·", text)
    if "'" not in text:
        words: list[str] = _WORD.findall(text)
        return words
    found: list[str] = _WORD_AND_APOSTROPHE.findall(text)
    return [word.rstrip("'") for word in found if len(word) != 2 or word[1] != "'"]


def _table() -> bytes:
    """Return for each byte of the encoding what stands for it in `_split`: the lower-case letter, or a space."""
    table = bytearray(b" " * 256)
    for byte in range(256):
        sign = bytes([byte]).decode(_ENCODING, "replace")
        if sign == "'" or _APOSTROPHE.match(sign):
            table[byte] = ord("'")
        elif sign == "·" or _WORD.match(sign):
            table[byte] = sign.lower().encode(_ENCODING)[0]
    return bytes(table)


_TABLE = _table()
_TABLE_OF_LINES = bytes(byte if byte == ord("\n") else sign for byte, sign in enumerate(_TABLE))


def _split(text: str) -> list[str]:
    """Return the words of a text of lower-case letters, digits, spaces, apostrophes and raised dots."""
    if "·" in text:
        text = _LOOSE_DOT.sub(" ", text)
    if "'" not in text:
        return text.split()
    *before, last = text.split("'")
    words: list[str] = []
    for part in before:
        found = part.split()
        if found and len(found[-1]) == 1 and not part.endswith(" "):
            found.pop()
        words += found
    return words + last.split()


class Word(NamedTuple):
    """A word as a language reads it: its stem and itself without accents, and whether it is a stop word.

    `start` are the letters with which it begins.
    """

    stem: str
    plain: str
    is_stop_word: bool
    start: str


@dataclass(frozen=True)
class Language:
    """The words of one language: its stems, its stop words, which are without accents, and what it cuts off (`l'`).

    `stemmer` is the English name of a Snowball algorithm, or "". `known`, `stop_forms` (stop words with their
    accents) and `blocks` cache what was read, as long as the language is passed on: for one build, or one check.
    """

    code: str
    stemmer: str
    stop_words: frozenset[str]
    elisions: tuple[str, ...] = ()
    stop_forms: set[str] = field(default_factory=set, repr=False, compare=False)
    known: dict[str, Word] = field(default_factory=dict, repr=False, compare=False)
    blocks: dict[str, list[list[str]]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _snowball(self) -> Stemmer.Stemmer:
        # Without its own cache, which takes longer than to stem again.
        return Stemmer.Stemmer(self.stemmer, 0)

    def learn(self, words: Iterable[str]) -> Mapping[str, Word]:
        """Read words that are not known yet, all at once, and return all known words."""
        new = list({word: None for word in words if word not in self.known})
        if new:
            plain = _fold_all(new)
            stems = _fold_all(self._snowball.stemWords(new)) if self.stemmer else plain
            is_stop_word = [word in self.stop_words for word in plain]
            starts = [word[:START] for word in plain]
            self.known.update(zip(new, map(Word, stems, plain, is_stop_word, starts), strict=True))
            self.stop_forms.update(compress(new, is_stop_word))
        return self.known

    def read(self, word: str) -> Word:
        """Return how the language reads a word in lower case with its accents."""
        return self.known.get(word) or self.learn([word])[word]

    def stem(self, word: str) -> str:
        """Return the stem of a word in lower case with its accents, itself stripped of them."""
        return self.read(word).stem

    def without_elision(self, word: str) -> str:
        """Return what follows the letter that an apostrophe would cut off, where one may have been left out, or ""."""
        rest = word[1:]
        elided = word[:1] in self.elisions and len(rest) > 1 and fold(rest).startswith(tuple(ELIDED_BEFORE))
        return rest if elided else ""

    def is_stop_word(self, word: str) -> bool:
        """Say whether a word says nothing of what is asked."""
        return self.read(word).is_stop_word

    def content_words(self, words: Sequence[str]) -> list[str]:
        """Return the words without the stop words, or all of them where nothing would be left."""
        known = self.learn(words)
        return [word for word in words if not known[word].is_stop_word] or list(words)


def _fold_all(words: Sequence[str]) -> Sequence[str]:
    """Return each word without accents."""
    text = "\n".join(words)
    return words if text.isascii() else fold(text).split("\n")


def language_of(code: str, specs: Mapping[str, LanguageSpec]) -> Language:
    """Return the language of that code; one that the model does not know has no stemmer and no stop words."""
    spec = specs.get(code) or LanguageSpec()
    return Language(code, spec.stemmer or "", frozenset(map(fold, spec.stop_words)), tuple(spec.elisions))
