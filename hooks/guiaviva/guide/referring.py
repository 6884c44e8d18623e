"""Pages that refer to facts: with what these say in the place of the references."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from guiaviva.diagnostics import Finding, Place
from guiaviva.reading.files import Source
from guiaviva.reading.pages import Page, Shown
from guiaviva.references import OPENING, NoValueError, References, references_in

Read = Callable[[Sequence[Source]], Sequence[Page]]
"""Reads pages from their text."""


def shown_pages(pages: Iterable[Page], references: References, read: Read) -> list[Page]:
    """Return pages with what facts say in the place of references; those that show the same as before are the same."""
    made = {page.path: page for page in pages}
    changed: dict[str, tuple[Source, tuple[Shown, ...]]] = {}
    for page in made.values():
        if OPENING in page.file.source.text:
            source, shown = _resolved(page.file, references)
            if source.text != page.source.text or shown != page.references:
                changed[page.path] = source, shown
    for one in read([source for source, _ in changed.values()]):
        made[one.path] = _with(one, made[one.path].file, changed[one.path][1], references)
    return [*made.values()]


def showing_else(pages: Iterable[Page], former: References, now: References) -> list[Page]:
    """Return the pages that may show something else with other facts.

    Those of which each pair of braces is a reference that shows the same are left out.
    """

    @cache
    def differs(name: str, language: str) -> bool:
        return _what_shows(former, name, language) != _what_shows(now, name, language)

    def may_differ(page: Page) -> bool:
        names = _names_in(page.file.source.text)
        return names is None or any(differs(name, page.language) for name in names)

    return [page for page in pages if may_differ(page)]


# Of all pages, while data is edited.
@lru_cache(maxsize=10_000)
def _names_in(text: str) -> tuple[str, ...] | None:
    """Return the names of the references in a text, or None where some braces are none."""
    names = [name for _, name in references_in(text) if name] if OPENING in text else []
    return tuple(dict.fromkeys(names)) if len(names) == text.count(OPENING) else None


def _what_shows(references: References, name: str, language: str) -> Shown | None:
    """Return what is shown for a name, or None where that is nothing."""
    known = references.facts.shown
    if (name, language) not in known:
        try:
            known[name, language] = references.show(name, language)
        except NoValueError:
            known[name, language] = None
    shown: Shown | None = known[name, language]
    return shown


def _resolved(page: Page, references: References) -> tuple[Source, tuple[Shown, ...]]:
    """Return the text of a page with values in its body; in the front matter they might make no YAML."""
    lines = page.source.text.split("\n")
    head = "".join(f"{line}\n" for line in lines[: page.body_line - 1])
    text, made = references.in_markdown("\n".join(lines[page.body_line - 1 :]), page.language)
    above = page.body_line - 1
    shown = tuple(one._replace(place=one.place._replace(path=page.path, line=one.place.line + above)) for one in made)
    source = page.source
    return Source(source.path, head + text, source.problems, source.fingerprint), shown


def _with(page: Page, typed: Page, shown: tuple[Shown, ...], references: References) -> Page:
    """Return a page that was read with values. Translations follow its words as they are typed, not the values."""
    front = replace(typed.front, value=resolved_fields(typed.front.value, typed.language, references))
    return replace(page, front=front, signatures=typed.signatures, references=shown, typed=typed)


def resolved_fields(value: Any, language: str, references: References) -> Any:
    """Return a field of front matter, or all of them, with what facts say in the place of references."""
    if isinstance(value, dict):
        return {key: resolved_fields(one, language, references) for key, one in value.items()}
    if isinstance(value, list):
        return [resolved_fields(one, language, references) for one in value]
    return references.resolved(value, language) if isinstance(value, str) and OPENING in value else value


def typed_findings(pages: Iterable[Page], findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with their places in the files, where pages that refer to facts show something else."""
    referring = {page.path: page for page in pages if page.references}

    def typed(place: Place) -> Place:
        page = referring.get(place.path)
        return typed_place(page, place) if page else place

    return [
        replace(
            one,
            place=typed(one.place),
            cause=one.cause and typed(one.cause),
            others=tuple(map(typed, one.others)),
        )
        if referring
        else one
        for one in findings
    ]


def typed_place(page: Page, place: Place) -> Place:
    """Return a place in the text that a page shows as the place in its file."""
    start, end, moved = place.column, place.column + place.length, 0
    for one in page.references:
        if one.place.line == place.line:
            first, last = one.place.column - moved, one.place.column - moved + one.width
            longer = one.place.length - one.width
            if place.column >= last:
                start += longer
            elif place.column > first:
                start = one.place.column
            if place.column + place.length >= last:
                end += longer
            moved += longer
    return place._replace(column=start, length=max(end - start, 0) if place.length else 0)
