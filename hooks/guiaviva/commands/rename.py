"""`guia rename`: another key for a record, wherever it is written."""

from pathlib import Path

import click

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, opened, put, speak_utf8, unwritable
from guiaviva.guide.renaming import Renaming, renaming
from guiaviva.reporting import counted_words


@click.command(name="rename")
@click.argument("old")
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="Only list the files that would change.")
@options.message_language
@options.root
def command(old: str, new: str, dry_run: bool, language: str | None, root: Path) -> None:
    """Give the record OLD, such as roles.press, the key NEW (roles.press-office), wherever the guide has it.

    That is in data, in references, blocks, front matter and links, and in the names of files of pages and plans.
    A section, such as tone#voice, gets another id in every language, in links and in data.
    Nothing else of a file changes; the files that did are listed. Exit code 2: nothing was written, and why.
    """
    with explained(language, root):
        guide, language = opened(root, language)
        change = renaming(guide, old, new)
        if not dry_run:
            _apply(root, change)
    speak_utf8()
    paths = sorted({*change.written, *change.moved})
    for path in paths:
        click.echo(f"{path} → {change.moved[path]}" if path in change.moved else path)
    click.echo(
        counted_words(guide.model.words, language, "files-to-change" if dry_run else "files-changed", len(paths))
    )


def _apply(root: Path, change: Renaming) -> None:
    """Write all files where they go, or none, and delete those that have gone elsewhere."""
    try:
        files = {**{path: (root / path).read_bytes() for path in change.moved}, **change.written}
        put(root, {change.moved.get(path, path): data for path, data in files.items()})
        for path in change.moved:
            (root / path).unlink()
    except OSError as error:
        raise unwritable(error) from None
