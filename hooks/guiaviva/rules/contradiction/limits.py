"""The limits of texts and videos on a network, those of the house, and the age of consent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from guiaviva.diagnostics import Finding
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Limits, Network
from guiaviva.prose.statements import Sentence
from guiaviva.rules.contradiction.reader import Reader, Told, stands

# What the checks of style count, as pages say it.
_COUNTED_BY = {"hashtags": "hashtags", "links": "links", "hashtag-length": "characters"}
_SIZE = re.compile(r"(?<![\d.,])(\d{3,4})[ ]?[x×][ ]?(\d{3,4})(?![\d])")
# From this age on nobody is a child, whatever is agreed to: that is no statement of the age of consent.
_MAJORITY = 18


class LimitStatements:
    """What pages say to be the most."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.guide, self.figures, self.says = reader, reader.guide, reader.figures, reader.says

    def findings(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return the limits that a sentence states and data does not."""
        for check in (self.limits, self.video, self.sizes, self.house, self.ages):
            yield from check(told, sentence)

    def limits(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return the limits of characters, hashtags and links that are not those of the network."""
        for one in self.figures.amounts(sentence.text) if self.figures.may_have("amounts", sentence.folded) else ():
            before = sentence.text[: one.start].rstrip(" *_`")
            allows = self._allows(sentence)
            if not (allows or self.says("most", sentence.context) or before.endswith(":")):
                continue
            networks = self.reader.networks_of(told, sentence, one.start, one.end)
            known = {limit for entry in networks for limit in self._limits(entry, one.unit, sentence.text)}
            above = one.number > max(known, default=one.number)
            # A number below the limit may be a rule of the house, and so may advice.
            own = self.says("advice", sentence.text) or (one.unit != "characters" and not allows)
            if known and one.number not in known and not self.reader.told(sentence.text) and (above or not own):
                yield self._limit(told, sentence, one.start, one.end, networks[0], known)

    def video(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return the lengths of a video that are not what the network allows."""
        likely = self.figures.may_have("seconds", sentence.folded)
        if not likely or not self.says("video", sentence.text) or self.reader.told(sentence.text):
            return
        for one in self.figures.seconds(sentence.text):
            allows = self._allows(sentence)
            if allows or self.says("most", sentence.text):
                networks = self.reader.networks_of(told, sentence, one.start, one.end)
                limits = [entry.record.limits for entry in networks]
                known = {limit.video_seconds for limit in limits if limit and limit.video_seconds}
                above = one.number > max(known, default=one.number)
                own = self.says("advice", sentence.text) or not allows
                if (
                    networks
                    and len(known) == len(set(map(id, networks)))
                    and one.number not in known
                    and (above or not own)
                ):
                    yield self._limit(told, sentence, one.start, one.end, networks[0], known, unit=" s")

    def sizes(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return the sizes of an image that are not those that the network has for what it is named for."""
        for match in _SIZE.finditer(sentence.text):
            networks = self.reader.networks_of(told, sentence, *match.span())
            stems = self.reader.stems(sentence.text)
            sizes = [size for entry in networks[:1] for size in entry.record.image_sizes.values()]
            named = [
                one for one in sizes if stands(self.reader.stems(one.use[self.reader.language].split("(")[0]), stems)
            ]
            written = tuple(int(part) for part in match.groups())
            if len(networks) == 1 and named and written not in {(one.width, one.height) for one in named}:
                expected = tuple(f"{one.width} × {one.height}" for one in named)
                values: dict[str, Any] = {"name": networks[0].record.name, "path": "data/networks.yml"}
                values["expected"] = expected
                at = networks[0].place("image_sizes")
                yield self.reader.differs(told, sentence, *match.span(), "record", at, **values)

    def _allows(self, sentence: Sentence) -> bool:
        """Return whether a sentence says of a figure that a network allows it."""
        most = self.figures.cue("most")
        return self.says("allows", most.sub(" ", sentence.context) if most else sentence.context)

    def _limits(self, entry: Entry[Network], unit: str, text: str) -> Iterator[int]:
        limits = entry.record.limits or Limits()
        if unit != "characters":
            limit = getattr(limits, unit)
            yield from () if limit is None else (limit,)
            return
        kinds = {"alt": limits.alt_text, "title": limits.title, "text": limits.characters}
        hinted = [kind for kind in kinds if self.says(kind, text)]
        alt = self.figures.cue("alt")
        if alt and "alt" in hinted and "text" in hinted and not self.says("text", alt.sub(" ", text)):
            hinted.remove("text")
        yield from (limit for kind, limit in kinds.items() if limit and kind in (hinted or kinds))

    def _limit(
        self,
        told: Told,
        sentence: Sentence,
        start: int,
        end: int,
        entry: Entry[Network],
        known: Iterable[int],
        unit: str = "",
    ) -> Finding:
        expected = tuple(f"{limit}{unit}" for limit in sorted(known))
        values = {"name": entry.record.name, "key": entry.key, "expected": expected}
        return self.reader.differs(told, sentence, start, end, "", entry.place("limits"), **values)

    def house(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return what a page says to be the most of something where it explains a rule of style that says otherwise."""
        if (
            not self.says("most", sentence.text)
            or self.reader.networks_in(sentence.text)
            or self.says("past", sentence.text)
        ):
            return
        rules = [one.record for one in self.guide.facts.style.values() if one.record.max is not None]
        for one in self.figures.amounts(sentence.text):
            counted = [rule for rule in rules if _COUNTED_BY.get(rule.check) == one.unit]
            here = {rule.max for rule in counted if rule.explained_in.partition("#")[0] == told.page}
            # Of hashtags a page of anything but a network has no other rule, and fewer may be better.
            general = one.unit == "hashtags" and told.network not in self.guide.facts.networks
            known = here or {rule.max for rule in counted if general and one.number > (rule.max or 0)}
            if known and one.number not in known:
                yield self.reader.differs(told, sentence, one.start, one.end, "style", expected=tuple(sorted(known)))

    def ages(self, told: Told, sentence: Sentence) -> Iterator[Finding]:
        """Return the ages from which children are said to agree for themselves, and which are not that of data."""
        age, text = self.guide.institution.consent_age, sentence.text
        if not age or not self.says("consent", text) or self.reader.told(text) or self.says("planned", text):
            return
        said = [one for one in self.figures.ages(text) if one.number < _MAJORITY]
        # Under 14, and up to 13.
        if self.reader.networks_in(text) or any(one.number in (age, age - 1) for one in said):
            return
        for one in said[:1]:
            at = self.guide.facts.institution.value_place("consent_age")
            yield self.reader.differs(told, sentence, one.start, one.end, "age", at, expected=age)
