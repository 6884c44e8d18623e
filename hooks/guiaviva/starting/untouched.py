"""Which pages of a guide are still as it began: nobody has written in them since."""

import json
from hashlib import sha256
from pathlib import Path

from guiaviva.guide import Guide
from guiaviva.reading.pages import Page
from guiaviva.starting import demonstration

RECORD = "imports/starter.json"
"""What the pages were when the guide began: the hash of each, by its path."""


def record_of(root: Path) -> str:
    """Return the record of the pages of a guide that has just begun."""
    paths = sorted(root.glob("docs/*/**/*.md"))
    pages = {path.relative_to(root).as_posix(): _hash(path.read_text(encoding="utf-8")) for path in paths}
    return json.dumps(pages, indent=0) + "\n"


def is_untouched(guide: Guide, page: Page) -> bool:
    """Return whether the text of a page is what the guide began with; what its front matter says does not count.

    Of a guide without a record that is certain where each line is one of the demonstration.
    """
    if guide.folder.is_file(RECORD):
        try:
            known = json.loads(guide.folder.read(RECORD))
        except ValueError:
            return False
        return isinstance(known, dict) and known.get(page.path) == _hash(page.file.source.text)
    lines = _lines(page.file.source.text)
    sets = ("", *(path.name for path in demonstration.SETS.iterdir())) if demonstration.SETS.is_dir() else ("",)
    begun = (demonstration.pages(page.language, one).get(page.id) for one in sets)
    return any(path and set(lines) <= set(_lines(path.read_text(encoding="utf-8"))) for path in begun)


def _lines(text: str) -> list[str]:
    """Return the lines below the front matter, without the spaces that may change when a file is saved."""
    body = text.partition("\n---\n")[2] if text.startswith("---\n") else text
    return [" ".join(line.split()) for line in body.split("\n") if line.strip()]


def _hash(text: str) -> str:
    return sha256("\n".join(_lines(text)).encode()).hexdigest()
