"""What mkdocs.yml, and the files from which it inherits, have MkDocs read or run."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

import yaml

from guiaviva.diagnostics import Finding, found
from guiaviva.reading.documents import Document, KeyPath, Loader, read_document
from guiaviva.reading.files import Folder, read_source
from guiaviva.reading.gate import RefusedError

# MkDocs reads one file inside another, so that a long chain ends as a circle does.
MOST = 10
# The key with which a file of settings names the one below it.
_BELOW = "INHERIT"
# Where MkDocs is told of a folder.
_PATHS: tuple[KeyPath, ...] = (("docs_dir",), ("theme", "custom_dir"))
# What extensions and plugins are told may be anything; static-i18n is told of addresses only.
_TOLD, _ADDRESSED = ("markdown_extensions", "plugins"), "i18n"
# Of MkDocs' own tags, and of YAML's, those that only name or type a value. The others of Python call what they name.
_HARMLESS = re.compile(
    r"!ENV|!relative|tag:yaml\.org,2002:"
    r"(?!python/)[a-z]+|tag:yaml\.org,2002:python/(?:name:.*|none|bool|str|unicode|bytes|int|long|float|complex|list|tuple|dict)"
)


def chain(folder: Folder, config: Document) -> tuple[tuple[Document, ...], tuple[Finding, ...]]:
    """Return mkdocs.yml with all from which it inherits, as far as that can be read, and why it ends before its end."""
    documents, names = [config], {config.path}
    while (path := _below(documents[-1])) is not None:
        problem = _refused(folder, documents[-1], path)
        if problem or path in names or len(names) > MOST:
            return tuple(documents), (problem or _no_settings(documents[-1]),)
        names.add(path)
        document = read_document(read_source(folder, path, "invalid-data"), "invalid-data")
        problems = (*(document.source.problems if document.source else ()), *document.problems)
        if not problems and not isinstance(document.value, dict | None):
            problems = (_no_settings(documents[-1]),)
        if problems:
            return tuple(documents), problems
        documents.append(document)
    inherits = isinstance(documents[-1].value, dict) and _BELOW in documents[-1].value
    return tuple(documents), (_no_settings(documents[-1]),) if inherits else ()


def named_files(folder: Folder, document: Document) -> Iterator[tuple[KeyPath, str]]:
    """Yield what a file of settings has MkDocs read or run, by its keys there; of extensions, what leads away."""
    value = document.value
    yield from ((path, name) for path in _PATHS if (name := named(value, path)))
    for path, text in _texts(value.get("hooks"), ("hooks",)) if isinstance(value, dict) else ():
        yield path, text
    for key in _TOLD:
        for path, text in _texts(value.get(key), (key,)) if isinstance(value, dict) else ():
            name = text.removeprefix("$config_dir/")
            if _ADDRESSED not in path and _leads_away(folder, name):
                yield path, name


def tags(document: Document) -> Iterator[Finding]:
    """Report each tag with which a file of settings would have something run while it is read."""
    if document.source is None or "!" not in document.source.text or document.value is None:
        return
    top = yaml.compose(document.source.text, Loader=Loader)
    waiting = [top] if top else []
    while waiting:
        node = waiting.pop()
        if not _HARMLESS.fullmatch(node.tag):
            place = document.place()._replace(line=node.start_mark.line + document.first_line)
            name = node.tag.replace("tag:yaml.org,2002:", "!!")
            yield found("invalid-data", place, variant="tag", found=name)
        elif isinstance(node, yaml.MappingNode):
            waiting += [one for pair in node.value for one in pair]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value


def named(value: Any, path: KeyPath) -> str:
    """Return what a file of settings has at a key, where that is a text."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""


def _below(document: Document) -> str | None:
    """Return the file from which a file inherits, which is named from its own folder; None where it names none."""
    name = named(document.value, (_BELOW,))
    return posixpath.normpath(posixpath.join(posixpath.dirname(document.path), name)) if name else None


def _refused(folder: Folder, document: Document, path: str) -> Finding | None:
    """Return why the file from which another inherits is not opened; what cannot be opened says so itself."""
    try:
        folder.gate.look(path)
    except RefusedError as error:
        place = document.value_place(_BELOW)
        return found("invalid-data", place, variant=error.problem.variant, **error.problem.values)
    except ValueError:
        return _no_settings(document)
    except OSError:
        return None
    return None


def _no_settings(document: Document) -> Finding:
    name = named(document.value, (_BELOW,)) or "…"
    return found("invalid-data", document.value_place(_BELOW), variant="inherit", found=name, expected=MOST)


def _texts(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Yield each text in a value that was read, by its keys."""
    if isinstance(value, str) and value:
        yield path, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one, (*path, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _texts(one, (*path, index))


def _leads_away(folder: Folder, name: str) -> bool:
    """Return whether a text is a path to something that lies outside the guide; most are no path at all."""
    if not (name.startswith("/") or ".." in name.split("/")):
        return False
    try:
        folder.root.joinpath(name).lstat()
    except (OSError, ValueError):
        return False
    return True
