"""Sign translations off: write what both sides say now into the page, or into the ledger of the texts of data."""

from collections.abc import Mapping

from guiaviva.errors import CannotJudgeError
from guiaviva.guide import pairs
from guiaviva.guide.guide import Guide
from guiaviva.reading.front_matter import UneditableError, scalar, with_entries
from guiaviva.reading.pages import Page
from guiaviva.translations.records import FIELD, PATH, Record, Text, recorded, written_ledger


def signed_page(guide: Guide, page: Page, source: Page, signed: Mapping[str, Record]) -> bytes:
    """Return the content of the file of a translation with what is signed off now, beside what was before.

    Sections that one of the pages no longer has are left out. Raises CannotJudgeError where it cannot be changed.
    """
    known = {**recorded(page), **signed}
    ids = [id for id in source.signatures if id in known and id in page.signatures]
    entries = {id: str(known[id]) for id in ids}
    try:
        return with_entries(page, guide.folder.read(page.path), FIELD, entries)
    except UneditableError:
        lines = " ".join(f"{scalar(id)}: {record}" for id, record in entries.items())
        raise CannotJudgeError("front-matter-unusual", path=page.path, lines=lines) from None


def signed_ledger(guide: Guide, signed: Mapping[Text, Record]) -> str:
    """Return the ledger with what is signed off now; texts and languages that are gone are left out of it."""
    records: dict[str, dict[str, dict[str, Record]]] = {}
    for text, _, _, now in pairs.texts_of(guide):
        if one := signed.get(text) or guide.ledger.of(text, now.source, now.translation):
            records.setdefault(text.path, {}).setdefault(text.name, {})[text.language] = one
    return written_ledger(records) if records else ""


def everything(guide: Guide) -> Mapping[str, bytes]:
    """Return the files of a guide, by path, with all of its translations signed off."""
    files = {}
    for page, source in guide.translations:
        files[page.path] = signed_page(guide, page, source, pairs.current(page, source))
    texts = {text: now for text, _, _, now in pairs.texts_of(guide)}
    return files | ({PATH: signed_ledger(guide, texts).encode()} if texts else {})
