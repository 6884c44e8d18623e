"""`guia forms`: the documents to fill in, made from the pages that link to them."""

from __future__ import annotations

from pathlib import Path

import click

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained
from guiaviva.forms import forms
from guiaviva.guide import load_guide
from guiaviva.reading.targets import target as writable
from guiaviva.reporting import day


@click.command(name="forms")
@options.root
@options.hidden_today
def command(root: Path, today: str | None) -> None:
    """Write the documents to fill in: a page that links to ⟨its name⟩.rtf has one beside it."""
    with explained(None, root):
        guide = load_guide(root, today=day(today))
    for path, text in forms(guide):
        with explained(None, root):
            target = writable(root, path)
        target.write_text(text, encoding="ascii", newline="\n")
        click.echo(path)
