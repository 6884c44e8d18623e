"""What rules find in one file while it is typed: nothing that they do not find in the whole guide."""

from __future__ import annotations

from typing import Any

import pytest

from conftest import TESTS, TODAY
from guiaviva.guide import load_guide
from guiaviva.judgement import judge, judge_file
from guiaviva.reading import files
from memory import MEMORY
from projects import ROOT
from test_rules import QUERIES, cases, changes_data, overlay


def typed() -> list[Any]:
    """Return a case of each rule in which pages alone of a small guide have another text."""
    some: dict[str, Any] = {}
    for one in cases():
        rule, case = one.values
        if case["base"] == "minimum" and not changes_data(case) and not case.keys() & {"folder", "delete", "link"}:
            some.setdefault(rule, one)
    return [*some.values()]


@pytest.mark.parametrize(("rule", "case"), typed())
def test_one_file_is_judged_as_it_is_in_the_whole_guide(rule: str, case: dict[str, Any]) -> None:
    texts = overlay(case)
    guide = load_guide(files.Folder(TESTS / "guides/minimum", {**texts, QUERIES: None}), today=TODAY, store=MEMORY)
    whole = judge(guide, MEMORY, search=False).findings
    for path in texts:
        known = {(one.rule, one.variant, one.place) for one in whole if one.place.path == path}
        assert {(one.rule, one.variant, one.place) for one in judge_file(guide, path)} <= known


@pytest.mark.parametrize(
    ("path", "old", "new", "rule"),
    [
        ("docs/ca/tone.md", "Parlem clar", "[Parlem](../paper.md) clar", "broken-link"),
        ("docs/ca/tone.md", "Parlem clar", "Parlem {{ networks.instagram.nam }} clar", "unknown-reference"),
        ("docs/ca/tone.md", "{#voice}", "{#veu}", "missing-section"),
        ("data/accounts.yml", "network: x", "network: y", "unknown-network"),
        ("data/accounts.yml", "network: ", "network", "invalid-data"),
        ("data/replies.yml", 'ca: "Gràcies', 'ca: "Hem de procedir a mirar-ho. Gràcies', "post-style"),
        ("data/replies.yml", "{nom}", "{nam}", "reply-placeholder"),
        ("data/replies.yml", 'ca: "Gràcies', f'ca: "{"Molt " * 600}gràcies', "reply-too-long"),
    ],
)
def test_a_slip_is_found_in_the_file_alone(path: str, old: str, new: str, rule: str) -> None:
    base = TESTS / "guides" / ("minimum" if path.startswith("docs") else "complete")
    text = (base / path).read_text("utf-8")
    assert old in text
    folder = files.Folder(base, {path: text.replace(old, new, 1).encode()})
    found = judge_file(load_guide(folder, today=TODAY, store=MEMORY), path)
    assert rule in {one.rule for one in found}


def test_data_that_refers_to_data_is_compared_as_it_was_typed() -> None:
    guide = load_guide(ROOT, today=TODAY, store=MEMORY)
    referring = [path for path, source in guide.facts.sources.items() if "{{" in source.text]
    assert referring
    # The translations of the demonstration are all signed off.
    assert not [one for path in referring for one in judge_file(guide, path) if "translation" in one.rule]
