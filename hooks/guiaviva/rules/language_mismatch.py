"""institution.yml, mkdocs.yml, the folders of docs/ and the texts of data have the same languages.

A folder of a language that is not configured vanishes from the site without a message. Where the main language was
changed, the front matter of all pages is still in the one that was it, which is advice for the guide as a whole.
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
    if guide.front_language != guide.source_language:
        spot = guide.facts.institution.document.value_place("languages")
        fields = tuple(name for name, spec in guide.model.fields.items() if spec.source)
        left, language = guide.front_language, guide.source_language
        yield found("front-matter-left", spot, found=left, language=language, keys=fields)
    # A language that has a folder, or that mkdocs.yml has, is reported there and not once for each text.
    known = {*guide.languages, *guide.misplaced, *configured}
    for entry, text in guide.facts.texts:
        for language in text.value:
            if language not in known:
                spot = entry.place(*text.path, language)
                values = {"found": language, "languages": guide.languages}
                yield found("language-mismatch", spot, variant="text", **values)
