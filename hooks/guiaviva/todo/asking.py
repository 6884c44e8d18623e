"""How what is left to write is asked of somebody who has not the guide before them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from guiaviva.diagnostics import Finding, Place
from guiaviva.facts import schema
from guiaviva.facts.loading import Entry
from guiaviva.guide import Guide
from guiaviva.guide.blocks import block_name
from guiaviva.progress import Part, Parts
from guiaviva.reading.pages import Page
from guiaviva.wording import Speaker

PROMPT = "placeholder-text"
"""The rule that finds prompts."""
GAP = "………"
"""What stands in a sentence in the place of a prompt."""
# A prompt of fewer words asks nothing without the sentence in which it stands.
_QUESTION = 4
# How much of a section is shown, at most, to whoever is to confirm it.
_QUOTED = 1200
_SAYING = ("paragraph", "item", "row", "box")
_MARKS = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_ROW = re.compile(r" *\| *")
_LETTER = re.compile(r"[^\W\d_]")
# The block that shows what a rule finds missing in data.
_SHOWN_BY = {"working-hours-unknown": "service-hours"}


@dataclass(frozen=True)
class Asking:
    """What is said with a question, from a guide, in the language of its speaker."""

    guide: Guide
    speaker: Speaker
    parts: Parts
    findings: tuple[Finding, ...]

    def question(self, one: Finding, what: str, context: str) -> str:
        """Return what is asked, as a heading: of a rule in words of its own, of a gap that there is one."""
        words = self.speaker.words["todo"]
        if (key := f"ask-{one.rule}") in words and one.variant in ("", "kept"):
            return self.speaker.fill(words[key], one.values)
        if one.rule == PROMPT and context and len(what.split()) < _QUESTION:
            return self.speaker.fill(words["gap"], {"what": what})
        return what

    def context(self, one: Finding, text: str) -> str:
        """Return the text in which a prompt stands, with a gap for it, or "" where there is nothing besides."""
        found = str(one.values["found"])
        said = " ".join(_MARKS.sub("", text or self._passage(one.place)).split())
        around = said.replace(found, GAP)
        return around if found in said and _LETTER.search(around) else ""

    def _passage(self, place: Place) -> str:
        page = self._pages.get(place.path)
        above = [one for one in self.guide.passages(page) if one.line <= place.line] if page else []
        return above[-1].text if above else ""

    @cached_property
    def _pages(self) -> Mapping[str, Page]:
        return {page.path: page for page in self.guide.pages.values()}

    def about(self, part: Part) -> str:
        """Return the name of the record that is a part of a guide, or "" for any other part, or one without name."""
        entry = self._entries.get(part.start)
        return self._name(entry) if entry else ""

    @cached_property
    def _entries(self) -> Mapping[Place, Entry[Any]]:
        return {entry.place(): entry for entry in self.guide.facts.entries()}

    def _name(self, entry: Entry[Any]) -> str:
        record, networks = entry.record, self.guide.facts.networks
        if isinstance(record, schema.Institution):
            return ""
        if isinstance(record, schema.PlanNetwork | schema.Account | schema.Network):
            network = networks.get(record.network if isinstance(record, schema.Account) else entry.key)
            return network.record.called(self.speaker.language) if network else ""
        name = getattr(record, "name", None)
        said = self.speaker.pick(name) if isinstance(name, Mapping) and name else str(name or "")
        # Its name may be what is asked.
        return "" if said.startswith("[") else said

    def waits(self, places: Collection[str]) -> bool:
        """Return whether something is still to be written where a decision is said, so that it cannot be confirmed."""
        return any(key in self._open or any(one.startswith(f"{key}#") for one in self._open) for key in places)

    @cached_property
    def _open(self) -> frozenset[str]:
        """The names of the parts of pages in which something is still to be answered."""
        shown = {_SHOWN_BY[one.rule] for one in self.findings if one.rule in _SHOWN_BY}
        asked = {self.parts.at(one.place).name for one in self.findings if one.rule == PROMPT}
        return frozenset(asked | {*self._showing(shown)})

    def _showing(self, blocks: Collection[str]) -> Iterator[str]:
        for page in self.guide.source_pages if blocks else ():
            for section in page.sections[1:]:
                if any(block_name(block) in blocks for block in section.blocks):
                    yield f"{page.id}#{section.id}"

    def quoted(self, page: Page, anchor: str) -> str:
        """Return what a page says below a heading, or from its beginning, with a last line where that is not all."""
        section = page.section(anchor) if anchor else None
        first = section.place.line if section else 0
        last = next((one.place.line for one in page.sections if section and one.place.line > first), None)
        below = [one for one in self.guide.passages(page) if one.line > first and (last is None or one.line < last)]
        said: list[str] = []
        for one in below:
            if one.kind in _SAYING and sum(map(len, said)) + len(one.text) <= _QUOTED:
                said.append(_ROW.sub(" · ", one.text.strip(" |")))
        # What data says is shown there by blocks.
        blocks = section.blocks if section else page.blocks
        if blocks or len(said) < sum(one.kind in _SAYING for one in below):
            said.append(self.speaker.fill(self.speaker.words["todo"]["sheet-more"], {}))
        return "\n".join(said)
