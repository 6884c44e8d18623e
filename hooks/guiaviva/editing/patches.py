"""What was changed as a file to send, where there is no Git."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import unified_diff

from guiaviva.editing.unsent import Changed


def is_text(one: Changed) -> bool:
    """Return whether a file can be in such a patch, as pictures cannot."""
    return b"\0" not in (one.before or b"") + (one.after or b"")


def unified(changed: Iterable[Changed], message: str) -> bytes:
    """Return a patch of texts, as `git apply` takes it, below a message."""
    head = "".join(f"# {line}\n".replace("#  ", "# ") for line in message.split("\n"))
    return head.encode() + b"".join(b"".join(_diff(one)) for one in changed if is_text(one))


def _diff(one: Changed) -> Iterator[bytes]:
    yield f"diff --git a/{one.path} b/{one.path}\n".encode()
    if one.before is None:
        yield b"new file mode 100644\n"
    if one.after is None:
        yield b"deleted file mode 100644\n"
    names = (
        "/dev/null" if one.before is None else f"a/{one.path}",
        "/dev/null" if one.after is None else f"b/{one.path}",
    )
    # Every byte is a sign of its own, so that a text of any encoding comes through.
    before, after = (_lines(data) for data in (one.before, one.after))
    for number, line in enumerate(unified_diff(before, after, *names)):
        text = line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        # First come the names, and then what is in the files.
        yield text.encode("utf-8" if number < 2 else "latin-1")


def _lines(data: bytes | None) -> list[str]:
    lines = (data or b"").decode("latin-1").split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
