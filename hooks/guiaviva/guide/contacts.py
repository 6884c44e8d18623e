"""The shared mailboxes and telephones of the data; what is none of these is somebody's own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from guiaviva.contentmodel import PhrasesFile
from guiaviva.reading.files import Source

# Most lines hold neither, which is found out faster.
_LIKELY = re.compile(r"@|\d[\d .-]{7}")
# What may be a mailbox or a telephone in data.
_CONTACT = re.compile(r"[^\s\"'<>,]+@[^\s\"'<>,]+|\+?\d[\d .-]{7,}\d")


def contacts(sources: Iterable[Source]) -> frozenset[str]:
    """Return the mailboxes and telephones that these files hold, plain."""
    lines = (line for source in sources for line in source.lines if _LIKELY.search(line))
    return frozenset(plain_contact(value) for line in lines for value in _CONTACT.findall(line))


def plain_contact(value: str) -> str:
    """Return a mailbox or telephone as it is compared: lower case, without spaces and without Spain's prefix."""
    if "@" in value:
        return value.casefold()
    return re.sub(r"[ .-]", "", value).removeprefix("+34").removeprefix("0034")


def free_mail(phrases: PhrasesFile) -> str:
    """Return a regular expression of the mailboxes at providers of mail for anyone."""
    return rf"[\w.+-]+@{free_domains(phrases)}(?!\.?[\w-])"


def free_domains(phrases: PhrasesFile) -> str:
    """Return a regular expression of the domains of providers of mail for anyone, with those of each country."""
    names = "|".join(map(re.escape, phrases.free_mail)) or "(?!)"
    return rf"(?:{names})\.[a-z]{{2,3}}(?:\.[a-z]{{2}})?"
