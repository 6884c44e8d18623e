"""`guia register`: the register of accounts as a site of its own, for the public website."""

from pathlib import Path

import click

from guiaviva.cache import Cache
from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, opened, put, show_stopping, unwritable
from guiaviva.errors import CannotJudgeError
from guiaviva.judgement import judge
from guiaviva.reporting import exit_code


@click.command(name="register")
@click.option("--out", "out", type=click.Path(path_type=Path), required=True, help="The folder for the public website.")
@options.today
@options.root
@options.message_language
def command(out: Path, today: str | None, root: Path, language: str | None) -> None:
    """Write the register of accounts alone, to be published where everybody can look up an account.

    It has a page in each language, accounts.json, and nothing else of the guide. What it wrote before is written over;
    nothing is deleted. Exit code 0: it is written; 1: the guide has errors, and nothing is; 2: it cannot be, and why.
    """
    with explained(language, root):
        guide, language = opened(root, language, today)
        judgement = judge(guide, Cache(root))
        show_stopping(judgement, language, strict=False)
        if code := exit_code(judgement.diagnostics(language), strict=False):
            raise SystemExit(code)
        # It takes half a second to import, and only this command needs it.
        from guiaviva.site.alone import MARK, files_of

        there = out / "index.html"
        try:
            if there.exists() and MARK not in there.read_text(encoding="utf-8", errors="replace"):
                raise CannotJudgeError("not-empty", path=str(out))
            out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(error, str(out)) from None
        files = {path: text.encode() for path, text in files_of(guide)}
        put(out, files)
    for path in files:
        click.echo(out / path)
