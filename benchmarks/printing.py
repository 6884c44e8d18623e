"""What a print of the demonstration takes, in each language: seconds, and seconds of processor, of `guia print`.

A run exits with 1 where one takes more of the processor than its bar (`print` in bars.yml). What a build has converted
is known, as it is to whoever publishes; the first run here converts it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import yaml

from guides import GUIA, ROOT, TODAY
from measuring import run

HERE = Path(__file__).parent


def main() -> None:
    """Print the guide in each language, and say what that took."""
    bar = yaml.safe_load((HERE / "bars.yml").read_text(encoding="utf-8"))["print"]["guide, demonstration"]
    languages = yaml.safe_load((ROOT / "data/institution.yml").read_text(encoding="utf-8"))["languages"]
    slow = []
    with tempfile.TemporaryDirectory() as folder:
        command = [*GUIA, "print", "--today", TODAY, "--output", folder, "--lang"]
        run([*command, languages[0], "--section", "tone"], ROOT)
        for language in languages:
            cost = run([*command, language], ROOT)
            print(f"{language}: {cost.wall:.1f} s, {cost.processor:.1f} s of processor (bar: {bar} s)")
            slow += [language] if cost.processor > bar else []
    sys.exit(int(bool(slow)))


if __name__ == "__main__":
    main()
