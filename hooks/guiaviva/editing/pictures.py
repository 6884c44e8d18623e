"""A picture is put where the pictures of a guide are, under a name that says what it shows."""

from __future__ import annotations

import posixpath
import re
from unicodedata import combining, normalize

from guiaviva.editing.places import PICTURES
from guiaviva.editing.savings import Desk, Held
from guiaviva.errors import CannotJudgeError
from guiaviva.reading.gate import misnamed

# How the content of a picture begins, wherever else its kind may be named.
_KINDS = {
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
}
# The most letters of a name.
_LONGEST = 40
# What ends a link text, or begins something else in it.
_SIGNS = re.compile(r"([\\\[\]*_`<>{}])")


def put(desk: Desk, data: bytes, shows: str) -> Held:
    """Save a picture that `shows` something under a name of its own; the same one is not saved twice.

    Raises CannotJudgeError where it is no picture that every browser shows, is too big, or cannot be written.
    """
    suffix = next((suffix for suffix, begins in _KINDS.items() if begins.match(data)), None)
    if suffix is None:
        raise CannotJudgeError("not-a-picture")
    stem = name_of(shows)
    number = 1
    while True:
        path = f"{PICTURES}/{stem}{f'-{number}' if number > 1 else ''}{suffix}"
        held = desk.read(path)
        if held.data == data:
            return held
        if held.data is None:
            return desk.save(path, held.version, lambda _: data)
        number += 1


def name_of(shows: str) -> str:
    """Return a name for a picture that shows something: letters without accents, digits and hyphens."""
    plain = "".join(one for one in normalize("NFKD", shows.lower()) if not combining(one))
    name = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-")
    # Windows has some names for itself, such as con.
    return f"image-{name}".rstrip("-") if not name or misnamed(name, name) else name


def markdown_of(page: str, picture: str, shows: str) -> str:
    """Return the Markdown with which a page shows a picture, both by their path from the root of the guide."""
    address = posixpath.relpath(picture, posixpath.dirname(page))
    words = _SIGNS.sub(r"\\\1", " ".join(shows.split()))
    return f"![{words}]({address})"
