"""`guia rollback`: the site as it was before the last build that changed it."""

from pathlib import Path

import click

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, opened, speak_utf8
from guiaviva.reporting import say
from guiaviva.site import publishing


@click.command(name="rollback")
@options.site_dir
@options.root
@options.message_language
def command(site_dir: Path | None, root: Path, language: str | None) -> None:
    """Put the site back that the last build replaced; the same again puts back the newer one.

    The files of the guide stay as they are: the next build publishes them. Exit code 0: the site before is there; 2:
    there is none, or it could not be put back.
    """
    with explained(language, root):
        guide, language = opened(root, language)
        site = publishing.folder_of(guide, site_dir)
        built, replaced = publishing.roll_back(guide, site)
    times = {"built": built, "replaced": replaced}
    words = {key: at.isoformat(" ", "seconds") for key, at in times.items() if at}
    speak_utf8()
    click.echo(say(guide.model, language, "rolled-back" if replaced else "put-back", path=str(site), **words))
