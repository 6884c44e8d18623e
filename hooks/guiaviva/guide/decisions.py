"""What a guide says that somebody has to have decided, and nobody has confirmed yet."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Decision
from guiaviva.guide.guide import Guide
from guiaviva.reading.pages import TOP


def unconfirmed(guide: Guide) -> Mapping[str, Entry[Decision]]:
    """Return the decisions that nobody has confirmed, by key."""
    return {key: one for key, one in guide.facts.decisions.items() if one.record.confirmed_on is None}


def unconfirmed_in(guide: Guide, page: str) -> Mapping[str, Sequence[Decision]]:
    """Return by section of a page, `TOP` for what comes before the first, the unconfirmed decisions that it says."""
    shown: dict[str, list[Decision]] = defaultdict(list)
    for one in unconfirmed(guide).values():
        for place in one.record.shown_in:
            id, _, section = place.partition("#")
            if id == page:
                shown[section or TOP].append(one.record)
    return shown
