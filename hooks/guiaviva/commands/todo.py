"""`guia todo`: what is still to be written, as a list to tick off, and how much of the guide is done."""

import sys
from itertools import groupby
from pathlib import Path

import click

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, opened, speak_utf8, tell
from guiaviva.judgement import diagnostics, judge
from guiaviva.progress import left, progress
from guiaviva.reporting import say

# Code for: something is left.
LEFT = 1


@click.command(name="todo")
@options.message_language
@options.today
@options.root
def command(language: str | None, today: str | None, root: Path) -> None:
    """List what is still to be written, file by file, as Markdown, and say how much of the guide is done.

    Exit code 0: nothing is left; 1: something is; 2: the guide cannot be read, and why.
    """
    with explained(language, root):
        guide, language = opened(root, language, today)
        judgement = judge(guide, guide.store)
    found = diagnostics(guide, left(judgement), language)
    speak_utf8()
    for path, ones in groupby(found, key=lambda one: one.path):
        tell(f"\n## {path}\n" if path else "")
        said: set[str] = set()
        for one in ones:
            tell(f"- [ ] {one.line}: {one.message}")
            # What is to be done with all of them is said once in a file.
            if one.fix not in said:
                tell("\n".join(f"      {line}" for line in one.fix.split("\n")))
            said.add(one.fix)
    part = progress(judgement)
    values = {"percent": str(part.percent), "done": str(part.done), "total": str(part.total)}
    click.echo("\n" + say(guide.model, language, "progress", **values))
    if not found:
        click.echo(say(guide.model, language, "nothing-left" if guide.institution.preparing else "all-done"))
    sys.exit(LEFT if found else 0)
