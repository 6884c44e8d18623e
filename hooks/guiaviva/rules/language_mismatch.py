"""institution.yml, mkdocs.yml, the folders of docs/ and the texts of data have the same languages.

A folder of a language that is not configured vanishes from the site without a message.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    configured, place = guide.configured
    if configured and (set(configured) != set(guide.languages) or configured[0] != guide.source_language):
        yield found("language-mismatch", place, variant="config", found=configured, languages=guide.languages)
    for folder in guide.misplaced:
        # A language that mkdocs.yml has is reported there.
        if folder not in configured:
            path = f"docs/{folder}"
            yield found("language-mismatch", Place(path), variant="folder", found=folder, languages=guide.languages)
    for language in guide.languages:
        if language in guide.demands.unwritten:
            spot = guide.facts.institution.document.value_place("languages")
            yield found("language-mismatch", spot, variant="no-folder", found=language, path=f"docs/{language}")
    # A language that has a folder, or that mkdocs.yml has, is reported there and not once for each text.
    known = {*guide.languages, *guide.misplaced, *configured}
    for entry, text in guide.facts.texts:
        for language in text.value:
            if language not in known:
                spot = entry.place(*text.path, language)
                values = {"found": language, "languages": guide.languages}
                yield found("language-mismatch", spot, variant="text", **values)
