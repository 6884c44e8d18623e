"""What was imported and lies beside the pages: what Git takes of it, and what it does not."""

from collections.abc import Iterator

from guiaviva.guide.guide import Guide
from guiaviva.reading.files import Source, read_source

IMPORTS = "imports"
"""The folder, beside docs/, with what was imported and is in no page of the guide yet."""
UNSHARED = f"{IMPORTS}/not-in-git"
"""The folder of what Git does not take: the documents, and what is held back of them."""
IGNORE, IGNORED = f"{UNSHARED}/.gitignore", "*\n"
"""What says so, and how."""


def shared(guide: Guide) -> Iterator[Source]:
    """Return the imported texts that Git takes."""
    for path in files(guide):
        if not path.startswith(f"{UNSHARED}/") and path.endswith(".md"):
            yield read_source(guide.folder, path, "invalid-page")


def is_unguarded(guide: Guide) -> bool:
    """Return whether there is anything that Git is not to take, and nothing that says so."""
    kept = [path for path in files(guide) if path.startswith(f"{UNSHARED}/")]
    if not kept:
        return False
    said = guide.folder.read(IGNORE).decode(errors="replace") if guide.folder.is_file(IGNORE) else ""
    return "*" not in said.split()


def files(guide: Guide) -> tuple[str, ...]:
    """Return the paths of all that was imported and is in no page."""
    return tuple(guide.folder.list(IMPORTS).files) if guide.folder.exists(IMPORTS) else ()
