"""A PDF becomes HTML: its headings are told by the size and the weight of their type.

A PDF knows where each letter stands, and no headings, paragraphs or lists. Running heads, page numbers and the list of
contents are left out; a word that was parted at the end of a line is put together again.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise

from guiaviva.importing.pdf_lines import Line, Pages

_NUMBER = re.compile(r"\W*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|de|of|sur|von)\s*\d{1,4})?\W*", re.IGNORECASE)
# An entry of a list of contents: dots that lead to a page.
_LEADER = re.compile(r"(?:(?:\.\s?){4,}|…{2,})\s*\d{0,4}$|…\s*\d{1,4}$")
_BULLET = re.compile(r"[•▪▫●○◦■□‣►▸➢➤✓✔\uf0b7\uf0a7\uf0d8]\s*|[–—-]\s+")
_ITEM = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+\S")
_ENDS = re.compile(r"[.!?:;…»”\")]\s*$")
# The number of a page at the end of an entry of a list of contents, or by itself.
_PAGE = re.compile(r"(?:^|\D)(\d{1,3})$")
# So many entries make a list of contents, which is within so many pages from the beginning.
_ENTRIES, _FIRST_PAGES = 6, 10
# How far from the top and the bottom of a page running heads are, as a share of its height.
_MARGIN = 0.12
# How much larger than the text the type of a heading is, and how long a heading can be.
_LARGER, _LONGEST = 1.12, 140


def html_of(pages: Pages) -> str:
    """Return the text of a PDF as HTML: headings, paragraphs, lists and pictures."""
    kept = _without_heads(list(pages.lines))
    contents = {page for page in {one.page for one in kept} if _is_contents([one for one in kept if one.page == page])}
    shown = [one for one in kept if one.page not in contents and not _LEADER.search(one.text)]
    return "\n".join(_elements(shown))


def _is_contents(lines: list[Line]) -> bool:
    """Return whether the lines of a page are a list of contents: they end in dots, or in numbers that rise."""
    if lines[0].page >= _FIRST_PAGES:
        return False
    if sum(bool(_LEADER.search(one.text)) for one in lines) >= _ENTRIES:
        return True
    ends = [int(match[1]) for one in sorted(lines, key=lambda one: one.top) if (match := _PAGE.search(one.text))]
    rising = sum(one <= other for one, other in pairwise(ends))
    return len(ends) >= _ENTRIES and 3 * len(ends) >= len(lines) and rising >= 0.8 * (len(ends) - 1)


def _without_heads(lines: list[Line]) -> list[Line]:
    """Return the lines without page numbers and without what stands at the edge of several pages."""
    pages = len({one.page for one in lines})
    at_edge = [one for one in lines if one.text and not _MARGIN < one.top < 1 - _MARGIN]
    repeated = Counter(key for key, _ in {(_key(one), one.page) for one in at_edge})
    often = {key for key, count in repeated.items() if count > max(1, min(3, pages // 4))}
    edge = set(map(id, at_edge))
    return [one for one in lines if id(one) not in edge or not (_key(one) in often or _NUMBER.fullmatch(one.text))]


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "", line.text).strip().casefold(), round(20 * line.top)


def _elements(lines: list[Line]) -> Iterator[str]:
    """Return the elements that the lines are."""
    sizes: Counter[float] = Counter()
    for one in lines:
        sizes[one.size] += len(one.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    whole = Counter(word.casefold() for one in lines for word in re.findall(r"[\w-]+", one.text))
    groups = list(_groups(lines, body))
    styles = sorted({_style(group[0]) for group in groups if _is_heading(group, body)}, reverse=True)
    listed = ""
    for group in groups:
        text = _joined((one.text for one in group), whole)
        heading = _is_heading(group, body)
        bullet, number = (None, None) if heading else (_BULLET.match(text), _ITEM.match(text))
        kind = "ul" if bullet else "ol" if number else ""
        if listed != kind:
            yield f"</{listed}>" if listed else ""
            yield f'<ol start="{number[1]}">' if number else f"<{kind}>" if kind else ""
            listed = kind
        if item := bullet or number:
            yield f"<li>{_marked(text[item.end() :], group)}</li>"
        elif group[0].picture:
            yield f'<p><img src="{escape(group[0].picture)}"></p>'
        elif heading:
            level = min(6, 1 + styles.index(_style(group[0])))
            yield f"<h{level}>{escape(text)}</h{level}>"
        else:
            yield f"<p>{_marked(text, group)}</p>"
    if listed:
        yield f"</{listed}>"


def _marked(text: str, group: Sequence[Line]) -> str:
    """Return a text as HTML, with the links of its lines."""
    done, html = 0, ""
    for words, address in (link for one in group for link in one.links):
        place = text.find(words, done)
        if place >= 0:
            html += escape(text[done:place]) + f'<a href="{escape(address)}">{escape(words)}</a>'
            done = place + len(words)
    return html + escape(text[done:])


def _style(line: Line) -> tuple[float, bool]:
    return line.size, line.bold


def _groups(lines: list[Line], body: float) -> Iterator[list[Line]]:
    """Return the lines that belong together: of a heading, a paragraph or an item."""
    group: list[Line] = []
    for line in lines:
        if group and not _goes_on(group, line, body):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _goes_on(group: list[Line], line: Line, body: float) -> bool:
    """Return whether a line continues those before it."""
    last = group[-1]
    if line.picture or last.picture:
        return False
    begins_item = bool(_BULLET.match(line.text) or (_ITEM.match(line.text) and not _heading_like(line, body)))
    if begins_item or _style(last) != _style(line):
        # A word in bold at the beginning of a line, or one of another size, does not end a paragraph.
        alike = not begins_item and abs(last.size - line.size) <= 0.5 and not _heading_like(last, body)
        return alike and not _heading_like(line, body) and (last.page, last.box) == (line.page, line.box)
    if (last.page, last.box) == (line.page, line.box):
        numbered = _heading_like(line, body) and _NUMBERED.match(line.text)
        return not numbered
    # What goes on in the next column or on the next page.
    return not _ENDS.search(last.text) and line.text[:1].islower()


def _heading_like(line: Line, body: float) -> bool:
    return line.size >= _LARGER * body or (line.bold and line.size >= body)


def _is_heading(group: list[Line], body: float) -> bool:
    """Return whether lines are a heading: larger than the text, or bold; short; and no sentence."""
    text = " ".join(one.text for one in group)
    # One letter in bold is the name of a network; otherwise it begins a text in large type.
    letters = sum(sign.isalpha() for sign in text) + group[0].bold
    like = all(_heading_like(one, body) for one in group) and not _BULLET.match(text)
    larger = group[0].size >= _LARGER * body
    return like and len(text) <= _LONGEST and letters >= 2 and (larger or not re.search(r"[.,;]\s*$", text))


def _joined(texts: Iterable[str], known: Counter[str]) -> str:
    """Return lines as one text; a word that a hyphen parts is put together, unless it is written with it elsewhere."""
    whole = ""
    for text in texts:
        parted = re.search(r"([^\W\d_]+)([-\u00ad])$", whole)
        rest = re.match(r"[^\W\d_]+", text)
        if parted and rest and rest[0][0].islower():
            together, hyphened = (parted[1] + rest[0]).casefold(), f"{parted[1]}-{rest[0]}".casefold()
            keeps = parted[2] == "-" and known[hyphened] > known[together]
            whole = whole[: parted.end(1)] + ("-" if keeps else "") + text
        else:
            whole = f"{whole} {text}" if whole else text
    return whole
