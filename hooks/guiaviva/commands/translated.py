"""`guia translated`: signs translations off, so that the check reports when one of the two sides changes."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, speak_utf8
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide, load_guide
from guiaviva.guide import pairs as all_pairs
from guiaviva.guide.findings import differing
from guiaviva.guide.known import judged
from guiaviva.guide.pairs import Pair
from guiaviva.guide.signing import signed_ledger, signed_page
from guiaviva.nearest import nearest
from guiaviva.reading.pages import Page
from guiaviva.reading.targets import target as writable
from guiaviva.reporting import day, require_words, say, spoken
from guiaviva.translations import changes
from guiaviva.translations.records import PATH, Record
from guiaviva.wording import Speaker

# Code for: some were not recorded.
REFUSED = 1
_DATA = "data/"


@click.command(name="translated")
@click.argument("pages", nargs=-1, metavar="[PAGE[#SECTION]]…")
@click.option("--all", "all_", is_flag=True, help="Every translation of the guide, of pages and of data.")
@click.option("--minor", is_flag=True, help="Those alone of which only punctuation, capitals or the order changed.")
@click.option("--because", metavar="REASON", default="", help="Why they differ; it is kept in the record.")
@click.option("--lang", "--language", "language", help="The language of the translations; every one by default.")
@click.option("--messages", metavar="LANG", envvar="GUIA_LANG", hidden=True)
@options.hidden_today
@options.root
def command(
    pages: tuple[str, ...],
    all_: bool,
    minor: bool,
    because: str,
    language: str | None,
    messages: str | None,
    today: str | None,
    root: Path,
) -> None:
    """Record that translations say what their original says now, whole pages, single sections, or texts of data.

    PAGE is its path, such as topics/images or docs/es/topics/images.md; a section is named by its id, the text before
    the first one by #top. A file of data is named by its path, a text in it by its keys: data/terms.yml#hashtag.term.
    Nothing else of a file is touched. Exit code 1: some of them surely differ, which is said, and were not recorded;
    2: nothing was written, and why.
    """
    with explained(messages, root):
        require_words(messages, root)
        if bool(pages) == all_ and not (minor and not pages):
            raise CannotJudgeError("pages-or-all")
        guide = load_guide(root, today=day(today), languages=[messages])
        messages, _ = spoken(guide, messages)
        chosen = _chosen(guide, pages, language)
        some = [one.pair for one in judged(guide, chosen.pairs)] if minor else chosen.pairs
        signed = [one for one in some if (one.change.minor if minor else because or not one.differences)]
        written = list(record(guide, signed, " ".join(because.split())))
        for path, data in written:
            _write(root, guide.folder.written(path), data)
    refused = [] if minor else [one for one in some if one not in signed]
    speak_utf8()
    for path, _ in written:
        click.echo(path)
    current = str(len(chosen.files - {path for path, _ in written}))
    click.echo(say(guide.model, messages, "recorded", written=str(len(written)), current=current))
    for one in refused:
        click.echo(_refusal(guide, messages, one), err=True)
    sys.exit(REFUSED if refused else 0)


@dataclass
class _Chosen:
    """What is to be recorded: its files, and the sections and texts that are not recorded as they are now."""

    files: set[str] = field(default_factory=set)
    pairs: list[Pair] = field(default_factory=list)

    def add(self, path: str, pairs: Iterator[Pair]) -> None:
        self.files.add(path)
        self.pairs += (one for one in pairs if one not in self.pairs)


def record(guide: Guide, signed: Sequence[Pair], reason: str = "") -> Iterator[tuple[str, bytes]]:
    """Return the path and the new content of each file in which these sections and texts are signed off.

    The reason is kept with those that surely differ. Raises CannotJudgeError where a file cannot be changed.
    """
    by_path: dict[str, dict[str, Record]] = {}
    texts = {}
    for one in signed:
        now = Record(one.there.signature, one.here.signature, reason if one.differences else "")
        if one.text:
            texts[one.text] = now
        else:
            by_path.setdefault(one.path, {})[one.name] = now
    for page in guide.all_pages:
        if page.path in by_path and (source := _written(guide, page.id, guide.source_language)):
            yield page.path, signed_page(guide, page, source, by_path[page.path])
    if texts:
        yield PATH, signed_ledger(guide, texts).encode()


def _refusal(guide: Guide, language: str, pair: Pair) -> str:
    """Return the sentence that says why a pair is not recorded, with its place."""
    values = {"title": [pair.title], "differences": differing(pair), "target": pair.target}
    sentence = Speaker(guide.model.rules, guide.model.words, language).fill(
        guide.model.words["done"]["refused"], values
    )
    return f"{pair.here.place.path}:{pair.here.place.line} {sentence}"


def _chosen(guide: Guide, names: Sequence[str], language: str | None) -> _Chosen:
    """Return what names mean, or everything where there are none. Raises CannotJudgeError where one means nothing."""
    if language:
        _require_language(guide, language)
    chosen = _Chosen()
    for name in names:
        (_add_data if name.replace("\\", "/").removeprefix("./").startswith(_DATA) else _add_page)(
            guide, chosen, name.replace("\\", "/").removeprefix("./"), language
        )
    if not names:
        for page in guide.all_pages:
            if page.language == (language or page.language) and page is _written(guide, page.id, page.language):
                source = _written(guide, page.id, guide.source_language)
                if source and page is not source:
                    chosen.add(page.path, _readable(guide, page, source))
        chosen.add(PATH, all_pairs.to_sign(guide, language or ""))
    return chosen


def _add_data(guide: Guide, chosen: _Chosen, name: str, language: str | None) -> None:
    """Add the texts of data that a name means: `data/terms.yml`, `data/terms.yml#hashtag`."""
    path, _, key = name.partition("#")
    path = path if path.endswith(".yml") else f"{path}.yml"
    known = {text.path: None for text, *_ in all_pairs.texts_of(guide)}
    if path not in known:
        near = nearest(path, known)
        raise CannotJudgeError("no-page-but" if near else "no-page", page=path, nearest=near)
    names = {text.name for text, *_ in all_pairs.texts_of(guide) if text.path == path}
    if key and not any(_is_below(one, key) for one in names):
        records = sorted({one.partition(".")[0] for one in names})
        raise CannotJudgeError("no-text", path=path, found=key, nearest=nearest(key, [*names, *records]))
    pairs = all_pairs.to_sign(guide, language or "")
    chosen.add(PATH, (one for one in pairs if one.path == path and _is_below(one.name, key)))


def _is_below(name: str, key: str) -> bool:
    return not key or name == key or name.startswith(f"{key}.")


def _add_page(guide: Guide, chosen: _Chosen, name: str, language: str | None) -> None:
    """Add the translations that a name means: `topics/images`, `topics/images#formats`, `docs/es/topics/images.md`.

    Raises CannotJudgeError where there is none.
    """
    path, _, section = name.partition("#")
    id = path.removesuffix(".md").strip("/")
    if id.startswith("docs/"):
        code, _, rest = id.removeprefix("docs/").partition("/")
        if code in guide.languages and language in (None, code):
            language, id = code, rest
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
        pairs = _readable(guide, page, source)
        if section and section not in (sections := changes.both(page, source)):
            values = {"section": section, "path": page.path, "source": source.path, "sections": sections}
            raise CannotJudgeError("no-section", **values)
        chosen.add(page.path, (one for one in pairs if section in ("", one.name)))


def _readable(guide: Guide, page: Page, source: Page) -> Iterator[Pair]:
    """Return the sections of a translation to sign off. Raises CannotJudgeError where a page cannot be read."""
    for one in (page, source):
        if not one.whole or one.source.problems or (one is page and one.front_problems):
            raise CannotJudgeError("not-whole", path=one.path)
    return all_pairs.sections_to_sign(guide, page, source)


def _written(guide: Guide, id: str, language: str) -> Page | None:
    return guide.page(language, id) or guide.draft(language, id)


def _require_language(guide: Guide, language: str) -> None:
    if language not in guide.languages:
        raise CannotJudgeError("no-such-language", found=language, choices=guide.languages)
    if language == guide.source_language:
        raise CannotJudgeError("source-language", language=language)


def _write(root: Path, path: str, data: bytes) -> None:
    try:
        writable(root, path).write_bytes(data)
    except OSError as error:
        raise CannotJudgeError("unwritable", path=path, reason=error.strerror or "") from None
