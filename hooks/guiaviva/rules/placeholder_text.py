"""No text is left that was meant to be replaced.

«Per completar» in a published guide is an answer of a kind: that nobody has read it before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.types import InWords
from guiaviva.guide import Guide

_CODE = re.compile(r"`[^`\n]*`")


def check(guide: Guide) -> Iterator[Finding]:
    phrases = [*guide.model.phrases.placeholders, *_left_over(guide)]
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(_pattern, phrases)) + r")(?!\w)")
    folded = [phrase.casefold() for phrase in phrases]
    scaffold = {
        text
        for kind in guide.model.kinds.values()
        for section in kind.spec.sections.values()
        for text in section.write.values()
    }
    for page in guide.pages.values():
        if any(phrase in page.source.folded for phrase in folded):
            # Code shows such words on purpose.
            text = _CODE.sub(lambda code: " " * len(code[0]), page.source.text)
            for match in pattern.finditer(text):
                yield found("placeholder-text", page.source.place(match), found=match[0])
        for paragraph in page.paragraphs:
            if paragraph.text in scaffold:
                yield found("placeholder-text", paragraph.place, variant="scaffold", found=paragraph.text)
    for entry in guide.facts.entries():
        for marked in entry.marked():
            if isinstance(marked.mark, InWords):
                for language, text in marked.value.items():
                    if left := pattern.search(text):
                        place = entry.value_place(*marked.path, language)
                        yield found("placeholder-text", place, found=left[0])


def _pattern(phrase: str) -> str:
    """A phrase in capitals is meant so (in Spanish «todo» is a word like any other); all others in any case."""
    return re.escape(phrase) if phrase.isupper() or phrase.istitle() else f"(?i:{re.escape(phrase)})"


def _left_over(guide: Guide) -> list[str]:
    """Give the names of the invented institution that this one is not."""
    own = " ".join(guide.institution.name.values())
    return [name for name in guide.model.phrases.demonstration if name not in own]
