"""The shared mailboxes and telephones of the data; what is none of these is somebody's own."""

import re
from collections.abc import Iterable
from functools import lru_cache

from guiaviva.contentmodel import Phrases
from guiaviva.reading.files import Source

# A key of data that holds a mailbox or a telephone, which the handle of an account may be too, and its value; a comment
# is none, nor are the editor's own notes.
_CONTACT = re.compile(
    r"""(?:^|(?<=[{,]))[ \t-]*["']?(?:email|phone|whatsapp|mailbox|handle)["']?:[ \t]+["']?"""
    r"""(?P<value>[^\s"'<>,{}#]+@[^\s"'<>,{}#]+|\+?\d[\d .-]{1,20}\d)""",
    re.MULTILINE,
)
# The address of an account by its telephone number.
_ADDRESS = re.compile(
    r"""(?:^|(?<=[{,]))[ \t-]*["']?url["']?:[ \t]+["']?https?://[^\s"']*?(?:wa\.me/|[?&]phone=)(?:\+|%2B)?(\d{8,15})""",
    re.MULTILINE,
)
_KEY = re.compile(r"(?:email|phone|whatsapp|mailbox|handle|url)[\"']?:")
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*", re.MULTILINE)


def contacts(sources: Iterable[Source]) -> frozenset[str]:
    """Return the mailboxes and telephones that the keys of these files give, plain."""
    return frozenset().union(*(_contacts_in(source.text) for source in sources))


# While one file is edited, the others say what they did.
@lru_cache(maxsize=256)
def _contacts_in(text: str) -> frozenset[str]:
    # Most lines have none of these keys, and to look for one takes less long.
    text = _COMMENT.sub("", "\n".join(line for line in text.split("\n") if _KEY.search(line)))
    keys = (match["value"] for match in _CONTACT.finditer(text))
    addresses = (f"+{match[1]}" for match in _ADDRESS.finditer(text))
    return frozenset(map(plain_contact, (*keys, *addresses)))


def plain_contact(value: str) -> str:
    """Return a mailbox or telephone as it is compared: lower case, without separators and without Spain's prefix."""
    if "@" in value:
        return value.casefold()
    figures = re.sub(r"\(0\)|[^\d+]", "", value)
    return re.sub(r"^00(?=[1-9])", "+", figures).removeprefix("+34")


def free_mail(phrases: Phrases) -> str:
    """Return a regular expression of the mailboxes at providers of mail for anyone."""
    return rf"[\w.+-]+@{free_domains(phrases)}(?!\.?[\w-])"


def free_domains(phrases: Phrases) -> str:
    """Return a regular expression of the domains of providers of mail for anyone, with those of each country."""
    names = "|".join(map(re.escape, phrases.free_mail)) or "(?!)"
    return rf"(?:{names})\.[a-z]{{2,3}}(?:\.[a-z]{{2}})?"
