"""`guia forms`: the documents to fill in, made from the pages that link to them."""

from pathlib import Path

import click

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, put
from guiaviva.forms import forms
from guiaviva.guide import load_guide
from guiaviva.reporting import day


@click.command(name="forms")
@options.root
@options.hidden_today
def command(root: Path, today: str | None) -> None:
    """Write the documents to fill in: a page that links to ⟨its name⟩.rtf has one beside it."""
    with explained(None, root):
        made = dict(forms(load_guide(root, today=day(today))))
        put(root, {path: text.encode() for path, text in made.items()})
    for path in made:
        click.echo(path)
