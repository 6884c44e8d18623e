"""Each cause is reported once, and a rule that fails stops no other."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from conftest import TESTS, TODAY
from guiaviva import judgement
from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide, load_guide
from guiaviva.judgement import all_rules, judge
from memory import MEMORY


@pytest.fixture
def guide() -> Guide:
    return load_guide(TESTS / "guides" / "minimum", today=TODAY, store=MEMORY)


def judged(guide: Guide, monkeypatch: pytest.MonkeyPatch, *findings: Finding) -> list[str]:
    """Return what is shown of a guide in which a rule finds this, as path:line and rule."""
    rule = SimpleNamespace(__name__="guiaviva.rules.content.made", check=lambda _: iter(findings))
    monkeypatch.setattr(judgement, "all_rules", lambda: (rule,))
    return [f"{one.path}:{one.line} {one.rule}" for one in judge(guide).diagnostics("en")]


def links(count: int, about: str) -> Iterator[Finding]:
    for line in range(1, count + 1):
        yield found("broken-link", Place("docs/ca/tone.md", line), about=about, found="x.md", path="docs/ca/x.md")


def test_of_many_about_the_same_thing_the_first_names_the_places_of_the_others(
    guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert judged(guide, monkeypatch, *links(4, "x.md")) == ["docs/ca/tone.md:1 broken-link"]
    message = judge(guide).diagnostics("en")[0].message
    assert "docs/ca/tone.md:2, docs/ca/tone.md:3, docs/ca/tone.md:4" in message


def test_few_about_the_same_thing_and_many_about_others_are_shown_one_by_one(
    guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(judged(guide, monkeypatch, *links(3, "x.md"))) == 3
    assert len(judged(guide, monkeypatch, *links(9, ""))) == 9


def test_what_follows_from_another_finding_about_the_same_thing_is_not_shown(
    guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "docs/ca/tone.md"
    language = {"found": "es", "language": "ca"}
    whole = found("wrong-language", Place(path), variant="page", about=path, **language)
    owner = found("owner-missing", Place(path), about=path, mark="P", choices=("a",))
    other = found("owner-missing", Place("docs/ca/x.md"), about="docs/ca/x.md", mark="P", choices=("a",))
    assert judged(guide, monkeypatch, owner, whole, other) == [
        "docs/ca/tone.md:1 wrong-language",
        "docs/ca/x.md:1 owner-missing",
    ]


def test_a_rule_that_fails_is_reported_and_the_others_run(guide: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Guide) -> Iterator[Finding]:
        raise ZeroDivisionError("by nothing")

    failing = SimpleNamespace(__name__="guiaviva.rules.content.failing_rule", check=fail)
    rules = (failing, *all_rules())
    monkeypatch.setattr(judgement, "all_rules", lambda: rules)
    shown = judge(guide).diagnostics("en")
    assert [one.rule for one in shown if one.level != "advice"] == ["rule-failed"]
    assert "failing-rule" in shown[0].message + shown[-1].message
