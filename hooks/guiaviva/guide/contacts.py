"""The shared mailboxes and telephones of the data; what is none of these is somebody's own."""

from __future__ import annotations

import re

from guiaviva.guide.guide import Guide

FREE_MAIL = "gmail|googlemail|hotmail|outlook|live|yahoo|icloud|me|gmx|proton|protonmail|aol|msn"
"""Providers of mail for anyone, as alternatives of a regular expression."""
# What may be a mailbox or a telephone in data.
_CONTACT = re.compile(r"[^\s\"'<>,]+@[^\s\"'<>,]+|\+?\d[\d .-]{7,}\d")


def contacts(guide: Guide) -> frozenset[str]:
    """Return the mailboxes and telephones that data holds, plain."""
    sources = guide.facts.sources.values()
    return frozenset(plain_contact(value) for source in sources for value in _CONTACT.findall(source.text))


def plain_contact(value: str) -> str:
    """Return a mailbox or telephone as it is compared: lower case, without spaces and without Spain's prefix."""
    if "@" in value:
        return value.casefold()
    return re.sub(r"[ .-]", "", value).removeprefix("+34").removeprefix("0034")
