"""What was seen to be wrong when the files of a guide were read, by the rule that reports it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from guiaviva.diagnostics import Finding

if TYPE_CHECKING:
    from guiaviva.guide.guide import Guide


def noticed(guide: Guide) -> Mapping[str, list[Finding]]:
    """Return the findings that the readers of files made, by rule; a rule that has none gets an empty list."""
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for finding in _findings(guide):
        by_rule[finding.rule].append(finding)
    return by_rule


def _findings(guide: Guide) -> Iterator[Finding]:
    yield from guide.problems
    for page in guide.all_pages:
        yield from page.problems
        # A block that is never closed swallows what follows.
        end = page.swallowed_from
        yield from (slip for slip in page.slips if not 0 < end < slip.place.line)
        for place, text in guide.texts_elsewhere(page):
            yield from (replace(slip, place=place) for slip in text.slips)
