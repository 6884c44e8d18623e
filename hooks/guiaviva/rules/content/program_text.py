"""No text holds what a program put there: an error of a spreadsheet, a field of a word processor, the line of a patch.

It comes with what is copied, and whoever pastes it sees only the text that was meant. What is in code or in quotation
marks is spoken of; what a person may have written, such as the heading of an email, is not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide
from guiaviva.references import references_in
from guiaviva.text.phrases import any_of

# The errors of spreadsheets, in the languages in which these have words of their own. Those that may be a hashtag in a
# sentence are errors where they stand alone, in a cell or a value.
_ERROR = r"#(?:REF!|NAME\?|VALUE!|DIV/0!|NULL!|SPILL!|CALC!|VALEUR!|N/[AD](?!\w)|¡[A-ZÀ-Ý/0]+!|¿[A-ZÀ-Ý]+\?)"
_ALONE = r"#(?:N[UÚ]M!|NUL!|NULO!|VALOR!|NOM\?|NOME\?|NOMBRE\?|NOMBRE!|NV|WERT!|BEZUG!|#{2,})"
_QUOTED = re.compile(r"«[^«»\n]*»|“[^“”\n]*”|„[^„“\n]*“|\"[^\"\n]*\"|'[^'\n]*'|‘[^‘’\n]*’")
# A conditional comment for old browsers, with which a word processor begins a page of the web.
_CONDITION = "<!--[if "
# How the elements of a word processor begin.
_OFFICE = ("<m:", "<o:", "<v:", "<w:")


class _Search(NamedTuple):
    """What is looked for: the variant of the rule, signs of which each such text has one, and its pattern."""

    variant: str
    signs: tuple[str, ...] | re.Pattern[str]
    pattern: re.Pattern[str]


_SEARCHES = (
    _Search(
        "",
        re.compile(r"#[A-ZÀ-Ý¡¿]|\|[ ]*##"),
        re.compile(rf"(?<![\w#&/]){_ERROR}|(?:(?<=\|)|^)[ ]*{_ALONE}[ ]*(?=\||$)", re.MULTILINE),
    ),
    # What a word processor writes where a text is worked out, and how it writes signs that XML does not allow.
    _Search(
        "field",
        (
            "HYPERLINK",
            "TOC \\",
            "REF _",
            "\\*",
            "_x00",
            *_OFFICE,
            "Mso",
            "<font",
            "MERGEFIELD",
        ),
        re.compile(
            r"\bHYPERLINK +(?:\\l +)?[\"“«][^\"”»\n]*[\"”»]?|\bTOC +\\[a-z][^\n|]*"
            r"|\b(?:PAGEREF|REF) +_[A-Z]\w*[^\n|]{0,12}|\\\* ?(?:MERGEFORMAT|CHARFORMAT)|\b\w*_x00[0-9A-Fa-f]{2}_"
            r"|</?[movw]:[A-Za-z]+[^<>\n]*>|<\w+ [^<>\n]*\bclass=[\"']?Mso[^<>\n]*>|<font\b[^<>\n]*>"
            r"|[«<{]?\bMERGEFIELD +\w+[»>}]?"
        ),
    ),
    # Where a template or a program was to put a text of its own, and what a program writes that had none.
    _Search(
        "field",
        ("{{", "{%", "${", "[object", "%s"),
        re.compile(r"\{\{ *[\w.]+[^{}\n]*\}\}|\{% *\w[^%\n]*%\}|\$\{\w+\}|\[object Object\]|(?<=\s)%s(?=[\s.,;:|]|$)"),
    ),
    # A large number, as a spreadsheet shows it.
    _Search("field", re.compile(r"E[+-]\d\d"), re.compile(r"(?<![\w.,])\d[.,]\d+E[+-]\d\d(?!\d)")),
    _Search(
        "patch",
        ("@@ -", "diff --git", "--- a/", "+++ b/"),
        re.compile(
            r"^(?:(?:---|\+\+\+) [ab]/\S+|@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@.*|diff --git .*"
            r"|index [0-9a-f]{7,40}\.\.[0-9a-f]{7,40}\b.*)$",
            re.MULTILINE,
        ),
    ),
    # How an assistant marks where it has something from.
    _Search(
        "assistant",
        ("oaicite", "oai_citation", "【", "[cite", "turn"),
        re.compile(
            r":contentReference\[oaicite:\d+\](?:\{index=\d+\})?|\[oai_citation:[^\]\n]{0,200}\]"
            r"|【\d+[:†][^】\n]{0,80}】|\[cite(?:_start|: ?\d[\d, ]*)\]"
            r"|(?:\ue200?cite\ue202?)?turn\d+(?:search|view|news|fetch|image|file|product)\d+\ue201?"
        ),
    ),
)
# What data says is shown as it stands: so would the marks of HTML and of Markdown be.
_SEARCHES_OF_DATA = (
    *_SEARCHES,
    _Search(
        "field",
        ("<",),
        re.compile(r"</?(?:a|b|br|div|em|font|i|li|p|span|strong|sub|sup|u|ul)(?: [^<>\n]*)?/?>", re.IGNORECASE),
    ),
    _Search(
        "field",
        ("**", "__", "](", "# "),
        re.compile(
            r"\*\*[^*\n]+\*\*|(?<!\w)__[^_\n]+__(?!\w)|\[[^\[\]\n]+\]\([^()\s]+\)|^#{1,6}[ ](?=\S)", re.MULTILINE
        ),
    ),
)


def check(guide: Guide) -> Iterator[Finding]:
    # The error of a word processor begins with a capital, or within a sentence of its own.
    errors = [error for spec in guide.model.prose.values() for error in spec.pasted.errors]
    of_fields = _Search("", tuple(error[1:] for error in errors), re.compile(any_of(errors)))
    for page in guide.all_pages:
        for search in (of_fields, *_SEARCHES):
            # Most texts have none, in code or elsewhere, and what is code is known less fast.
            if _may_be(search, page.source.text) and search.pattern.search(page.source.text):
                match = _first(search, page.prose)
                yield from [_found(search, page.source.place(match), match)] if match else ()
        if _CONDITION in page.source.text:
            place = next((place for place, text in page.comments if text.startswith(_CONDITION)), None)
            if place:
                yield found("program-text", place, variant="field", found=f"{_CONDITION}…")
    written = list(guide.facts.texts)
    of_data = _likely((of_fields, *_SEARCHES_OF_DATA), (text for _, texts in written for text in texts.value.values()))
    for entry, texts in written if of_data else ():
        for language, text in texts.value.items():
            for search in of_data:
                match = _first(search, text) if _may_be(search, text) else None
                place = entry.value_place(*texts.path, language) if match else None
                # A gap of a reply that is not written as it should be is reported by reply-placeholder.
                if match and place and not (match[0].startswith("{{") and place.path == "data/replies.yml"):
                    yield _found(search, place, match)


def _found(search: _Search, place: Place, match: re.Match[str]) -> Finding:
    return found("program-text", place, variant=search.variant, found=match[0].strip())


def _likely(searches: Iterable[_Search], texts: Iterable[str]) -> list[_Search]:
    """Return the searches that may find something in any of these texts."""
    together = "\n".join(texts)
    return [search for search in searches if _may_be(search, together)]


def _may_be(search: _Search, text: str) -> bool:
    signs = search.signs
    return bool(signs.search(text)) if isinstance(signs, re.Pattern) else any(map(text.__contains__, signs))


def _first(search: _Search, text: str) -> re.Match[str] | None:
    """Return the first match that is not in quotation marks, where it is spoken of, and no reference to a fact."""
    found_there = search.pattern.finditer(text)
    return next((one for one in found_there if not _is_quoted(text, one) and not any(references_in(one[0]))), None)


def _is_quoted(text: str, match: re.Match[str]) -> bool:
    """Return whether a match is in quotation marks, in which the program has put it into none itself."""
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    line = text[start : end if end >= 0 else len(text)]
    first, last = match.start() - start, match.end() - start
    return any(quoted.start() < first and last < quoted.end() for quoted in _QUOTED.finditer(line))
