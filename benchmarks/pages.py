"""How soon a page can be read, whether it jumps, and what it weighs.

    python benchmarks/pages.py [--runs 5]

Builds the guide, serves it from this machine without compression, and opens a page of each kind in Chromium, each time
in a new profile: at once, and as on a telephone with a slow line (the line and processor that Lighthouse takes for
one: 1.6 Mbit/s, 150 ms, a fourth of the speed). Medians:

- bytes of the first view, each file compressed with gzip -9, and how many files;
- first contentful paint, in milliseconds;
- cumulative layout shift, the greatest of all runs (good: at most 0.1).
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from test_browser import ARGUMENTS, CHROMIUM, serve
from test_first_view_browser import DESK, PHONE, FirstView, first_view, kinds
from test_site import copy_project, guia_build

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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    runs = range(parser.parse_args().runs)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        project = copy_project(Path(name) / "project")
        done = guia_build(project)
        assert done.returncode == 0, done.stderr
        site = project / "site"
        server = serve(site)
        address = next(server)
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
        next(server, None)


if __name__ == "__main__":
    main()
