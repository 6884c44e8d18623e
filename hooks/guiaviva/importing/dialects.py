"""What other programs add to Markdown: attributes of kramdown, tags of Liquid and of Hugo, headings in HTML.

What is plain becomes Markdown; what only the other program can fill in stays as it is, and is named.
"""

import re
from collections.abc import Iterator
from html import unescape

_FENCE = re.compile(r"[ ]{0,3}(?:`{3,}|~{3,})")
_HEADING = re.compile(r"\s*<h(?P<level>[1-6])\b[^>]*>(?P<title>.*?)</h(?P=level)>\s*", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
# A line that says something of the block beside it; the same at the end of a heading or after a link; a list of
# contents.
_OF_BLOCK = re.compile(r"\s*\{::?[^{}]*\}\s*")
_OF_SPAN = re.compile(r"[ ]?\{:[^{}\n]*\}")
_CONTENTS = re.compile(r"\s*(?:\[TOC\]|\[\[_?TOC_?\]\])\s*", re.IGNORECASE)
_CONTENTS_LIST = re.compile(r"\s*(?:[-*+]|1\.)\s+\S.*")
_TOC = re.compile(r"\s*\{:\s*toc\b[^{}]*\}\s*", re.IGNORECASE)
# The address of the site itself; an address in quotation marks; a picture.
_SITE = re.compile(r"\{\{-?\s*(?:site|page)\.(?:baseurl|url)\s*-?\}\}")
_QUOTED = re.compile(
    r"\{\{-?\s*[\"']([^\"'{}]*)[\"']\s*\|\s*(?:prepend:\s*site\.baseurl|relative_url|absolute_url|url)\s*-?\}\}"
)
_LINKED = re.compile(
    r"\{\{[<%]\s*(?:rel)?ref\s+[\"']([^\"']*)[\"']\s*[>%]\}\}|\{%-?\s*(?:link|post_url)\s+(\S+)\s*-?%\}"
)
_FIGURE = re.compile(r"\{\{[<%]\s*(?:figure|img|image)\b([^{}]*?)/?\s*[>%]\}\}")
_FIELD = re.compile(r"(\w+)=(?:\"([^\"]*)\"|'([^']*)')")
_LEFT = re.compile(r"\{%.*?%\}|\{\{[<%].*?[>%]\}\}|\{\{[^{}\n]*\}\}")


def plain(text: str) -> tuple[str, list[str]]:
    """Return a text as Markdown, and what of it another program would fill in, each once."""
    lines = list(_lines(text.split("\n")))
    marks = (match[0] for line, fenced in lines if not fenced for match in _LEFT.finditer(line))
    return "\n".join(line for line, _ in lines), list(dict.fromkeys(marks))


def _lines(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Return the lines as Markdown, each with whether it is of code."""
    fence = ""
    for at, line in enumerate(lines):
        if opened := _FENCE.match(line):
            own = opened[0].strip()[:3]
            fence = "" if fence == own else fence or own
        if fence or opened:
            yield line, True
        elif _OF_BLOCK.fullmatch(line) or _CONTENTS.fullmatch(line) or _is_contents(lines, at):
            continue
        else:
            yield _line(line), False


def _is_contents(lines: list[str], at: int) -> bool:
    """Return whether a line only stands for a list of contents that kramdown would write."""
    return bool(_CONTENTS_LIST.fullmatch(lines[at]) and at + 1 < len(lines) and _TOC.fullmatch(lines[at + 1]))


def _line(line: str) -> str:
    if heading := _HEADING.fullmatch(line):
        title = " ".join(unescape(_TAG.sub("", heading["title"])).split())
        return f"{'#' * int(heading['level'])} {title}"
    line = _FIGURE.sub(_picture, _OF_SPAN.sub("", line))
    line = _LINKED.sub(lambda match: match[1] or match[2], line)
    return _SITE.sub("", _QUOTED.sub(r"\1", line))


def _picture(figure: re.Match[str]) -> str:
    """Return a picture of Hugo as one of Markdown."""
    fields = {match[1].lower(): match[2] or match[3] or "" for match in _FIELD.finditer(figure[1])}
    said = fields.get("alt") or fields.get("caption") or fields.get("title") or ""
    return f"![{said}]({fields['src']})" if fields.get("src") else figure[0]
