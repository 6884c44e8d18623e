"""The languages of institution.yml, of mkdocs.yml and of the folders of docs/ are the same, and texts are in these.

A folder of a language that is not configured vanishes from the site without a message.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.facts.types import InWords
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    configured, place = guide.configured_languages
    if configured and (set(configured) != set(guide.languages) or configured[0] != guide.source_language):
        yield found("language-mismatch", place, variant="config", found=configured, languages=guide.languages)
    for folder in guide.misplaced:
        # A language that mkdocs.yml has is told there.
        if folder not in configured:
            path = f"docs/{folder}"
            yield found("language-mismatch", Place(path), variant="folder", found=folder, languages=guide.languages)
    for language in guide.languages:
        if language in guide.unwritten:
            spot = guide.facts.institution.document.value_place("languages")
            yield found("language-mismatch", spot, variant="no-folder", found=language, path=f"docs/{language}")
    # A language that has a folder or a place in mkdocs.yml is told there, and not once for each text.
    known = {*guide.languages, *guide.misplaced, *configured}
    for entry in guide.facts.entries():
        for marked in entry.marked():
            if isinstance(marked.mark, InWords):
                for language in marked.value:
                    if language not in known:
                        spot = entry.place(*marked.path, language)
                        values = {"found": language, "languages": guide.languages}
                        yield found("language-mismatch", spot, variant="text", **values)
