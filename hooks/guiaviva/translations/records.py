"""Records: that somebody signed a translation off, as the signatures of both sides.

Those of sections are in the front matter of the translation, `translates: {voice: ⟨original⟩-⟨translation⟩}`, those of
texts of data in `translations.yml`, a line for each. A reason, if one was given, follows.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from guiaviva.reading.documents import KeyPath
from guiaviva.reading.pages import Page
from guiaviva.reading.signatures import SIGNATURE

FIELD = "translates"
PATH = "translations.yml"
FORM = rf"(?P<source>{SIGNATURE})-(?P<translation>{SIGNATURE})(?: +(?P<reason>\S.*))?|(?P<former>[0-9a-f]{{8}})"
"""A record of a section; in its former form it had the hash of the original alone."""
NOTHING = "0" * 12
"""The signature of a translation that is still to be written."""
_RECORD = re.compile(FORM)
# A record of a text of data: its language, both signatures, and the reason in brackets.
_SIGNED = re.compile(rf"(?<![\w-])([\w-]+) ({SIGNATURE})-({SIGNATURE})(?: \(([^()]*)\))?")
_HEAD = """\
# `guia translated` writes this file: which version of each text of data its translations follow.
# Language, signature of the original, signature of the translation. Nobody edits it by hand.
"""


class Record(NamedTuple):
    """The signatures of an original and its translation that were signed off, and why they may differ.

    `former` is the hash of the original where nothing else was recorded, as version 0.1 did.
    """

    source: str
    translation: str
    reason: str = ""
    former: str = ""

    def __str__(self) -> str:
        return self.former or f"{self.source}-{self.translation}{self.reason and f' {self.reason}'}"


def recorded(page: Page) -> Mapping[str, Record]:
    """Return what a page records, by section; what is no record is left out."""
    value = page.fields.get(FIELD)
    pairs = value.items() if isinstance(value, dict) else ()
    found = ((id, _RECORD.fullmatch(text)) for id, text in pairs if isinstance(text, str))
    return {
        id: Record(match["source"] or "", match["translation"] or "", match["reason"] or "", match["former"] or "")
        for id, match in found
        if match
    }


def unread(page: Page) -> bool:
    """Return whether what a page records could not be read, all of it or some: that is reported, and no more."""
    value = page.fields.get(FIELD)
    return page.front_problems or (bool(value) and (not isinstance(value, dict) or len(recorded(page)) < len(value)))


class Text(NamedTuple):
    """A text of data: its file, its path there, and its language."""

    path: str
    key: KeyPath
    language: str

    @property
    def name(self) -> str:
        """Its path within the file in one word."""
        return ".".join(map(str, self.key))


@dataclass(frozen=True)
class Ledger:
    """The records of the texts of data, by file, name and language. A text that moved is known by what it says."""

    records: Mapping[str, Mapping[str, Mapping[str, Record]]] = field(default_factory=dict)
    problem: int = 0
    """The first line that is no record, or 0, and what is `wrong` there."""
    wrong: str = ""

    def of(self, text: Text, source: str, translation: str) -> Record | None:
        """Return the record of a text whose sides have these signatures now, or None where it was never signed off."""
        sources, translations, pairs = self._by_language.get(text.language, ({}, {}, frozenset()))
        if (source, translation) in pairs:
            return Record(source, translation)
        own = self.records.get(text.path, {}).get(text.name, {}).get(text.language)
        if own and (own.source == source or own.translation == translation):
            return own
        # In a list the next one may be in the place of this one.
        moved = translations.get(translation) or sources.get(source)
        return moved or (own if not any(isinstance(step, int) for step in text.key) else None)

    @cached_property
    def _by_language(self) -> Mapping[str, tuple[dict[str, Record], dict[str, Record], set[tuple[str, str]]]]:
        found: dict[str, tuple[dict[str, Record], dict[str, Record], set[tuple[str, str]]]] = {}
        for texts in self.records.values():
            for languages in texts.values():
                for language, one in languages.items():
                    sources, translations, pairs = found.setdefault(language, ({}, {}, set()))
                    sources[one.source] = translations[one.translation] = one
                    pairs.add((one.source, one.translation))
        return found


# While data is edited, it says what it did.
@lru_cache(maxsize=2)
def read_ledger(text: str) -> Ledger:
    """Return the ledger that a text holds. Lines that are no records are left out, and the first of them is named."""
    records: dict[str, dict[str, dict[str, Record]]] = {}
    below: dict[str, dict[str, Record]] | None = None
    problem, wrong = 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        name, colon, rest = line.strip().partition(": " if line.startswith("  ") else ":")
        if not name or name.startswith("#"):
            continue
        signed = _SIGNED.findall(rest)
        if colon and not rest and not line.startswith(" "):
            below = records.setdefault(name, {})
        elif signed and below is not None:
            below[name] = {
                language: Record(source, translation, reason) for language, source, translation, reason in signed
            }
        else:
            problem, wrong = (problem, wrong) if problem else (number, line.strip())
    return Ledger(records, problem, wrong)


def written_ledger(records: Mapping[str, Mapping[str, Mapping[str, Record]]]) -> str:
    """Return the text of a ledger, its files and texts in the order given."""
    return _HEAD + "".join(_lines(records))


def _lines(records: Mapping[str, Mapping[str, Mapping[str, Record]]]) -> Iterator[str]:
    for path, texts in records.items():
        if texts:
            yield f"{path}:\n"
        for name, languages in texts.items():
            yield f"  {name}: {', '.join(_signed(languages.items()))}\n"


def _signed(languages: Iterable[tuple[str, Record]]) -> Iterator[Any]:
    for language, one in languages:
        reason = one.reason.translate({ord("("): "[", ord(")"): "]"})
        yield f"{language} {one.source}-{one.translation}{reason and f' ({reason})'}"
