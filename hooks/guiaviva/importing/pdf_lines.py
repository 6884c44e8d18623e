"""The lines of type of a PDF, as they stand on its pages, with its links and its photographs."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from guiaviva.errors import CannotJudgeError
from guiaviva.importing.extra import required

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
_FIGURE = re.compile(r"^\d{1,2}\s*(?=\D)|(?<=\D)\d{1,2}$")
_BULLET_ALONE = re.compile(r"[•▪▫●○◦■□‣►▸➢➤✓✔\uf0b7\uf0a7\uf0d8–—-]|\d{1,2}[.)]")
# How near two lines must be to stand side by side, as a share of the height of a page.
_BESIDE = 0.006
# A letter is another word's where it is so far from the one before it: where words are stuck together, half of that.
_WORDS_APART, _CLOSER = 0.1, 0.05
# A word with more letters is several; so many of them, or of signs that are unknown, are too many.
_LONG_WORD, _TOO_MANY = 24, 0.01
_WORD = re.compile(r"[^\W\d_]+")
_UNKNOWN = re.compile(r"\(cid:\d+\)|\ufffd|[\ue000-\uf8ff]")
# A picture that is smaller, in points, is an ornament; one on several pages is a logo.
_SMALLEST, _SEVERAL = 40, 3


class Line(NamedTuple):
    """A line of type: where it stands, from the top of its page, how large it is, and whether it is bold.

    `links` are the words that lead somewhere, each with its address. A picture is a line without text.
    """

    page: int
    box: int
    text: str
    size: float
    bold: bool
    top: float
    """As a share of the height of the page."""
    left: float
    links: tuple[tuple[str, str], ...] = ()
    picture: str = ""


@dataclass
class Pages:
    """What is on the pages of a PDF: its lines in order, its photographs by name, and what is no photograph."""

    lines: list[Line] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    unknown: int = 0
    """How many signs are unknown."""


def pages_of(data: bytes, path: Path) -> Pages:
    """Return what is on the pages of a PDF. Raises CannotJudgeError where it is protected, broken, or has no text."""
    parser = required("pdfminer.pdfdocument")
    try:
        pages = _read(data, _WORDS_APART)
        if _share_glued(pages.lines) > _TOO_MANY:
            pages = min(pages, _read(data, _CLOSER), key=lambda one: _share_glued(one.lines))
    except (parser.PDFPasswordIncorrect, parser.PDFEncryptionError):
        raise CannotJudgeError("import-protected", path=str(path)) from None
    except Exception as error:
        # What is broken breaks a library in more ways than it says.
        raise CannotJudgeError("import-broken", path=str(path)) from error
    if not any(one.text for one in pages.lines):
        raise CannotJudgeError("import-no-text", path=str(path))
    return pages


def quality(pages: Pages) -> Iterator[str]:
    """Return why the text was hard to read: words are stuck together, or signs are unknown."""
    signs = sum(len(one.text) for one in pages.lines)
    if _share_glued(pages.lines) > _TOO_MANY:
        yield "glued"
    if pages.unknown > _TOO_MANY * signs:
        yield "signs"


def _share_glued(lines: Sequence[Line]) -> float:
    words = [word for one in lines for word in _WORD.findall(one.text)]
    return sum(len(word) > _LONG_WORD for word in words) / len(words) if words else 0.0


def _read(data: bytes, apart: float) -> Pages:
    page_of, layout = required("pdfminer.pdfpage").PDFPage, required("pdfminer.layout")
    interp = required("pdfminer.pdfinterp")
    manager = interp.PDFResourceManager()
    device = required("pdfminer.converter").PDFPageAggregator(manager, laparams=layout.LAParams(word_margin=apart))
    interpreter = interp.PDFPageInterpreter(manager, device)
    pages = Pages()
    photos: list[tuple[Line, bytes]] = []
    for number, page in enumerate(page_of.get_pages(io.BytesIO(data))):
        interpreter.process_page(page)
        shown = device.get_result()
        links = list(_links(page))
        lines: list[Line] = []
        for box, element in enumerate(one for one in shown if isinstance(one, layout.LTTextContainer)):
            for line in (one for one in element if isinstance(one, layout.LTTextLine)):
                letters = [one for one in line if isinstance(one, layout.LTChar) and one.get_text().strip()]
                written = _written(line)
                pages.unknown += len(_UNKNOWN.findall(written))
                if letters and _text(written):
                    one = _line(number, box, letters, shown.height, line)
                    lines.append(one._replace(links=tuple(_linked(letters, links))))
        pages.lines += _merged(lines)
        photos += _photos(shown, layout, number, pages)
    _add_photos(pages, photos)
    return pages


def _line(number: int, box: int, letters: list[Any], height: float, line: Any) -> Line:
    text = _text(_written(line))
    sizes = Counter(round(2 * one.size) / 2 for one in letters)
    main = sizes.most_common(1)[0][0]
    # The number of a chapter, in larger type, says nothing.
    figures = [one for one in letters if one.get_text().isdecimal() and one.size > 1.15 * main]
    if figures and (found := _FIGURE.search(text)) and len(found[0].strip()) == len(figures):
        text = _FIGURE.sub("", text)
    bold = sum(bool(_BOLD.search(one.fontname)) for one in letters) > 0.8 * len(letters)
    return Line(number, box, text, main, bold, 1 - line.y1 / height, line.x0)


def _merged(lines: list[Line]) -> list[Line]:
    """Return lines in which a bullet, or a number, that stands in a column of its own is before its text."""
    rest = list(lines)
    for bullet in [one for one in lines if _BULLET_ALONE.fullmatch(one.text)]:
        beside = [one for one in rest if one.left > bullet.left and abs(one.top - bullet.top) < _BESIDE]
        if beside:
            text = min(beside, key=lambda one: one.left)
            rest[rest.index(text)] = text._replace(text=f"{bullet.text} {text.text}")
            rest.remove(bullet)
    return rest


def _written(line: Any) -> str:
    """Return the text of a line. A space that begins within the letter before it is none: that is a ligature."""
    text, end = "", float("-inf")
    for one in line:
        sign = one.get_text()
        if hasattr(one, "fontname"):
            if sign == " " and one.x0 < end - 0.1 * one.size:
                continue
            end = one.x1
        text += sign
    return text


def _text(text: str) -> str:
    for sign, letters in _LIGATURES.items():
        text = text.replace(sign, letters)
    return " ".join(re.sub(r"\(cid:\d+\)", " ", text).split())


def _links(page: Any) -> Iterator[tuple[tuple[float, ...], str]]:
    """Return the links of a page: the rectangle of each, and its address."""
    resolve = required("pdfminer.pdftypes").resolve1
    for one in resolve(page.annots) or ():
        annotation = resolve(one)
        action = resolve(annotation.get("A")) if isinstance(annotation, dict) else None
        address = resolve(action.get("URI")) if isinstance(action, dict) else None
        place = resolve(annotation.get("Rect")) if address else None
        if isinstance(address, bytes) and place and len(place) == 4:
            yield tuple(float(resolve(number)) for number in place), address.decode("utf-8", errors="replace")


def _linked(letters: list[Any], links: Sequence[tuple[tuple[float, ...], str]]) -> Iterator[tuple[str, str]]:
    """Return the words of a line that are within the rectangle of a link, each with its address."""
    for (left, bottom, right, top), address in links:
        inside = [
            one for one in letters if left <= (one.x0 + one.x1) / 2 <= right and bottom <= (one.y0 + one.y1) / 2 <= top
        ]
        if inside:
            words = inside[0].get_text()
            for one, other in pairwise(inside):
                words += (" " if other.x0 - one.x1 > _WORDS_APART * one.size else "") + other.get_text()
            yield _text(words), address


def _photos(shown: Any, layout: Any, number: int, pages: Pages) -> Iterator[tuple[Line, bytes]]:
    """Return the photographs of a page, each with the line that stands for it; name what is another picture."""
    for image in _images(shown, layout):
        if min(image.width, image.height) < _SMALLEST:
            continue
        filters = [str(getattr(one[0], "name", one[0])) for one in image.stream.get_filters()]
        if filters and filters[-1] in ("DCTDecode", "DCT"):
            # What is around a photograph is taken off; it is one as it stands.
            data = image.stream.get_rawdata() if len(filters) == 1 else image.stream.get_data()
            top = 1 - image.y1 / shown.height
            yield Line(number, -1, "", 0.0, False, top, image.x0, (), f"{number + 1}-{image.name}"), data
        else:
            pages.unread.append(f"{number + 1}")


def _images(element: Any, layout: Any) -> Iterator[Any]:
    for one in element:
        if isinstance(one, layout.LTImage):
            yield one
        elif isinstance(one, layout.LTFigure):
            yield from _images(one, layout)


def _add_photos(pages: Pages, photos: Sequence[tuple[Line, bytes]]) -> None:
    """Put each photograph among the lines of its page, before the first one that stands lower."""
    often = Counter(data for _, data in photos)
    for line, data in photos:
        if often[data] < _SEVERAL:
            pages.pictures[line.picture] = data
            later = [at for at, one in enumerate(pages.lines) if (one.page, one.top) > (line.page, line.top)]
            pages.lines.insert(later[0] if later else len(pages.lines), line)
