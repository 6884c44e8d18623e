"""How much of a guide is written, and what is left: the findings of the rules that say what is still to be written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide
from guiaviva.judgement import Judgement
from guiaviva.levels import level_of


@dataclass(frozen=True)
class Progress:
    """How many parts of a guide are done, of how many. A part is a page, a section of one, or a record of data."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        """What is done, in whole per cent; 100 only where nothing is left."""
        return 100 * self.done // self.total if self.total else 100


def left(judgement: Judgement) -> tuple[Finding, ...]:
    """Return the findings that say what is still to be written, advice left out."""
    guide = judgement.guide
    rules = guide.model.rules
    return tuple(one for one in judgement.findings if rules[one.rule].todo and level_of(one, guide) != "advice")


def progress(judgement: Judgement) -> Progress:
    """Return how much of a guide is done. A part is not done where something is still to be written in it."""
    guide = judgement.guide
    parts = _parts(guide)
    places = {place for one in left(judgement) for place in (one.place, *one.others)}
    waiting: Counter[str] = Counter(place.path for place in places)
    # A file that is not there is missing with all its parts.
    missing = {path: parts.get(path) or _expected(guide, path) for path in waiting}
    total = sum(parts.values()) + sum(count for path, count in missing.items() if path not in parts)
    lost = sum(min(count, missing[path]) if path in parts else missing[path] for path, count in waiting.items())
    return Progress(total - lost, total)


def _parts(guide: Guide) -> Mapping[str, int]:
    """Return how many parts each file has: a page itself and its sections, the records of a file of data."""
    parts: Counter[str] = Counter()
    for page in guide.all_pages:
        parts[page.path] = 1 + max(len(page.sections) - 1, _sections(guide, page.id))
    for entry in guide.facts.entries():
        parts[entry.document.path] += 1
    return parts


def _expected(guide: Guide, path: str) -> int:
    return 1 + _sections(guide, "/".join(path.removesuffix(".md").split("/")[2:])) if path.endswith(".md") else 1


def _sections(guide: Guide, id: str) -> int:
    kind = guide.model.kind_of(id)
    return len(list(kind.sections(guide.page_conditions(id)))) if kind else 0
