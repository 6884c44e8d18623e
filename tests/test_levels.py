"""The level of a finding: by its mark, the profile, the settings of the institution, and whether the day decides."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from conftest import TESTS, TODAY
from guiaviva.contentmodel import RuleSpec
from guiaviva.diagnostics import Place, found
from guiaviva.guide import Guide, load_guide
from guiaviva.levels import level_of, may_change
from projects import MODEL


def guide(profile: str, **spec: Any) -> Guide:
    """Return a guide of that profile whose only rule has this record."""
    read = load_guide(TESTS / "guides" / "minimum", profile=profile, today=TODAY)
    return replace(read, model=replace(MODEL, rules={"rule": RuleSpec(**spec)}))


@pytest.mark.parametrize(
    ("level", "dated", "complete", "minimum"),
    [
        ("S1", False, "error", "error"),
        ("C", False, "error", "error"),
        ("G", False, "error", "advice"),
        ("P", False, "error", "advice"),
        ("P", True, "warning", "advice"),
        ("error", True, "warning", "warning"),
        ("error", False, "error", "error"),
        ("warning", True, "warning", "warning"),
        ("advice", True, "advice", "advice"),
    ],
)
def test_levels_by_profile(level: str, dated: bool, complete: str, minimum: str) -> None:
    finding = found("rule", Place("docs/ca/tone.md"))
    for profile, expected in (("complete", complete), ("minimum", minimum)):
        assert level_of(finding, guide(profile, level=level, dated="yes" if dated else "no")) == expected


def test_the_mark_of_a_finding_comes_before_the_level_of_its_rule() -> None:
    assert level_of(found("rule", Place("a"), mark="C"), guide("minimum", level="advice")) == "error"


@pytest.mark.parametrize(
    ("spec", "level", "may"),
    [
        ({"level": "P"}, "error", True),
        ({"level": "P"}, "advice", True),
        ({"level": "S1"}, "warning", False),
        ({"level": "C"}, "warning", False),
        ({"level": "error", "fixed": "yes"}, "warning", False),
        ({"level": "warning", "dated": "yes"}, "error", False),
        ({"level": "warning", "dated": "yes"}, "advice", True),
    ],
)
def test_what_an_institution_may_change(spec: dict[str, Any], level: str, may: bool) -> None:
    assert may_change(RuleSpec(**spec), level) is may
