"""What MkDocs takes from the folder of a guide goes through the same gate as what the check reads.

Between a check and a build a file may become a link to what must not be published. Of MkDocs nothing is imported.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.loaders import split_template_path

from guiaviva.errors import CannotJudgeError
from guiaviva.reading.files import Folder, composed, read_source
from guiaviva.reading.gate import RefusedError
from guiaviva.reporting import refusal


def content(config: Any, file: Any) -> bytes:
    """Return the bytes of a file of the site. Raises CannotJudgeError where it is of the guide and not to be read."""
    if file.abs_src_path is None or not _is_of_guide(config, file.src_dir):
        return bytes(file.content_bytes)
    try:
        data = folder_of(config).read(path_of(config, file.src_dir, file.src_uri))
    except RefusedError as error:
        raise refusal(error) from None
    # A page is what the check reads: an anchor may be typed in another form than the link to it.
    is_page = file.src_uri.endswith(".md") and not data.isascii()
    return composed(data.decode(errors="surrogateescape")).encode(errors="surrogateescape") if is_page else data


def admit(config: Any, files: Any) -> None:
    """Take the files of the guide out of those of a site that are not to be read."""
    for file in list(files):
        if not is_admitted(config, file):
            files.remove(file)


def is_admitted(config: Any, file: Any) -> bool:
    """Return whether a file of the site may be read, and is there."""
    of_guide = file.abs_src_path is not None and _is_of_guide(config, file.src_dir)
    return not of_guide or folder_of(config).is_file(path_of(config, file.src_dir, file.src_uri))


def on_disk(config: Any, file: Any) -> Path:
    """Return where a file of the site is."""
    if not _is_of_guide(config, file.src_dir):
        return Path(file.abs_src_path)
    folder = folder_of(config)
    return folder.root / folder.written(path_of(config, file.src_dir, file.src_uri))


def walk(config: Any, folder: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """Return what may be read below a folder of the guide, folder by folder, as `os.walk` does."""
    top = path_of(config, folder)
    listing = folder_of(config).list(top)
    names: dict[str, list[str]] = {path: [] for path in listing.folders}
    for path in listing.files:
        parent, _, name = path.rpartition("/")
        names[parent].append(name)
    for path, found in names.items():
        yield os.path.normpath(os.path.join(folder, os.path.relpath(path, top))), [], found  # noqa: PTH118


def folder_of(config: Any) -> Folder:
    """Return the folder of the guide that is built, the same one for all its files: it knows what it has looked at."""
    if not hasattr(config, "guia_folder"):
        config.guia_folder = Folder(Path(str(config.config_file_path)).parent)
    found: Folder = config.guia_folder
    return found


def path_of(config: Any, folder: str, path: str = "") -> str:
    """Return the path from the root of the guide of what is in a folder."""
    relative = _relative(folder, folder_of(config).root)
    return f"{relative}/{path}" if path else relative


@cache
def _relative(folder: str, root: Path) -> str:
    return Path(os.path.relpath(folder, root)).as_posix()


def _is_of_guide(config: Any, folder: str | None) -> bool:
    return folder is not None and folder in (config.docs_dir, config.theme.custom_dir)


class Templates(jinja2.FileSystemLoader):
    """Loads templates from the folders of the theme: those of the guide only where they may be read."""

    def __init__(self, config: Any) -> None:
        super().__init__(config.theme.dirs)
        self.config = config

    def get_source(self, environment: jinja2.Environment, template: str) -> Any:
        """Return text and path of a template, as Jinja asks for it. Raises CannotJudgeError, TemplateNotFound."""
        folder, custom = folder_of(self.config), self.config.theme.custom_dir
        path = path_of(self.config, custom, "/".join(split_template_path(template))) if custom else ""
        if not custom or not folder.exists(path):
            return super().get_source(environment, template)
        source = read_source(folder, path, "invalid-file")
        if source.problems:
            raise CannotJudgeError("refused", path=path, problem=source.problems[0])
        return source.text, os.path.join(custom, template), lambda: True  # noqa: PTH118
