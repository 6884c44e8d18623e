"""No word and no sentence stands twice in a row.

It is what is left when a sentence was changed in the middle, and whoever wrote it reads over it every time. Names
(«Pago Pago»), short words that may well stand twice and quotations of nothing else are not reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.schema import Reply
from guiaviva.guide import Guide
from guiaviva.reading.pages import Page

_TWICE = re.compile(r"(?<![\w'’.-])([^\W\d_]+)[ \u00a0]+(?i:\1)(?![\w'’-]|\.\w)")
# A quotation of nothing else tells that it is said so.
_OPENS, _CLOSES = "«“„\"'‘", "»”“\"'’"
# Shorter words may well stand twice, but for those that never do: «vous vous», «had had».
_LONG = 6
_PROSE, _WORDS = frozenset({"paragraph", "item"}), 2
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])\s+")


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.pages.values():
        # A page that could not be read whole may be a heap of the same word.
        if page.whole:
            yield from _of_page(guide, page)
    # Of small words in ready replies the style of the house says it, where that has such a rule.
    in_style = "repeated-words" in guide.checks_of_posts
    for record in guide.records:
        for path, language, text in record.written:
            styled = in_style and isinstance(record.entry.record, Reply) and path[0] == "text"
            if match := _doubled(guide, language, text, small_too=not styled):
                yield found("doubled-word", record.entry.value_place(*path), found=match[0])
            elif twice := _sentence_twice(text):
                yield found("doubled-word", record.entry.value_place(*path), variant="sentence", found=twice)


def _of_page(guide: Guide, page: Page) -> Iterator[Finding]:
    text = page.source.text
    # Code may hold such words on purpose; that most texts hold none is faster to see with it.
    if _TWICE.search(text) and (match := _doubled(guide, page.language, page.prose)):
        yield found("doubled-word", page.source.place(match), found=match[0])
    if any(after.startswith(before.rpartition("\n")[2]) for before, after in pairwise(text.split(". "))):
        for passage in guide.passages(page):
            if passage.kind in _PROSE and (twice := _sentence_twice(passage.text)):
                yield found("doubled-word", page.at(passage.line), variant="sentence", found=twice)


def _sentence_twice(text: str) -> str:
    """Return the first sentence that stands twice in a row, or ""; a short one may be said twice."""
    pairs = pairwise(_BETWEEN_SENTENCES.split(text)) if text.count(".") > 1 else ()
    return next((sentence for sentence, other in pairs if sentence == other and sentence.count(" ") >= _WORDS), "")


def _doubled(guide: Guide, language: str, text: str, *, small_too: bool = True) -> re.Match[str] | None:
    """Return the first word that stands twice in a row, and is no name; with `small_too`, also one of few letters."""
    prose = guide.model.prose.get(language)
    for match in _TWICE.finditer(text) if prose else ():
        word = match[1].lower()
        small = small_too and prose is not None and word in prose.posts.once
        long = prose is not None and len(word) >= _LONG and not prose.posts.reduplicated
        if (small or long) and match[0].endswith(word) and not _is_quoted(text, match):
            return match
    return None


def _is_quoted(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return bool(before and after) and before in _OPENS and after in _CLOSES
