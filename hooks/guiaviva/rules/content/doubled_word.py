"""No word and no sentence stands twice in a row.

It is what is left when a sentence was changed in the middle, and whoever wrote it reads over it every time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.schema import Reply
from guiaviva.guide import Guide, Worded
from guiaviva.reading.pages import Page

_TWICE = re.compile(r"(?<![\w'’.-])([^\W\d_]+)[ \u00a0]+(?i:\1)(?![\w'’-]|\.\w)")
# A quotation of nothing else tells that it is said so.
_OPENS, _CLOSES = "«“„\"'‘", "»”“\"'’"
# Shorter words may well stand twice, but for those that never do: «vous vous», «had had».
_LONG = 6
_PROSE, _WORDS = frozenset({"paragraph", "item"}), 2
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])\s+")


def check(guide: Guide) -> Iterator[Finding]:
    yield from _of_texts(guide, (*guide.pages.values(), *guide.records))


def _of_texts(guide: Guide, texts: Iterable[Page | Worded]) -> Iterator[Finding]:
    # Of small words in ready replies the style of the house says it, where that has such a rule.
    in_style = "repeated-words" in guide.checks_of_posts
    for one in texts:
        if isinstance(one, Page):
            # A page that could not be read whole may be a heap of the same word.
            if one.whole and (match := _doubled(guide, one.language, one.prose)):
                yield found("doubled-word", one.source.place(match), found=match[0])
            for passage in guide.passages(one) if one.whole else ():
                if passage.kind in _PROSE and (twice := _sentence_twice(passage.text)):
                    yield found("doubled-word", one.at(passage.line), variant="sentence", found=twice)
            continue
        for path, language, text in one.written:
            styled = in_style and isinstance(one.entry.record, Reply) and path[0] == "text"
            if match := _doubled(guide, language, text, small_too=not styled):
                yield found("doubled-word", one.entry.value_place(*path), found=match[0])
            elif twice := _sentence_twice(text):
                yield found("doubled-word", one.entry.value_place(*path), variant="sentence", found=twice)


def _sentence_twice(text: str) -> str:
    """Return the first sentence that stands twice in a row, or ""; a short one may be said twice."""
    pairs = pairwise(_BETWEEN_SENTENCES.split(text)) if text.count(".") > 1 else ()
    return next((one for one, other in pairs if one == other and one.count(" ") >= _WORDS), "")


def _doubled(guide: Guide, language: str, text: str, *, small_too: bool = True) -> re.Match[str] | None:
    """Return the first word that stands twice in a row, and is no name: «Pago Pago»; with `small_too`, any word."""
    prose = guide.model.prose.get(language)
    for match in _TWICE.finditer(text) if prose else ():
        word = match[1].lower()
        small = small_too and prose is not None and word in prose.posts.once
        long = prose is not None and len(word) >= _LONG and not prose.posts.reduplicated
        around = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        quoted = all(sign and sign in signs for sign, signs in zip(around, (_OPENS, _CLOSES), strict=True))
        if (small or long) and match[0].endswith(word) and not quoted:
            return match
    return None
