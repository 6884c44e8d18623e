"""institution.yml, mkdocs.yml, the folders of docs/ and the texts of data have the same languages.

A folder of a language that is not configured vanishes from the site without a message.

Not seen: in which language a text really is (wrong-language tells that).
"""

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.facts.loading import Entry
from guiaviva.guide import Guide
from guiaviva.guide.demands import demands_of


def check(guide: Guide) -> Iterator[Finding]:
    configured, place = guide.configured
    if configured and (set(configured) != set(guide.languages) or configured[0] != guide.source_language):
        yield found("language-mismatch", place, variant="config", found=configured, languages=guide.languages)
    for folder in guide.misplaced:
        # A language that mkdocs.yml has is reported there.
        if folder not in configured:
            path, meant = f"docs/{folder}", _meant(guide, folder)
            values: dict[str, Any] = {"found": folder, "languages": guide.languages}
            if meant:
                values["path"] = f"docs/{meant}"
            yield found("language-mismatch", Place(path), variant="folder-nearest" if meant else "folder", **values)
    meant_by_folders = {_meant(guide, folder) for folder in guide.misplaced}
    for language in guide.languages:
        if language in demands_of(guide).unwritten and language not in meant_by_folders:
            spot = guide.facts.institution.document.value_place("languages")
            yield found("language-mismatch", spot, variant="no-folder", found=language, path=f"docs/{language}")
    if guide.front_language != guide.source_language:
        spot = guide.facts.institution.document.value_place("languages")
        fields = tuple(name for name, spec in guide.model.fields.items() if spec.source)
        left, language = guide.front_language, guide.source_language
        yield found("front-matter-left", spot, found=left, language=language, keys=fields)
    yield from _codes(guide)
    # A language that has a folder, or that mkdocs.yml has, is reported there and not once for each text.
    known = {*guide.languages, *guide.misplaced, *configured}
    for entry, text in guide.facts.all_texts:
        for language in text.value:
            if language not in known:
                spot = entry.place(*text.path, language)
                values = {"found": language, "languages": guide.languages}
                yield found("language-mismatch", spot, variant="text", **values)


def _meant(guide: Guide, folder: str) -> str:
    """Return the language that a folder is meant for whose name is no code of one, or ""."""
    unwritten = demands_of(guide).unwritten
    return next(iter(unwritten)) if len(unwritten) == 1 and len(guide.misplaced) == 1 and not _is_code(folder) else ""


def _codes(guide: Guide) -> Iterator[Finding]:
    """Report languages of accounts, audiences, queries and sources that are no code, such as `cat` for `ca`."""
    lists: list[Entry[Any]] = [*guide.facts.accounts.values()]
    lists += [one for plan in guide.facts.plans.values() for one in plan.audiences.values()]
    named = [(one, ("languages", index), code) for one in lists for index, code in enumerate(one.record.languages)]
    of_one: list[Entry[Any]] = [*guide.facts.queries, *guide.facts.citations.values()]
    asked = [(one, ("language",), one.record.language) for one in of_one if one.record.language]
    for entry, path, code in (*named, *asked):
        if code not in guide.languages and not _is_code(code):
            near = next((one for one in guide.languages if one[:2] == code[:2].lower()), "")
            values: dict[str, Any] = {"found": code, "nearest": near, "languages": guide.languages}
            place = entry.where(*path)
            yield found("language-mismatch", place, variant="code-nearest" if near else "code", **values)


def _is_code(code: str) -> bool:
    # Few guides name a language that is not their own, and it takes long to import.
    from babel import Locale

    return code.split("-")[0] in Locale("en").languages
