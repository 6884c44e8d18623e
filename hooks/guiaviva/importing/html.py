"""HTML becomes Markdown: what is to be read of a page, without what is around it."""

import re
from collections.abc import Callable
from typing import Any

import nh3

from guiaviva.importing.decoding import decoded, is_utf8
from guiaviva.importing.extra import required
from guiaviva.reading.files import composed

# What of a page is no part of its text, and what may be or not.
_AROUND = {"script", "style", "template", "noscript", "nav", "form", "iframe", "object", "svg", "button", "title"}
_FURNITURE = ("header", "footer", "aside")
_TAGS = nh3.ALLOWED_TAGS - _AROUND | {"main", "section"}
_ATTRIBUTES = {
    "*": {"role"},
    "a": {"href"},
    "ol": {"start"},
    "img": {"src", "alt"},
    "td": {"colspan"},
    "th": {"colspan"},
}
_SCHEMES = {"http", "https", "mailto", "tel", "data", "import-picture"}
_TITLE = re.compile(r"<title[^<>]*>([^<>]*)</title>", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# The longest that a paragraph in bold can be to stand for a heading.
_LONGEST = 100
# The first row of a table without a head is one.
_MARKDOWN: dict[str, Any] = {"heading_style": "ATX", "bullets": "-", "escape_misc": True, "table_infer_header": True}
_MAIN = ("main", "[role=main]", "article")


def markdown_of(html: str | bytes, picture: Callable[[str], str]) -> str:
    """Return HTML as Markdown. `picture` says for the address of each picture what stands for it.

    Raises CannotJudgeError where the libraries for that are not installed.
    """
    bs4 = required("bs4")
    text = html if isinstance(html, str) else _decoded(html, bs4)
    # It closes what is left open, as a browser does, and drops what runs.
    clean = nh3.clean(text, tags=_TAGS, clean_content_tags=_AROUND, attributes=_ATTRIBUTES, url_schemes=_SCHEMES)
    soup = bs4.BeautifulSoup(clean, "html.parser")
    main = next((found[0] for name in _MAIN if len(found := soup.select(name)) == 1), soup)
    for element in main.find_all(_FURNITURE if main is soup else ()):
        element.decompose()
    title = found[1].strip() if (found := _TITLE.search(text)) else ""
    if title and not main.find(_HEADINGS):
        main.insert(0, soup.new_tag("h1", string=title))
    if not main.find(_HEADINGS):
        _promote(soup, main)
    for image in main.find_all("img"):
        image["src"] = picture(str(image.get("src") or ""))
    converter = required("markdownify").MarkdownConverter(**_MARKDOWN)
    return composed(str(converter.convert_soup(main)).replace("\u00a0", " "))


def _decoded(html: bytes, bs4: Any) -> str:
    """Return a page as text, in the encoding that it names where it is no UTF-8."""
    return decoded(html) if is_utf8(html) else str(bs4.UnicodeDammit(html).unicode_markup or "")


def _promote(soup: Any, main: Any) -> None:
    """Make headings of the paragraphs that are nothing but a few words in bold: who wrote them knew no others."""
    for paragraph in main.find_all("p"):
        text = paragraph.get_text(" ", strip=True)
        bold = " ".join(one.get_text(" ", strip=True) for one in paragraph.find_all(["b", "strong"]))
        if text and text == bold and len(text) <= _LONGEST:
            paragraph.replace_with(soup.new_tag("h2", string=text))
