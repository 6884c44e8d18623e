"""The command `guia`: one module a command.

Nothing that takes long to import is imported here: whoever presses Ctrl+C meanwhile is answered too.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from guiaviva.commands._group import main

__all__ = ["main", "program"]

INTERRUPTED = 130
"""The exit code of a command that was ended by Ctrl+C, as shells have it."""
_TERMINATED = 143
_STREAMS = ("stdin", "stdout", "stderr")


def __getattr__(name: str) -> Any:
    """Return the group of all commands, as `main`."""
    if name == "main":
        from guiaviva.commands._group import main

        return main
    raise AttributeError(name)


def program() -> None:
    """Run the command as a program of its own, which ends at once: to free a large guide bit by bit takes a second.

    What cannot be written where it was to go, on a full disk, is said in one sentence, with exit code 2. Who interrupts
    it, at whatever moment, is told nothing; what was begun is taken away first.
    """
    # Nothing has been begun yet.
    signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    _open_closed()
    # Nothing that is imported is ever discarded.
    gc.disable()
    try:
        from guiaviva.commands._group import run

        gc.freeze()
        gc.enable()
        signal.signal(signal.SIGTERM, _terminate)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        code = run()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except KeyboardInterrupt:
        os._exit(INTERRUPTED)
    except OSError as error:
        _fail(error)
    signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError as error:
        _fail(error)
    os._exit(code)


def _open_closed() -> None:
    """Open what whoever runs it has closed (`>&-`): the next file would be opened in its place, and be written to."""
    while (number := os.open(os.devnull, os.O_RDWR)) < len(_STREAMS):
        pass
    os.close(number)
    for number, name in enumerate(_STREAMS):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8"))


def _terminate(*_: object) -> NoReturn:
    sys.exit(_TERMINATED)


def _fail(error: OSError) -> NoReturn:
    where = f": {error.filename}" if error.filename else ""
    with suppress(OSError):
        print(f"guia: {error.strerror or error}{where}", file=sys.stderr, flush=True)
    os._exit(2)
