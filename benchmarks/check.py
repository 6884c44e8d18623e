"""How long `guia check` takes beside rendering the same pages: 400 pages of 1,000 words in each of three languages.

    python benchmarks/check.py [--pages 400] [--words 1000] [--runs 5]

Each run is a new process, cold. Prints medians of the wall time and of the processor time in seconds, and the peak of
the memory in MB; beside them, as a measure of the machine, the time that Python-Markdown takes for the same pages,
without a check. Measured, never asserted.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from markdown import Markdown

from guiaviva.cache import store_of
from guides import TODAY, make
from measuring import run


def main() -> None:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--words", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = make(Path(name) / "guide", options.pages, options.words)
        command = (sys.executable, "-m", "guiaviva", "check", "--today", TODAY)
        runs = []
        for _ in range(options.runs):
            if store := store_of(folder):
                store.unlink(missing_ok=True)
            runs.append(run(command, folder, {}))
        converter = Markdown(extensions=["tables", "attr_list"])
        paths = sorted(folder.glob("docs/*/topics/*.md"))
        sample = paths[:: max(1, len(paths) // 100)]
        start = time.process_time()
        for path in sample:
            converter.reset().convert(path.read_text(encoding="utf-8"))
        rendering = (time.process_time() - start) / len(sample) * len(list(folder.glob("docs/**/*.md")))
    walls = [one.wall for one in runs]
    processor = statistics.median(one.processor for one in runs)
    print(f"check      {statistics.median(walls):6.2f} s (from {min(walls):.2f} to {max(walls):.2f})", end=", ")
    print(f"{processor:.2f} s of processor, {max(one.memory for one in runs) / 1e6:.0f} MB")
    print(f"rendering  {rendering:6.2f} s of processor with Python-Markdown alone; ", end="")
    print(f"the check takes {processor / rendering:.2f} of it")


if __name__ == "__main__":
    main()
