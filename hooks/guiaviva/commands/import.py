"""`guia import`: the text of a guide that an institution has already, laid under the nearest pages and sections."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, progress_of, put, speak_utf8, tell
from guiaviva.contentmodel import languages_of
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import load_guide
from guiaviva.importing.accepting import Accepted, accept_all
from guiaviva.importing.taking import Taken, said, take
from guiaviva.judgement import judge
from guiaviva.progress import left, progress
from guiaviva.reporting import day, require_words, spoken
from guiaviva.wording import Speaker


@click.command(name="import")
@click.argument("files", nargs=-1, metavar="[FILE…]", type=click.Path(path_type=Path))
@click.option("--lang", "language", help="The language of the documents; told from their text by default.")
@click.option("--replace", is_flag=True, help="Put your text in the place of what the guide began with, too.")
@click.option("--accept", is_flag=True, help="Place and release what is ticked in the lists of imports/.")
@click.option("--dry-run", is_flag=True, help="Say what goes where, and write nothing.")
@click.option("--messages", metavar="LANG", envvar="GUIA_LANG", hidden=True)
@options.hidden_today
@options.root
def command(
    files: tuple[Path, ...],
    language: str | None,
    replace: bool,
    accept: bool,
    dry_run: bool,
    messages: str | None,
    today: str | None,
    root: Path,
) -> None:
    """Lay the text of FILE, a folder of Markdown, .docx, .html or .pdf, under the pages and sections it is surely of.

    A page that the guide lacks becomes a draft of it; all else is put into imports/, beside docs/: review.md asks where
    the rest goes. What may be a secret or a person is held back from Git. Nothing that somebody wrote is written over,
    and nothing is lost. Exit code 2: nothing was written, and why.
    """
    with explained(messages, root):
        require_words(messages)
        guide = load_guide(root, today=day(today), languages=languages_of())
        messages, _ = spoken(guide, messages)
    with explained(messages, root):
        say = partial(said, Speaker(guide.model.rules, guide.model.words, messages))
        if bool(files) == accept:
            raise CannotJudgeError("import-nothing")
        accepted = accept_all(guide, say, replace=replace) if accept else None
        taken = take(guide, files, language, say, replace=replace)
        if not dry_run:
            _write(root, accepted, taken)
    speak_utf8()
    if accepted:
        _say_accepted(accepted, say)
    tell("\n".join(one.report for one in taken))
    if dry_run:
        click.echo(say("nothing-written"))
    elif taken:
        _next(taken, say)
        _missing(root, today, messages, say)


def _write(root: Path, accepted: Accepted | None, taken: Sequence[Taken]) -> None:
    """Write all files, and take away lists in which nothing is left."""
    files_of = [one.files for one in (accepted, *taken) if one]
    put(root, {path: data for each in files_of for path, data in each.items()})
    for path in accepted.emptied if accepted else ():
        (root / path).unlink(missing_ok=True)


def _say_accepted(accepted: Accepted, say: partial[str]) -> None:
    if accepted.count:
        click.echo(say("accepted", count=accepted.count, paths=", ".join(accepted.pages), left=accepted.left))
    if accepted.released:
        click.echo(say("released", count=accepted.released))
    if not (accepted.count or accepted.released):
        click.echo(say("nothing-ticked"))


def _next(taken: Sequence[Taken], say: partial[str]) -> None:
    click.echo(f"## {say('next')}\n")
    if any(path.startswith("docs/") for one in taken for path in one.made.texts):
        click.echo(f"- {say('drafts')}")
    for one in taken:
        if any(path.startswith(f"{one.made.folder}/") and path.count("/") > 2 for path in one.made.texts):
            click.echo(f"- {say('kept', path=one.made.folder)}")


def _missing(root: Path, today: str | None, messages: str, say: partial[str]) -> None:
    """Say what the guide still lacks."""
    judgement = judge(load_guide(root, today=day(today), languages=[messages]))
    click.echo(f"- {say('lacking', count=len(left(judgement)))}")
    click.echo("\n" + progress_of(judgement.guide.model, progress(judgement), messages))
