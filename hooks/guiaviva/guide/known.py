"""What Git knows of translations that are not as they were signed off: what each side said then."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from guiaviva.guide import pairs
from guiaviva.guide.guide import Guide, once
from guiaviva.guide.pairs import Pair, Words, raw_of
from guiaviva.reading.documents import KeyPath, read_document
from guiaviva.reading.files import Source
from guiaviva.reading.pages import Page, read_page
from guiaviva.reading.signatures import said, sense_of, signature
from guiaviva.reading.values import nested
from guiaviva.translations.changes import MINOR, SENSE, is_slip
from guiaviva.translations.histories import Former, Histories

# Former versions that are kept: many sections and texts ask for the same.
_REMEMBERED = 50
# A value in quotation marks, or one without.
_VALUE = re.compile(r'"((?:[^"\\\n]|\\.)*)"|: ([^"\n{},]+)')

Known = Iterator[tuple[str, frozenset[str]]]
"""What each part of a former file said, with its signatures."""


@dataclass(frozen=True)
class Judged:
    """A pair with what Git knows.

    `before` is what the original said when the pair was signed off, or the translation where it alone has changed; None
    where it is not known. With `since`, nobody signed it off, and it is what the original said when the translation was
    last edited.
    """

    pair: Pair
    before: str | None = None
    since: bool = False


def judged(guide: Guide, some: Sequence[Pair]) -> Iterator[Judged]:
    """Return pairs with what Git knows of them: one of which a letter was mended has changed no more than that."""
    histories = Histories(guide.folder.root, guide.address)
    unsigned = [one for one in some if one.change.record is None]
    paths = dict.fromkeys(side.place.path for one in unsigned for side in (one.here, one.there))
    histories.versions.expect(paths)
    for pair in some:
        yield _since(histories, pair) if pair.change.record is None else _signed(histories, pair)


@once
def unsettled(guide: Guide) -> tuple[Judged, ...]:
    """Return the sections and texts of data that are not as their translation was signed off, with what Git knows."""
    found = [one for page, source in guide.translations for one in pairs.of_page(guide, page, source)]
    return tuple(judged(guide, [*found, *pairs.of_data(guide)]))


@once
def lacking(guide: Guide) -> str:
    """Return why Git does not have what was signed off."""
    return Histories(guide.folder.root).lacking


def _since(histories: Histories, pair: Pair) -> Judged:
    before = histories.since_edited(_former(pair, pair.here), _former(pair, pair.there))
    return Judged(pair, before, since=before is not None)


def _signed(histories: Histories, pair: Pair) -> Judged:
    change, record = pair.change, pair.change.record
    if record is None:
        return Judged(pair)
    before = _signed_words(histories, pair, pair.there, (record.source, record.former)) if change.source else None
    ours = _signed_words(histories, pair, pair.here, (record.translation,)) if change.translation else None
    own = histories.own
    if change.source == SENSE and before is not None and is_slip(before, pair.there.raw, own):
        change = replace(change, source=MINOR)
    if change.translation == SENSE and ours is not None and is_slip(ours, pair.here.raw, own):
        change = replace(change, translation=MINOR)
    return Judged(replace(pair, change=change), ours if change.here_alone else before)


def _signed_words(histories: Histories, pair: Pair, side: Words, wanted: Sequence[str]) -> str | None:
    """Return the words of one side of a pair that were signed off."""

    def find(text: str) -> str | None:
        parts = _sections(side, pair.name, text) if side.page else _texts(side, pair, text)
        return next((words for words, signed in parts if not signed.isdisjoint(wanted)), None)

    return histories.former(side.place.path, find)


def _sections(side: Words, id: str, text: str) -> Known:
    """Return the sections of a former page, that of the id first: it may have had another one."""
    old = _page(side, text)
    for one in sorted(old.signatures, key=lambda each: each != id):
        yield raw_of(old, one), old.former_hashes[one] | {old.signatures[one]}


def _texts(side: Words, pair: Pair, text: str) -> Known:
    """Return the texts of a former file of data, that at the same place first: it may have moved."""
    found = _data(text, side.language)
    for key in sorted(found, key=lambda one: pair.text is None or one != pair.text.key):
        yield found[key], frozenset({signature((said(found[key]),))})


def _former(pair: Pair, side: Words) -> Former:
    if side.page:
        return Former(side.place.path, side.raw, lambda text: side.raw in text, lambda text: _section(side, pair, text))
    # To read a file of data takes long, and hundreds of texts may be in it: only what an original was is read.
    key = pair.text.key if pair.text and side is pair.there else None

    def find(text: str) -> str | None:
        words = None if key is None else _data(text, side.language).get(key)
        return side.raw if words and sense_of(signature((said(words),))) == sense_of(side.signature) else words

    return Former(side.place.path, side.raw, lambda text: side.raw in _written(text), find)


def _section(side: Words, pair: Pair, text: str) -> str | None:
    """Return what a section was in a former text, or what it is where that says the same."""
    old = _page(side, text)
    if pair.name not in old.signatures:
        return None
    same = sense_of(old.signatures[pair.name]) == sense_of(side.signature)
    return side.raw if same else raw_of(old, pair.name)


def _page(side: Words, text: str) -> Page:
    return _read(text, side.place.path, side.language, side.page.id if side.page else "")


@lru_cache(_REMEMBERED)
def _read(text: str, path: str, language: str, id: str) -> Page:
    return read_page(Source(path, text), language, id)


@lru_cache(10 * _REMEMBERED)
def _written(text: str) -> frozenset[str]:
    """Return the values that a text of YAML may hold, without reading it as such, which takes long."""
    return frozenset(quoted.replace('\\"', '"') or plain.strip() for quoted, plain in _VALUE.findall(text))


@lru_cache(_REMEMBERED)
def _data(text: str, language: str) -> Mapping[KeyPath, str]:
    """Return the texts in a language that a file of data holds, by their path."""
    values = nested(read_document(Source("", text), "invalid-data").value)
    return {path[:-1]: one for path, one in values if path[-1:] == (language,) and isinstance(one, str)}
