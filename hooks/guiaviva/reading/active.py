"""Which files a browser runs when somebody opens them: the site serves them as they are."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Callable
from posixpath import splitext
from typing import NamedTuple

# Pages by themselves, and what browsers take for one by looking into it.
_PAGES = (".htm", ".html", ".xhtml", ".xht", ".shtml", ".shtm", ".mhtml", ".mht", ".hta", ".svgz")
_XML = (".svg", ".xml", ".xsl", ".xslt", ".rdf", ".atom", ".rss")
_RUNS = re.compile(
    r"<(?:[\w-]+:)?(?:script|foreignObject|iframe|object|embed|handler|listener|html|body|meta|link|base)\b"
    r"|<!ENTITY|<\?xml-stylesheet|\bon[a-z]+\s*=\s*[\"']|data:text/\w+"
    r"|xmlns(?::[\w-]+)?\s*=\s*[\"']http://www\.w3\.org/1999/xhtml",
    re.IGNORECASE,
)
_SCRIPT, _SPACE = re.compile(r"(?:java|vb)script:", re.IGNORECASE), re.compile(r"[\x00-\x20]+")


class Active(NamedTuple):
    """What runs in a file, "" where all of it does, and the line where it is."""

    found: str
    line: int


def active(path: str, read: Callable[[str], bytes]) -> Active | None:
    """Return what runs in a file when it is opened, or None. `read` returns its bytes, where they have to be seen."""
    suffix = splitext(path)[1].lower()
    if suffix in _PAGES:
        return Active("", 1)
    if suffix not in _XML:
        return None
    text = html.unescape(_decoded(read(path)))
    if match := _RUNS.search(text):
        return Active(" ".join(match[0].split()), text.count("\n", 0, match.start()) + 1)
    hidden = _SCRIPT.search(_SPACE.sub("", text))
    return Active(hidden[0], 1) if hidden else None


def _decoded(data: bytes) -> str:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:4]
    encoding = ("utf-16-be" if data[:1] == b"\0" else "utf-16") if wide else "utf-8-sig"
    return data.decode(encoding, errors="replace")
