"""`guia build`: the whole site, beside the last good one, which it replaces when it is whole."""

import gc
import sys
from dataclasses import replace
from pathlib import Path

import click

from guiaviva.cache import Cache
from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, show_problems, show_stopping, tell
from guiaviva.guide import load_guide
from guiaviva.judgement import judge
from guiaviva.reporting import FOUND, day, exit_code, require_words, say, spoken
from guiaviva.site import publishing
from guiaviva.workers import processors


@click.command(name="build")
@click.option("--strict", is_flag=True, help="Warnings stop the build too.")
@click.option("--compress", "compressed", is_flag=True, help="Write compressed files beside texts, for the web server.")
@click.option("--verbose", is_flag=True, help="List all that the check finds, as guia check does.")
@options.site_dir
@options.today
@options.root
@options.message_language
def command(
    strict: bool,
    compressed: bool,
    verbose: bool,
    site_dir: Path | None,
    today: str | None,
    root: Path,
    language: str | None,
) -> None:
    """Check the guide and build its site, beside the last good one, which it replaces when it is whole.

    Of what the check finds only what stops the build is listed, at most 10 problems; all else is counted.
    Exit code 0: the site is there; 1: something was found or MkDocs failed, and the last good site is as it was; 2: the
    guide could not be checked, or the folder not be written.
    """
    # Nothing that is read is discarded before the end; collecting garbage would cost a tenth of the time.
    gc.disable()
    with explained(language, root):
        require_words(language, root)
        store = Cache(root)
        guide = load_guide(root, today=day(today), languages=[language], store=store)
        guide = replace(guide, site=site_dir)
        judgement = judge(guide, store, processes=processors())
        language, _ = spoken(guide, language)
        if verbose:
            show_problems(judgement, language)
        else:
            show_stopping(judgement, language, strict=strict)
        if code := exit_code(judgement.diagnostics(language), strict=strict):
            sys.exit(code)
        # Pages are made of much that refers to itself: garbage is looked for again, among what comes from now on.
        gc.freeze()
        gc.enable()
        site = publishing.folder_of(guide, site_dir)
        failure = publishing.build(judgement, site, strict=strict, compressed=compressed, store=store)
    if failure:
        tell(failure, err=True)
        sys.exit(FOUND)
    click.echo(say(guide.model, language, "built", path=str(site)))
