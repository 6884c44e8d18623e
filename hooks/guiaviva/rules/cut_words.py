"""A word has all its letters, and no hyphen that was there because a line ended.

A text that was saved with a poor encoding has question marks for its accented letters, and one that was copied from a
PDF has words in two parts. What the word was is known from the other texts of the guide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, Worded
from guiaviva.guide.identification import Identifier
from guiaviva.reading.pages import Page

# The words of the rule for each kind of damage.
VARIANTS = {"lost": "lost", "lost-unknown": "lost-unknown", "cut": "cut"}
_LOST, _CUT = re.compile(r"\?{1,2}"), re.compile(r"[-\u00ad¬](?: |[ ]?\n[ ]{0,3})(?=[^\W\d_])")
_BEFORE, _AFTER = re.compile(r"[^\W\d_]*\Z"), re.compile(r"[^\W\d_]*")
# Addresses and code are before a word, or go on behind it.
_OTHER_BEFORE, _OTHER_AFTER = frozenset("/=.&#@_-+\\?"), frozenset("/=&?#(*+")
# No word is longer; of a sentence that ends, a shorter one may be any.
_LONGEST, _LEAST = 40, 4
# A word that is in one document alone may be what is left of it there.
_ONCE = 1


class _Word(NamedTuple):
    """A word as it is written, where it is in a text, and the variant and the word that was meant, if it is known."""

    start: int
    end: int
    written: str
    variant: str
    meant: str


def check_texts(guide: Guide, texts: Iterable[Page | Worded]) -> Iterator[Finding]:
    for one in texts:
        if isinstance(one, Page):
            if word := next(_words(guide.identifier, one.language, one.prose), None):
                place = one.source.place_of(word.start, word.end)
                yield found("garbled-text", place, variant=VARIANTS[word.variant], found=word.written, meant=word.meant)
            continue
        for path, written in one.texts:
            for language, text in written.items():
                joined = text if isinstance(text, str) else "\n".join(text)
                if word := next(_words(guide.identifier, language, joined), None):
                    place = one.entry.value_place(*path, language)
                    yield found(
                        "garbled-text", place, variant=VARIANTS[word.variant], found=word.written, meant=word.meant
                    )


def _words(identifier: Identifier, language: str, text: str) -> Iterator[_Word]:
    counts: Mapping[str, int] = identifier.counts.get(language, {})
    for match in _LOST.finditer(text):
        yield from _lost(identifier, language, text, match)
    for match in _CUT.finditer(text) if counts else ():
        head, tail = _around(text, match)
        known = [counts.get(part.lower(), 0) > _ONCE for part in (head, tail)]
        whole = len(head) > 1 and len(tail) > 1 and tail.islower() and text[match.start() - len(head) - 1] not in "-’'"
        if whole and (identifier.number((head + tail).lower(), language) or not any(known)):
            written = f"{head}{match[0][0]} {tail}"
            yield _Word(match.start() - len(head), match.end() + len(tail), written, "cut", head + tail)


def _lost(identifier: Identifier, language: str, text: str, match: re.Match[str]) -> Iterator[_Word]:
    """Return a word in which question marks stand for a letter."""
    counts: Mapping[str, int] = identifier.counts.get(language, {})
    head, tail = _around(text, match)
    start, end = match.start() - len(head), match.end() + len(tail)
    before, after = text[start - 1 : start], text[end : end + 1]
    if not head + tail or before in _OTHER_BEFORE or after in _OTHER_AFTER:
        return
    # A capital begins the next sentence, unless all are.
    capitals = head.isupper() and tail.isupper()
    if tail and not (tail[0].islower() or capitals):
        return
    known = counts.get(head.lower(), 0), counts.get(tail.lower(), 0)
    if tail and not head and not (before.isspace() or not before):
        return
    # What ends a question is a word that others have too.
    if not tail and (len(head) < _LEAST or known[0] > _ONCE):
        return
    pattern = rf"{re.escape(head.lower())}[^\x00-\x7f]{re.escape(tail.lower())}"
    meant = identifier.alike(pattern, language)
    written = f"{head}{match[0]}{tail}"
    if meant:
        letter = meant[len(head)]
        yield _Word(start, end, written, "lost", f"{head}{letter.upper() if head.isupper() else letter}{tail}")
    elif head and tail and not capitals and not (known[0] > _ONCE and known[1] > _ONCE):
        yield _Word(start, end, written, "lost-unknown", "")


def _around(text: str, match: re.Match[str]) -> tuple[str, str]:
    """Return the letters before a match and after it."""
    before = _BEFORE.search(text[max(0, match.start() - _LONGEST) : match.start()])
    after = _AFTER.match(text[: match.end() + _LONGEST], match.end())
    return before[0] if before else "", after[0] if after else ""
