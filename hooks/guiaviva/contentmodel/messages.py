"""What the model knows of messages that citizens write: which kinds there are, and by what words they are known."""

from __future__ import annotations

from typing import Annotated

from guiaviva.facts.types import Key, Line, YesNo, matching
from guiaviva.reading.validation import Record

_WORD = r"(?![-+](?:\s|$))[^\s|]+"
_PHRASE = rf"{_WORD}(?: {_WORD})*"
_GROUP = rf"{_PHRASE}(?: *\| *{_PHRASE})*"
Pattern = Annotated[str, matching("pattern", rf"{_GROUP}(?: [-+] {_GROUP})*")]
"""Groups of words that stand near each other: `hit|beat* + child|my son - film`.

In a group any will do (`|`); `*` stands for any letters, `8-17` for any of these figures, `@link` for an address. All
groups with `+` must be there, and none of those with `-`.
"""


class MessageKind(Record):
    """A kind of message."""

    sincere: YesNo = False
    """Nobody means it who writes with irony."""
    general: YesNo = False
    """It may be any other as well: that comes before it."""


class MessageKinds(Record):
    """model/messages.yml"""

    kinds: dict[Key, MessageKind]
    """The gravest first: where two are as likely, it is the one before."""


class MessageWords(Record):
    """words/⟨language⟩/messages.yml: how people write to an institution in a language."""

    short: dict[Line, Line] = {}
    """How words are cut short in chats: `k` for `que`."""
    sounds: dict[Line, Line] = {}
    """Letters that are written for others which sound alike, one after the other: `v` for `b`."""
    silent: list[Line] = []
    """Letters that are not heard, and left out."""
    addressed: list[Pattern] = []
    """Words by which somebody speaks to the institution."""
    asked: list[Pattern] = []
    """Words by which somebody of its staff asks what to do: this is no message."""
    irony: list[Pattern] = []
    """Signs that the opposite is meant."""
    groups: dict[Key, list[Line]] = {}
    """Words that say something alike, by the name by which patterns have them: `<child>`."""
    kinds: dict[Key, list[Pattern]] = {}
    """Of each kind, what is in such a message."""
