"""No text holds what a program put there: an error of a spreadsheet, the heading of a message, the number of a page.

It comes with what is copied from a document, a chat or a repository, and whoever pastes it sees only the text that was
meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from guiaviva.contentmodel import ProseSpec
from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.reading.pages import Page, comments
from guiaviva.text.phrases import any_of, roots

# The words of the rule for each kind of text.
VARIANTS = {
    "": "",
    "field": "field",
    "chat": "chat",
    "mail": "mail",
    "letter": "letter",
    "page": "page",
    "patch": "patch",
    "mark": "mark",
    "assistant": "assistant",
}
# The errors of spreadsheets, in the languages in which these have words of their own. Those that may be a hashtag in a
# sentence are errors where they stand alone, in a cell or a value.
_ERROR = r"#(?:REF!|NAME\?|VALUE!|DIV/0!|NULL!|SPILL!|CALC!|VALEUR!|N/[AD](?!\w)|¡[A-ZÀ-Ý/0]+!|¿[A-ZÀ-Ý]+\?)"
_ALONE = r"#(?:N[UÚ]M!|NUL!|NULO!|VALOR!|NOM\?|NOME\?|NOMBRE\?|NOMBRE!|NV|WERT!|BEZUG!|#{2,})"
_ERRORS = re.compile(rf"(?<![\w#&/]){_ERROR}|(?:(?<=\|)|^)[ ]*{_ALONE}[ ]*(?=\||$)", re.MULTILINE)
_LIKELY_ERRORS = (
    *("#ref!", "#name?", "#value!", "#div/0!", "#null!", "#spill!", "#calc!", "#valeur!", "#n/a", "#n/d", "#¡", "#¿"),
    *("#num!", "#núm!", "#nul!", "#nulo!", "#valor!", "#nom", "#nv", "#wert!", "#bezug!", "| ##", "|##"),
)
# What a word processor writes where a text or a link is worked out, and how it writes signs that XML does not allow.
_FIELDS = re.compile(
    r"\bHYPERLINK +(?:\\l +)?[\"“«][^\"”»\n]*[\"”»]?|\bTOC +\\[a-z][^\n|]*|\b(?:PAGEREF|REF) +_[A-Z]\w*[^\n|]{0,12}"
    r"|\\\* ?(?:MERGEFORMAT|CHARFORMAT)|\b\w*_x00[0-9A-Fa-f]{2}_|</?[movw]:[A-Za-z]+[^<>\n]*>"
    r"|<\w+ [^<>\n]*\bclass=[\"']?Mso[^<>\n]*>|<font\b[^<>\n]*>|[«<{]?\bMERGEFIELD +\w+[»>}]?"
)
# Where a template or a program was to put a text of its own, and what a program writes that had none.
_TEMPLATES = re.compile(
    r"\{\{ *[\w.]+[^{}\n]*\}\}|\{% *\w[^%\n]*%\}|\$\{\w+\}|\[object Object\]|(?<=\s)%s(?=[\s.,;:|]|$)"
)
# The mark of a comment of a word processor: the initials of who made it, and its number.
_COMMENT = re.compile(r"(?<![\]!\\])\[[A-Z]{2,3}\d{1,2}\](?![(\[:])")
# How a page of the web marks a text; what data says is shown as it stands.
_TAGS = re.compile(r"</?(?:a|b|br|div|em|font|i|li|p|span|strong|sub|sup|u|ul)(?: [^<>\n]*)?/?>", re.IGNORECASE)
# How Markdown marks a text, likewise.
_MARKDOWN = re.compile(
    r"\*\*[^*\n]+\*\*|(?<!\w)__[^_\n]+__(?!\w)|\[[^\[\]\n]+\]\([^()\s]+\)|^#{1,6}[ ](?=\S)", re.MULTILINE
)
# A paragraph of nothing else is the number of a page.
_NUMBER = re.compile(r"\d{1,3}")
# A large number, as a spreadsheet shows it.
_LARGE = re.compile(r"(?<![\w.,])\d[.,]\d+E[+-]\d\d(?!\d)")
_DAY, _HOUR = (
    r"\d{1,2}[/.]\d{1,2}[/.]",
    r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[ \u00a0\u202f]?[ap]\.?[ \u00a0\u202f]?m\.?)?",
)
# [12/11/26, 10:32:15] Name: …    12/11/26, 10:32 - Name: …    Name, [12/11/2026 10:32]
_CHAT = re.compile(
    rf"(?:\[{_DAY}\d{{2,4}},? {_HOUR}\] ?|(?<![\d/.]){_DAY}\d\d,? {_HOUR} - )[^\s:|][^:|\n]{{0,40}}:(?=\s)"
    rf"|^[^\n,\[\]|]{{2,40}}, \[{_DAY}\d{{2,4}},? {_HOUR}\]:?",
    re.MULTILINE | re.IGNORECASE,
)
# -----Original Message-----
_ORIGINAL = re.compile(r"^[ >]*-{3,} ?(?=.*[a-zà-ÿ])[^\W\d_][^\n|]{2,40}?[^\W\d_] ?-{3,}[ ]*$", re.MULTILINE)
_PATCH = re.compile(
    r"^(?:(?:---|\+\+\+) [ab]/\S+|@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@.*|diff --git .*"
    r"|index [0-9a-f]{7,40}\.\.[0-9a-f]{7,40}\b.*)$",
    re.MULTILINE,
)
_ASSISTANT = re.compile(
    r":contentReference\[oaicite:\d+\](?:\{index=\d+\})?|\[oai_citation:[^\]\n]{0,200}\]|【\d+[:†][^】\n]{0,80}】"
    r"|\[cite(?:_start|: ?\d[\d, ]*)\]"
    r"|(?:\ue200?cite\ue202?)?turn\d+(?:search|view|news|fetch|image|file|product)\d+\ue201?"
)
# So many lines, one below another, are the heading of a letter, and one of them has an hour or a year.
_HEADING_LINES = 3
_WHEN = re.compile(r"\d{1,2}[:.]\d{2}|\b(?:19|20)\d\d\b")
# The line above an email that is answered names a day and an hour.
_ANSWERED = r"^[ >*_]*(?=[^\n]*\d{1,2}[:.h]\d{2})(?=[^\n]*\d{4}|[^\n]*\d[/.]\d)[^\n|]{8,160}?"
_QUOTED = re.compile(r"«[^«»\n]*»|“[^“”\n]*”|„[^„“\n]*“|\"[^\"\n]*\"|'[^'\n]*'|‘[^‘’\n]*’")


class _Search(NamedTuple):
    """What is looked for: the variant of the rule, what is in each such text, its case folded, and its pattern.

    Most texts have nothing of it, and to find that out in this way is fast.
    """

    variant: str
    likely: Sequence[str] | re.Pattern[str]
    pattern: re.Pattern[str]


def check(guide: Guide) -> Iterator[Finding]:
    yield from _of_pages(guide, guide.all_pages)
    yield from _of_data(guide)


def _of_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    specs = tuple(guide.model.prose.values())
    searches = _searches(specs)
    heading = re.compile(rf"[*_]{{0,2}}{any_of(word for spec in specs for word in spec.pasted.letters)}[ ]?:")
    for page in pages:
        for variant, match in _found(searches, page.prose, page.source.folded):
            yield found("program-text", page.source.place(match), variant=VARIANTS[variant], found=match[0].strip())
        if "<!--[if " in page.source.text:
            places = (place for place, text in comments(page) if text.startswith("<!--[if "))
            yield from (found("program-text", place, variant="field", found="<!--[if …") for place in islice(places, 1))
        for paragraph in page.paragraphs:
            if _NUMBER.fullmatch(paragraph.text):
                yield found("program-text", paragraph.place, variant="page", found=paragraph.text)
            if paragraph.text.count("\n") < _HEADING_LINES - 1:
                continue
            lines = paragraph.text.split("\n")
            headings = sum(1 for line in lines if heading.match(line))
            if headings >= _HEADING_LINES and _WHEN.search(paragraph.text):
                yield found("program-text", paragraph.place, variant="mail", found=lines[0].strip())


def _of_data(guide: Guide) -> Iterator[Finding]:
    searches = (*_searches(tuple(guide.model.prose.values())), _Search("field", ("<",), _TAGS))
    searches += (_Search("field", ("**", "__", "](", "# "), _MARKDOWN),)
    for entry, texts in guide.facts.texts:
        for language, text in texts.value.items():
            for variant, match in _found(searches, text, text.casefold()):
                place = entry.value_place(*texts.path, language)
                # A gap of a reply that is not written as it should be is reported by reply-placeholder.
                if match[0].startswith("{{") and place.path == "data/replies.yml":
                    continue
                yield found("program-text", place, variant=VARIANTS[variant], found=match[0].strip())


def _found(searches: Iterable[_Search], text: str, folded: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Return the first text of each kind that is not in quotation marks, where it is spoken of."""
    for one in searches:
        likely = one.likely
        if likely.search(folded) if isinstance(likely, re.Pattern) else any(map(folded.__contains__, likely)):
            for match in one.pattern.finditer(text):
                if not _quoted(text, match):
                    yield one.variant, match
                    break


def _quoted(text: str, match: re.Match[str]) -> bool:
    """Return whether a match is in quotation marks, in which the program has put it into none itself."""
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    line = text[start : end if end >= 0 else len(text)]
    first, last = match.start() - start, match.end() - start
    return any(one.start() < first and last < one.end() for one in _QUOTED.finditer(line))


def _searches(specs: Sequence[ProseSpec]) -> tuple[_Search, ...]:
    errors = [phrase for spec in specs for phrase in spec.pasted.errors]
    pages, of = ([word for spec in specs for word in getattr(spec.pasted, kind)] for kind in ("pages", "of"))
    marks = "|".join(re.escape(word) for spec in specs for word in spec.pasted.marks)
    signatures, notices, wrote = (
        [word for spec in specs for word in getattr(spec.pasted, kind)] for kind in ("signatures", "notices", "wrote")
    )
    assistants = [phrase for spec in specs for phrase in spec.pasted.assistants]
    signature = rf"(?:^[ >*_-]*|(?<=[.!?…»] )){any_of(signatures)}[^\n|.!?]{{0,30}}\.?[*_ ]*$"
    number = rf"(?:^|(?<=[.!?…»] )){any_of(pages)} \d{{1,4}}(?: {any_of(of)} | ?/ ?)\d{{1,4}}(?=\s*$|\s+[A-ZÀ-Ý])"
    return (
        _Search("", _LIKELY_ERRORS, _ERRORS),
        _Search("", tuple(error.casefold() for error in errors), re.compile(any_of(errors))),
        _Search(
            "field",
            ("hyperlink", "toc \\", "ref _", "\\*", "_x00", "<o:", "<w:", "<v:", "<m:", "mso", "<font", "mergef"),
            _FIELDS,
        ),
        _Search("field", ("{{", "{%", "${", "[object", "%s"), _TEMPLATES),
        _Search("field", re.compile(r"\[[a-z]{2,3}\d{1,2}\]"), _COMMENT),
        _Search("field", re.compile(r"\de[+-]\d\d"), _LARGE),
        _Search("chat", re.compile(r"\d[/.]\d{1,2}[/.]\d\d"), _CHAT),
        _Search("mail", re.compile(r"--- ?[^\W\d_]"), _ORIGINAL),
        _Search("letter", roots(signatures), re.compile(signature, re.MULTILINE)),
        _Search("letter", roots(notices), re.compile(any_of(notices))),
        _Search("letter", roots(wrote), re.compile(rf"{_ANSWERED}{any_of(wrote)}[ \u00a0]?:[ *_]*$", re.MULTILINE)),
        _Search("page", re.compile(r"\d(?: \w{2,3} | ?/ ?)\d"), re.compile(number, re.MULTILINE)),
        _Search("mark", ("[",), re.compile(rf"(?i)\[(?:{marks})(?: \| (?:{marks}))?\](?![(\[:])" if marks else "(?!)")),
        _Search("patch", ("@@ -", "diff --git", "index ", "--- a/", "+++ b/"), _PATCH),
        _Search("assistant", roots(assistants), re.compile(any_of(assistants))),
        _Search("assistant", ("oaicite", "oai_citation", "【", "[cite", "turn"), _ASSISTANT),
    )
