"""What was changed, in words: sections of a page and records by their name, not lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from guiaviva.editing.changes import shown
from guiaviva.editing.places import kind_of
from guiaviva.editing.records.comparing import compared
from guiaviva.editing.records.forms import found_at, named
from guiaviva.editing.records.wording import Labels
from guiaviva.editing.unsent import Changed
from guiaviva.facts.loading import COLLECTIONS
from guiaviva.guide import Guide
from guiaviva.guide.pairs import heading
from guiaviva.language import choose
from guiaviva.locales import counted, language_name
from guiaviva.reading.documents import read_document
from guiaviva.reading.files import Source
from guiaviva.reading.pages import TOP, Page, read_page
from guiaviva.translations.records import PATH as LEDGER
from guiaviva.translations.records import read_ledger

_NAMES = ("name", "term", "title", "handle", "statement", "decided")


@dataclass(frozen=True)
class Told:
    """A changed file in words: «2 sections of Tone», and what they are called."""

    path: str
    text: str
    names: tuple[str, ...] = ()


def told(guide: Guide, changed: Sequence[Changed], labels: Labels) -> tuple[Told, ...]:
    """Return what was changed, in the language of the labels of the forms."""
    return tuple(_Teller(guide, labels).told(one) for one in changed)


def called(guide: Guide, path: str, labels: Labels) -> str:
    """Return what a file of the guide is called: a page by its title and language, data by its kind, or by its path."""
    page, teller = guide.by_path.get(path), _Teller(guide, labels)
    return teller.titled(page) if page else teller.file(path)


def message(some: Sequence[Told]) -> str:
    """Return what was changed as lines of a message: `- 1 reply: Opening hours`."""
    return "\n".join(f"- {one.text}{': ' if one.names else ''}{', '.join(one.names)}" for one in some)


@dataclass(frozen=True)
class _Teller:
    guide: Guide
    labels: Labels

    @property
    def language(self) -> str:
        return self.labels.language

    def told(self, one: Changed) -> Told:
        kind = kind_of(one.path, self.guide.languages)
        if one.path == LEDGER:
            return Told(one.path, self.say("ledger"), tuple(self.validated(one)))
        if kind == "text":
            return self.page(one)
        name = PurePosixPath(one.path)
        if kind == "picture":
            return Told(one.path, self.say(f"picture-{_how(one)}"), (name.name,))
        if one.path == f"data/{name.stem}.yml" and name.stem in COLLECTIONS:
            return self.records(one, name.stem)
        if one.before is not None and one.after is not None and (found := self.differences(one)):
            return Told(one.path, *found)
        return Told(one.path, self.say(f"data-{_how(one)}"), (self.file(one.path),))

    def differences(self, one: Changed) -> tuple[str, tuple[str, ...]] | None:
        """Return what a file is called that holds one whole, such as a plan, and its parts that differ."""
        before, after = (_text(data) or "" for data in (one.before, one.after))
        found = compared(self.guide, one.path, before, after, self.labels)
        names = (f"{each.kind}: {each.name}" for each in found)
        name = self.file(one.path)
        return (name, tuple(each for each in names if not each.endswith(f": {name}"))) if found else None

    def file(self, path: str) -> str:
        """Return what a file of data is called: the plan that it holds, or its kind; else its name."""
        found = found_at(self.guide, path, ())
        kind = self.labels.kinds.get(PurePosixPath(path).stem) if path.startswith("data/") else None
        return named(self.guide, found, self.labels) if found else kind or path.removeprefix("data/")

    def validated(self, one: Changed) -> Iterator[str]:
        """Return the titles of the pages, and the names of the files, of which translations were validated."""
        before, after = (read_ledger(_text(data) or "").records for data in (one.before, one.after))
        titles = {page.path: page.title for page in self.guide.source_pages}
        differing = (path for path in dict.fromkeys((*after, *before)) if before.get(path) != after.get(path))
        yield from dict.fromkeys(titles.get(path) or self.file(path) for path in differing)

    def page(self, one: Changed) -> Told:
        before, after = (_page(one.path, data) for data in (one.before, one.after))
        page = after or before
        assert page is not None
        name = self.titled(page)
        if before is None or after is None:
            return Told(one.path, self.say(f"page-{_how(one)}", title=name))
        ids = [id for id in _ids(before, after) if before.signatures.get(id) != after.signatures.get(id)]
        if not ids:
            return Told(one.path, self.say("page-otherwise", title=name))
        titles = (self.title(after if id in after.signatures else before, id) for id in ids)
        return Told(one.path, self.count("section", len(ids), title=name), tuple(titles))

    def titled(self, page: Page) -> str:
        """Return the title of a page, with its language where there are several."""
        name = page.title or page.id
        return f"{name} ({language_name(self.language, page.language)})" if len(self.guide.languages) > 1 else name

    def title(self, page: Page, id: str) -> str:
        top = choose(self.guide.model.words["page-part"]["top"], self.language)
        return top if id == TOP else heading(page, id)[0] or id

    def records(self, one: Changed, collection: str) -> Told:
        before, after = (_records(one.path, data) for data in (one.before, one.after))
        keys = [key for key in dict.fromkeys((*after, *before)) if before.get(key) != after.get(key)]
        if not keys:
            return Told(one.path, self.say("data-changed"), (self.file(one.path),))
        names = (self.name(after.get(key) or before.get(key)) or str(key) for key in keys)
        return Told(one.path, self.count(collection, len(keys)), tuple(names))

    def name(self, record: Any) -> str:
        """Return what a record is called that may be of any form."""
        values = (record.get(field) for field in _NAMES) if isinstance(record, Mapping) else ()
        for value in values:
            if isinstance(value, Mapping):
                texts = {str(key): text for key, text in value.items() if isinstance(text, str)}
                return choose(texts, self.language, self.guide.source_language) if texts else ""
            if isinstance(value, str):
                return value
        return ""

    def say(self, key: str, **values: str) -> str:
        return choose(self.guide.model.words["sending"][key], self.language).format(**values)

    def count(self, key: str, count: int, **values: str) -> str:
        text, _ = counted(self.guide.model.words, "sending", key, count, self.language)
        return text.format(count=count, **values)


def _how(one: Changed) -> str:
    return "new" if one.before is None else "gone" if one.after is None else "changed"


def _ids(before: Page, after: Page) -> Iterator[str]:
    return iter(dict.fromkeys((*after.signatures, *before.signatures)))


def _page(path: str, data: bytes | None) -> Page | None:
    text = _text(data)
    if text is None:
        return None
    _, language, *rest = path.removesuffix(".md").split("/")
    return read_page(Source(path, text), language, "/".join(rest))


def _records(path: str, data: bytes | None) -> Mapping[Any, Any]:
    value = read_document(Source(path, _text(data) or ""), "invalid-data").value
    return value if isinstance(value, Mapping) else {}


def _text(data: bytes | None) -> str | None:
    try:
        return None if data is None else shown(data)
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace") if data else ""
