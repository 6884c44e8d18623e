"""What is wrong with the files of a guide before anything is read in them."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.errors import CannotJudgeError
from guiaviva.reading.documents import Document, KeyPath, read_document
from guiaviva.reading.files import Folder, read_source
from guiaviva.reading.gate import LARGE, OTHER, Listing, RefusedError, sizes

# Where mkdocs.yml names a file or folder that MkDocs reads.
_PATHS: tuple[KeyPath, ...] = (("docs_dir",), ("INHERIT",), ("theme", "custom_dir"))


def problems_of_docs(folder: Folder, listing: Listing) -> Iterator[Finding]:
    """Return what is wrong with the files below docs/: pages are invalid, and of all others none is published."""
    for problem in listing.problems:
        is_page = PurePosixPath(problem.path).suffix in ("", ".md")
        yield problem.finding("invalid-page" if is_page else "invalid-file")
    for path in listing.folders:
        if path.endswith(".md") and "/." not in path:
            yield found("invalid-page", Place(path), variant="folder")
    for path in listing.files:
        if not path.endswith(".md"):
            yield from _too_big(folder, path)
            size = folder.size(path)
            if LARGE < size <= OTHER:
                yield found("large-file", Place(path), **sizes(size, LARGE))


def problems_of_config(folder: Folder, config: Document) -> Iterator[Finding]:
    """Return why mkdocs.yml is not read, or what it has MkDocs read that is not to be."""
    if config.source:
        yield from config.source.problems
        if not (config.source.problems or config.problems):
            yield from _problems_of_name(config)
    for path in _PATHS:
        value = named(config.value, path)
        try:
            if value:
                folder.gate.look(value)
        except RefusedError as error:
            place = config.value_place(*path)
            yield found("invalid-data", place, variant=error.problem.variant, **error.problem.values)
        except (OSError, ValueError):
            # MkDocs says what is not there.
            continue
    if custom := named(config.value, _PATHS[-1]):
        listing = folder.list(custom)
        for problem in listing.problems:
            if problem.path != custom:
                yield problem.finding("invalid-file")
        for name in listing.files:
            yield from _too_big(folder, name)


def _too_big(folder: Folder, path: str) -> Iterator[Finding]:
    """Report a file that is too big to be read."""
    if (size := folder.size(path)) > OTHER:
        yield found("invalid-file", Place(path), variant="size", **sizes(size, OTHER))


def _problems_of_name(config: Document) -> Iterator[Finding]:
    """Report that mkdocs.yml says nothing, or not what the site is called, which it may take from another file."""
    if config.value is None:
        yield found("invalid-data", Place(config.path), variant="empty-file")
    elif isinstance(config.value, dict) and not config.value.get("site_name") and "INHERIT" not in config.value:
        yield found("invalid-data", config.place("site_name"), variant="missing", key="site_name", name="site_name")


def read_config(folder: Folder) -> Document:
    """Return mkdocs.yml, whose tags (`!!python/name:…`) mean nothing to us; empty where there is none."""
    if not folder.exists("mkdocs.yml"):
        return Document("mkdocs.yml", None)
    return read_document(read_source(folder, "mkdocs.yml", "invalid-data"), "invalid-data")


def require_readable(folder: Folder) -> None:
    """Raise CannotJudgeError where mkdocs.yml is not to be read, or has MkDocs read what is not to be."""
    for problem in problems_of_config(folder, read_config(folder)):
        if problem.rule == "invalid-data":
            raise CannotJudgeError("refused", path=problem.place.path, problem=problem)


def named(value: Any, path: KeyPath) -> str:
    """Return what mkdocs.yml has at a key, where that is a text."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""
