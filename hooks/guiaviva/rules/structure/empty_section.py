"""Every required section says something: words of its own, or a block that shows data.

A heading with nothing below it looks like an answer in the table of contents, and is none.

Not seen: whether the words answer the question of the heading, since they are only counted, and what the data shows.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, sections


def check(guide: Guide) -> Iterator[Finding]:
    for page in guide.pages.values():
        for wanted, section in sections.empty(guide, page):
            yield found(
                "empty-section",
                section.place,
                variant="" if section.words else "nothing",
                mark=wanted.mark,
                section=wanted.id,
                title=section.title,
                found=section.words,
                expected=wanted.words,
                write=wanted.write,
            )
