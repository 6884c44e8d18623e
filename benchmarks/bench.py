"""How much `guia check`, `guia build` and `guia serve` cost beside plain MkDocs, in the same run, and their bars.

    make bench [ARGS="--quick --json --write"]
    make bench-gate

The bars are in bars.yml. Each run is a new process; the commands alternate, so that what slows the machine slows all
of them; medians. --quick measures the demonstration alone, --write puts the table into README.md. The gate checks and
builds the demonstration, compares processor times, which other work on the machine changes least, and fails where one
is above its limit: what it took when the limit was last set, and a third.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from compileall import compile_dir
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from typing import NamedTuple

import yaml

from guides import GUIA, PLAIN, ROOT, TODAY, change_page, change_record, make, plain
from measuring import Cost, median, run
from preview import CHROMIUM, preview

HERE = Path(__file__).parent
README = HERE / "README.md"
LARGE = 400  # Pages in each language.
IDLE = 0.5  # The load average of a machine that does nothing else.
ROUNDS = {"demonstration": 3, "large": 1}
CHANGES = 5  # In the preview.
STATES = {"page": change_page, "record": change_record}
BEGIN, END = "<!-- written by `make bench` -->", "<!-- end -->"
Bars = Mapping[str, Mapping[str, float]]


class Row(NamedTuple):
    """What is measured, its unit and bar, and how much it is: by the clock, and by the processor where that differs."""

    what: str
    unit: str
    bar: float
    measured: float
    by_processor: float | None = None


@dataclass
class Measured:
    """What commands cost, and figures by unit; both by what was measured."""

    costs: dict[str, Cost] = field(default_factory=dict)
    figures: dict[str, dict[str, float]] = field(default_factory=lambda: {"ms": {}, "s": {}, "MB": {}, "lines": {}})

    def rows(self, bars: Bars) -> Iterator[Row]:
        """Return what was measured of that which has a bar, in the order of the bars."""
        for what, bar in bars["ratio"].items():
            if one := self.costs.get(what):
                to = self.costs[f"plain, {what.split(', ')[1]}"]
                yield Row(what, "ratio", bar, one.wall / to.wall, one.processor / to.processor)
        for unit, figures in self.figures.items():
            yield from (Row(what, unit, bar, figures[what]) for what, bar in bars[unit].items() if what in figures)


def main() -> None:
    """Measure and print. Exit code 1: the gate found something slow."""
    options = _options()
    machine = _machine()
    compile_dir(ROOT / "hooks", quiet=1)
    bars: Bars = yaml.safe_load((HERE / "bars.yml").read_text(encoding="utf-8"))
    measured = Measured()
    with tempfile.TemporaryDirectory() as name:
        for size, rounds in ROUNDS.items():
            if size == "large" and (options.quick or options.gate):
                continue
            guide = make(Path(name) / size, LARGE if size == "large" else 0)
            measured.costs |= commands(guide, size, options.rounds or rounds)
            if not options.gate:
                add_figures(guide, size, options.rounds or CHANGES, measured)
    rows = list(measured.rows(bars))
    text = "\n".join([*machine, "", *table(rows)])
    print(json.dumps({"machine": machine, "rows": [row._asdict() for row in rows]}) if options.json else text)
    if options.write:
        write(text)
    if options.gate:
        sys.exit("\n".join(too_slow(rows, bars["limit"])) or 0)


def commands(guide: Path, size: str, rounds: int) -> dict[str, Cost]:
    """Check and build a guide in each state, and build it with plain MkDocs; return medians by command, size, state."""
    beside = plain(guide, guide.with_name(f"{guide.name}-plain"))
    costs: dict[str, list[Cost]] = {}
    numbers = count()

    def take(what: str, command: Iterable[str], folder: Path) -> None:
        cost = run(tuple(command), folder)
        _say(f"{what}: {cost.wall:.2f} s, by the processor {cost.processor:.2f} s")
        costs.setdefault(what, []).append(cost)

    for _ in range(rounds):
        take(f"plain, {size}", PLAIN, beside)
        for name in ("check", "build"):
            command = (*GUIA, name, "--today", TODAY)
            forget(guide)
            take(f"{name}, {size}, cold", command, guide)
            for state, change in STATES.items():
                change(guide, next(numbers))
                take(f"{name}, {size}, {state}", command, guide)
    return {what: median(several) for what, several in costs.items()}


def add_figures(guide: Path, size: str, changes: int, measured: Measured) -> None:
    """Add what has a unit: of the preview of a guide, of memory, of lines."""
    builds = (cost.memory for what, cost in measured.costs.items() if what.startswith(f"build, {size}"))
    measured.figures["MB"][f"build, {size}"] = max(builds) / 1e6
    for name in ("hooks", "tests"):
        paths = (ROOT / name).rglob("*.py")
        measured.figures["lines"][name] = sum(len(path.read_bytes().splitlines()) for path in paths)
    if CHROMIUM is None:
        _say("no Chromium here: the preview is not measured")
        return
    _say(f"preview, {size}")
    forget(guide)
    seen = preview(guide, changes)
    measured.costs[f"preview, {size}, first page"] = seen.first
    measured.figures["ms"][f"preview, {size}, saved to seen"] = seen.seen * 1000
    measured.figures["s"][f"preview, {size}, verdict after page"] = seen.page
    measured.figures["s"][f"preview, {size}, verdict after record"] = seen.record
    measured.figures["MB"][f"preview, {size}"] = seen.memory / 1e6


def forget(guide: Path) -> None:
    """Delete what is kept from earlier runs."""
    for name in (".cache", "site"):
        shutil.rmtree(guide / name, ignore_errors=True)


def too_slow(rows: Iterable[Row], limits: Mapping[str, float]) -> Iterator[str]:
    """Return a sentence for each command that takes more of the processor's time than its limit."""
    for what, _, _, _, by_processor in rows:
        if by_processor is not None and what in limits and by_processor > limits[what]:
            yield f"guia {what}: {by_processor:.2f} times the processor time of plain MkDocs; at most {limits[what]}."


def table(rows: Iterable[Row]) -> Iterator[str]:
    """Return the lines of a table in Markdown; what exceeds its bar is bold."""
    yield from ("| what | bar | measured | by the processor |", "|---|--:|--:|--:|")
    for what, unit, bar, *figures in rows:
        end = "" if unit == "ratio" else f" {unit}"
        digits = 2 if bar < 10 else 0
        shown = ("" if one is None else f"{one:,.{digits}f}{end}" for one in figures)
        cells = (f"**{text}**" if one and one > bar else text for one, text in zip(figures, shown, strict=True))
        yield f"| {what} | {bar:,}{end} | {' | '.join(cells)} |"


def write(text: str) -> None:
    """Put the table between its markers in README.md."""
    before, rest = README.read_text(encoding="utf-8").split(BEGIN)
    README.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{rest.split(END)[1]}", encoding="utf-8")


def _machine() -> list[str]:
    names = re.findall(r"^model name\s*:\s*(.*)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    name = names[0] if names else platform.machine()
    lines = [f"{name}, {os.cpu_count()} cores, Python {platform.python_version()}, {date.today()}."]
    if (load := os.getloadavg()[0]) > IDLE:
        lines.append(
            f"The machine was busy with other things (load average {load:.1f}): compare processor times alone."
        )
    return lines


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="the demonstration alone")
    parser.add_argument("--gate", action="store_true", help="processor times of the demonstration, which may fail")
    parser.add_argument("--rounds", type=int, help="instead of 3, of the large guide 1, and 5 in the preview")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--write", action="store_true", help="into README.md too")
    return parser.parse_args()


if __name__ == "__main__":
    main()
