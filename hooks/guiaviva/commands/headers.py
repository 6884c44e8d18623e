"""`guia headers`: what the web server is to say with each answer, as its configuration."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import click

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, opened, speak_utf8
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.judgement import Judgement
from guiaviva.reporting import report_words
from guiaviva.site import publishing
from guiaviva.site.serving import SERVERS, Served, configuration
from guiaviva.workers import WorkError

# What has no meaning of its own in the configuration of any server.
_PATH = re.compile(r"/(?:(?!\.\.?/)[\w.~-]+/)*", re.ASCII)
_FOLDER = re.compile(r"""[^"'`$\\{}<>&*?\x00-\x1f]+""")


@click.command(name="headers")
@click.option("--for", "server", type=click.Choice(SERVERS), required=True, help="The web server.")
@click.option("--tls", is_flag=True, help="This server is the one that speaks https: browsers are to insist on it.")
@click.option("--at", "path", metavar="PATH", help="Where the guide is on its host; that of site_url by default.")
@options.site_dir
@options.root
@options.message_language
def command(server: str, tls: bool, path: str | None, site_dir: Path | None, root: Path, language: str | None) -> None:
    """Print the configuration with which a web server serves the site: headers, types, caching, what is missing.

    Exit code 0: it is printed; 2: it cannot be made, and why.
    """
    with explained(language, root):
        guide, language = opened(root, language)
        site = Served(
            policy=_policy(guide),
            path=_path(guide, path),
            folder=_folder(publishing.folder_of(guide, site_dir)),
            languages=guide.configured[0][1:],
            tls=tls,
        )
    speak_utf8()
    click.echo(configuration(server, site, report_words(guide.model, language, "server")), nl=False)


def _policy(guide: Guide) -> str:
    # MkDocs takes long to import, and only this command and `guia build` need it.
    from guiaviva.site.rendering.building import page_policy

    try:
        # What was found in the guide changes nothing of it.
        return page_policy(guide.folder.root, Judgement(guide, ()))
    except WorkError as error:
        raise CannotJudgeError("no-policy", reason=str(error)) from None


def _path(guide: Guide, given: str | None) -> str:
    """Return where the guide is on its host, between two /; raise CannotJudgeError for what is no plain path."""
    settings = guide.config.value
    address = settings.get("site_url") if isinstance(settings, dict) else None
    found = given if given is not None else urlsplit(str(address or "")).path
    path = f"/{found.strip('/')}/".replace("//", "/")
    if not _PATH.fullmatch(path):
        raise CannotJudgeError("bad-place", found=found)
    return path


def _folder(folder: Path) -> str:
    """Return the whole path of a folder as servers write it; raise CannotJudgeError where they cannot."""
    path = folder.absolute().as_posix()
    if not _FOLDER.fullmatch(path):
        raise CannotJudgeError("bad-folder", path=path)
    return path
