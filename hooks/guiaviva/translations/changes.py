"""Which side of a translation has changed since it was signed off, and how much."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz.distance import OSA

from guiaviva.reading.pages import Page
from guiaviva.reading.signatures import said, sense_of
from guiaviva.translations.records import NOTHING, Record, recorded, unread

SENSE, MINOR, NONE = 2, 1, 0
"""How much a side has changed: in its sense; in punctuation, capitals, emphasis or order alone; not at all."""
# A word of fewer letters is another one when a letter of it is.
_LETTERS = 4
_MARKUP = re.compile(r"<!-- allow .*?-->|^#+ |\{[#.:][^{}]*\}", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Change:
    """How much each side has changed since what was recorded; where `record` is None nothing ever was."""

    record: Record | None
    source: int = NONE
    translation: int = NONE

    @property
    def here_alone(self) -> bool:
        """Whether it is the translation that has changed, or has changed more."""
        return self.record is not None and self.translation > self.source

    @property
    def minor(self) -> bool:
        """Whether what was recorded says the same now on both sides."""
        return self.record is not None and max(self.source, self.translation) <= MINOR


def change_of(record: Record | None, source: str, translation: str) -> Change | None:
    """Return what has changed of a pair whose sides have these signatures now; None where it is as it was recorded."""
    if record is None:
        return Change(None)
    if record.translation == NOTHING:
        return Change(record, degree) if (degree := _degree(record.source, source)) else Change(None)
    one = Change(record, _degree(record.source, source), _degree(record.translation, translation))
    return one if one.source or one.translation else None


def _degree(before: str, after: str) -> int:
    return NONE if before == after else MINOR if sense_of(before) == sense_of(after) else SENSE


def of_sections(page: Page, source: Page) -> Mapping[str, Change]:
    """Return the sections of a translation that are not as they were recorded, in the order of the source.

    Nothing is said of a section to which the text of another seems to belong, whose heading is lost or has another
    level: that is reported.
    """
    if unread(page) or not comparable(page, source):
        return {}
    known = recorded(page)
    blurred = {*_blurred(page, source, known), *_blurred(source, page, known)}
    found = ((id, of_section(id, known.get(id), page, source)) for id in both(page, source) if id not in blurred)
    return {id: change for id, change in found if change}


def comparable(page: Page, source: Page) -> bool:
    """Return whether both pages could be read: of bytes that are no text, what was meant is not known."""
    return page.whole and source.whole and not source.source.problems and not page.source.problems


def both(page: Page, source: Page) -> tuple[str, ...]:
    """Return the ids of the sections that both pages have, in the order of the source."""
    return tuple(id for id in source.signatures if id in page.signatures)


def of_section(id: str, record: Record | None, page: Page, source: Page) -> Change | None:
    """Return what changed in a section since what was recorded of it; None where nothing did."""
    if record and record.former:
        # What the translation was is not known.
        same = record.former in source.former_hashes[id]
        return None if same else Change(record, SENSE)
    return change_of(record, source.signatures[id], page.signatures[id])


def _blurred(page: Page, other: Page, known: Collection[str]) -> Iterator[str]:
    """Return the sections of `other` to which those seem to belong that have lost their heading there."""
    last = ""
    for id in page.signatures:
        if id in other.signatures:
            last = id
        elif id in known or not known:
            yield last


def is_slip(before: str, after: str, own: str = "") -> bool:
    """Return whether two texts differ by no more than a letter in a word, or say the same.

    `own` is the address of the site: a link to a page of it may be written with it or without.
    """
    old, new = (_words(text, own) for text in (before, after))
    if len(old) != len(new):
        return False
    for tag, *ends in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        ours, theirs = old[ends[0] : ends[1]], new[ends[2] : ends[3]]
        if tag == "equal":
            continue
        if len(ours) != len(theirs) or not all(map(_nearly, ours, theirs)):
            return False
    return True


def _nearly(one: str, other: str) -> bool:
    letters = one.isalpha() and other.isalpha() and min(len(one), len(other)) >= _LETTERS
    return one == other or (letters and OSA.distance(one, other, score_cutoff=1) <= 1)


def _words(text: str, own: str) -> list[str]:
    if own:
        text = re.sub(
            rf"https?://{re.escape(own)}(?:[a-z]{{2}}/)?([^\s()#]*?)/?(#[^\s()]*)?(?=[\s)])", r"\1.md\2", text
        )
    # Within the site a link is known by its page, wherever it starts from.
    text = re.sub(r"\]\((?:\.{0,2}/)*([^\s():]+)\)", r"](\1)", _MARKUP.sub(" ", text))
    return re.sub(r"https?://(?:www\.)?", "", said(text).sense.replace("`", " ")).split()
