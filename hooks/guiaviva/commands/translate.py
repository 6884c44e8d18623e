"""`guia translate`: worksheets for whom translates outside, and back, each section checked before it is recorded."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, given, opened, put, speak_utf8, tell
from guiaviva.editing.translating import Written, written
from guiaviva.editing.worksheets import Languages, Returned, Words, returned, units, worksheet
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.language import choose
from guiaviva.reading.gate import LARGE
from guiaviva.reporting import say
from guiaviva.wording import Speaker

# Code for: some were not recorded.
REFUSED = 1


@click.command(name="translate")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write a worksheet: FILE.docx, .po, .xlf.")
@click.option("--in", "in_", type=click.Path(path_type=Path), metavar="FILE", help="Take in one that came back.")
@click.option("--lang", "--language", "language", help="The language of the translation, where there are several.")
@click.option("--messages", metavar="LANG", envvar="GUIA_LANG", hidden=True)
@options.hidden_today
@options.root
def command(
    out: Path | None, in_: Path | None, language: str | None, messages: str | None, today: str | None, root: Path
) -> None:
    """Write the sections whose translation is not recorded as it is now into a worksheet, or take one in.

    In a document (docx), what changed in the original is marked, and whoever translates writes a mark in the last
    column of what is done; in PO they are the entries that are no longer fuzzy, in XLIFF 1.2 those that are approved or
    whose state is «translated». Nothing else is taken in. Exit code 1: some were not recorded, and why; 2: nothing was
    written, and why.
    """
    with explained(messages, root):
        if (out is None) == (in_ is None):
            raise CannotJudgeError("out-or-in")
        guide, messages = opened(root, messages, today)
        if out is not None:
            refused: list[str] = []
            text = _write(guide, messages, out, _language(guide, language))
        else:
            text, refused = _take(guide, messages, in_ or Path(), root)
    speak_utf8()
    click.echo(text)
    for one in refused:
        tell(one, err=True)
    sys.exit(REFUSED if refused else 0)


def _language(guide: Guide, language: str | None) -> str:
    others = [one for one in guide.languages if one != guide.source_language]
    if language is None and len(others) == 1:
        return others[0]
    if language not in others:
        raise CannotJudgeError("which-translation", choices=others)
    return str(language)


def _write(guide: Guide, messages: str, path: Path, language: str) -> str:
    some = tuple(units(guide, language))
    words = {key: choose(texts, messages) for key, texts in guide.model.words["worksheet"].items()}
    data = worksheet(path, Languages(guide.source_language, language), some, Words(**words))
    if not some:
        return say(guide.model, messages, "worksheet-none", into=language)
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        raise CannotJudgeError("worksheet-exists", path=str(path)) from None
    except OSError as error:
        raise CannotJudgeError("unwritable", path=str(path), reason=error.strerror or "") from None
    return say(guide.model, messages, "worksheet-written", count=str(len(some)), path=str(path))


def _take(guide: Guide, messages: str, path: Path, root: Path) -> tuple[str, list[str]]:
    done, left = returned(path, given(path, LARGE))
    known = {page.path: source.path for page, source in guide.translations}
    files: dict[str, bytes] = {}
    refused: list[str] = []
    recorded = 0
    for (page, section), some in _by_section(done).items():
        try:
            if page not in known:
                raise CannotJudgeError("no-file", path=page)
            before = files.get(page) or guide.folder.read(page)
            original = guide.folder.read(known[page]).decode("utf-8-sig", "replace")
            result = written(guide, page, original, before, _written(section, some))
        except CannotJudgeError as error:
            refused.append(f"{page}#{section} {_sentence(guide, messages, 'cannot', error.reason, error.details)}")
            continue
        if result.refused:
            why = _sentence(guide, messages, "done", "worksheet-differs", {"differences": result.refused})
            refused.append(f"{page}#{section} {why}")
            continue
        files[page], recorded = result.data, recorded + 1
    put(root, {guide.folder.written(name): data for name, data in files.items()})
    return say(guide.model, messages, "worksheet-taken", count=str(recorded), left=str(left)), refused


def _by_section(done: Sequence[Returned]) -> dict[tuple[str, str], list[Returned]]:
    found: dict[tuple[str, str], list[Returned]] = {}
    for one in done:
        found.setdefault((one.path, one.section), []).append(one)
    return found


def _written(section: str, some: Sequence[Returned]) -> Written:
    """Return what came back of a section. Raises CannotJudgeError where its text is not done, but its title is."""
    text = next((one.text for one in some if not one.field), None)
    if text is None:
        raise CannotJudgeError("worksheet-part")
    return Written(section, some[0].signature, text, {one.field: one.text for one in some if one.field})


def _sentence(guide: Guide, messages: str, group: str, key: str, values: Mapping[str, Any]) -> str:
    return Speaker(guide.model.rules, guide.model.words, messages).fill(guide.model.words[group][key], values)
