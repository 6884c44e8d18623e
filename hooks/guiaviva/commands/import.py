"""`guia import`: the text of a guide that an institution has already, laid under the nearest pages and sections."""

from functools import partial
from pathlib import Path

import click

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, progress_of, put, speak_utf8, tell
from guiaviva.contentmodel import languages_of
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide, load_guide
from guiaviva.importing.documents import Document, read
from guiaviva.importing.drafts import Import, prepare
from guiaviva.importing.placing import Placing, language_told, place
from guiaviva.importing.report import report
from guiaviva.judgement import judge
from guiaviva.progress import left, progress
from guiaviva.reporting import day, require_words, spoken
from guiaviva.wording import Speaker


@click.command(name="import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--lang", "language", help="The language of the documents; told from their text by default.")
@click.option("--dry-run", is_flag=True, help="Say what goes where, and write nothing.")
@click.option("--messages", metavar="LANG", envvar="GUIA_LANG", hidden=True)
@options.hidden_today
@options.root
def command(
    files: tuple[Path, ...], language: str | None, dry_run: bool, messages: str | None, today: str | None, root: Path
) -> None:
    """Lay the text of FILE, a folder of Markdown, .docx, .html or .pdf, under the nearest pages and sections.

    A page that the guide lacks becomes a draft of it; all else is put into imports/, beside docs/, ready to be carried
    over. Nothing is written over, and nothing is lost. Exit code 2: nothing was written, and why.
    """
    with explained(messages, root):
        require_words(messages)
        guide = load_guide(root, today=day(today), languages=languages_of())
        messages, _ = spoken(guide, messages)
    with explained(messages, root):
        speaker = Speaker(guide.model.rules, guide.model.words, messages)
        said = partial(_said, speaker)
        made = _prepared(guide, files, language)
        reports = [report(guide, one, said) for one in made]
        for one, text in zip(made, reports, strict=True):
            one.texts[f"{one.folder}/report.md"] = text
        if not dry_run:
            put(root, {path: data for one in made for path, data in one.files.items()})
    speak_utf8()
    tell("\n".join(reports))
    if dry_run:
        click.echo(said("nothing-written"))
    else:
        _next(made, said)
        _missing(root, today, messages, said)


def _said(speaker: Speaker, key: str, /, **values: object) -> str:
    return speaker.fill(speaker.words["import"][key], values)


def _prepared(guide: Guide, files: tuple[Path, ...], language: str | None) -> list[Import]:
    """Return what is to be written for each document. Raises CannotJudgeError."""
    if language and language not in guide.languages:
        raise CannotJudgeError("no-such-language", found=language, choices=guide.languages)
    made: list[Import] = []
    placings: dict[str, Placing] = {}
    for path in dict.fromkeys(files):
        document = read(path)
        its_own = language or _language(guide, document, path)
        taken = {one for each in made for one in each.texts}
        folders = {each.folder for each in made}
        if its_own not in placings:
            placings[its_own] = Placing(guide, its_own)
        one = prepare(guide, document, its_own, place(document, placings[its_own]), taken)
        if one.folder in folders:
            raise CannotJudgeError("import-twice", name=document.name)
        made.append(one)
    return made


def _language(guide: Guide, document: Document, path: Path) -> str:
    told = language_told(document.text, guide)
    if not told:
        raise CannotJudgeError("import-language", path=str(path))
    if told not in guide.languages:
        raise CannotJudgeError("import-foreign", path=str(path), found=told, choices=guide.languages)
    return told


def _next(made: list[Import], said: partial[str]) -> None:
    click.echo(f"## {said('next')}\n")
    if any(path.startswith("docs/") for one in made for path in one.texts):
        click.echo(f"- {said('drafts')}")
    for one in made:
        if any(path.startswith(one.folder) and path.count("/") > 1 for path in one.texts):
            click.echo(f"- {said('kept', path=one.folder)}")


def _missing(root: Path, today: str | None, messages: str, said: partial[str]) -> None:
    """Say what the guide still lacks."""
    judgement = judge(load_guide(root, today=day(today), languages=[messages]))
    click.echo(f"- {said('lacking', count=len(left(judgement)))}")
    click.echo("\n" + progress_of(judgement.guide.model, progress(judgement), messages))
