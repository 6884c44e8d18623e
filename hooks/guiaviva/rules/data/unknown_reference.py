"""Every reference to a fact, such as {{ roles.spokesperson.name }}, names a value that data has.

Where the fact should be, a reader would see the braces.

Not seen: whether the fact is still true, and figures typed as text that could come from data.
"""

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.facts.loading import Entry
from guiaviva.guide import Guide
from guiaviva.reading.documents import KeyPath
from guiaviva.references import NoValueError, References, half_written, name_of, references_in

RULE = "unknown-reference"


def check(guide: Guide) -> Iterator[Finding]:
    references = References(guide.facts, guide.model.words)
    for page in guide.all_pages:
        # What means something is not there any more.
        for match, name in references_in(page.source.text, markdown=True):
            yield from _found(references, name, page.language, page.source.place(match), match[0])
        for match, name in half_written(page.source.text, markdown=True):
            yield found(RULE, page.source.place(match), variant="braces", found=match[0], nearest=name)
    for entry, texts in guide.facts.texts:
        for language, text in texts.value.items():
            within = name_of(entry, texts.path)
            for match, name in references_in(text):
                place = _place(guide, entry, (*texts.path, language), match[0])
                yield from _found(references, name, language, place, match[0], within)
            for match, name in half_written(text):
                place = _place(guide, entry, (*texts.path, language), match[0])
                yield found(RULE, place, variant="braces", found=match[0], nearest=name)


def _found(
    references: References, name: str, language: str, place: Place, written: str, *within: str
) -> Iterator[Finding]:
    try:
        references.show(name, language, within)
    except NoValueError as error:
        # A circle is reported once, at one of its texts of data.
        elsewhere = error.variant == "circular" and error.values["first"] not in within
        if error.variant != "unread" and not elsewhere:
            values = {"found": written, **error.values}
            yield found(RULE, place, variant=error.variant, about=name or written, **values)


def _place(guide: Guide, entry: Entry[Any], path: KeyPath, written: str) -> Place:
    """Return the place of a reference in the file of a record: the first such one in or below the line of its text."""
    start, source = entry.value_place(*path), guide.facts.sources.get(entry.document.path)
    for number in range(start.line, len(source.lines) + 1) if source else ():
        column = source.line(number).find(written, start.column - 1 if number == start.line else 0) if source else -1
        if column >= 0:
            return Place(start.path, number, column + 1, len(written))
    return start
