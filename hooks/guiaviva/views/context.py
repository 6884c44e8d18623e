"""For whom a view is made: the guide, the language, the page and the block."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from guiaviva.diagnostics import Diagnostic
from guiaviva.facts.loading import Entry
from guiaviva.guide import Guide, rows
from guiaviva.language import FALLBACK, choose
from guiaviva.reading.validation import Record
from guiaviva.views.parts import Foreign, PageLink

if TYPE_CHECKING:
    from babel import Locale

R = TypeVar("R")
E = TypeVar("E", bound=Record)


@dataclass(frozen=True)
class Context:
    """A block that is being shown: in which guide, language and page (its id), with its argument and content."""

    guide: Guide
    language: str
    page: str = ""
    argument: str = ""
    content: str = ""
    diagnostics: Callable[[str], tuple[Diagnostic, ...]] = field(default=lambda _: (), compare=False)
    """What the check reports of the guide, in the words of a language."""

    @property
    def key(self) -> str:
        """The key that the block is about: as given, or by the name of the page."""
        words = self.argument.split()
        return words[1] if len(words) > 1 else self.page.rsplit("/", 1)[-1]

    def text(self, texts: Mapping[str, str] | None) -> str:
        """Return a text in the language of the page, else in the source language."""
        return choose(texts, self.language, self.guide.source_language)

    def as_written(self, text: str) -> Foreign | str:
        """Return a text that data has in the source language alone."""
        source = self.guide.source_language
        return text if self.language == source else Foreign(text, source)

    def word(self, key: str, group: str = "block") -> str:
        """Return a word of the interface."""
        return choose(self.guide.model.words[group][key], self.language, FALLBACK)

    def day(self, day: date | None) -> str:
        """Return a date as it is written in the language, or "" for none."""
        if day is None:
            return ""
        months = self.word("months").split("|")
        return self.word("day").format(day=day.day, month=months[day.month - 1], year=day.year)

    def number(self, value: float) -> str:
        """Return a number as it is written in the language."""
        locale = locale_of(self.language)
        return str(_numbers().format_decimal(round(value, 6), locale=locale, decimal_quantization=False))

    def percent(self, share: float) -> str:
        """Return a share of one as a percentage, as it is written in the language, with a decimal where it has one."""
        locale = locale_of(self.language)
        return str(_numbers().format_percent(round(share, 3), locale=locale, decimal_quantization=False))

    def month(self, month: int, width: str = "abbreviated") -> str:
        """Return the name of a month as it is written by itself; `width` is that of Babel."""
        return str(calendar_of(self.language)["months"]["stand-alone"][width][month])

    def counted(self, key: str, group: str, count: int | str, **values: str) -> str:
        """Return a text for so many: `⟨key⟩-one` or `⟨key⟩-many`, with the {count} and other values filled in."""
        form = "one" if str(count) == "1" else "many"
        return self.word(f"{key}-{form}", group).format(count=count, **values)

    def anchors(self) -> Mapping[str, str]:
        """Return the id of each row by its key."""
        name = self.argument.split()[0]
        anchor = self.guide.model.blocks.guide[name].anchor
        return {id.removeprefix(f"{anchor}-"): id for id in rows.ids_of(self.guide, name, self.key)}

    def rows(self, records: Mapping[str, R]) -> list[tuple[str, R]]:
        """Return records, by key, each with the id of its row. Raises KeyError for one that has no row."""
        anchors = self.anchors()
        return [(anchors[key], record) for key, record in records.items()]

    def records(self, entries: Mapping[str, Entry[E]]) -> list[tuple[str, E]]:
        """Return the records of entries, each with the id of its row. Raises KeyError for one that has no row."""
        return [(anchor, entry.record) for anchor, entry in self.rows(entries)]

    def to_page(self, id: str, text: str, anchor: str = "") -> PageLink | str:
        """Return a link to a page of the guide, or only its text where there is no such page or it is this one."""
        if self.guide.shown(self.language, id) is None:
            return text
        if id == self.page:
            return PageLink(text, "", anchor) if anchor else text
        return PageLink(text, id, anchor)

    def to_place(self, place: str, text: str) -> PageLink | str:
        """Return a link to a place as data names it: `page` or `page#section`."""
        page, _, anchor = place.partition("#")
        return self.to_page(page, text, anchor)

    def file(self, name: str) -> str:
        """Return where a file of the language is, from the top of the site."""
        return name if self.language == self.guide.source_language else f"{self.language}/{name}"


@cache
def locale_of(language: str) -> Locale:
    """Return what Babel knows of a language, or of English where it knows nothing of it."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(FALLBACK)


@cache
def calendar_of(language: str) -> Mapping[str, Any]:
    """Return the names of the `months` and `days` in a language, by use, width and number, as Babel has them."""
    from babel import localedata

    # Babel resolves what is as elsewhere in data that languages share: the next would get the months of this one.
    data: dict[Any, Any] = {**localedata.load(str(locale_of(language)))}
    data |= {name: deepcopy(data[name]) for name in ("months", "days")}
    return localedata.LocaleDataDict(data)


def _numbers() -> Any:
    """Return the module of numbers, which takes time to load and most pages do without."""
    from babel import numbers

    return numbers
