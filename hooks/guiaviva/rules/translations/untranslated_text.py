"""A text is not the same in two languages of a guide.

What was copied to be translated later is found by the reader who needed it.

Not seen: short texts without a small word of the original's language («the», «amb»), since names, titles of laws and
example posts may well be the same; and, of data in three languages or more, a text that all of them have alike.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, Worded
from guiaviva.reading.pages import Page
from guiaviva.reading.passages import Passage
from guiaviva.rules.translations.wrong_language import CITES, beginning

_COPIED = frozenset({"paragraph", "item", "row", "header", "heading", "title", "description", "box", "image"})

# A page of which so much is copied is so as a whole.
_WHOLE, _LEAST = 0.6, 3


def check(guide: Guide) -> Iterator[Finding]:
    for page, source in guide.translations:
        if page.whole and source.whole and not page.front_in_text:
            copies = _copies(guide, page, source)
            # A page that is a copy as a whole is in the wrong language.
            if len(copies) < _LEAST or sum(len(one.words) for one, _ in copies) < _WHOLE * _words(guide, page):
                yield from (_finding(page, source, one, text) for one, text in copies)
    for record in guide.records:
        yield from _of_record(guide, record)


def _copies(guide: Guide, page: Page, source: Page) -> list[tuple[Passage, str]]:
    """Return the passages of a page of which a text is a copy of its source, with that text."""
    theirs = {text for one in guide.passages(source) for text in _texts(one)}
    return [
        (one, copied)
        for one in guide.passages(page)
        if not one.quoted and one.kind in _COPIED and not CITES.match(one.prose)
        for copied in [text for text in _texts(one) if text in theirs][:1]
        # Of a text the quotations keep their language.
        if guide.small_words.is_copy(one.prose if copied == one.text else copied, page.language, source.language)
    ]


def _texts(passage: Passage) -> list[str]:
    """Return the cells of a row, or the text of another passage."""
    return passage.text.split(" | ") if passage.kind in ("row", "header") else [passage.text]


def _words(guide: Guide, page: Page) -> int:
    return sum(len(one.words) for one in guide.passages(page))


def _finding(page: Page, source: Page, passage: Passage, text: str) -> Finding:
    values = {"found": beginning(text), "source": source.path, "language": page.language}
    return found("untranslated-text", page.at(passage.line), about=page.path, **values)


def _of_record(guide: Guide, record: Worded) -> Iterator[Finding]:
    entry, source = record.entry, guide.source_language
    for path, texts in record.texts:
        original = texts.get(source)
        copies = [one for one in guide.languages if one != source and texts.get(one) == original]
        if not isinstance(original, str) or (len(copies) > 1 and len(copies) == len(texts) - 1):
            continue
        for language in copies:
            if guide.small_words.is_copy(original, language, source):
                place = entry.value_place(*path, language)
                values = {"found": beginning(original), "source": place.path, "language": language}
                yield found("untranslated-text", place, about=f"{place.path}:{place.line}", **values)
