"""A text is not the same in two languages of a guide.

What was copied to be translated later is found by the reader who needed it. Of short texts only those are reported
that have a small word of the other language and none of their own: names, titles of laws and examples of posts may
well be the same. Of three languages, a text that all of them have alike is taken to be so on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, Worded
from guiaviva.reading.pages import Page
from guiaviva.rules.translations.wrong_language import beginning

_COPIED = frozenset({"paragraph", "item", "row", "title", "description", "box", "image"})


def check(guide: Guide) -> Iterator[Finding]:
    for page, source in guide.translations:
        if page.whole and source.whole and not page.front_in_text:
            yield from _of_page(guide, page, source)
    for record in guide.records:
        yield from _of_record(guide, record)


def _of_page(guide: Guide, page: Page, source: Page) -> Iterator[Finding]:
    theirs = {one.text for one in guide.passages(source)}
    others = [one for one in guide.versions(page.id) if one not in (page, source)]
    shared = [{one.text for one in guide.passages(other)} for other in others]
    for one in guide.passages(page):
        if one.text not in theirs or one.quoted or one.kind not in _COPIED:
            continue
        everywhere = bool(shared) and all(one.text in texts for texts in shared)
        if not everywhere and guide.small_words.is_copy(one.prose, page.language, source.language):
            values = {"found": beginning(one.text), "source": source.path, "language": page.language}
            yield found("untranslated-text", page.at(one.line), about=f"{page.path}:{one.line}", **values)


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
