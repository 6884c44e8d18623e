"""The names and values that stand beside a link to what they are of."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.prose.figures import value_of
from guiaviva.reading.pages import Page
from guiaviva.rules.contradiction.reader import Reader

_INDICATOR = re.compile(r"plans/([\w-]+)\.md#indicator-([\w-]+)\Z")
# A cell that begins with a number.
_VALUE = re.compile(r"[ *_]*(\d+(?:[.,\u00a0\u202f ]\d+)*)(?![\w/-])")
_PAGE_OF = re.compile(r"(roles|networks)/([\w-]+)\.md\Z")


class LinkedStatements:
    """What pages say of what they link to."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.guide, self.figures = reader, reader.guide, reader.figures

    def findings(self, page: Page) -> Iterator[Finding]:
        """Return what is said beside the links of a page and data does not say."""
        yield from self.title(page)
        yield from self.names(page)
        yield from self.measured(page)

    def names(self, page: Page) -> Iterator[Finding]:
        """Return the links to the page of a role or a network whose text is the name of another.

        A link to a section of it may well name whom that section is about.
        """
        for link in page.links:
            match = _PAGE_OF.match(posixpath.normpath(posixpath.join(posixpath.dirname(page.id), link.target)))
            if match and (other := self._other(match[1], match[2], link.text)):
                # Of many links that say so the name in data may be that of another.
                values = {"expected": self._names[match[1]][match[2]], "path": f"data/{match[1]}.yml"}
                about = f"{match[2]} {other}"
                yield found("contradiction", link.place, variant="name", found=link.text, about=about, **values)

    def title(self, page: Page) -> Iterator[Finding]:
        """Return the title of the page of a role or a network that is the name of another: data has exchanged them."""
        match = _PAGE_OF.match(f"{page.id}.md")
        if match and (other := self._other(match[1], match[2], page.title)):
            entry: Entry[Any] = getattr(self.guide.facts, match[1])[match[2]]
            values = {"expected": self._names[match[1]][match[2]], "path": f"data/{match[1]}.yml"}
            about = f"{match[2]} {other}"
            one = found("contradiction", page.at(), variant="title", found=page.title, about=about, **values)
            yield one.because_of(entry.value_place("name"))

    def _other(self, kind: str, key: str, said: str) -> str:
        """Return which other role or network has as its name what is said of this one, or ""."""
        names = {each: name.casefold() for each, name in self._names[kind].items() if name}
        own = names.get(key)
        others = (each for each, name in names.items() if name == said.casefold() != own)
        return next(others, "") if own else ""

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, str]]:
        facts = self.guide.facts
        roles = {key: entry.record.name.get(self.reader.language, "") for key, entry in facts.roles.items()}
        return {
            "roles": roles,
            "networks": {key: entry.record.called(self.reader.language) for key, entry in facts.networks.items()},
        }

    def measured(self, page: Page) -> Iterator[Finding]:
        """Return the values of an indicator, in the row that links to it, that are not those of its plan that day."""
        links = [link for link in page.links if "#indicator-" in link.target]
        lines = page.source.text.split("\n") if links else []
        for link in links:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page.id), link.target))
            match, row = _INDICATOR.match(path), lines[link.place.line - 1]
            plan = self.guide.facts.plans.get(match[1]) if match and row.startswith("|") else None
            indicator = plan.indicators.get(match[2]) if plan and match else None
            if match is None or indicator is None:
                continue
            head = link.place.line - 1
            while head and lines[head - 1].startswith("|"):
                head -= 1
            days = [next(self.figures.dates(cell), None) for cell in lines[head].split("|")]
            for number, cell in enumerate(row.split("|")):
                day = next(self.figures.dates(cell), None) or (days[number] if number < len(days) else None)
                value = _VALUE.match(cell)
                known = [
                    one.value
                    for one in (indicator.record.baseline, indicator.record.target)
                    if one and one.date and day and day.year and day.may_be(one.date)
                ]
                if value and known and value_of(value[1]) not in known:
                    start = sum(len(line) + 1 for line in lines[: link.place.line - 1])
                    start += sum(len(one) + 1 for one in row.split("|")[:number]) + value.start(1)
                    place = page.source.place_of(start, start + len(value[1]))
                    values = {"path": f"data/plans/{match[1]}.yml", "key": match[2]}
                    one = found(
                        "contradiction", place, variant="measured", found=value[1], expected=tuple(known), **values
                    )
                    at = indicator.place("target")
                    yield replace(one, about=f"{at}", cause=at)
