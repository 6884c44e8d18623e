"""A translation follows its source: when a section of the source changes, so does that of each translation.

A reader of another language acts on what the guide said last year, and has no way to know. Only what the program has
recorded in `translates` is compared; a guide need not use it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from guiaviva.diagnostics import Finding, Term, found
from guiaviva.guide import Guide, revisions
from guiaviva.guide.revisions import Revision
from guiaviva.reading.front_matter import scalar
from guiaviva.reading.pages import TOP, Page
from guiaviva.worddiff import MOST, changes

# Of a page with more stale sections than these, all are reported together, each with few of its changes.
_ONE_BY_ONE, _FEW = 3, 2
# The most pages that are named in a command.
_NAMED = 20


def check(guide: Guide) -> Iterator[Finding]:
    pairs = [(page, source, ids) for page, source in guide.translations if (ids := guide.stale.get(page.path))]
    # Sections are identified by their text when the translation was recorded; only then is the history asked.
    wanted = {Revision(source.path, id, revisions.recorded(page)[id]) for page, source, ids in pairs for id in ids}
    sources = {source.path: source for _, source, _ in pairs}.values()
    former = revisions.former(guide.folder.root, sources, wanted)
    for page, source, ids in pairs:
        yield from _stale(page, source, ids, former)
    yield from _unrecorded(guide)


def _stale(page: Page, source: Page, ids: Sequence[str], former: Mapping[Revision, str]) -> Iterator[Finding]:
    """Report sections one by one, or where they are many, together at the first of them."""
    for some in [(id,) for id in ids] if len(ids) <= _ONE_BY_ONE else [ids]:
        change = _changes(page, source, some, former)
        place = min(revisions.heading(page, id)[1] for id in some)
        line = min(revisions.heading(source, id)[1].line for id in some)
        sections = f"#{some[0]}" if len(some) == 1 else ""
        variant = ("changed" if change else "") if sections else ("many-changed" if change else "many")
        yield found(
            "stale-translation",
            place,
            variant=variant,
            titles=[_title(page, id) for id in some],
            source=source.path,
            line=line,
            target=f"{page.id}{sections} --lang {page.language}",
            record="\n".join(f"  {scalar(id)}: {source.hashes[id]}" for id in some),
            change=change,
        )


def _title(page: Page, id: str) -> str | Term:
    return Term("page-part", "top") if id == TOP else revisions.heading(page, id)[0]


def _changes(page: Page, source: Page, ids: Sequence[str], former: Mapping[Revision, str]) -> str:
    """Return what has changed in these sections, as far as the history says it."""
    known = revisions.recorded(page)
    lines: list[str] = []
    for id in ids:
        before = former.get(Revision(source.path, id, known[id]))
        if before is not None:
            lines += changes(before, source.file.texts[id], MOST if len(ids) == 1 else _FEW)
    return "\n".join(lines)


def _unrecorded(guide: Guide) -> Iterator[Finding]:
    """Report once the translations that record nothing, or not everything, where others do."""
    pages = [page for page, source in guide.translations if revisions.unrecorded(page, source)]
    if guide.stale and pages:
        place, paths = pages[0].front.place(revisions.FIELD), " ".join(page.path for page in pages[:_NAMED])
        yield found("unrecorded-translation", place, count=len(pages), paths=paths)
