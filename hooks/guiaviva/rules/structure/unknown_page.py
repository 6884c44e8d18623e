"""Every page belongs to a kind, so that something checks it.

A page whose path is misspelt is a page that nobody misses and no rule checks.
"""

from __future__ import annotations

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide
from guiaviva.guide.copies import copies


def check(guide: Guide) -> Iterator[Finding]:
    first = {(page.language, page.id.rpartition("/")[0]): page for page in reversed([*guide.pages.values()])}
    for (language, folder), meant in guide.demands.renamed_folders.items():
        path = guide.path(meant, language).removesuffix(".md")
        yield found("unknown-page", first[language, folder].at(), variant="folder", folder=folder, path=path)
    for page, near in guide.demands.misnamed:
        if guide.demands.folder_of(page):
            continue
        renamed = page.path in guide.demands.renamed
        if renamed or guide.kind(page) is None:
            variant = "renamed" if renamed else "nearest" if near else ""
            path = guide.path(near or page.id, page.language)
            mark = guide.demands.marks.get(path, "") if renamed else ""
            yield found("unknown-page", page.at(), variant=variant, mark=mark, page=page.id, nearest=near, path=path)
    copied = {(page.language, page.id): page for page in guide.copies}
    for (language, id), (original, is_part) in copies({**guide.pages, **copied}, guide.model).items():
        variant, path = "part" if is_part else "copy", guide.path(original, language)
        yield found("unknown-page", copied[language, id].at(), variant=variant, path=path)
    for page in guide.strays:
        # A folder of a language that is not configured is reported once, by language-mismatch.
        if page.id.split("/")[0] not in guide.misplaced and (page.language, page.id) not in copied:
            path = guide.path(page.id)
            yield found(
                "unknown-page",
                page.at(),
                variant="no-language",
                page=page.id,
                path=path,
                folder=path.split("/")[1],
            )
    for file, path in guide.demands.other_endings.items():
        yield found("unknown-page", Place(file), variant="ending", mark=guide.demands.marks.get(path, ""), path=path)
