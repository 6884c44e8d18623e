"""`guia translated`: records that translations follow their source again, so that the check reports when it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, speak_utf8
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide, load_guide, revisions
from guiaviva.nearest import nearest
from guiaviva.reading.front_matter import UneditableError, scalar, with_entries
from guiaviva.reading.pages import Page
from guiaviva.reporting import day, require_words, say, spoken


@click.command(name="translated")
@click.argument("pages", nargs=-1, metavar="[PAGE[#SECTION]]…")
@click.option("--all", "all_", is_flag=True, help="Every translation of the guide.")
@click.option("--lang", "--language", "language", help="The language of the translations; every one by default.")
@click.option("--messages", metavar="LANG", envvar="GUIA_LANG", hidden=True)
@options.hidden_today
@options.root
def command(
    pages: tuple[str, ...], all_: bool, language: str | None, messages: str | None, today: str | None, root: Path
) -> None:
    """Record in `translates` that translations follow their source as it is now, whole pages or single sections.

    PAGE is its path, such as topics/images or docs/es/topics/images.md; a section is named by its id, the text before
    the first one by #top. Nothing else of a file is touched. Exit code 2: nothing was written, and why.
    """
    with explained(messages, root):
        require_words(messages, root)
        if bool(pages) == all_:
            raise CannotJudgeError("pages-or-all")
        guide = load_guide(root, today=day(today), languages=[messages])
        messages, _ = spoken(guide, messages)
    with explained(messages, root):
        targets = (
            list(_all(guide, language)) if all_ else [one for name in pages for one in _named(guide, name, language)]
        )
        written = list(record(guide, targets))
        for path, data in written:
            _write(root / guide.folder.written(path), path, data)
    speak_utf8()
    for path, _ in written:
        click.echo(path)
    count = str(len({one.page.path for one in targets}) - len(written))
    click.echo(say(guide.model, messages, "recorded", written=str(len(written)), current=count))


@dataclass(frozen=True)
class Target:
    """A translation with its source, and the section that follows it again; every one where none is named."""

    page: Page
    source: Page
    section: str = ""


def record(guide: Guide, targets: Sequence[Target]) -> Iterator[tuple[str, bytes]]:
    """Return the path and the new content of each file that does not yet record what its target says.

    Raises CannotJudgeError where a file cannot be changed, or cannot be read well enough to know what it says.
    """
    by_path: dict[str, list[Target]] = {}
    for one in targets:
        by_path.setdefault(one.page.path, []).append(one)
    for path, ones in by_path.items():
        page, entries = ones[0].page, _entries(ones)
        data = guide.folder.read(path)
        try:
            edited = with_entries(page, data, revisions.FIELD, entries)
        except UneditableError:
            lines = " ".join(f"{scalar(id)}: {hash}" for id, hash in entries.items())
            raise CannotJudgeError("front-matter-unusual", path=path, lines=lines) from None
        if edited != data:
            yield path, edited


def _entries(targets: Sequence[Target]) -> Mapping[str, str]:
    """Return what the page of these targets is to record: what it records already, but of other sections alone."""
    page, source = targets[0].page, targets[0].source
    now = revisions.followed(page, source)
    if not all(one.section for one in targets):
        return now
    return {**revisions.recorded(page), **{one.section: now[one.section] for one in targets}}


def _all(guide: Guide, language: str | None) -> Iterator[Target]:
    """Return every translation that has a source."""
    if language:
        _require_language(guide, language)
    for page in guide.all_pages:
        if page.language == (language or page.language) and page is _written(guide, page.id, page.language):
            source = _written(guide, page.id, guide.source_language)
            if source and page is not source:
                yield _readable(page, source)


def _named(guide: Guide, name: str, language: str | None) -> Iterator[Target]:
    """Return the translations that a name means: `topics/images`, `topics/images#formats`, `docs/es/topics/images.md`.

    Raises CannotJudgeError where there is none.
    """
    path, _, section = name.partition("#")
    id = path.replace("\\", "/").removeprefix("./").removesuffix(".md").strip("/")
    if id.startswith("docs/"):
        code, _, rest = id.removeprefix("docs/").partition("/")
        if code in guide.languages and language in (None, code):
            language, id = code, rest
    if language:
        _require_language(guide, language)
    source = _written(guide, id, guide.source_language)
    known = {page.id for page in guide.all_pages if page is _written(guide, page.id, page.language)}
    if id not in known:
        near = nearest(id, known)
        raise CannotJudgeError("no-page-but" if near else "no-page", page=id, nearest=near)
    if source is None:
        raise CannotJudgeError("no-source", page=id, path=guide.path(id))
    others = [code for code in guide.languages if code != guide.source_language and code == (language or code)]
    found = [page for code in others if (page := _written(guide, id, code))]
    if not found:
        raise CannotJudgeError("no-translation", page=id, languages=others)
    for page in found:
        target = _readable(page, source)
        if section and section not in (sections := revisions.followed(page, source)):
            values = {"section": section, "path": page.path, "source": source.path, "sections": tuple(sections)}
            raise CannotJudgeError("no-section", **values)
        yield Target(page, source, section) if section else target


def _readable(page: Page, source: Page) -> Target:
    """Return the translation of a source. Raises CannotJudgeError where one of them cannot be read."""
    for one in (page, source):
        if not one.whole or one.source.problems or (one is page and one.front_problems):
            raise CannotJudgeError("not-whole", path=one.path)
    return Target(page, source)


def _written(guide: Guide, id: str, language: str) -> Page | None:
    return guide.page(language, id) or guide.draft(language, id)


def _require_language(guide: Guide, language: str) -> None:
    if language not in guide.languages:
        raise CannotJudgeError("no-such-language", found=language, choices=guide.languages)
    if language == guide.source_language:
        raise CannotJudgeError("source-language", language=language)


def _write(target: Path, path: str, data: bytes) -> None:
    try:
        target.write_bytes(data)
    except OSError as error:
        raise CannotJudgeError("unwritable", path=path, reason=error.strerror or "") from None
