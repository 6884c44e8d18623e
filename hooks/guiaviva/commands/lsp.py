"""`guia lsp`: what the check says, and what may be written, in an editor that speaks the Language Server Protocol."""

import click

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained
from guiaviva.reporting import day, require_words


@click.command(name="lsp")
@options.message_language
@options.hidden_today
def command(language: str | None, today: str | None) -> None:
    """Serve an editor over the standard streams: problems, repairs, completion, what a fact is, renaming.

    An editor starts it by itself; which guide a file belongs to is told by where it is. Messages are in the language of
    the editor, or else in the first one of the guide.
    """
    with explained(language):
        require_words(language)
        judged = day(today)
    # This takes long to import, and only this command needs it.
    from guiaviva.lsp.server import serve

    serve(judged, language)
