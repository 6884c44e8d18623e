"""Find what nobody but its owner should read, where it is certain: by check digits, by what those who issue it
publish, or since a line names a secret and gives it away.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from guiaviva.contentmodel import ProseSpec
from guiaviva.reading.files import Source
from guiaviva.text.addresses import addresses
from guiaviva.text.contacts import plain_contact
from guiaviva.text.keys import keys
from guiaviva.text.numbers import Numbers
from guiaviva.text.phrases import any_of
from guiaviva.text.secrets import Secrets


class Private(NamedTuple):
    """Something private: where it is in a text, what it is, and its value.

    `contact` is a telephone number as data writes it, where the text writes it otherwise.
    """

    start: int
    end: int
    kind: str
    value: str = ""
    contact: str = ""

    @property
    def shown(self) -> str:
        """The value as a report may show it: nobody should learn a password from there."""
        return "•" * min(len(self.value), 12) if self.kind in _HIDDEN else self.value


# What may be shared, so that data holds it.
_CONTACTS = frozenset({"email", "mobile"})
_HIDDEN = frozenset({"password", "token", "card"})
# Of an address only the part is shown that tells what is wrong with it.
_PARTS = frozenset({"trace", "session", "editing"})
_MAILBOX = re.compile(r"[\w.+-]+\Z")
# Typographic spaces and hyphens, each for the one that a keyboard has.
_PLAIN = dict.fromkeys("\u00a0\u2007\u2009\u202f", " ") | dict.fromkeys("\u2010\u2011\u2012", "-")


class Detector:
    """Finds what is private in any text. Its patterns are made once, of the words of all languages.

    `providers` are the names of providers of mail for anyone; telephones of `country` need no prefix.
    """

    def __init__(self, languages: Iterable[ProseSpec], providers: Sequence[str], country: str = "ES") -> None:
        specs = tuple(languages)
        self._secrets, self._numbers = Secrets(specs), Numbers(specs, country)
        names = "|".join(map(re.escape, providers)) or "(?!)"
        self._names = tuple(name for name in providers if len(name) > 4)
        ends = r"[a-zA-Z]{2,3}(?:\.[a-zA-Z]{2})?(?!\.?[\w-])"
        dot = any_of(word for spec in specs for word in spec.people.dot)
        self._provider = re.compile(rf"@(?i:{names})\.{ends}")
        # Written out: «(arrova)», «[at]».
        at = sorted({f"{sign}]" for spec in specs for sign in ("@", *spec.people.at_sign)})
        self._at_signs = (*at, *(sign.replace("]", ")") for sign in at))
        signs = "|".join(re.escape(sign[:-1]) for sign in at)
        dots = rf"(?:\.|[ ]?[\[(]{dot}[\])][ ]?)"
        self._written = re.compile(rf"[ ]?[\[(](?i:{signs})[\])][ ]?(?i:{names}){dots}{ends}")
        self._samples = frozenset(word.casefold() for spec in specs for word in spec.people.samples)

    def find(self, source: Source, known: frozenset[str], *, data: bool = False) -> list[Private]:
        """Return what is private in a text and not `known` as shared, each thing once, in order.

        `data` says that it is a file of data, with keys.
        """
        return not_shared(source, self.likely(source, data=data), known)

    def likely(self, source: Source, *, data: bool = False) -> tuple[Private, ...]:
        """Return what is private in a text unless it is shared, where it is alone; of addresses, with what tells it.

        What is certain by itself comes first, since others may find it again.
        """
        text, folded = _plain(source.text), source.folded
        return (
            *(Private(start, end, "token") for start, end in keys(text)),
            *(Private(*span, "password") for span in self._secrets.find(text, folded, data=data)),
            *(Private(one.start, one.end, one.kind, contact=one.phone) for one in self._numbers.find(text)),
            *(Private(*span, "email") for span in self._mailboxes(text, folded)),
            *(Private(start, end, kind, part) for kind, start, end, part in addresses(text)),
        )

    def _mailboxes(self, text: str, folded: str) -> Iterator[tuple[int, int]]:
        """Return where mailboxes at providers of mail for anyone begin and end, but for examples."""
        found = [*self._provider.finditer(text)] if "@" in text else []
        # Those first whose name is no common word: most texts have none of them.
        if any(map(folded.__contains__, self._names)) and any(map(folded.__contains__, self._at_signs)):
            found += self._written.finditer(text)
        for provider in found:
            mailbox = _MAILBOX.search(text, max(0, provider.start() - 64), provider.start())
            parts = re.split(r"[._+-]", mailbox[0].casefold()) if mailbox else []
            if mailbox and not all(part in self._samples or not part for part in parts):
                yield mailbox.start(), provider.end()


def not_shared(source: Source, likely: Iterable[Private], known: frozenset[str]) -> list[Private]:
    """Return what is likely private in a text and not `known` as shared, each thing once, in order."""
    found: list[Private] = []
    for one in likely:
        written = source.text[one.start : one.end]
        if one.kind in _CONTACTS and plain_contact(one.contact or _plain(written)) in known:
            continue
        # They are in order, and none within another.
        place = bisect_left(found, one.end, key=attrgetter("start"))
        if not place or found[place - 1].end <= one.start:
            found.insert(place, one if one.kind in _PARTS else one._replace(value=written))
    return found


def _plain(text: str) -> str:
    """Return a text of as many signs with the spaces and hyphens that a keyboard has."""
    for sign in filter(text.__contains__, _PLAIN):
        text = text.replace(sign, _PLAIN[sign])
    return text
