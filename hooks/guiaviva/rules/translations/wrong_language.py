"""A text of eight words and more is in the language whose page or key it is under.

What is left in another language is read by nobody for whom it was meant. The language is told by small words («the»,
«amb»): nothing is said of shorter texts, of quotations and code, of headings, and of languages whose small words
`words/⟨language⟩/search.yml` does not list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, Worded
from guiaviva.reading.pages import Page
from guiaviva.reading.passages import Passage
from guiaviva.text.languages import SmallWords

_SHOWN = 8
# A page in which so much is in another language is so as a whole.
_WHOLE, _LEAST_PASSAGES = 0.6, 3


def check(guide: Guide) -> Iterator[Finding]:
    words = guide.small_words
    for page in guide.pages.values():
        if not page.front_in_text:
            yield from _of_page(guide, words, page)
    for record in guide.records:
        yield from _of_record(guide, words, record)


def _of_page(guide: Guide, words: SmallWords, page: Page) -> Iterator[Finding]:
    passages = [one for one in guide.passages(page) if one.prose and not one.quoted and one.kind != "block"]
    wrong = [(one, other) for one in passages if (other := words.other_language(one.prose, page.language))]
    for other in dict.fromkeys(other for _, other in wrong):
        part = [one for one, language in wrong if language == other]
        if len(part) >= _LEAST_PASSAGES and _count(part) >= _WHOLE * _count(passages):
            yield found(
                "wrong-language", page.at(), variant="page", about=page.path, found=other, language=page.language
            )
            return
    for one, other in wrong:
        values = {"found": beginning(one.text), "other": other, "language": page.language}
        yield found("wrong-language", page.at(one.line), about=f"{page.path}:{one.line}", **values)


def _count(passages: Sequence[Passage]) -> int:
    return sum(len(one.words) for one in passages)


def _of_record(guide: Guide, words: SmallWords, record: Worded) -> Iterator[Finding]:
    entry = record.entry
    for path, language, text in record.written:
        if language in guide.languages and (other := words.other_language(text, language)):
            place = entry.value_place(*path)
            values = {"found": beginning(text), "other": other, "language": language}
            yield found("wrong-language", place, about=f"{place.path}:{place.line}", **values)


def beginning(text: str) -> str:
    """Return the first words of a text, by which it is found."""
    words = text.split()
    return " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
