"""The program itself comes along: a guide is installed from its own folder, with hashes."""

import re
from pathlib import Path

from guiaviva.contentmodel import ENGINE, load_words
from guiaviva.language import FALLBACK, choose
from guiaviva.starting.requirements import FILE, WHEELS, is_marked, requirements
from guiaviva.starting.wheel import wheel
from guiaviva.upgrading.changes import Changes, Note
from guiaviva.upgrading.own import own


def is_brought(root: Path, text: str) -> bool:
    """Return whether a guide, with the text of its requirements, carries the very program that is running."""
    path = f"{WHEELS}/{wheel().name}"
    return f"./{path} " in text and (root / path).is_file()


def bring(changes: Changes, language: str) -> None:
    """Have a guide installed with this version of the program, where another one is.

    `language` is that of the comments. Raises CannotJudgeError where the program cannot be packed.
    """
    text = changes.text(FILE)
    # The repository of the program holds it as it is.
    if changes.root.resolve() == ENGINE or is_brought(changes.root, text):
        return
    words = load_words(languages={language, FALLBACK})["start"]
    said = {key: choose(texts, language, FALLBACK) for key, texts in words.items()}
    now = requirements(said, text)
    for path in list(changes.files(WHEELS)):
        if path.startswith(f"{WHEELS}/guiaviva-"):
            changes.move(path, "program-file")
    # Which of them are the institution's is not written there, so that all are kept.
    if text and not is_marked(text):
        changes.move(FILE, "program-file")
    if before := re.search(rf"(?m)^\./{WHEELS}/guiaviva-([^-\s]+)-", text):
        changes.notes.append(Note("program", FILE, found=before[1], now=wheel().version))
    changes.write(FILE, now, "requirements")
    changes.packed[f"{WHEELS}/{wheel().name}"] = wheel().data
    changes.notes += own(changes)
