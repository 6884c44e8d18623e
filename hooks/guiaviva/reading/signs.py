"""Signs that stay on the page as they are written: the markup of other programs, and that of HTML that is not complete.

They come with what is pasted from a wiki, a forum or a word processor, where they mean something.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from html.entities import html5, name2codepoint
from typing import NamedTuple

from guiaviva.nearest import nearest

# Patterns begin with a literal sign where they can, and say after it what is not before it: so they are found fast.

# What the address of a link looks like, and not what a sentence has in brackets.
ADDRESS = r"(?:(?:https?://|mailto:|\.{1,2}/|#(?=\w))[^()\s]*|[^()\s]*\.md(?:#[^()\s]*)?)"
# Two square brackets are part of a link where they hold a number or a code: «[[2]](#notes)».
_DOUBLED = re.compile(rf"\[\[(?<![\\!]\[\[)([^\[\]\n\0]{{4,}})\]\]\(({ADDRESS})\)")
_ESCAPED = re.compile(rf"\\\[([^\[\]\n\0]+)\\\]\\?\(({ADDRESS}?)\\?\)")
# [text](address) as wikis write it: [text|address], [address text].
_WIKI = (
    re.compile(r"\[(?<![\\!\]]\[)(?P<text>[^\[\]|\n\0]+)\|(?P<target>(?:https?://|mailto:)[^\[\]|\s]+)\](?!\()"),
    re.compile(r"\[(?<![\\!\]]\[)(?P<target>https?://[^\[\]|\s]+)[ ](?P<text>[^\[\]|\n\0]+)\](?!\()"),
    re.compile(r"\"(?<!\w\")(?P<text>[^\"\n\0]+)\":(?P<target>https?://[^\s\"<>|]*[^\s\"<>|.,;:)])"),
)
# One whose bracket is escaped is none.
_BROKEN = re.compile(rf"\[(?<![\\!]\[)([^\[\]\n\0]+)\]\\+\(({ADDRESS})\)")
# A title of a link that is never closed.
_TITLED = re.compile(rf"\[(?<![\\!]\[)([^\[\]\n\0]+)\]\(({ADDRESS})[ ]+[\"'“”«‘][^\"'\n()\0]*\)")
_ANGLE = re.compile(rf"\[(?<!\\\[)([^\[\]\n\0]+)\]\(<({ADDRESS})\)")
# What is set apart in other dialects, with the part of it that is text.
_DIALECTS = (
    re.compile(r"==(?<![\w=]==)(?=[^\s=])([^=\n]*[^\s=])==(?![\w=])"),
    re.compile(r"\+\+(?<![\w+]\+\+)(?=\w)([^+\n]*\w)\+\+(?![\w+])"),
    re.compile(r"\^\^(?<![\w^]\^\^)(?=\w)([^^\n]*\w)\^\^(?![\w^])"),
    re.compile(r"'''(?<!['\w]''')(?=[^\s'])([^'\n]*[^\s'])'''(?!['\w])"),
    re.compile(r"\\\*\\\*(?<![\\\w]\\\*\\\*)(?=[^\s*])([^*\\\n]*[^*\\\s])\\\*\\\*(?!\w)"),
    re.compile(r"\[(?<!\\\[)(?:[biu]|strong)\]([^\[\]\n]+)\[/(?:[biu]|strong)\]", re.IGNORECASE),
    re.compile(r"\[(?<!\\\[)([^\[\]\n]+)\]\{\.[a-z][\w-]*\}"),
)
# The line of a fence, of which a word processor has made other quotation marks.
_FENCE = re.compile(r"^[ ]*(?:'{3}|´{3}|‘{3}|’{3})\w*[ ]*$", re.MULTILINE)
# What other programs replace by something: pictures, headings, parts of a page, changes, signs that were coded twice.
_FOREIGN = (
    re.compile(r":(?<![\w:/]:)[a-z][a-z_]{2,30}:(?![\w:/])"),
    re.compile(
        r"^(?:h[1-6]\.[ ](?=\S)[^\n]*|==+[ ][^=\n]+[ ]==+[ ]*$|\[{1,2}_?(?:TOC|toc)_?\]{1,2}[ ]*$"
        r"|\\(?:newpage|pagebreak|clearpage|tableofcontents)\b"
        r"|\{(?:panel|info|note|tip|warning|toc|code|quote|noformat)(?::[^{}\n]*)?\}"
        r"|(?:import|export)[ ][\w{}*, ]+[ ]from[ ]['\"][^'\"\n]+['\"];?"
        r"|(?:&gt;|&bull;|&#8226;)[ ]|[ ]*--[ ](?=\S)|/{3,}[ ]*$)",
        re.MULTILINE,
    ),
    re.compile(r"\{(?:\{[<%][^{}\n]*[>%]\}|\+\+[^{}\n]*\+\+|--[^{}\n]*--|~~[^{}\n]*~~|>>[^{}\n]*<<)\}"),
    re.compile(r"&(?:lt;/?(?:b|i|u|p|a|br|em|strong|span|div|ul|li|table|td|tr)(?![\w-])[^&\n]{0,80}&gt;|amp;nbsp;)"),
    re.compile(r"\\n(?:(?<=[.!?:;,»”)]\\n)(?![a-z])|(?<!\\\\n)\\n)"),
    re.compile(r"!\[[^\[\]\n]*\]\([ ]*$", re.MULTILINE),
)
# The mark of a note in an encyclopedia, and the sign of ours in the wrong place.
_MARK = re.compile(r"\[(?<=(?:[^\W\d_]|[.,;:!?…»”\")])\[)(\d{1,3})\](?![\[(:\w])")
_TURNED_MARK = re.compile(r"\[(?<!\\\[)(\d{1,3})\^\]")
# Where a page has a list of such notes itself, the marks are meant.
_OWN_NOTES = re.compile(r"^\W*\[\d{1,3}\][ :]", re.MULTILINE)
# Codes of spaces are recognised before letters too; of others a word may begin with the same letters.
_ENTITY = re.compile(
    rf"&(?:(nbsp|ensp|emsp|thinsp|shy)(?!;)|({'|'.join(name for name in name2codepoint if len(name) > 2)})(?![\w;=])"
    r"|([A-Za-z]{3,8});)"
)
# Names of elements, of which those of one letter may be something else: «a <b» is no tag, but «</b» and «<a href=» are.
_SHORT = "a|b|i|p|q|s|u"
_LONG = (
    "abbr|big|blockquote|br|center|code|dd|del|div|dl|dt|em|font|h[1-6]|hr|iframe|img|ins|kbd|li|mark|ol|pre|small|span"
    "|strike|strong|sub|sup|table|tbody|td|th|thead|tr|ul|video"
)
_TAG = re.compile(
    rf"(?<!\\)(</(?:{_SHORT}|{_LONG})|<(?:{_LONG}|[a-z](?=[ ]+[a-z]+=)))(?![\w>-])[^<>\n]*"
    r"(?:(?=<|$)|=\"[^\"<>\n]*(?=>))",
    re.MULTILINE,
)
# The beginning of a comment with a hyphen too few, or a dash, and the end of one that begins nowhere: no arrow, which
# would lead to something.
_COMMENT_BEGINS = re.compile(r"(?<!\\)<!(?:-(?!-)|[–—])[^\n]*")
_COMMENT_ENDS = re.compile(r"--+>(?=[ ]*(?:\||$))", re.MULTILINE)


_Counter = Callable[[int], int]


class Stray(NamedTuple):
    """A sign that stays: the number of its line, the rule and variant that report it, and their values."""

    line: int
    rule: str
    variant: str
    values: Mapping[str, str]


def stray(prose: str, rest: str) -> Iterator[Stray]:
    """Return what stays of a text in which code and HTML are covered; in `rest`, of as many lines, links are too."""
    in_prose, in_rest = _counter(prose), _counter(rest)
    if "[" in prose or '":http' in prose:
        yield from _links(prose, rest, in_prose, in_rest)
        yield from _marks(rest, in_rest)
    for pattern in _DIALECTS:
        for match in pattern.finditer(rest):
            yield Stray(in_rest(match.start()), "raw-markup", "", {"found": match[0], "meant": f"**{match[1]}**"})
    if foreigners := [one for pattern in _FOREIGN if (one := pattern.search(rest))]:
        foreign = min(foreigners, key=lambda one: one.start())
        found = foreign[0].strip()
        yield Stray(in_rest(foreign.start()), "raw-markup", "foreign", {"found": found.split("\0")[0] or found})
    if fence := _FENCE.search(rest):
        yield Stray(in_rest(fence.start()), "raw-markup", "fence", {"found": fence[0].strip(), "meant": "```"})
    for match in _ENTITY.finditer(rest) if "&" in rest else ():
        name = match[1] or match[2] or nearest(match[3], name2codepoint)
        if not (match[3] and f"{match[3]};" in html5) and name:
            yield Stray(in_rest(match.start()), "raw-markup", "entity", {"found": match[0], "meant": f"&{name};"})
    for match in _TAG.finditer(prose) if "<" in prose else ():
        yield Stray(in_prose(match.start()), "raw-markup", "tag", {"found": match[1]})
    if "->" in prose or "<!" in prose:
        begins = [*_COMMENT_BEGINS.finditer(prose)]
        begun = {in_prose(match.start()) for match in begins}
        ends = (match for match in _COMMENT_ENDS.finditer(prose) if in_prose(match.start()) not in begun)
        for match in (*begins, *ends):
            yield Stray(in_prose(match.start()), "raw-markup", "half-comment", {"found": match[0].strip()})


def _links(prose: str, rest: str, in_prose: _Counter, in_rest: _Counter) -> Iterator[Stray]:
    """Return links with signs that make something else of them."""
    for pattern, text, line in (
        (_DOUBLED, prose, in_prose),
        (_ESCAPED, rest, in_rest),
        (_BROKEN, rest, in_rest),
        (_TITLED, rest, in_rest),
        (_ANGLE, rest, in_rest),
    ):
        for match in pattern.finditer(text) if "(" in text else ():
            values = {"found": match[0], "expected": f"[{match[1].strip()}]({match[2]})"}
            yield Stray(line(match.start()), "malformed-link", "signs", values)
    for pattern in _WIKI:
        for match in pattern.finditer(prose) if "://" in prose else ():
            values = {"found": match[0], "expected": f"[{match['text'].strip()}]({match['target']})"}
            yield Stray(in_prose(match.start()), "malformed-link", "signs", values)


def _marks(rest: str, in_rest: _Counter) -> Iterator[Stray]:
    """Return the first mark of a note that is none: where one was pasted, there are often many."""
    marks = [one for one in (_TURNED_MARK.search(rest), _MARK.search(rest)) if one]
    if marks and not _OWN_NOTES.search(rest):
        first = min(marks, key=lambda one: one.start())
        yield Stray(in_rest(first.start()), "undefined-reference", "mark", {"found": first[0], "name": first[1]})


def _counter(text: str) -> _Counter:
    """Return what says in which line of a text a character is: the two texts have lines of other lengths."""
    starts = [match.end() for match in re.finditer("\n", text)]
    return lambda at: bisect_right(starts, at) + 1
