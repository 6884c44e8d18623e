"""Find what may be a secret or a person: far more than is certain, for somebody to look at before others read it.

A text that was never meant to be shared gives things away in more ways than a rule may report: «La de Facebook és …»,
a column of passwords, an extension, the address of a server.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from guiaviva.contentmodel import ProseSpec
from guiaviva.reading.files import Source
from guiaviva.text.addresses import internal
from guiaviva.text.phrases import any_of
from guiaviva.text.private import Detector, Private
from guiaviva.text.secrets import Secrets
from guiaviva.text.words import fold

# A document with a letter of control, whether that is right or not.
_DOCUMENT = re.compile(r"(?<![\w.,/-])(?:\d{2}\.?\d{3}\.?\d{3}|[XYZxyz][ .-]?\d{7})[ -]?[A-Za-z](?![\w-])")
_MAILBOX = re.compile(r"(?<![\w.+-])([\w.+-]+)@[\w-]+(?:\.[\w-]+)+")
_PARTS = re.compile(r"[._+-]|(?<=\D)(?=\d)")
# Between a given name and a surname.
_PARTICLES = "de la|de las|de los|de|del|dels|da|do|dos|das|du|van|von|i|y|e|eta"
_ADDRESS = re.compile(r"\]\([^()\s]*\)|<?https?://\S+|\{#[^{}]*\}")
# So many characters before a name are looked at.
_BEFORE = 40


class Suspicions:
    """Finds what may be a secret or a person. Its patterns are made once, of the words of all languages."""

    def __init__(self, languages: Iterable[ProseSpec], detector: Detector) -> None:
        specs = tuple(languages)
        self._detector, self._secrets = detector, Secrets(specs)
        words = any_of(word for spec in specs for word in spec.people.extensions)
        self._extension = re.compile(rf"{words}\.?[ ]?:?[ ]?(?:n\.?º[ ]?)?(?P<number>\d{{2,6}})(?![\w.,]\d|\w)")
        self._given = frozenset(fold(name).casefold() for spec in specs for name in spec.posts.names)
        self._named, self._of_something = _names(specs)

    def find(self, source: Source, known: frozenset[str]) -> list[Private]:
        """Return what is or may be private in a text and not `known` as shared, each thing once, in order."""
        found = self._detector.find(source, known)
        for one in sorted(self._suspected(source, known)):
            if all(one.end <= other.start or other.end <= one.start for other in found):
                found.append(one._replace(value=source.text[one.start : one.end]))
        return sorted(found)

    def _suspected(self, source: Source, known: frozenset[str]) -> Iterator[Private]:
        text = source.text
        yield from (Private(*span, "password") for span in self._secrets.suspected(text, source.folded))
        yield from (Private(*one.span(), "identity") for one in _DOCUMENT.finditer(text))
        yield from (Private(*one.span("number"), "extension") for one in self._extension.finditer(text))
        yield from (Private(*span, "internal") for span in internal(text))
        words = frozenset(re.findall(r"[^\W\d_]+", fold(_MAILBOX.sub(" ", text))))
        for mailbox in _MAILBOX.finditer(text):
            if mailbox[0].casefold() not in known and self._is_somebodys(mailbox[1], words):
                yield Private(*mailbox.span(), "mailbox")
        yield from (Private(*span, "person") for span in self.people(text))

    def _is_somebodys(self, mailbox: str, words: frozenset[str]) -> bool:
        """Return whether a mailbox has a name, or anything that is no word of the text."""
        parts = [fold(part).casefold() for part in _PARTS.split(mailbox) if part and not part.isdigit()]
        return any(part in self._given or part not in words for part in parts)

    def people(self, text: str) -> Iterator[tuple[int, int]]:
        """Return where the names of people begin and end: a given name with a surname, of no street."""
        plain = _ADDRESS.sub(lambda match: " " * len(match[0]), text)
        for match in self._named.finditer(plain):
            if not self._of_something.search(plain, max(0, match.start() - _BEFORE), match.start()):
                yield match.span()


def _names(specs: Sequence[ProseSpec]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a name with a surname, and of what before it says that it is that of a street."""
    names = sorted({name for spec in specs for name in spec.posts.names}, key=len, reverse=True)
    given = "|".join(map(re.escape, names)) or "(?!)"
    of = {one for spec in specs for one in (*spec.posts.streets, *spec.posts.schools, *spec.posts.services)}
    upper, lower = "A-ZÀ-ÖØ-Þ", "a-zß-öø-ÿ"
    named = re.compile(
        rf"(?<![\w@#/.·-])(?:{given})(?:[ \u00a0-](?:{given}))?"
        rf"(?:[ \u00a0](?:{_PARTICLES}))?(?:[ \u00a0][{upper}][{lower}·'’-]{{2,}}){{1,2}}(?!\w)"
    )
    after = "|".join(map(re.escape, sorted(of))) or "(?!)"
    return named, re.compile(rf"(?i)(?<![^\W\d_])(?:{after})[ \u00a0](?:(?:{_PARTICLES})[ \u00a0]|d['’])?\Z")
