"""Levels: a finding is an error, a warning or advice by its mark, the profile and the institution's settings."""

from __future__ import annotations

from guiaviva.contentmodel import RuleSpec
from guiaviva.diagnostics import Finding, Level
from guiaviva.guide import Guide


def level_of(finding: Finding, guide: Guide) -> Level:
    """Return the level of a finding.

    A demand with the mark S or C is an error for every institution, and its level cannot be changed. A demand with the
    mark G or P is an error in the profile `complete` and advice in `minimum`. A `dated` rule is never an error. What is
    wrong in a draft is advice, since it is not published; what holds `in_drafts` is a warning at most, and that a page
    which must be there is a draft still (the variant `draft`) is what it is. What is still to be written of a plan
    whose page is a draft is a warning at most: it is counted, and stops nothing. A demand that every institution must
    meet, and of which a guide makes an exception, is advice: it fails no check, and is in the state of the guide. While
    a guide is being prepared, what is still to be written is a warning at most. What is in the baseline is advice.
    """
    level = _level_of(finding, guide)
    begun = guide.institution.preparing or _of_begun_plan(finding, guide)
    return "warning" if begun and guide.model.rules[finding.rule].todo and level == "error" else level


def _of_begun_plan(finding: Finding, guide: Guide) -> bool:
    """Return whether a finding is in the data of a plan whose page is a draft still."""
    _, _, rest = finding.place.path.partition("data/plans/")
    key = rest.partition("/")[0].removesuffix(".yml")
    return bool(key) and guide.draft(guide.source_language, f"plans/{key}") is not None


def _level_of(finding: Finding, guide: Guide) -> Level:
    if finding.excepted or finding.known:
        return "advice"
    if finding.variant != "draft" and finding.place.path in guide.draft_paths:
        return "warning" if guide.model.rules[finding.rule].in_drafts else "advice"
    spec = guide.model.rules[finding.rule]
    demand = finding.mark or spec.level
    changed = guide.institution.rule_levels.get(finding.rule)
    level: Level
    if demand in ("error", "warning", "advice"):
        level = demand  # type: ignore[assignment]
    elif for_everyone(finding, spec):
        return "error"
    else:
        level = "error" if guide.profile == "complete" else "advice"
    if changed and may_change(spec, changed):
        level = changed
    return "warning" if spec.dated and level == "error" else level


def for_everyone(finding: Finding, spec: RuleSpec) -> bool:
    """Return whether a finding is that a demand is not met which every institution must meet: its mark is S or C."""
    return (finding.mark or spec.level)[0] in "SC"


def may_change(spec: RuleSpec, level: str) -> bool:
    """Return whether an institution may set the level of a rule to `level` in its `rule_levels`."""
    return not spec.fixed and spec.level[0] not in "SC" and not (spec.dated and level == "error")
