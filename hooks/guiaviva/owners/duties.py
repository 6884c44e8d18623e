"""The pages of each owner: when they were reviewed and are to be again, and which translations are out of date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from guiaviva.facts.types import Day, Months
from guiaviva.guide import Guide
from guiaviva.guide.durations import later


@dataclass(frozen=True)
class Duty:
    """A page that a role keeps.

    `kept`: it is one of those that somebody has to review; `due`: when that is, None where nobody knows. `stale`
    are the sections of its translations whose original has changed since, each as `⟨language⟩#⟨section⟩`.
    """

    page: str
    kept: bool
    reviewed: date | None
    due: date | None
    stale: tuple[str, ...]

    def waits(self, until: date) -> bool:
        """Return whether something is to be done with it until a day: one that nobody has reviewed is due already."""
        unseen = self.kept and self.reviewed is None
        return bool(self.stale) or unseen or (self.due is not None and self.due <= until)


def duties_of(guide: Guide) -> Mapping[str, tuple[Duty, ...]]:
    """Return the published pages by the key of the role that keeps them, "" for those that nobody keeps."""
    stale: dict[str, list[str]] = defaultdict(list)
    for page, _ in guide.translations:
        stale[page.id] += (f"{page.language}#{section}" for section in guide.stale.get(page.path, ()))
    kept: dict[str, list[Duty]] = defaultdict(list)
    for page in guide.front_pages:
        reviewed, months = page.field("reviewed", Day), page.field("review_every", Months)
        due = later(reviewed, months) if reviewed and months else None
        owner = page.fields.get("owner")
        key = owner if isinstance(owner, str) and owner in guide.facts.roles else ""
        kept[key].append(Duty(page.id, "reviewed" in page.fields, reviewed, due, tuple(stale[page.id])))
    order = [*guide.facts.roles, ""]
    return {key: tuple(kept[key]) for key in order if key in kept}
