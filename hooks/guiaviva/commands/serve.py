"""`guia serve`: the guide in the browser while it is written."""

import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import click

from guiaviva.cache import Cache
from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, show_problems, show_stopping
from guiaviva.errors import CannotJudgeError
from guiaviva.judgement import Judgement
from guiaviva.reporting import require_words, say

# The ports that an address does not name.
_PORTS = {"https": 443, "http": 80}


@click.command(name="serve")
@click.option("--port", type=click.IntRange(1, 65535), help="Instead of a free one.")
@click.option("--address", metavar="URL", help="Of a server with a sign-on before it: https://edit.example.org")
@click.option("--verbose", is_flag=True, help="List all that the check finds, as guia check does.")
@options.today
@options.root
@options.message_language
def command(
    port: int | None, address: str | None, verbose: bool, today: str | None, root: Path, language: str | None
) -> None:
    """Show the guide in the browser as it is, and anew after each change, and have its pages edited there.

    Problems are shown on its pages; none stops it. What would stop a build is listed here too, and all else counted. It
    answers on this machine alone.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with explained(language, root):
            show = show_problems if verbose else partial(show_stopping, strict=False)
            _serve(port, _origin(address), today, root, language, show)
    except KeyboardInterrupt:
        pass
    sys.stdout.flush()
    sys.stderr.flush()
    # A page that is still being made is nobody's any more.
    os._exit(0)


def _origin(address: str | None) -> str:
    """Return the origin of an address as browsers say it. Raises CannotJudgeError where it is no whole one."""
    if address is None:
        return ""
    try:
        parts = urlsplit(address.lower())
        port = f":{parts.port}" if parts.port and parts.port != _PORTS.get(parts.scheme) else ""
    except ValueError:
        raise CannotJudgeError("no-address", found=address) from None
    if parts.scheme not in _PORTS or not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise CannotJudgeError("no-address", found=address)
    return f"{parts.scheme}://{parts.hostname}{port}"


def _serve(
    port: int | None,
    origin: str,
    today: str | None,
    root: Path,
    language: str | None,
    show: Callable[[Judgement, str], None],
) -> None:
    # These take long to import, and only this command needs them.
    from guiaviva.site.preview import server
    from guiaviva.site.preview.state import State

    require_words(language, root)
    try:
        at = server.listen(port)
    except OSError as error:
        raise CannotJudgeError("no-port", port=port, reason=error.strerror or "") from None
    state = State.of(root, today, language, Cache(root))
    address = f"http://{server.HOST}:{at.getsockname()[1]}{state.base}"
    click.echo(say(state.guide.model, state.messages, "serving", address=address))
    sys.stdout.flush()
    server.serve(server.Preview(state, lambda judgement: show(judgement, state.messages), origin), at)
