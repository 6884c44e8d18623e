"""How many faults of posts the post check finds, by rule, and how often it speaks up where nothing is wrong.

    python benchmarks/posts.py [TABLE] [--show]

TABLE is a file of the form of tests/posts/measured.yml, which is the table without it. `--show` lists what was missed
and each wrong alarm.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from guiaviva.guide import load_guide
from measured import DAY, TABLE, as_table, measure, read_table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", nargs="?", type=Path, default=TABLE)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    measures = measure(load_guide(ROOT, today=DAY), read_table(arguments.table))
    print(*as_table(measures), sep="\n")
    if arguments.show:
        print("", *(line for one in measures.values() for line in one.details), sep="\n")


if __name__ == "__main__":
    main()
