"""`guia upgrade`: a guide that was written for an earlier version of the program becomes one for this version."""

from collections.abc import Iterable
from pathlib import Path

import click

from guiaviva import __version__
from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, first_language, speak_utf8, tell, unwritable
from guiaviva.language import FALLBACK
from guiaviva.reading.files import Folder
from guiaviva.reporting import own_words, require_words
from guiaviva.starting.untouched import begun
from guiaviva.upgrading.changes import Note
from guiaviva.upgrading.news import waiting
from guiaviva.upgrading.upgrade import upgraded
from guiaviva.wording import Speaker

# How the keys of notes on what the institution had changed begin.
_OWN = ("changed-", "template", "own-")


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
        corrected = {key for key, *_ in waiting(begun(Folder(root)))}
        try:
            if not dry_run:
                changes.apply()
        except OSError as error:
            raise unwritable(error) from None
    speak_utf8()
    speaker = Speaker(rules, words, language)
    # What was the institution's own comes first: it is to be looked at.
    for note in sorted(_grouped(changes.notes), key=lambda one: not one.key.startswith(_OWN)):
        tell("- " + speaker.fill(words["upgrade"][note.key], {**note._asdict(), "kept": changes.kept}))
    key = "done" if changes.notes else "nothing"
    click.echo(speaker.fill(words["upgrade"][key], {"version": __version__}))
    if corrected:
        click.echo(speaker.fill(words["news"]["upgrade"], {"count": len(corrected)}))


def _grouped(notes: Iterable[Note]) -> list[Note]:
    """Return the notes, with those that say the same of several files as one that names them all."""
    paths: dict[Note, list[str]] = {}
    for note in notes:
        paths.setdefault(note._replace(path=note.path if note.name else ""), []).append(note.path)
    return [note._replace(path=_listed(some)) for note, some in paths.items()]


def _listed(paths: Iterable[str]) -> str:
    """Return paths in one line, those of a folder together: `hooks/ (blocks.py, check.py), mkdocs.yml`."""
    folders: dict[str, list[str]] = {}
    for path in paths:
        folder, slash, name = path.rpartition("/")
        folders.setdefault(folder + slash, []).append(name)
    return ", ".join(
        f"{one} ({', '.join(names)})" if one and names[1:] else one + names[0] for one, names in folders.items()
    )
