"""Levels: by whose demand a rule speaks, by the profile, and by the institution's wish."""

from __future__ import annotations

from guiaviva.contentmodel import RuleSpec
from guiaviva.diagnostics import Finding, Level
from guiaviva.guide import Guide


def level_of(finding: Finding, guide: Guide) -> Level:
    """Return the level of a finding.

    What the seed and the brief demand (marks S and C) is an error for everyone; what depends on the date never is.
    """
    spec = guide.model.rules[finding.rule]
    demand = finding.mark or spec.level
    changed = guide.institution.rule_levels.get(finding.rule)
    level: Level
    if demand in ("error", "warning", "advice"):
        level = demand  # type: ignore[assignment]
    elif demand[0] in "SC":
        return "error"
    else:
        level = "error" if guide.profile == "complete" else "advice"
    if changed and may_change(spec, changed):
        level = changed
    return "warning" if spec.dated and level == "error" else level


def may_change(spec: RuleSpec, level: str) -> bool:
    """Return whether an institution may give a rule this level."""
    return not spec.fixed and spec.level[0] not in "SC" and not (spec.dated and level == "error")
