"""Patterns of words, for rules that look for them in texts."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

# No letter or figure is before, and none follows. A low line ends a word: `access_token`.
_BEGINS, _ENDS = r"(?<![^\W_])", r"(?![^\W_])"


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that finds any of these words as whole words, in any case but for those in capitals.

    After a word that ends with an apostrophe another may follow at once, and after one with * any letters.
    """
    groups: dict[tuple[bool, str], list[str]] = {}
    for word in sorted(dict.fromkeys(words), key=len, reverse=True):
        ends = "" if word[-1] in "'’" else r"[^\W\d_]*" if word[-1] == "*" else _ENDS
        written = re.escape(word.rstrip("*")).replace("\\ ", r"\s+")
        groups.setdefault((word.isupper() and len(word) > 1, ends), []).append(written)
    patterns = (f"(?{'' if capitals else 'i'}:{'|'.join(each)}){ends}" for (capitals, ends), each in groups.items())
    return rf"{_BEGINS}(?:{'|'.join(patterns)})" if groups else "(?!)"


class Name(NamedTuple):
    """A word or phrase in a text: where it is, and of what kind."""

    start: int
    end: int
    kind: str


class Names:
    """Finds many words and phrases of several kinds; a pattern of all of them would take ten times as long.

    Those in capitals are found only so, unless a colon follows; after one with *, letters may follow. Of one that is of
    several kinds, the first kind counts.
    """

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        kinds = {word.casefold(): (kind, word) for kind in reversed([*words]) for word in words[kind]}
        parts: list[str] = []
        self._words: dict[str, list[tuple[int, str, str, str]]] = {}
        # The fewest parts of which one is in each of the words: those in one word first, the shortest first.
        for word in sorted(kinds, key=lambda word: (word.count(" "), len(word))):
            bare = word.rstrip("*")
            part = next((part for part in parts if part in bare), None) or bare.split()[0]
            if part not in self._words:
                parts.append(part)
            self._words.setdefault(part, []).append((bare.find(part), word, *kinds[word]))
        for words_of_part in self._words.values():
            words_of_part.sort(key=lambda one: -len(one[1]))

    def find(self, text: str, folded: str) -> list[Name]:
        """Return the names in a text, none within another, in order. `folded` is the text with its case folded."""
        if len(folded) != len(text):
            # Signs of which folding makes several, such as «ß» and «ﬁ», stay: each place is then the same in both.
            folded = "".join(small if len(small := one.casefold()) == 1 else one for one in text)
        found: dict[int, Name] = {}
        for part, words in self._words.items():
            place = folded.find(part)
            while place >= 0:
                if name := _name_at(text, folded, place, words):
                    longer = found.get(name.start)
                    found[name.start] = longer if longer and longer.end >= name.end else name
                place = folded.find(part, place + 1)
        names: list[Name] = []
        for _, name in sorted(found.items()):
            if not names or name.start >= names[-1].end:
                names.append(name)
        return names


def _name_at(text: str, folded: str, place: int, words: Iterable[tuple[int, str, str, str]]) -> Name | None:
    """Return the longest of the words, each with how far its part is within it, that stands whole at a place."""
    for before, word, kind, written in words:
        start = place - before
        bare = word.rstrip("*")
        if start < 0 or not folded.startswith(bare, start) or folded[max(0, start - 1) : start].isalnum():
            continue
        end = start + len(bare)
        while word != bare and folded[end : end + 1].isalpha():
            end += 1
        capitals = written.isupper() and len(written) > 1
        if not folded[end : end + 1].isalnum() and (
            not capitals or text[start:end].isupper() or text[end : end + 1] == ":"
        ):
            return Name(start, end, kind)
    return None
