"""The benchmarks: their guides have as many pages as asked, and the gate, which each change goes through, speaks."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import bench
import guides
from measuring import Cost
from projects import require_demonstration

require_demonstration()
MORE = 3


def texts(root: Path) -> dict[str, str]:
    """Return the text of each page by its path."""
    docs = root / "docs"
    return {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in docs.rglob("*.md")}


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("guides")
    return guides.make(folder / "guide", guides.size(guides.ROOT) + MORE)


def test_a_guide_has_as_many_pages_as_asked_and_those_of_the_demonstration_at_least(
    guide: Path, tmp_path: Path
) -> None:
    added = texts(guide).keys() - texts(guides.make(tmp_path / "own", 1)).keys()
    assert len(added) == MORE * len(guides.languages(guide))


def test_whatever_has_a_limit_has_a_bar_that_the_gate_measures() -> None:
    bars = yaml.safe_load((bench.HERE / "bars.yml").read_text(encoding="utf-8"))
    assert bars["limit"].keys() == {
        what for what in bars["ratio"] if ", demonstration, " in what and "preview" not in what
    }


def test_the_gate_names_what_takes_more_than_its_limit() -> None:
    bars = {"ratio": {"check, large, cold": 0.5, "build, large, cold": 0.5}, "ms": {}, "s": {}, "MB": {}, "lines": {}}
    costs = {
        "plain, large": Cost(1, 10),
        # Slow by the clock alone, as on a busy machine.
        "check, large, cold": Cost(9, 10),
        "build, large, cold": Cost(1, 10.1),
    }
    limits = {"check, large, cold": 1.0, "build, large, cold": 1.0}
    (sentence,) = bench.too_slow(bench.Measured(costs).rows(bars), limits)
    assert "guia build, large, cold" in sentence
