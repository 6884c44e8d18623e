"""How building, checking and previewing grow with the guide, beside other tools with the same Markdown.

    python benchmarks/scale.py [--only build check serve] [--pages 56 400] [--runs 3] [--tools ours plain] [--quick]

Generates guides (`guides.py`) and runs each tool on them in turn, so that what slows the machine slows all of them.
Every run is a new process. Cold: what the tool keeps from earlier runs and its site are deleted before. Warm: nothing
has changed since. One page changed: a sentence was added to a page. Medians of the runs; ratios are of the same
run. The results go into benchmarks/README.md and the picture beside it; with --quick (56 pages, one run), and where
--print is given, they are printed alone. --install installs the peers that are not of Debian into build/peers.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from math import log
from pathlib import Path
from statistics import linear_regression
from typing import Any

import tools
from guides import TODAY, languages, make
from measuring import Run, median, run
from preview import Preview, preview
from sites import ARGUMENTS, CHROMIUM, Weight, three_words, weigh
from tools import Tool

HERE = Path(__file__).parent
README, PICTURE = HERE / "README.md", HERE / "scale.svg"
OWN, MIDDLE = 56, 400  # Pages a language: of the demonstration, and of the guide that most bars are about.
SIZES = (OWN, 200, MIDDLE, 1000, 3000)
LONG_PAGE = 1000  # Words of a page that is checked.
ROUNDS = 10  # Changes in the preview.
PORT = 8765
COLD, WARM, CHANGED = "cold", "warm", "one page changed"
MAKERS: Mapping[str, Callable[[Path, Path], Tool | None]] = {
    "plain": tools.plain,
    "zensical": tools.zensical,
    "hugo": tools.hugo,
    "starlight": tools.starlight,
}
# By tool, pages and state.
Costs = dict[tuple[str, int, str], Run]
Row = tuple[str, ...]


def main() -> None:
    """Measure, print, and write into benchmarks/README.md."""
    options = _options()
    if options.install:
        tools.install()
        return
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    with tempfile.TemporaryDirectory() as name, _browser() as browser:
        for part in options.only:
            text = "\n".join([_machine(), *PARTS[part](Path(name) / part, options, browser)])
            print(text, flush=True)
            if not options.print:
                write(part, text)


def build_part(folder: Path, options: argparse.Namespace, browser: Any) -> Iterator[str]:
    """Build guides of each size and yield lines of Markdown: bars, costs, sites."""
    costs: Costs = {}
    weights: dict[tuple[str, int], Weight] = {}
    versions: dict[str, str] = {}
    for pages in options.pages:
        guide = make(folder / f"{pages}/guide", pages)
        at_hand = list(_tools(guide, folder / str(pages), options.tools))
        runs: dict[tuple[str, str], list[Run]] = {}
        for number in range(options.runs):
            for tool in at_hand:
                for state in (COLD, WARM, CHANGED):
                    _prepare(tool, state, number)
                    _progress(tool.name, pages, state)
                    runs.setdefault((tool.name, state), []).append(run(tool.build, tool.folder, tool.environment))
        costs |= {(name, pages, state): median(all_runs) for (name, state), all_runs in runs.items()}
        words = three_words(guide, next(iter(languages(guide))))
        weights |= {(tool.name, pages): weigh(tool, browser, words) for tool in at_hand}
        versions |= {tool.name: tool.version for tool in at_hand}
        shutil.rmtree(folder / str(pages))
    missing = [name for name in options.tools if name in MAKERS and not any(name in one.lower() for one in versions)]
    yield from ["", *(f"- {name}: {version}" for name, version in versions.items())]
    yield from (f"- {name}: not at hand" for name in missing)
    yield from ["", *table(("bar", "at most", "measured"), _build_bars(costs))]
    yield from ["", *table(_COSTS_HEAD, _cost_rows(costs))]
    yield from ["", *table(_WEIGHTS_HEAD, _weight_rows(weights, costs))]
    if not options.print:
        draw(costs, PICTURE)


def check_part(folder: Path, options: argparse.Namespace, browser: Any) -> Iterator[str]:
    """Check the demonstration, and a large guide of long pages, and yield lines of Markdown."""
    costs: Costs = {}
    for pages in sorted({OWN, MIDDLE} & set(options.pages)):
        guide = make(folder / str(pages), pages, LONG_PAGE)
        tool = tools.ours(guide)
        command = (sys.executable, "-m", "guiaviva", "check", "--today", TODAY)
        runs: dict[str, list[Run]] = {}
        for number in range(options.runs):
            for state in (COLD, WARM, CHANGED):
                _prepare(tool, state, number)
                _progress("check", pages, state)
                runs.setdefault(state, []).append(run(command, guide, {}))
        costs |= {("check", pages, state): median(all_runs) for state, all_runs in runs.items()}
        shutil.rmtree(guide)
    bars = (
        ("the demonstration, cold", 1.2, _wall(costs, "check", OWN, COLD), " s"),
        ("the demonstration, one page changed", 0.4, _wall(costs, "check", OWN, CHANGED), " s"),
        (f"{MIDDLE} × 3 pages of {LONG_PAGE} words, cold", 3, _wall(costs, "check", MIDDLE, COLD), " s"),
        (f"{MIDDLE} × 3 pages of {LONG_PAGE} words, warm", 0.7, _wall(costs, "check", MIDDLE, WARM), " s"),
    )
    yield from ["", *table(("bar", "at most", "measured"), _bar_rows(bars))]
    head = ("pages × 3", "state", "s", "processor s", "MB")
    rows = ((str(pages), state, *_figures(cost)) for (_, pages, state), cost in costs.items())
    yield from ["", *table(head, rows)]


def serve_part(folder: Path, options: argparse.Namespace, browser: Any) -> Iterator[str]:
    """Change pages in the preview of each tool and yield lines of Markdown."""
    if browser is None:
        yield from ["", "No Chromium at hand."]
        return
    seen: dict[tuple[str, int], Preview] = {}
    for pages in sorted({OWN, MIDDLE} & set(options.pages)):
        guide = make(folder / f"{pages}/guide", pages)
        for tool in _tools(guide, folder / str(pages), options.tools):
            if tool.serve:
                _progress(tool.name, pages, "serve")
                checks = tool.folder == guide
                seen[tool.name, pages] = preview(tool, browser, PORT, options.rounds, checks=checks)
        shutil.rmtree(folder / str(pages))
    yield from ["", *table(("bar", "at most", "measured"), _bar_rows(_preview_bars(seen)))]
    head = ("tool", "pages × 3", "first page s", "text ms", "verdict ms", "data ms", "MB")
    rows = (
        (
            name,
            str(pages),
            f"{one.first:.1f}",
            *("" if time is None else f"{time * 1000:,.0f}" for time in (one.text, one.verdict, one.data)),
            f"{one.memory / 1e6:.0f}",
        )
        for (name, pages), one in seen.items()
    )
    yield from ["", *table(head, rows)]


PARTS = {"build": build_part, "check": check_part, "serve": serve_part}

# Bars: what is measured, at most how much, how much it is (None: not measured), and its unit.
Bar = tuple[str, float, float | None, str]


def _build_bars(costs: Costs) -> Iterator[Row]:
    def ratio(pages: int, state: str) -> float | None:
        own, plain = (_wall(costs, name, pages, state) for name, state in ((_OURS, state), (_PLAIN, COLD)))
        return own / plain if own and plain else None

    def a_page(pages: int) -> float:
        return (_wall(costs, _OURS, pages, COLD) or 0) / pages

    growth = a_page(MIDDLE) / a_page(OWN) if a_page(MIDDLE) and a_page(OWN) else None
    kept = [cost.memory for (name, pages, _), cost in costs.items() if name == _OURS and pages == MIDDLE]
    return _bar_rows(
        (
            (f"{OWN} × 3, cold, to plain cold", 1.2, ratio(OWN, COLD), ""),
            (f"{OWN} × 3, warm, to plain cold", 0.6, ratio(OWN, WARM), ""),
            (f"{MIDDLE} × 3, cold, to plain cold", 0.4, ratio(MIDDLE, COLD), ""),
            (f"{MIDDLE} × 3, one page changed, to plain cold", 0.15, ratio(MIDDLE, CHANGED), ""),
            (f"time a page at {MIDDLE} × 3, to that at {OWN} × 3", 1.2, growth, ""),
            (f"memory of all processes at {MIDDLE} × 3", 400, max(kept) / 1e6 if kept else None, " MB"),
        )
    )


def _preview_bars(seen: Mapping[tuple[str, int], Preview]) -> Iterator[Bar]:
    for pages, text, verdict in ((OWN, 100, 700), (MIDDLE, 150, 2000)):
        one = seen.get((_OURS, pages))
        bars = (
            ("from saving to seeing", text, one and one.text),
            ("verdict", verdict, one and one.verdict),
            ("after a change of data", 500, one and one.data),
            ("first page", 2000, one and one.first),
        )
        for what, most, measured in bars:
            yield f"{pages} × 3, {what}", most, measured * 1000 if measured else None, " ms"


def _bar_rows(bars: Iterable[Bar]) -> Iterator[Row]:
    for what, most, measured, unit in bars:
        if measured is not None:
            yield what, f"{most:g}{unit}", f"{measured:.{0 if measured > 30 else 2}f}{unit}"


_OURS, _PLAIN = "Guia Viva", "plain MkDocs"
_COSTS_HEAD = ("tool", "pages × 3", "state", "s", "processor s", "MB", "÷ plain cold", "÷ by processor")
_WEIGHTS_HEAD = (
    "tool",
    "pages × 3",
    "files",
    "site MB",
    "page KB",
    "first search KB",
    "growth exponent, cold: s",
    "processor s",
)


def _cost_rows(costs: Costs) -> Iterator[Row]:
    for (name, pages, state), cost in costs.items():
        plain = costs.get((_PLAIN, pages, COLD))
        ratios = (f"{cost.wall / plain.wall:.2f}", f"{cost.processor / plain.processor:.2f}") if plain else ("", "")
        yield name, str(pages), state, *_figures(cost), *ratios


def _weight_rows(weights: Mapping[tuple[str, int], Weight], costs: Costs) -> Iterator[Row]:
    for (name, pages), weight in weights.items():
        search = "none" if weight.search is None else f"{weight.search / 1000:.0f}"
        largest = max(size for other, size in weights if other == name)
        growth = _exponents(costs, name) if pages == largest else None
        shown = (f"{growth[0]:.2f}", f"{growth[1]:.2f}") if growth else ("", "")
        site, page = f"{weight.site / 1e6:.1f}", f"{weight.page / 1000:.1f}"
        yield name, str(pages), f"{weight.files:,}", site, page, search, *shown


def _exponents(costs: Costs, name: str) -> tuple[float, float] | None:
    """Return by which power of the number of pages time and processor time grow; None where there is one size."""
    points = _cold(costs, name)
    if len(points) < 2:
        return None
    sizes = [log(pages) for pages, _ in points]
    wall = linear_regression(sizes, [log(cost.wall) for _, cost in points])
    processor = linear_regression(sizes, [log(cost.processor) for _, cost in points])
    return wall.slope, processor.slope


def _cold(costs: Costs, name: str) -> list[tuple[int, Run]]:
    """Return the sizes that a tool built and what each cost, cold, the smallest first."""
    return [
        (pages, cost)
        for (other, pages, state), cost in sorted(costs.items(), key=lambda item: item[0])
        if (other, state) == (name, COLD)
    ]


def _figures(cost: Run) -> Row:
    return f"{cost.wall:.2f}", f"{cost.processor:.2f}", f"{cost.memory / 1e6:.0f}"


def _wall(costs: Costs, name: str, pages: int, state: str) -> float | None:
    cost = costs.get((name, pages, state))
    return cost.wall if cost else None


def _tools(guide: Path, folder: Path, names: Iterable[str]) -> Iterator[Tool]:
    for name in names:
        if name == "ours":
            yield tools.ours(guide)
        else:
            (folder / name).mkdir(parents=True)
            if tool := MAKERS[name](guide, folder / name):
                yield tool


def _prepare(tool: Tool, state: str, number: int) -> None:
    if state == COLD:
        for path in (tool.site, *tool.cache):
            shutil.rmtree(path, ignore_errors=True)
    elif state == CHANGED:
        with tool.page.open("a", encoding="utf-8") as page:
            page.write(f"\nUna frase més: canvi {number}.\n")


def table(head: Row, rows: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of a table in Markdown; columns of figures are aligned to the right. Nothing without rows."""
    rows = list(rows)
    if not rows:
        return
    right = [all(re.fullmatch(r"[\d.,]*( \w+)?", row[at]) for row in rows) for at in range(len(head))]
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join('--:' if one else '---' for one in right)}|"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def write(part: str, text: str) -> None:
    """Put the text between the markers of a part in benchmarks/README.md. Raises ValueError where they are missing."""
    begin, end = f"<!-- {part}: written by scale.py -->", f"<!-- end of {part} -->"
    readme = README.read_text(encoding="utf-8")
    if begin not in readme or end not in readme:
        raise ValueError(f"{README.name} has no markers for {part}")
    before, rest = readme.split(begin)
    README.write_text(f"{before}{begin}\n\n{text}\n\n{end}{rest.split(end)[1]}", encoding="utf-8")


def draw(costs: Costs, path: Path) -> None:
    """Draw the seconds of a cold build over the pages, one line a tool, to be read on a light and a dark ground."""
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot as plt

    ink = "#010203"  # Replaced below by the colour of the ground's text.
    mpl.rcParams.update(
        {"svg.fonttype": "none", "svg.hashsalt": "scale", "font.family": "sans-serif", "font.size": 11}
        | dict.fromkeys(("text.color", "axes.labelcolor", "axes.edgecolor", "xtick.color", "ytick.color"), ink)
    )
    figure, axes = plt.subplots(figsize=(8, 5))
    names = list(dict.fromkeys(name for name, _, _ in costs))
    # Of Okabe and Ito, those that differ from light and dark ground; each line has a sign of its own too.
    for name, colour, sign in zip(
        names, ("#D55E00", "#0072B2", "#009E73", "#CC79A7", "#E69F00"), "os^Dv", strict=False
    ):
        points = [(pages, cost.wall) for pages, cost in _cold(costs, name)]
        axes.plot(*zip(*points, strict=True), color=colour, marker=sign, linewidth=2, label=name)
    sizes = sorted({pages for _, pages, _ in costs})
    axes.set(xscale="log", yscale="log", xlabel="pages in each of three languages", ylabel="seconds, cold build")
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes], minor=False)
    axes.xaxis.set_minor_locator(mpl.ticker.NullLocator())
    axes.yaxis.set_major_formatter(mpl.ticker.FormatStrFormatter("%g"))
    axes.grid(True, color="#808080", alpha=0.25)
    axes.legend(frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    figure.savefig(path, transparent=True, bbox_inches="tight", metadata=nothing)
    plt.close(figure)
    text = path.read_text(encoding="utf-8").replace(ink, "currentColor")
    style = "svg{color:#24292f}@media(prefers-color-scheme:dark){svg{color:#e6edf3}}text{fill:currentColor}"
    text = re.sub(r"(<svg [^>]*>)", rf"\1\n <style>{style}</style>", text, count=1)
    path.write_text(re.sub(r" +$", "", text, flags=re.MULTILINE), encoding="utf-8")


def _machine() -> str:
    names = re.findall(r"^model name\s*:\s*(.*)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    name = names[0].strip() if names else platform.machine()
    return f"{os.cpu_count()} cores ({name}), Python {platform.python_version()}, {date.today():%Y-%m-%d}."


def _progress(name: str, pages: int, state: str) -> None:
    print(f"{name}, {pages} × 3, {state}", file=sys.stderr, flush=True)


@contextmanager
def _browser() -> Iterator[Any]:
    if CHROMIUM is None:
        yield None
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", nargs="+", choices=tuple(PARTS), default=tuple(PARTS))
    parser.add_argument("--pages", nargs="+", type=int, default=SIZES)
    parser.add_argument("--tools", nargs="+", choices=("ours", *MAKERS), default=("ours", *MAKERS))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="changes in the preview")
    parser.add_argument("--quick", action="store_true", help="56 pages, one run, ours and plain, printed alone")
    parser.add_argument("--print", action="store_true", help="write nothing into benchmarks/README.md")
    parser.add_argument("--install", action="store_true", help="install the peers and end")
    options = parser.parse_args()
    if options.quick:
        options.pages, options.runs, options.rounds = [OWN], 1, 3
        options.tools, options.print = ["ours", "plain"], True
    return options


if __name__ == "__main__":
    main()
