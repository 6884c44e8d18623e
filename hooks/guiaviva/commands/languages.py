"""`guia languages`: adds a language to a guide, or takes one out of it."""

from pathlib import Path

import click

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, opened, put, speak_utf8, unwritable
from guiaviva.guide.scaffold import scaffold
from guiaviva.reporting import say
from guiaviva.starting.languages import REMOVED, Change, adding, following, removing


@click.group(name="languages")
def command() -> None:
    """Add a language to the guide, or take one out: in its data, its pages and mkdocs.yml."""


@command.command(name="add")
@click.argument("code", metavar="LANG")
@options.message_language
@options.root
def add(code: str, language: str | None, root: Path) -> None:
    """Add LANG to the guide, with all that the program says in it of what the guide began with.

    Exit code 2: nothing was written, and why.
    """
    with explained(language, root):
        guide, language = opened(root, language, also=code)
        change = adding(guide, code, scaffold(guide, "index", code, draft=True))
        _apply(change, root)
        guide, language = opened(root, language)
        put(root, following(guide, code))
    speak_utf8()
    values = {"code": code, "pages": str(change.pages), "texts": str(change.texts)}
    click.echo(say(guide.model, language, "language-added", **values))


@command.command(name="remove")
@click.argument("code", metavar="LANG")
@options.message_language
@options.root
def remove(code: str, language: str | None, root: Path) -> None:
    """Take LANG out of the guide; its pages and texts are kept in removed/LANG. Exit code 2: nothing changed."""
    with explained(language, root):
        guide, language = opened(root, language)
        change = removing(guide, code)
        _apply(change, root)
    speak_utf8()
    values = {"code": code, "pages": str(len(change.moved)), "texts": str(change.texts), "path": f"{REMOVED}/{code}"}
    click.echo(say(guide.model, language, "language-removed", **values))


def _apply(change: Change, root: Path) -> None:
    try:
        change.apply(root)
    except OSError as error:
        raise unwritable(error) from None
