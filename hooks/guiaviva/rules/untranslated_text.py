"""A translation does not repeat paragraphs of its source.

A paragraph of eight words or more that is the same in two languages was forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.reading.pages import Page

LEAST_WORDS = 8
# A word that counts begins with a letter: hashtags, mentions and numbers are the same in every language.
_IN_WORDS = re.compile(r"[«“\"'‘(*_\[¿¡]*[^\W\d_]")


def check_translations(guide: Guide, pairs: Iterable[tuple[Page, Page]]) -> Iterator[Finding]:
    for page, source in pairs:
        texts = {_in_one_line(paragraph.text) for paragraph in source.paragraphs}
        for paragraph in page.paragraphs:
            text = _in_one_line(paragraph.text)
            if text not in texts:
                continue
            words = text.split()
            if sum(1 for word in words if _IN_WORDS.match(word)) >= LEAST_WORDS:
                start = " ".join(words[:LEAST_WORDS]) + " …"
                yield found(
                    "untranslated-text",
                    paragraph.place,
                    found=start,
                    source=source.path,
                    language=page.language,
                )


def _in_one_line(text: str) -> str:
    """Return a paragraph without its line breaks, which may differ in a copy."""
    return " ".join(line.strip() for line in text.split("\n")) if "\n" in text else text
