"""For whom a view is made: the guide, the language, the page and the block."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import TypeVar

from guiaviva import locales
from guiaviva.diagnostics import Diagnostic
from guiaviva.facts.loading import Entry
from guiaviva.guide import Guide, rows
from guiaviva.language import FALLBACK, ForeignText, chosen
from guiaviva.reading.validation import Record
from guiaviva.views.parts import Foreign, PageLink

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
        return chosen(texts, self.language, self.guide.source_language)

    def as_written(self, text: str) -> Foreign | str:
        """Return a text that data has in the source language alone."""
        source = self.guide.source_language
        return text if self.language == source else Foreign(text, source)

    def word(self, key: str, group: str = "block") -> str:
        """Return a word of the interface."""
        return self.pick(self.guide.model.words[group][key])

    def pick(self, texts: Mapping[str, str] | None) -> str:
        """Return a text of the program in the language of the page, else in English."""
        return chosen(texts, self.language, FALLBACK)

    @property
    def spoken(self) -> str:
        """The language of the program's words: that of the page, or English where the program has no words in it."""
        return self.language if self.language in self.guide.model.languages else FALLBACK

    @property
    def locale(self) -> str:
        """The code by which a browser knows how the program's words are written."""
        return locales.locale_code(self.guide.model.words, self.spoken)

    @property
    def comma(self) -> str:
        """What the language of the page puts between the items of a list."""
        return locales.comma(self.language)

    def dates(self) -> locales.Dates:
        """Return how dates are written, which stand among the program's words."""
        return locales.dates(self.guide.model.words, self.spoken)

    def day(self, day: date | None) -> str:
        """Return a date as it is written in the language, or "" for none."""
        return self._spoken(self.dates().text(day)) if day else ""

    def short_day(self, day: date | None) -> str:
        """Return a date in short, which stays on one line, or "" for none."""
        return self._spoken(locales.short_date(self.guide.model.words, self.spoken, day)) if day else ""

    def clock(self, hour: time) -> str:
        """Return an hour of the day as it is written in the language."""
        return locales.clock(self.guide.model.words, self.spoken, hour)

    def number(self, value: float) -> str:
        """Return a number as it is written in the language."""
        return locales.number(self.guide.model.words, self.language, value)

    def percent(self, share: float) -> str:
        """Return a share of one as a percentage, as it is written in the language, with a decimal where it has one."""
        return locales.percent(self.guide.model.words, self.language, share)

    def language_name(self, code: str) -> str:
        """Return what a language is called in that of the page."""
        return self._spoken(locales.language_name(self.spoken, code))

    def month(self, month: int, width: str = "abbreviated") -> str:
        """Return the name of a month as it is written by itself; `width` is that of Babel."""
        return str(locales.calendar_of(self.spoken)["months"]["stand-alone"][width][month])

    def counted(self, key: str, group: str, count: float, **values: str) -> str:
        """Return a text for so many, with the {count}, as the language writes it, and other values filled in."""
        text, language = locales.counted(self.guide.model.words, group, key, count, self.language)
        shown = text.format(count=self.number(count), **values)
        return shown if language == self.language else ForeignText(shown, language)

    def voice(self, *groups: str) -> dict[str, str]:
        """Return in which language and direction the words of some groups are, for a script that shows them."""
        words = self.guide.model.words
        own = any(self.language in texts for group in groups for texts in words[group].values())
        language = self.language if own else FALLBACK
        return {"lang": language, "dir": locales.direction(language)}

    def _spoken(self, text: str) -> str:
        """Return a text in the language of the program's words."""
        return text if self.spoken == self.language else ForeignText(text, self.spoken)

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
        return self.guide.site_folder(self.language) + name
