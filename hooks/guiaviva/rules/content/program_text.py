"""No text holds what a program put there: an error of a spreadsheet, a field of a word processor, the line of a patch.

It comes with what is copied, and whoever pastes it sees only the text that was meant.

Not seen: code and what is in quotation marks, which speak of it; and what a person may have written, such as the
heading of an email.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache, partial
from operator import itemgetter
from typing import NamedTuple

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.references import references_in
from guiaviva.text.phrases import any_of


class _Left(NamedTuple):
    """What a program leaves: the variant of the rule, a sign that each such text has, and its pattern."""

    variant: str
    sign: str
    pattern: str


# The errors of spreadsheets, in the languages in which these have words of their own. Those that may be a hashtag in a
# sentence are errors where they stand alone, in a cell or a value.
_ERROR = (
    r"#(?<![\w#&/]#)(?:REF!|NAME\?|VALUE!|DIV/0!|NULL!|SPILL!|CALC!|VALEUR!|N/[AD](?!\w)|¡[A-ZÀ-Ý/0]+!|¿[A-ZÀ-Ý]+\?)"
)
_ALONE = (
    r"#(?:(?<=[|\n]#)|(?<=\| #)|(?<=  #)|(?<=\A#))"
    r"(?:N[UÚ]M!|NUL!|NULO!|VALOR!|NOM\?|NOME\?|NOMBRE\?|NOMBRE!|NV|WERT!|BEZUG!)(?=[ ]*(?:\||$))"
)
_LEFT = (
    _Left("", "#", _ERROR),
    _Left("", "#", _ALONE),
    _Left("", "##|", r"(?<=\|)#{2,}(?=\|)"),
    _Left("", "## |", r"(?<=\| )#{2,}(?= \|)"),
    # What a word processor writes where a text is worked out, and how it writes signs that XML does not allow.
    _Left("field", "HYPERLINK", r"\bHYPERLINK +(?:\\l +)?[\"“«][^\"”»\n]*[\"”»]?"),
    _Left("field", "TOC \\", r"\bTOC +\\[a-z][^\n|]*"),
    _Left("field", "REF _", r"\b(?:PAGE)?REF +_[A-Z]\w*[^\n|]{0,12}"),
    _Left("field", "\\*", r"\\\* ?(?:MERGEFORMAT|CHARFORMAT)"),
    _Left("field", "_x00", r"\b\w*_x00[0-9A-Fa-f]{2}_"),
    _Left("field", "<", r"</?[movw]:[A-Za-z]+[^<>\n]*>"),
    _Left("field", "Mso", r"<\w+ [^<>\n]*\bclass=[\"']?Mso[^<>\n]*>"),
    _Left("field", "<font", r"<font\b[^<>\n]*>"),
    _Left("field", "MERGEFIELD", r"[«<{]?\bMERGEFIELD +\w+[»>}]?"),
    # Where a template or a program was to put a text of its own, and what a program writes that had none.
    _Left("field", "{{", r"\{\{ *[\w.]+[^{}\n]*\}\}"),
    _Left("field", "{%", r"\{% *\w[^%\n]*%\}"),
    _Left("field", "${", r"\$\{\w+\}"),
    _Left("field", "[object", r"\[object Object\]"),
    _Left("field", "%s", r"(?<=\s)%s(?=[\s.,;:|]|$)"),
    # A large number, as a spreadsheet shows it.
    _Left("field", "E+", r"(?<![\w.,])\d[.,]\d+E\+\d\d(?!\d)"),
    _Left("field", "E-", r"(?<![\w.,])\d[.,]\d+E-\d\d(?!\d)"),
    _Left("patch", "--- a/", r"^--- a/\S+$"),
    _Left("patch", "+++ b/", r"^\+\+\+ b/\S+$"),
    _Left("patch", "@@ -", r"^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@.*$"),
    _Left("patch", "diff --git", r"^diff --git .*$"),
    # How an assistant marks where it has something from.
    _Left("assistant", "oaicite", r":contentReference\[oaicite:\d+\](?:\{index=\d+\})?"),
    _Left("assistant", "oai_citation", r"\[oai_citation:[^\]\n]{0,200}\]"),
    _Left("assistant", "【", r"【\d+[:†][^】\n]{0,80}】"),
    _Left("assistant", "[cite", r"\[cite(?:_start|: ?\d[\d, ]*)\]"),
    _Left(
        "assistant",
        "turn",
        r"(?:\ue200?cite\ue202?)?turn\d+(?:search|view|news|fetch|image|file|product)\d+\ue201?",
    ),
)
# What data says is shown as it stands: so would the marks of HTML and of Markdown be.
_LEFT_IN_DATA = (
    *_LEFT,
    _Left("field", "<", r"(?i:</?(?:a|b|br|div|em|font|i|li|p|span|strong|sub|sup|u|ul)(?: [^<>\n]*)?/?>)"),
    _Left("field", "**", r"\*\*[^*\n]+\*\*"),
    _Left("field", "__", r"(?<!\w)__[^_\n]+__(?!\w)"),
    _Left("field", "](", r"\[[^\[\]\n]+\]\([^()\s]+\)"),
    _Left("field", "# ", r"^#{1,6}[ ](?=\S)"),
)
_QUOTED = re.compile(r"«[^«»\n]*»|“[^“”\n]*”|„[^„“\n]*“|\"[^\"\n]*\"|'[^'\n]*'|‘[^‘’\n]*’")


def check(guide: Guide) -> Iterator[Finding]:
    # The error of a word processor begins with a capital, or within a sentence of its own.
    errors = dict.fromkeys(error for spec in guide.model.prose.values() for error in spec.pasted.errors)
    of_fields = tuple(_Left("", error[1:], any_of([error])) for error in errors)
    for page in guide.all_pages:
        # Most texts have none, in code or elsewhere, and what is code is known less fast.
        likely = _likely(page.source.text, of_fields)
        for variant, match in _firsts(likely, page.prose) if likely else ():
            yield found("program-text", page.source.place(match), variant=variant, found=match[0].strip())
    written = list(guide.facts.written)
    together = "\n".join(text for text, _, _ in written)
    likely = tuple(left for left in (*of_fields, *_LEFT_IN_DATA) if left.sign in together)
    for text, _, where in written if likely else ():
        for variant, match in _firsts(likely, text):
            # A gap of a reply that is not written as it should be is reported by reply-placeholder.
            if not (match[0].startswith("{{") and where().path == "data/replies.yml"):
                yield found("program-text", where, variant=variant, found=match[0].strip())


# A preview judges all pages after each edit, which changes few.
@lru_cache(maxsize=4000)
def _likely(text: str, of_fields: tuple[_Left, ...]) -> tuple[_Left, ...]:
    """Return what is somewhere in a text."""
    return tuple(left for left in (*of_fields, *_LEFT) if left.sign in text and _compiled(left.pattern).search(text))


_compiled = cache(partial(re.compile, flags=re.MULTILINE))


def _firsts(lefts: Iterable[_Left], text: str) -> Iterable[tuple[str, re.Match[str]]]:
    """Return the first match of each variant; what is in quotation marks is spoken of, and a reference is none."""
    there: list[tuple[int, str, re.Match[str]]] = []
    for left in lefts:
        for match in _compiled(left.pattern).finditer(text) if left.sign in text else ():
            if not _is_quoted(text, match) and not any(references_in(match[0])):
                there.append((match.start(), left.variant, match))
    # Of what comes with one text the first is enough.
    return {variant: match for _, variant, match in sorted(there, key=itemgetter(0), reverse=True)}.items()


def _is_quoted(text: str, match: re.Match[str]) -> bool:
    """Return whether a match is in quotation marks, in which the program has put it into none itself."""
    start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
    quoted = _QUOTED.finditer(text, start, end if end >= 0 else len(text))
    return any(one.start() < match.start() and match.end() < one.end() for one in quoted)
