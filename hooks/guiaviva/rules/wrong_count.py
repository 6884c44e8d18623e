"""What a page says that there are so many of is as many: in the list that follows, and in data.

An item is added or taken away, and the number above stays. Readers then look for one that is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from typing import Any

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide
from guiaviva.prose.figures import Figures
from guiaviva.prose.phrases import any_of, roots
from guiaviva.prose.services import lines_of, places_of
from guiaviva.prose.statements import stated
from guiaviva.reading.pages import Page

_ITEM = re.compile(r"([ ]*)(?:[-*+]|\d+[.)])[ ]")
# An item of a list within a sentence is so many words at most: what is longer may have commas of its own.
_WORDS = 5
_SEVERAL = 3
# A number that is farther off counts something else: «nou», which in Catalan is nine and new.
_FARTHEST = 3
# The words that make a number a bound are so long at most: «a minimum of».
_LONGEST = 24
# Where the records are that are counted; those of a plan are in its own file.
_FILES = {
    "levels": "data/crisis.yml",
    "trials": "data/networks.yml",
    "networks": "data/networks.yml",
    "situations": "data/situations.yml",
    "accounts": "data/accounts.yml",
    "languages": "data/institution.yml",
}
# What shows that a sentence is a condition is within so many signs before.
_SENTENCE = 200


def check_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    reader = cache(partial(_Reader, guide))
    for page in guide.published(pages):
        if page.language in guide.model.prose:
            yield from reader(page.language).findings(page)


class _Reader:
    """Counts what the pages of one language announce."""

    def __init__(self, guide: Guide, language: str) -> None:
        spec = guide.model.prose[language]
        self.guide, self.figures = guide, Figures(spec.figures)
        self.numbers = {word.casefold(): number for word, number in spec.figures.numbers.items() if number > 1}
        self.roots = roots(self.numbers)
        units = [word for words in spec.figures.units.values() for word in words]
        # What is measured is not listed, nor two of several; with an article, it is somebody who does what is listed.
        small = [*spec.gaps.articles, *spec.gaps.contracting, *spec.pasted.of]
        measured = any_of([*units, *spec.figures.months, *spec.people.counted, *small], after="")
        known = any_of(small)
        self.head = re.compile(
            rf"(?<![\w'’-])(?P<known>{known}[ ]+)?(?P<n>{any_of(self.numbers)})[ ]+(?!{measured})"
            rf"[^\W\d_]+(?:[ ]+[^\W\d_]+){{0,4}}[*_]*:[*_]*(?P<rest>[ ][^.;:\n]*|$)",
        )
        bounds = [*spec.figures.silent.get("least", ()), *spec.figures.cues.get("most", ())]
        self.bound = re.compile(rf"{any_of(bounds)}[ *_]*\Z")
        joins = "|".join(map(re.escape, spec.figures.joins)) or "(?!)"
        self.joins = re.compile(rf"[ ]+(?:{joins})[ ]+", re.IGNORECASE)

    def findings(self, page: Page) -> Iterator[Finding]:
        """Return the numbers of a page that are not how many there are."""
        text = stated(page)
        lines = text.split("\n")
        start = 0
        for number, line in enumerate(lines):
            # Most lines announce nothing, and to find that out in this way is fast.
            likely = ":" in line and any(map(line.casefold().__contains__, self.roots))
            for head in self.head.finditer(line) if likely else ():
                said = self.numbers[" ".join(head["n"].casefold().split())]
                counted = self._below(lines, number) if not head["rest"].strip() else self._within(head["rest"])
                near = counted and min(abs(said - one) for one in counted) <= _FARTHEST
                known = head["known"] and not head["rest"].strip()
                bound = self.bound.search(line, max(0, head.start() - _LONGEST), head.start("n"))
                if near and said not in counted and not known and not bound:
                    place = page.source.place_of(start + head.start("n"), start + head.end("n"))
                    yield found("wrong-count", place, found=head["n"], expected=counted[-1])
            start += len(line) + 1
        yield from self._totals(page, text)

    def _below(self, lines: list[str], head: int) -> Sequence[int]:
        """Return how many items may be below a line: of a list that goes on after a text, and of its first part."""
        items, end = _items(lines, head)
        following = lines[end] if items and end < len(lines) else ""
        more = _items(lines, end)[0] if following.rstrip(" *_").endswith(":") else 0
        return (*((items + more,) if more else ()), items) if items else ()

    def _within(self, rest: str) -> Sequence[int]:
        """Return how many items a list within a sentence may have: an «and» may be within one."""
        items = [one.strip() for one in re.sub(r"[\[\]*_]", "", rest).split(",")]
        # «a, b, and c»: the comma parts the last one too.
        comma, last = self.joins.match(f" {items[-1]}"), self.joins.split(f" {items[-1]}")
        pieces = [*items[:-1], *filter(str.strip, last)]
        short = all(0 < len(piece.split()) <= _WORDS and not re.search(r"\d", piece) for piece in pieces)
        if len(pieces) < _SEVERAL or not short or len(last) < 2:
            return range(0)
        parts = [part for piece in pieces for part in self.joins.split(piece.strip()) if part]
        return range(len(items) + (not comma), len(parts) + 1)

    def _totals(self, page: Page, text: str) -> Iterator[Finding]:
        counted, reported = self._counted(page), -1
        likely = [(kind, root, each) for kind, root, each in self._patterns if root in page.source.folded]
        places = [(one.start("n"), kind, one) for kind, root, each in likely for one in _in_lines(each, root, text)]
        for place, kind, match in sorted(places, key=lambda one: one[0]):
            written = " ".join(match["n"].casefold().split())
            said = int(written) if written.isdecimal() else self.numbers[written]
            before = re.split(r"[.!?;]\s|\n", text[max(0, match.start() - _SENTENCE) : match.start()])[-1]
            told = self.figures.says("condition", before) or self.figures.says("past", before)
            # Two phrases may have the same number.
            if counted[kind] and said not in counted[kind] and not told and place != reported:
                reported, expected = place, max(counted[kind])
                values: dict[str, Any] = {"found": match[0], "expected": expected}
                one = found("wrong-count", page.source.place(match), variant="data", about=kind, **values)
                # Where every language says so, a record may have been lost.
                yield one.because_of(Place(_FILES.get(kind, f"data/{page.id}.yml")))

    @cached_property
    def _patterns(self) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
        """Return what finds each phrase, with the kind of what it counts and a word that is in every such text."""
        number = rf"(?P<n>\d{{1,2}}|{any_of(self.numbers)})"
        return tuple(
            (
                kind,
                max(phrase.casefold().replace("{n}", "").split(), key=len),
                re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)".replace(r"\{n\}", number), re.IGNORECASE),
            )
            for kind, phrases in self.figures.words.totals.items()
            for phrase in phrases
        )

    def _counted(self, page: Page) -> Mapping[str, frozenset[int]]:
        """Return how many there may be said to be of each kind on a page, or nothing where data could not be read."""
        facts = self.guide.facts
        status = [entry.record.status for entry in facts.networks.values()]
        read = len(facts.keys["networks"]) == len(status)
        open_, trials = len(status) - status.count("closed"), status.count("trial")
        plan = facts.plans.get(page.id.removeprefix("plans/"))
        accounts = [entry.record for entry in facts.accounts.values()]
        used = [one.status for one in accounts] if len(accounts) == len(facts.keys["accounts"]) else []
        situations = len(facts.situations) if len(facts.situations) == len(facts.keys["situations"]) else 0
        return {
            "levels": frozenset({len(facts.levels)} if facts.levels else ()),
            "trials": frozenset({trials} if read else ()),
            "networks": frozenset({len(status), open_, open_ - trials} if read else ()),
            "indicators": frozenset({len(plan.written("indicators"))} if plan else ()),
            "objectives": frozenset({len(plan.written("objectives"))} if plan else ()),
            "audiences": frozenset({len(plan.written("audiences"))} if plan else ()),
            "situations": frozenset({situations} if situations else ()),
            "accounts": frozenset({used.count("active"), len(used) - used.count("closed")} if used else ()),
            "languages": frozenset({len(self.guide.institution.languages)}),
        }


def _in_lines(pattern: re.Pattern[str], root: str, text: str) -> Iterator[re.Match[str]]:
    """Return the matches of a pattern in the lines of a text that have a word which is in each of them."""
    folded = text.casefold()
    # Folded, few texts are longer; in those a place is another.
    lines = lines_of(text, places_of(folded, root)) if len(folded) == len(text) else [(0, len(text))]
    return (match for line in lines for match in pattern.finditer(text, *line))


def _items(lines: Sequence[str], head: int) -> tuple[int, int]:
    """Return how many items the list below a line has, and the number of the line after it."""
    first = next((number for number in range(head + 1, len(lines)) if lines[number].strip()), 0)
    begins = _ITEM.match(lines[first]) if first else None
    items = 0
    for number in range(first, len(lines)) if begins else ():
        item = _ITEM.match(lines[number])
        if lines[number].strip() and not item and not lines[number].startswith(" "):
            return items, number
        items += bool(item and begins and item[1] == begins[1])
    return items, len(lines)
