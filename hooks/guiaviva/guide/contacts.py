"""The shared mailboxes and telephones of the data; what is none of these is somebody's own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from guiaviva.reading.files import Source

FREE_MAIL = (
    "gmail|googlemail|hotmail|outlook|live|yahoo|ymail|rocketmail|icloud|me|gmx|proton|protonmail|aol|msn|yandex|zoho"
    "|tutanota|tuta|fastmail|mailfence|posteo|wanadoo|laposte|hushmail"
)
"""Providers of mail for anyone, as alternatives of a regular expression."""
# A key of data that holds a mailbox or a telephone, and its value; a comment is none, nor are the editor's own notes.
_CONTACT = re.compile(
    r"""(?<![\w-])["']?(?:email|phone|mailbox)["']?:[ \t]+["']?"""
    r"""(?P<value>[^\s"'<>,{}#]+@[^\s"'<>,{}#]+|\+?\d[\d .-]{1,20}\d)"""
)
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*", re.MULTILINE)


def contacts(sources: Iterable[Source]) -> frozenset[str]:
    """Return the mailboxes and telephones that the keys of these files give, plain."""
    texts = (_COMMENT.sub("", source.text) for source in sources)
    return frozenset(plain_contact(match["value"]) for text in texts for match in _CONTACT.finditer(text))


def plain_contact(value: str) -> str:
    """Return a mailbox or telephone as it is compared: lower case, without separators and without Spain's prefix."""
    if "@" in value:
        return value.casefold()
    figures = re.sub(r"[^\d+]", "", value)
    return figures.removeprefix("+34").removeprefix("0034")
