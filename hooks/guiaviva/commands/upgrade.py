"""`guia upgrade`: a guide that was written for an earlier version of the program becomes one for this version."""

from __future__ import annotations

from pathlib import Path

import click

from guiaviva import __version__
from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, speak_utf8
from guiaviva.errors import CannotJudgeError
from guiaviva.language import FALLBACK
from guiaviva.reporting import own_words, require_words
from guiaviva.upgrading.upgrade import upgraded
from guiaviva.wording import Speaker


@click.command(name="upgrade")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@options.message_language
@options.root
def command(dry_run: bool, language: str | None, root: Path) -> None:
    """Change what this version of the program needs otherwise, and list it. Texts are not touched, nothing is lost.

    Exit code 2: nothing was changed, and why.
    """
    with explained(language):
        require_words(language)
        changes = upgraded(root)
        rules, words = own_words(language or FALLBACK)
        try:
            if not dry_run:
                changes.apply()
        except OSError as error:
            raise CannotJudgeError("unwritable", path=str(error.filename), reason=error.strerror or "") from None
    speak_utf8()
    speaker = Speaker(rules, words, language or FALLBACK)
    for note in dict.fromkeys(changes.notes):
        click.echo("- " + speaker.fill(words["upgrade"][note.key], {"path": note.path, "kept": changes.kept}))
    key = "done" if changes.notes else "nothing"
    click.echo(speaker.fill(words["upgrade"][key], {"version": __version__}))
