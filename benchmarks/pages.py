"""How soon a page can be read, whether it jumps, and what it weighs.

    python benchmarks/pages.py [--runs 5] [--gate]

Builds the guide, serves it from this machine without compression, and opens a page of each kind in Chromium, each time
in a new profile: at once, and as on a telephone with a slow line (the line and processor that Lighthouse takes for
one: 1.6 Mbit/s, 150 ms, a fourth of the speed). Medians:

- bytes of the first view, each file compressed with gzip -9, and how many files;
- first contentful paint, in milliseconds;
- cumulative layout shift, the greatest of all runs (good: at most 0.1).

Then, beside the bars of bars.yml, what the home page, first searches and the post check ask for, and for how long the
post check is held on a telephone. With `--gate` only these, and it fails above a bar of requests or bytes: milliseconds
depend on the machine.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from test_browser import ARGUMENTS, CHROMIUM, serve
from test_first_view_browser import DESK, PHONE, FirstView, first_view, kinds
from test_site import copy_project, guia_build

# What is searched for first: a word, six of them, and a message that somebody pastes.
SEARCHES = {
    "first search": "logotip",
    "first search of six words": "com respondre a una queixa enfadada",
    "first search of a message": (
        "Fa tres setmanes que el contenidor del carrer Major és ple i fa una pudor insuportable. He trucat dues vegades"
        " a l'ajuntament i ningú no ha vingut. És una vergonya, no penso pagar cap més impost!"
    ),
}
# What long tasks take beyond the 50 ms that nobody feels (web.dev: total blocking time).
BLOCKED = """window.blocked = 0;
new PerformanceObserver((list) => {
    for (const one of list.getEntries()) window.blocked += Math.max(0, one.duration - 50);
}).observe({ type: "longtask", buffered: true });"""
# Bits a second, milliseconds, and how much slower the processor is.
LINE, DELAY, SLOWER = 1_600_000, 150, 4


def view(browser: Any, address: str, slow: bool) -> FirstView:
    """Open a page as a new visitor, on a desk or on a telephone with a slow line."""
    context = browser.new_context(viewport=PHONE if slow else DESK)
    page = context.new_page()
    if slow:
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        line = {"offline": False, "latency": DELAY, "downloadThroughput": LINE / 8, "uploadThroughput": LINE / 8}
        session.send("Network.emulateNetworkConditions", line)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    seen = first_view(page, address)
    context.close()
    return seen


def asked(page: Any) -> list[Any]:
    """Return the answers to what a page asks for from now on, as they come; to an icon it is none."""
    answers: list[Any] = []
    page.on("response", lambda answer: answers.append(answer) if not answer.url.endswith(".svg") else None)
    return answers


def cost(what: str, answers: list[Any]) -> dict[str, float]:
    """Return how many answers there were, and their bytes, compressed."""
    sizes = [len(gzip.compress(one.body(), 9)) for one in answers if one.ok]
    return {f"{what}, requests": len(answers), f"{what}, KB": sum(sizes) / 1024}


def first_uses(browser: Any, address: str) -> dict[str, float]:
    """Return what has a bar, by its name in bars.yml."""
    found: dict[str, float] = {}
    for what, text in SEARCHES.items():
        found |= first_search(browser, address, what, text)
    return found | post_check(browser, address)


def first_search(browser: Any, address: str, what: str, text: str) -> dict[str, float]:
    """Return what the home page costs, and then a search there."""
    page = browser.new_context(viewport=PHONE).new_page()
    answers = asked(page)
    page.goto(address, wait_until="networkidle")
    found = cost("home", answers)
    answers.clear()
    page.keyboard.press("/")
    page.locator("dialog input[type=search]").fill(text)
    page.wait_for_function("(text) => document.querySelector('dialog').dataset.answered === text", arg=text)
    page.wait_for_load_state("networkidle")
    found |= cost(what, answers)
    page.context.close()
    return found


def post_check(browser: Any, address: str) -> dict[str, float]:
    """Return what the post check costs, and for how long it holds a telephone."""
    page = browser.new_context(viewport=PHONE).new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(BLOCKED)
    answers = asked(page)
    page.goto(f"{address}check/", wait_until="networkidle")
    page.wait_for_selector("#post-text")
    page.wait_for_timeout(1000)
    found = cost("post check", answers) | {"post check, blocked ms": page.evaluate("window.blocked")}
    page.context.close()
    return found


def compare(found: list[dict[str, float]], gate: bool) -> None:
    """Print the medians of what has a bar, beside it; with `gate` exit where requests or bytes are above it."""
    bars = yaml.safe_load((Path(__file__).parent / "bars.yml").read_text(encoding="utf-8"))["pages"]
    above = []
    for what, bar in bars.items():
        figure = statistics.median(one[what] for one in found)
        print(f"{what:32} {figure:6.0f}   bar {bar}")
        if figure > bar and not what.endswith(" ms"):
            above.append(f"{what}: {figure:.0f}, more than {bar}")
    if gate and above:
        sys.exit("\n".join(above))


def show_views(browser: Any, site: Path, address: str, runs: range) -> None:
    """Print what a page of each kind costs on its first view."""
    print(f"{'page':32} {'KB':>6} {'files':>6} {'paint ms':>9} {'slow ms':>9} {'shift':>7} {'slow':>7}")
    for path in kinds(site):
        desk = [view(browser, address + path, slow=False) for _ in runs]
        phone = [view(browser, address + path, slow=True) for _ in runs]
        paints = [statistics.median(one.paint for one in views) for views in (desk, phone)]
        shifts = [max(one.shift for one in views) for views in (desk, phone)]
        weight, files = desk[0].weight / 1024, len(desk[0].sizes)
        print(
            f"{path or '(home)':32} {weight:6.0f} {files:6} {paints[0]:9.0f} {paints[1]:9.0f}"
            f" {shifts[0]:7.3f} {shifts[1]:7.3f}"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--gate", action="store_true")
    given = parser.parse_args()
    runs = range(given.runs)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        project = copy_project(Path(name) / "project")
        done = guia_build(project)
        assert done.returncode == 0, done.stderr
        site = project / "site"
        server = serve(site)
        address = next(server)
        if not given.gate:
            show_views(browser, site, address, runs)
        compare([first_uses(browser, address) for _ in runs], given.gate)
        next(server, None)


if __name__ == "__main__":
    main()
