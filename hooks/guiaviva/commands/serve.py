"""`guia serve`: the guide in the browser while it is written."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, show_problems
from guiaviva.guide import load_guide
from guiaviva.judgement import judge
from guiaviva.reporting import day, require_words, say, spoken
from guiaviva.site import publishing


@click.command(name="serve")
@click.option("--port", type=click.IntRange(1, 65535), help="Instead of a free one.")
@options.today
@options.root
@options.message_language
def command(port: int | None, today: str | None, root: Path, language: str | None) -> None:
    """Show the guide in the browser as it is, and anew after each change. Problems are shown; none stops it."""
    with explained(language):
        require_words(language)
        judgement = judge(load_guide(root, today=day(today)))
        language, _ = spoken(judgement.guide, language)
        show_problems(judgement, language)
        port = port or publishing.free_port()
        click.echo(say(judgement.guide.model, language, "serving", address=f"http://127.0.0.1:{port}/"))
        sys.exit(publishing.serve(root, port, today=judgement.guide.today.isoformat()))
