"""Answers the questions of a command on a terminal of its own."""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Mapping
from contextlib import suppress

from projects import PATIENCE

INTERRUPT = b"\x03"
"""The key Ctrl+C."""


def on_terminal(arguments: list[str], answers: Mapping[str, bytes]) -> tuple[int, str]:
    """Return the exit code of a command whose questions are answered by keys, and what it wrote on its terminal.

    The questions come in this order, each known by some of its words.
    """
    import pty

    child, terminal = pty.fork()
    if not child:
        # Nor does the library ask this terminal where its cursor is, and wait for that.
        own = os.environ | {"PROMPT_TOOLKIT_NO_CPR": "1"}
        os.execve(sys.executable, [sys.executable, "-m", "guiaviva", *arguments], own)
    said, until = b"", time.monotonic() + PATIENCE
    waiting, seen, keys = list(answers.items()), 0, b""
    # The end of the command is an error of its terminal.
    with suppress(OSError):
        while True:
            assert time.monotonic() < until, said
            heard = bool(select.select([terminal], [], [], 1)[0])
            said += os.read(terminal, 1024) if heard else b""
            if waiting and waiting[0][0].encode() in said[seen:]:
                _, keys = waiting.pop(0)
                seen = len(said)
                os.write(terminal, keys)
            elif keys and not heard and (seen == len(said) or keys == INTERRUPT):
                # A key that is pressed the moment before Python begins to read is lost: it is not even shown, but for
                # Ctrl+C, which Python then heeds at the next key.
                os.write(terminal, keys)
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), said.decode("utf-8", "replace").replace("\r", "")
