"""Examples of messages that citizens write: words/⟨language⟩/messages/⟨kind⟩.txt, one a line."""

from __future__ import annotations

from collections.abc import Iterator

QUERY = "query"
"""The kind of what nobody has received: what staff type who look for something."""
FOLDER = "messages"
SUFFIX = ".txt"

Examples = tuple[tuple[str, tuple[str, ...]], ...]
"""Each kind with its examples."""


def lines(text: str) -> Iterator[str]:
    """Yield the examples of a file: its lines, but for empty ones and those that begin with `# `."""
    for line in map(str.strip, text.split("\n")):
        if line and not line.startswith("# "):
            yield line
