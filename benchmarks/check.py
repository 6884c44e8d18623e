"""How long `guia check` takes, cold, and how much memory: 1,200 pages of 1,000 words in three languages.

    python benchmarks/check.py [--pages 1200] [--words 1000] [--runs 5]

Each run is a new process. Prints the median of the wall time in seconds and the largest peak memory in MB; beside it,
as a measure of the machine, the time that Python-Markdown takes for the same pages (without a check). Measured, never
asserted: the bar of the project is 1.5 s and 200 MB on two cores.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from markdown import Markdown

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
import complete_guide

LANGUAGES = complete_guide.LANGUAGES
SECTIONS = ("rule", "do-and-dont", "cases", "who-to-ask")
SYLLABLES = [
    "ca",
    "ra",
    "te",
    "la",
    "mi",
    "so",
    "nu",
    "per",
    "pla",
    "cons",
    "ment",
    "tor",
    "dis",
    "gra",
    "bli",
    "xar",
    "res",
    "tem",
    "vol",
    "cer",
]


def words(number: int, chance: random.Random) -> list[str]:
    """Give invented words, as many as asked."""
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(number)]


def page(name: str, number: int, chance: random.Random) -> str:
    """Write a page: prose, a list, a table, links, emphasis and code, as guides have them."""
    parts = [f"---\nowner: editor\nreviewed: 2026-10-01\nreview_every: 12\n---\n# {name}\n"]
    each = number // len(SECTIONS)
    for section in SECTIONS:
        text = words(each - 60, chance)
        text[5] = f"**{text[5]}**"
        text[15] = f"[{text[15]} {text[16]}](topic-1.md#rule)"
        text[25] = f"`{text[25]}`"
        paragraphs = [" ".join(text[start : start + 60]) for start in range(0, len(text), 60)]
        items = "".join(f"- {' '.join(words(6, chance))}\n" for _ in range(5))
        rows = "".join(f"| {' '.join(words(3, chance))} | {' '.join(words(3, chance))} |\n" for _ in range(5))
        table = f"| a | b |\n|---|---|\n{rows}"
        parts.append(f"\n## {section} {{#{section}}}\n\n" + "\n\n".join(paragraphs) + f"\n\n{items}\n{table}")
    return "".join(parts)


def make(folder: Path, pages: int, number: int) -> None:
    """Write a whole guide of so many pages."""
    complete_guide.write(folder)
    pages -= len(list(folder.glob("docs/*/**/*.md")))
    chance = random.Random(1)
    for language in LANGUAGES:
        for index in range(pages // len(LANGUAGES)):
            text = page(f"Topic {index}", number, chance)
            if language != LANGUAGES[0]:
                text = text.split("---\n", 2)[2]
            (folder / f"docs/{language}/topics/topic-{index}.md").write_text(text, encoding="utf-8")


def main() -> None:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=int, default=1200)
    parser.add_argument("--words", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), options.pages, options.words)
        command = [sys.executable, "-m", "guiaviva", "check", "--root", folder, "--today", complete_guide.TODAY]
        times = []
        for _ in range(options.runs):
            start = time.perf_counter()
            done = subprocess.run([*command, "--strict"], check=False, capture_output=True, text=True)
            times.append(time.perf_counter() - start)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        converter = Markdown(extensions=["tables", "attr_list"])
        sample = sorted(Path(folder).glob("docs/*/topics/topic-*.md"))[:100]
        start = time.perf_counter()
        for path in sample:
            converter.reset().convert(path.read_text(encoding="utf-8"))
        rendering = (time.perf_counter() - start) / len(sample) * options.pages
    median = statistics.median(times)
    print(done.stdout.splitlines()[-1])
    print(f"check      {median:6.2f} s (from {min(times):.2f} to {max(times):.2f}), {peak:.0f} MB")
    print(f"rendering  {rendering:6.2f} s with Python-Markdown alone; the check takes {median / rendering:.2f} of it")


if __name__ == "__main__":
    main()
