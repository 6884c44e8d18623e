"""Examples of texts of each kind, from which the kind of another is learned: one a line in ⟨kind⟩.txt.

Those of messages that citizens write are in words/⟨language⟩/messages/, those of the tone of posts in
words/⟨language⟩/tone/.
"""

from __future__ import annotations

from collections.abc import Iterator

MESSAGES = "messages"
TONE = "tone"
QUERY = "query"
"""The kind of what nobody has received: what staff type who look for something."""
PLAIN = "plain"
"""The tone of what may be published as it is."""
SUFFIX = ".txt"

Examples = tuple[tuple[str, tuple[str, ...]], ...]
"""Each kind with its examples."""


def lines(text: str) -> Iterator[str]:
    """Yield the examples of a file: its lines, but for empty ones and those that begin with `# `."""
    for line in map(str.strip, text.split("\n")):
        if line and not line.startswith("# "):
            yield line
