"""The languages of institution.yml, of mkdocs.yml and of the folders of docs/ are the same, and texts are in these.

A folder of a language that is not configured vanishes from the site without a message.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.facts.types import InWords
from guiaviva.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for folder in guide.misplaced:
        path = f"docs/{folder}"
        yield found("language-mismatch", Place(path), variant="folder", found=folder, languages=guide.languages)
    for language in guide.languages:
        if not any(page.language == language for page in (*guide.pages.values(), *guide.drafts.values())):
            place = guide.facts.institution.document.value_place("languages")
            yield found("language-mismatch", place, variant="no-folder", found=language, path=f"docs/{language}")
    configured, place = guide.configured_languages
    if configured and (set(configured) != set(guide.languages) or configured[0] != guide.source_language):
        yield found("language-mismatch", place, variant="config", found=configured, languages=guide.languages)
    for entry in guide.facts.entries():
        for marked in entry.marked():
            if isinstance(marked.mark, InWords):
                for language in marked.value:
                    if language not in guide.languages:
                        spot = entry.place(*marked.path, language)
                        values = {"found": language, "languages": guide.languages}
                        yield found("language-mismatch", spot, variant="text", **values)
