"""Records of translations in their former form, which had the hash of the original alone, are taken along.

A section whose original is as it was recorded is taken for signed off as it stands; another stays as it was recorded,
and is reported.
"""

from collections.abc import Sequence
from pathlib import PurePosixPath

from guiaviva.reading.files import decode
from guiaviva.reading.front_matter import UneditableError, with_entries
from guiaviva.reading.pages import Page, read_page
from guiaviva.translations.records import FIELD, Record, recorded
from guiaviva.upgrading.changes import Changes

_RULE = "invalid-page"


def take_along(changes: Changes, languages: Sequence[str]) -> None:
    """Have the records of all translations written in their present form. `languages` are those of the guide."""
    for path in list(changes.files("docs")):
        parts = PurePosixPath(path).parts
        original = changes.root.joinpath("docs", *languages[:1], *parts[2:])
        if path.endswith(".md") and parts[1] in languages[1:] and original.is_file():
            data = (changes.root / path).read_bytes()
            page, source = (_page(one, data) for one, data in ((path, data), (str(original), original.read_bytes())))
            known = recorded(page)
            if any(one.former for one in known.values()) and page.whole and source.whole:
                entries = {id: str(_now(id, one, page, source)) for id, one in known.items()}
                try:
                    changes.write(path, with_entries(page, data, FIELD, entries).decode("utf-8-sig"), "records")
                except UneditableError:
                    continue


def _now(id: str, record: Record, page: Page, source: Page) -> Record:
    """Return a record in its present form, where the original is as it was recorded."""
    same = record.former and id in page.signatures and record.former in source.former_hashes.get(id, ())
    return Record(source.signatures[id], page.signatures[id]) if same else record


def _page(path: str, data: bytes) -> Page:
    return read_page(decode(path, data, _RULE), "", "")
