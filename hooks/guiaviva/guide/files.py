"""What is wrong with the files of a guide before anything is read in them."""

import re
import stat
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import settings
from guiaviva.reading.documents import Document, read_document
from guiaviva.reading.files import Folder, read_source
from guiaviva.reading.gate import DATA, LARGE, OTHER, Listing, RefusedError, readable, sizes
from guiaviva.translations.records import PATH as LEDGER

# The files of a theme that Jinja reads.
_TEMPLATES = (".html", ".xml")
# What Material took from `theme`, and what its classes, attributes and colours are called.
_OF_MATERIAL = ("features", "font", "palette")
_NAME_OF_MATERIAL = re.compile(r"(?<![\w-])(?:--|data-)?md-[a-z]+(?:[_-]+[a-z]+)*")


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
    documents, problems = settings.chain(folder, config)
    yield from problems
    for document in documents:
        yield from settings.tags(document)
        yield from _problems_of_named(folder, document)


def problems_of_theme(folder: Folder, config: Document) -> Iterator[Finding]:
    """Return which files of the institution's own theme MkDocs is not to read, or cannot."""
    for document in settings.chain(folder, config)[0]:
        if custom := settings.named(document.value, ("theme", "custom_dir")):
            listing = folder.list(custom)
            for problem in listing.problems:
                if problem.path != custom:
                    yield problem.finding("invalid-file")
            for name in listing.files:
                suffix = PurePosixPath(name).suffix
                yield from _problems_of_template(folder, name) if suffix in _TEMPLATES else _too_big(folder, name)
                if suffix in (*_TEMPLATES, ".css"):
                    yield from _names_of_material(folder, name)
        yield from _settings_of_material(document)


def problems_of_ledger(folder: Folder) -> tuple[Finding, ...]:
    """Return why what was signed off of the texts of data is not read, which would pass for never signed off."""
    return read_source(folder, LEDGER, "invalid-data").problems if folder.exists(LEDGER) else ()


def _problems_of_named(folder: Folder, document: Document) -> Iterator[Finding]:
    """Report what a file of settings has MkDocs read or run that is not to be."""
    for path, value in settings.named_files(folder, document):
        try:
            state = folder.gate.look(value)[1]
            if stat.S_ISREG(state.st_mode) and state.st_size > DATA:
                yield found("invalid-data", Place(readable(value)), variant="size", **sizes(state.st_size, DATA))
        except RefusedError as error:
            place = document.value_place(*path)
            yield found("invalid-data", place, variant=error.problem.variant, **error.problem.values)
        except (OSError, ValueError):
            # MkDocs says what is not there.
            continue


def _problems_of_template(folder: Folder, path: str) -> Iterator[Finding]:
    """Report that a template is no text, or that Jinja cannot parse it; nothing of it is run."""
    source = read_source(folder, path, "invalid-file")
    yield from source.problems
    if not source.problems and (fault := _fault_of_template(source.text)):
        line, reason = fault
        yield found("invalid-file", Place(path, line), variant="template", reason=reason)


# Templates hardly change, and a preview reads the guide again after each edit.
@lru_cache(maxsize=100)
def _fault_of_template(text: str) -> tuple[int, str] | None:
    """Return the line at which Jinja cannot parse a template, and why, or None where it can."""
    from jinja2 import Environment, TemplateSyntaxError

    try:
        # Of all its extensions, this is the one that MkDocs turns on.
        Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(text)
    except TemplateSyntaxError as error:
        return error.lineno, error.message or ""
    except RecursionError:
        return 1, "RecursionError"
    return None


def _settings_of_material(document: Document) -> Iterator[Finding]:
    """Report what a file of settings says to Material, which nobody reads any more."""
    theme = document.value.get("theme") if isinstance(document.value, dict) else None
    if isinstance(theme, dict):
        for key in (one for one in _OF_MATERIAL if one in theme):
            yield found("material-leftover", document.place("theme", key), found=f"theme.{key}")


def _names_of_material(folder: Folder, path: str) -> Iterator[Finding]:
    """Report the first class, attribute or colour of Material that a template or a style of the guide names."""
    source = read_source(folder, path, "material-leftover")
    if not source.problems and (named := _NAME_OF_MATERIAL.search(source.text)):
        place = Place(path, source.text.count("\n", 0, named.start()) + 1)
        yield found("material-leftover", place, variant="name", found=named[0])


def _too_big(folder: Folder, path: str) -> Iterator[Finding]:
    """Report a file that is too big to be read."""
    if (size := folder.size(path)) > OTHER:
        yield found("invalid-file", Place(path), variant="size", **sizes(size, OTHER))


def _problems_of_name(config: Document) -> Iterator[Finding]:
    """Report that mkdocs.yml says nothing, or not what the site is called, which it may take from another file."""
    if config.value is None:
        yield found("invalid-data", Place(config.path), variant="empty-file")
    elif isinstance(config.value, dict) and not config.value.get("site_name") and "INHERIT" not in config.value:
        yield found("invalid-data", config.place("site_name"), variant="missing", key="site_name", line="site_name: …")


def read_config(folder: Folder) -> Document:
    """Return mkdocs.yml, whose tags (`!!python/name:…`) mean nothing to us; empty where there is none."""
    if not folder.exists("mkdocs.yml"):
        return Document("mkdocs.yml", None)
    return read_document(read_source(folder, "mkdocs.yml", "invalid-data"), "invalid-data")


def require_readable(folder: Folder) -> None:
    """Raise CannotJudgeError where mkdocs.yml is not to be read, or has MkDocs read what is not to be."""
    config = read_config(folder)
    for problem in (*config.problems, *problems_of_config(folder, config)):
        if problem.rule == "invalid-data":
            raise CannotJudgeError("refused", path=problem.place.path, problem=problem)
