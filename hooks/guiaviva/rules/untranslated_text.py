"""A translation does not repeat paragraphs of its source.

Eight words that are the same in two languages are words that somebody forgot.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide

LEAST_WORDS = 8


def check(guide: Guide) -> Iterator[Finding]:
    for page, source in guide.translations:
        texts = {_words(paragraph.text) for paragraph in source.paragraphs}
        for paragraph in page.paragraphs:
            words = _words(paragraph.text)
            if len(words) >= LEAST_WORDS and words in texts:
                start = " ".join(words[:LEAST_WORDS]) + " …"
                yield found(
                    "untranslated-text",
                    paragraph.place,
                    found=start,
                    source=source.path,
                    language=page.language,
                )


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())
