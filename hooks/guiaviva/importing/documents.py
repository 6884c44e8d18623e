"""A file, or a folder of Markdown, becomes one text of Markdown, with its pictures."""

import base64
import binascii
import io
import os
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from urllib.parse import unquote

from guiaviva.errors import CannotJudgeError
from guiaviva.importing import dialects
from guiaviva.importing.decoding import decoded
from guiaviva.importing.extra import required
from guiaviva.importing.html import markdown_of
from guiaviva.importing.pdf import html_of
from guiaviva.importing.pdf_lines import pages_of, quality
from guiaviva.reading.files import Folder, Source
from guiaviva.reading.gate import RefusedError, sizes
from guiaviva.reading.outline import Part, outline
from guiaviva.reading.pages import read_page

PICTURE = "import-picture:"
"""With it begins what stands for the address of a picture until it is known where its page will be."""
_SUFFIXES = {"png": ".png", "jpeg": ".jpg", "jpg": ".jpg", "gif": ".gif", "webp": ".webp", "avif": ".avif"}
_STYLES = "p[style-name='Title'] => h1:fresh"
_DATA = re.compile(r"data:image/(\w+);base64,(.*)", re.DOTALL)
_IMAGE = re.compile(r"(!\[[^\]]*\]\()<?([^()<>\s]+)>?((?:\s+\"[^\"]*\")?\))")
_WORD = re.compile(r"[^\W\d_]{2,}")
# A text of so many pages has headings.
_SEVERAL_PAGES = 3
# Folders of what a site publishes as it is.
_SITES = ("static", "public", "assets", "docs")
# So many folders above a document may be that of its site.
_ABOVE = 2
# The most that a document may hold once it is unpacked.
_LARGEST = 200_000_000


@dataclass
class Document:
    """What was read of a file or a folder: `name` is the last part of its path."""

    name: str
    parts: list[Part] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    """The content of each picture by its name."""
    originals: dict[str, bytes] = field(default_factory=dict)
    """The files as they are, by their path below a folder."""
    root: Path | None = None
    """The folder in which an address that begins with a slash is looked for."""
    missing: list[str] = field(default_factory=list)
    """The addresses of pictures that are not there, or of a kind that no page shows."""
    marks: list[str] = field(default_factory=list)
    """What another program would make of the text."""
    quality: list[str] = field(default_factory=list)
    """Why the text was hard to read."""

    @property
    def text(self) -> str:
        """All of its text, headings included."""
        return "\n\n".join(f"{one.title}\n\n{one.body}" for one in self.parts)

    def add_picture(self, suffix: str, data: bytes) -> str:
        """Keep a picture; return what stands for its address."""
        known = next((name for name, each in self.pictures.items() if each == data), "")
        name = known or f"{len(self.pictures) + 1}{suffix}"
        self.pictures[name] = data
        return PICTURE + name


def read(path: Path) -> Document:
    """Return what a file or folder holds.

    Raises CannotJudgeError where it is not there, cannot be read, is of another kind, or has no text.
    """
    if not path.exists():
        raise CannotJudgeError("import-no-file", path=str(path))
    document = Document(PurePath(os.path.realpath(path)).name)
    try:
        if path.is_dir():
            document.root = path
            for one in _pages(path):
                document.originals[one.relative_to(path).as_posix()] = _bytes(one)
                document.parts += _markdown(document, one)
        else:
            document.parts = _reader(path)(document, path)
            document.originals[document.name] = _bytes(path)
    except RefusedError as error:
        problem = error.problem
        raise CannotJudgeError("import-refused", path=problem.path, problem=problem.finding("invalid-file")) from None
    except RecursionError:
        # One part within another, thousands deep: no document is like that, and no library reads it.
        raise CannotJudgeError("import-broken", path=str(path)) from None
    except OSError as error:
        raise CannotJudgeError("unreadable", path=str(path), reason=error.strerror or "") from None
    if not _WORD.search(document.text):
        raise CannotJudgeError("import-no-text", path=str(path))
    return document


def _reader(path: Path) -> Callable[[Document, Path], list[Part]]:
    suffix = path.suffix.lower()
    if suffix in _READERS and not path.is_file():
        raise RefusedError(str(path), "device")
    if suffix not in _READERS:
        raise CannotJudgeError("import-kind", path=str(path), choices=tuple(_READERS))
    if not (size := path.stat().st_size):
        raise CannotJudgeError("import-empty", path=str(path))
    if size > _LARGEST:
        raise CannotJudgeError("too-big", path=str(path), **sizes(size, _LARGEST))
    return _READERS[suffix]


def _pages(folder: Path) -> Iterator[Path]:
    """Return the files of Markdown below a folder: those that begin it first, the others by name."""
    listing = Folder(folder).list(".")
    for problem in listing.problems:
        if _is_markdown(problem.path):
            raise RefusedError(str(folder / problem.path), problem.variant, **problem.values)
    shown = [folder / one for one in listing.files if _is_markdown(one) and "/." not in one]
    if not shown:
        raise CannotJudgeError("import-no-markdown", path=str(folder))
    yield from sorted(shown, key=lambda one: (one.parent, one.stem.lower() not in ("readme", "index"), one.name))


def _is_markdown(path: str) -> bool:
    return path.lower().endswith((".md", ".markdown"))


def _bytes(path: Path) -> bytes:
    """Return the bytes of a file that was named, wherever a link leads from there. Raises RefusedError."""
    return Folder(path.parent, trusting=True).read(path.name, _LARGEST)


def _markdown(document: Document, path: Path) -> list[Part]:
    text = decoded(_bytes(path))
    page = read_page(Source(path.name, text), "", path.stem)
    body, marks = dialects.plain("\n".join(text.split("\n")[page.body_line - 1 :]))
    document.marks += (one for one in marks if one not in document.marks)
    body = _IMAGE.sub(lambda one: one[1] + _local(document, path.parent, one[2]) + one[3], body)
    parts = outline(body)
    title = page.fields.get("title")
    if isinstance(title, str) and title and not any(one.level == 1 for one in parts):
        first = parts.pop(0).body if parts and not parts[0].level else ""
        parts.insert(0, Part(1, title, "", first))
    return parts


def _html(document: Document, path: Path) -> list[Part]:
    return outline(markdown_of(_bytes(path), lambda address: _local(document, path.parent, address)))


def _docx(document: Document, path: Path) -> list[Part]:
    mammoth = required("mammoth")

    def picture(image: object) -> dict[str, str]:
        with image.open() as stream:  # type: ignore[attr-defined]
            kind = str(image.content_type).rpartition("/")[2]  # type: ignore[attr-defined]
            if kind not in _SUFFIXES:
                document.missing.append(f"{path.name}: {kind}")
                return {"src": ""}
            return {"src": document.add_picture(_SUFFIXES[kind], stream.read())}

    file = io.BytesIO(_bytes(path))
    try:
        with zipfile.ZipFile(file) as archive:
            if sum(one.file_size for one in archive.infolist()) > _LARGEST:
                raise ValueError("size")
        pictures = mammoth.images.img_element(picture)
        html = mammoth.convert_to_html(file, convert_image=pictures, style_map=_STYLES).value
    except Exception as error:
        # What is broken breaks a library in more ways than it says.
        raise CannotJudgeError("import-broken", path=str(path)) from error
    return outline(markdown_of(html, lambda address: address))


def _pdf(document: Document, path: Path) -> list[Part]:
    pages = pages_of(_bytes(path), path)
    document.quality += quality(pages)
    document.missing += (f"{path.name}: {one}" for one in pages.unread)
    pictures = {name: document.add_picture(".jpg", data) for name, data in pages.pictures.items()}
    parts = outline(markdown_of(html_of(pages), lambda address: pictures.get(address, address)))
    if pages.lines[-1].page >= _SEVERAL_PAGES and not any(one.level for one in parts):
        document.quality.append("no-headings")
    return parts


_READERS: dict[str, Callable[[Document, Path], list[Part]]] = {
    ".md": _markdown, ".markdown": _markdown, ".docx": _docx, ".html": _html, ".htm": _html, ".pdf": _pdf,
}  # fmt: skip


def _local(document: Document, folder: Path, address: str) -> str:
    """Return what stands for the address of a picture: one that is in the folder of the document is taken along."""
    if match := _DATA.match(address):
        try:
            known = match[1].lower() in _SUFFIXES
            return document.add_picture(_SUFFIXES[match[1].lower()], base64.b64decode(match[2])) if known else ""
        except (binascii.Error, ValueError):
            return ""
    if re.match(r"[a-z][a-z0-9+.-]*:|//", address, re.IGNORECASE):
        return address
    path = unquote(address.partition("?")[0])
    for start, top in _starts(document, folder, path):
        try:
            target = Path(os.path.realpath(start / path.lstrip("/")))
            suffix = target.suffix.lower()
            inside = target.is_relative_to(os.path.realpath(top))
            if inside and suffix.removeprefix(".") in _SUFFIXES and target.is_file():
                return document.add_picture(suffix, _bytes(target))
        except (OSError, ValueError):
            # That is no path.
            continue
    if address and not address.startswith((PICTURE, "#")):
        document.missing.append(address)
    return address


def _starts(document: Document, folder: Path, path: str) -> Iterator[tuple[Path, Path]]:
    """Return where the address of a picture begins, each with the folder out of which it may not lead.

    One with a slash at its beginning begins at the site: a folder above the text, or where that has files as they are.
    """
    if not path.startswith("/"):
        yield folder, document.root or folder
        return
    top = (document.root or folder).resolve()
    above = [one for one in folder.resolve().parents if one.is_relative_to(top)]
    for start in dict.fromkeys((folder.resolve(), *above, top, *list(top.parents)[:_ABOVE])):
        yield start, start
        yield from ((start / name, start) for name in _SITES)
