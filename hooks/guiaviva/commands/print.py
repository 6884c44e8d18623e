"""`guia print`: the guide, or a part of it, on paper: PDF that everybody can read, or one page of HTML."""

import os
import sys
from pathlib import Path

import click

from guiaviva.cache import Cache
from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, language_of, put, show_stopping, speak_utf8, tell, unwritable
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import load_guide
from guiaviva.judgement import Judgement, judge
from guiaviva.reporting import FOUND, day, exit_code, require_words, spoken
from guiaviva.workers import WorkError, processors

# As `printing.WHAT` and `printing.FORMATS`, which take long to import.
_WHAT, _FORMATS = ("guide", "protocols", "card"), ("pdf", "html")


@click.command(name="print")
@click.option(
    "--section", metavar="ID", help="A page, a folder or a group of the menu, and no other: crisis, networks."
)
@click.option("--what", type=click.Choice(_WHAT), default="guide", help="The guide, a protocol a sheet, or the card.")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="pdf", help="PDF, or one page of HTML.")
@click.option("--lang", "language", help="The language of the print, and of the messages; every one by default.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DIR",
    help="Where the files are written; here by default.",
)
@options.today
@options.root
def command(
    section: str | None,
    what: str,
    form: str,
    language: str | None,
    output: Path,
    today: str | None,
    root: Path,
) -> None:
    """Print the guide, or a section of it, with cover, contents and page numbers, in each language.

    --what protocols is a sheet of A4 for each situation, and --what card one of A6 with whom to call in danger. A PDF
    is PDF/UA-1 and PDF/A-2a, and has the letters of the program or those in overrides/fonts/. Exit code 0: written; 1:
    the check found errors or MkDocs failed, and nothing was written; 2: nothing was written, and why.
    """
    messages = language or os.environ.get("GUIA_LANG") or None
    with explained(messages, root):
        from guiaviva import printing

        printing.require(what, form)
        if section is not None and what != printing.GUIDE:
            raise CannotJudgeError("print-section-of")
        judgement, languages, failed = _judged(root, messages, language, today)
        if failed:
            sys.exit(FOUND)
        files: dict[str, bytes] = {}
        for one in languages:
            try:
                name, data = printing.printed(
                    judgement, one, judgement.store or Cache(None), what=what, section=section, form=form
                )
            except WorkError as error:
                tell(str(error), err=True)
                sys.exit(FOUND)
            files[name] = data
        _write(output, files)
    speak_utf8()
    for name in files:
        click.echo(output / name)


def _judged(
    root: Path, messages: str | None, language: str | None, today: str | None
) -> tuple[Judgement, list[str], bool]:
    """Return the guide as it was judged, the languages to print, and whether what was found stops it.

    Raises CannotJudgeError where it cannot be read, or has no such language.
    """
    require_words(messages, root)
    store = Cache(root)
    guide = load_guide(root, today=day(today), languages=[messages], store=store)
    languages = [language_of(guide, language)] if language else list(guide.languages)
    judgement = judge(guide, store, search=False, processes=processors())
    said, _ = spoken(guide, messages)
    show_stopping(judgement, said, strict=False)
    return judgement, languages, bool(exit_code(judgement.diagnostics(said), strict=False))


def _write(output: Path, files: dict[str, bytes]) -> None:
    """Write all files or none. Raises CannotJudgeError where one cannot be written."""
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(error, str(output)) from None
    put(output, files)
