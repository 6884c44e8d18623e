"""No word and no sentence stands twice in a row.

It is what is left when a sentence was changed in the middle, and whoever wrote it reads over it every time.

Not seen: names («Pago Pago»), short words that may well stand twice, a word that is quoted alone, and all but the first
of a page.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from guiaviva.contentmodel import ProseSpec
from guiaviva.diagnostics import Finding, found
from guiaviva.facts.schema import Reply
from guiaviva.guide import Guide
from guiaviva.reading.pages import REPEATED, Page

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
            spans = (match.span() for match in REPEATED.finditer(text))
            if span := _slip(guide.model.prose.get(language), text, spans, small_too=not styled):
                yield found("doubled-word", record.entry.value_place(*path), found=text[slice(*span)])
            elif twice := _sentence_twice(text):
                yield found("doubled-word", record.entry.value_place(*path), variant="sentence", found=twice)


def _of_page(guide: Guide, page: Page) -> Iterator[Finding]:
    text = page.source.text
    if span := _slip(guide.model.prose.get(page.language), text, page.repeated):
        yield found("doubled-word", page.source.place_of(*span), found=text[slice(*span)])
    # Most pages have no two sentences one of which begins as the other.
    if any(after.startswith(before.rpartition("\n")[2]) for before, after in pairwise(text.split(". "))):
        for passage in guide.passages(page):
            if passage.kind in _PROSE and (twice := _sentence_twice(passage.text)):
                yield found("doubled-word", page.at(passage.line), variant="sentence", found=twice)


def _sentence_twice(text: str) -> str:
    """Return the first sentence that stands twice in a row, or ""; a short one may be said twice."""
    pairs = pairwise(_BETWEEN_SENTENCES.split(text)) if text.count(".") > 1 else ()
    return next((sentence for sentence, other in pairs if sentence == other and sentence.count(" ") >= _WORDS), "")


def _slip(
    words: ProseSpec | None, text: str, spans: Iterable[tuple[int, int]], *, small_too: bool = True
) -> tuple[int, int] | None:
    """Return the first of these words that is no name; with `small_too`, one of few letters may be it too."""
    for start, end in spans if words else ():
        word = text[start:end].split()[0].lower()
        small = small_too and words is not None and word in words.posts.once
        long = words is not None and len(word) >= _LONG and not words.posts.reduplicated
        if (small or long) and text[start:end].endswith(word) and not _is_quoted(text, start, end):
            return start, end
    return None


def _is_quoted(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return bool(before and after) and before in _OPENS and after in _CLOSES
