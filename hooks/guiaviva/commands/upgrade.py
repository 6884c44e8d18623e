"""`guia upgrade`: a guide that was written for an earlier version of the program becomes one for this version."""

from collections.abc import Iterable
from pathlib import Path

import click

from guiaviva import __version__
from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, first_language, speak_utf8, unwritable
from guiaviva.language import FALLBACK
from guiaviva.reporting import own_words, require_words
from guiaviva.upgrading.changes import Note
from guiaviva.upgrading.upgrade import upgraded
from guiaviva.wording import Speaker

# So many files of which the same is to be known are named.
NAMED = 4


@click.command(name="upgrade")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@options.message_language
@options.root
def command(dry_run: bool, language: str | None, root: Path) -> None:
    """Change what this version of the program needs otherwise, and list it. Texts are not touched, nothing is lost.

    Exit code 2: nothing was changed, and why.
    """
    with explained(language, root):
        require_words(language)
        changes = upgraded(root, committed=not dry_run)
        language = language or first_language(root) or FALLBACK
        rules, words = own_words(language)
        try:
            if not dry_run:
                changes.apply()
        except OSError as error:
            raise unwritable(error) from None
    speak_utf8()
    speaker = Speaker(rules, words, language)
    for note, paths in _grouped(changes.notes).items():
        named = ", ".join(paths[:NAMED]) + (f"… (+{len(paths) - NAMED})" if len(paths) > NAMED else "")
        click.echo("- " + speaker.fill(words["upgrade"][note], {"path": named, "kept": changes.kept}))
    key = "done" if changes.notes else "nothing"
    click.echo(speaker.fill(words["upgrade"][key], {"version": __version__}))


def _grouped(notes: Iterable[Note]) -> dict[str, list[str]]:
    """Return the paths of the notes that say the same."""
    groups: dict[str, list[str]] = {}
    for note in notes:
        groups.setdefault(note.key, []).append(note.path)
    return groups
