"""Each cause is reported once: of several findings about the same thing one is shown, with the places of the others.

A rule says what a finding is `about`: a section of a page, a key of data, a text. Rules do not know each other: that
one follows from another about the same thing is said in `model/rules.yml` (`follows`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide
from guiaviva.guide.demands import demands_of
from guiaviva.guide.pairs import section_at
from guiaviva.levels import level_of
from guiaviva.wording import has_variant

FEW = 3
"""The most findings of one rule about one thing, without a known cause, that are shown one by one."""
_Part: TypeAlias = str | tuple[str, str | int]
# The variant of a rule's words for the place that is the cause.
_CAUSE = "cause"


def settled(guide: Guide, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return what is to be shown of the findings in a guide.

    A page that has an error, or whose source has one, is not compared with its source. A section that has one is not to
    be signed off yet.
    """
    rules = guide.model.rules
    if guide.pages and guide.source_language in demands_of(guide).unwritten:
        # There are pages of other languages alone: nearly everything would be missing.
        findings = [one for one in findings if rules[one.rule].first]
    certain = [one for one in findings if not (rules[one.rule].comparing or rules[one.rule].signing)]
    errors = [one for one in certain if level_of(one, guide) == "error"]
    wrong = {part for one in errors for part in (one.place.path, _section(guide, one))}
    found = [one for one in findings if wrong.isdisjoint(_needed(guide, one))]
    known = {(one.rule, one.about) for one in found if one.about}
    alike: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    shown = []
    for one in found:
        if not one.about:
            shown.append(one)
        elif not any((rule, one.about) in known for rule in rules[one.rule].follows):
            alike[one.rule, one.about].append(one)
    for group in alike.values():
        few = 1 if any(one.cause for one in group) else FEW
        shown += [_merged(guide, group)] if len({one.place for one in group}) > few else group
    return tuple(shown)


def _needed(guide: Guide, finding: Finding) -> tuple[_Part, ...]:
    """Return what may have no error for a finding to be shown: its page and the source of that, or its section."""
    path, rule = finding.place.path, guide.model.rules[finding.rule]
    if rule.comparing:
        return path, guide.path(path.removeprefix("docs/").partition("/")[2].removesuffix(".md"))
    return (_section(guide, finding),) if rule.signing else ()


def _section(guide: Guide, finding: Finding) -> _Part:
    """Return the section of a page in which a finding is, or its line in another file."""
    place = finding.place
    page = guide.by_path.get(place.path)
    return place.path, section_at(page, place.line) if page else place.line


def _merged(guide: Guide, group: Sequence[Finding]) -> Finding:
    """Return one of several findings of a rule, with the places of the others: the first, or that of their cause."""
    first, *others = sorted(group, key=lambda one: one.place)
    places = tuple(dict.fromkeys(one.place for one in others))
    known = next((one for one in (first, *others) if one.cause), None)
    if not known or not known.cause:
        return replace(first, others=places)
    variants = (f"{known.variant}-{_CAUSE}", _CAUSE)
    variant = next((one for one in variants if has_variant(guide.model.rules, known.rule, one)), known.variant)
    return replace(known, place=known.cause, variant=variant, others=(first.place, *places))
