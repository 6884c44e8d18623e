"""The benchmarks start: their guides are guides, and what has a bar is measured."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

import bench
import guides
from guiaviva.commands import main
from measuring import Cost
from preview import CHROMIUM
from projects import require_demonstration, write_small_project

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


def test_nothing_stops_the_build_of_a_generated_guide(guide: Path) -> None:
    done = CliRunner().invoke(main, ["check", "--root", str(guide), "--today", guides.TODAY])
    assert done.exit_code == 0, done.output


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_what_has_a_bar_is_measured(tmp_path: Path) -> None:
    small = write_small_project(tmp_path / "small")
    with (small / "data/institution.yml").open("a", encoding="utf-8") as institution:
        institution.write("on_call: digital-content-lead\n")
    bars = yaml.safe_load((bench.HERE / "bars.yml").read_text(encoding="utf-8"))
    measured = bench.Measured(bench.commands(small, "demonstration", 1))
    bench.add_figures(small, "demonstration", 1, measured)
    units = (bars_of_unit for unit, bars_of_unit in bars.items() if unit != "limit")
    wanted = [what for bars_of_unit in units for what in bars_of_unit if "large" not in what]
    assert [row.what for row in measured.rows(bars)] == wanted


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
