"""What opens is closed: brackets, quotation marks and, where a language opens questions, those too; signs stand once.

Half a pair is what is left where a text was cut or pasted, and nobody can tell where the quotation or the aside ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, Worded
from guiaviva.reading.pages import Page

# The words of the rule for half of a pair, and for other slips.
VARIANTS = {"": "", "slip": "slip"}
# A sign that is spoken of, a face and an address are none of a pair; nor are a label, as «a)», and inches.
_NO_SIGN = re.compile(r"[«“\"'‘‹][^\w\s]{1,2}[»”\"'’›]|[:;=]['’-]?[()]+|\]\([^()\n]*\)?|\w+://[^\s()\"”»]+|¯\S*")
_LABEL = re.compile(r"(?:^|[\s«“\"/])(?:[^\W\d_]{1,2}|[ivxIVX]{1,5}|\d{1,2})º?\)$")
_INCHES = re.compile(r"(?<=\d)\"")
_PAIRS = {"(": ")", "«": "»", "“": "”"}
# Where these quotation marks are used, one of the others closes them, in one language or another.
_LOW = re.compile("[„‚]")
_QUESTION = re.compile(r"(?<=[\w»”\")%'’])\?+(?!\))")
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|\*[^*]+\*")
# What a name has after a full stop: «Booking.Com».
_NO_NAME = r"(?!(?:Com|Net|Org|Cat|Es|Eu|Js|Io)\b)"
_SLIPS = (
    re.compile(r"(?<=[^\W\d_]) [,.](?=[ ]\w)"),
    re.compile(r"(?<=\w),[,.](?=\s)"),
    re.compile(r"(?<=[^\W\d_]{2})\.\.(?=\s+[A-ZÀ-Ý¿¡«“\"]|\s*$)"),
    re.compile(rf"(?<=\s)[a-zà-öø-ÿ]{{3,}}\.(?={_NO_NAME}[A-ZÀ-Ý]['’]?[a-zà-öø-ÿ]+[ ,;:])"),
)
_LIKELY = re.compile(r" [,.] |,[,.]|\.\.|[a-zà-öø-ÿ]\.[A-ZÀ-Ý]")
_AROUND = 24


class _Half(NamedTuple):
    """A sign that lacks another, which is `expected`, and what is around it."""

    sign: str
    expected: str
    around: str


def check_texts(guide: Guide, texts: Iterable[Page | Worded]) -> Iterator[Finding]:
    for one in texts:
        if isinstance(one, Page):
            yield from _of_page(guide, one) if one.whole else ()
            continue
        for path, language, text in one.written:
            for variant, values in _slips(guide, language, text, text):
                place = one.entry.value_place(*path)
                yield found("broken-punctuation", place, variant=VARIANTS[variant], **values)


def _of_page(guide: Guide, page: Page) -> Iterator[Finding]:
    passages = [one for one in guide.passages(page) if one.text and one.kind not in ("block", "search_words")]
    slips = [list(_slips(guide, page.language, one.text, one.prose)) for one in passages]
    for at, (passage, some) in enumerate(zip(passages, slips, strict=True)):
        # A quotation or an aside of several paragraphs is closed in another.
        beside = {
            values["sign"] for near in (*slips[max(0, at - 1) : at], *slips[at + 1 : at + 2]) for _, values in near
        }
        for variant, values in some:
            # Where a tag or the end of a line was, a text has a space that nobody wrote.
            is_written = not variant or values["written"] in page.source.text
            if is_written and (variant or beside.isdisjoint((values["sign"], values["expected"]))):
                yield found("broken-punctuation", page.at(passage.line), variant=VARIANTS[variant], **values)
                break


def _slips(guide: Guide, language: str, text: str, prose: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Return the variant and the values for each slip; half of a pair is one without code and emphasis too."""
    for half in _halves(guide, language, text):
        if text is prose or any(half.sign == one.sign for one in _halves(guide, language, prose)):
            yield "", {"found": half.around, "sign": half.sign, "expected": half.expected}
    for pattern in _SLIPS if _LIKELY.search(text) else ():
        if match := pattern.search(text):
            # Two signs, or one after a space, are the last of them; a word lacks the space after it.
            meant = f"{match[0]} " if match[0][0].isalpha() else match[0][-1]
            written = text[max(0, match.start() - 1) : match.end()]
            around = _around(text, match.start(), match.end())
            yield "slip", {"found": around, "sign": match[0], "expected": meant, "written": written}


def _halves(guide: Guide, language: str, text: str) -> Iterator[_Half]:
    """Return the signs of a text that lack their counterpart."""
    plain = _NO_SIGN.sub(lambda match: "\0" * len(match[0]), text)
    for opening, closing in _PAIRS.items():
        if plain.count(opening) != plain.count(closing) and not (opening == "“" and _LOW.search(plain)):
            yield from _half(text, plain, opening, closing)
    if plain.count('"') % 2 and len(_INCHES.findall(plain)) % 2 == 0 and not _LOW.search(plain):
        yield _Half('"', '"', _around(text, plain.rindex('"'), plain.rindex('"') + 1))
    prose = guide.model.prose.get(language)
    if prose and (opens := prose.posts.marks.get("?")) and ("?" in plain or opens in plain):
        unquoted = _QUOTED.sub(lambda match: "\0" * len(match[0]), plain)
        asked = list(_QUESTION.finditer(unquoted))
        if len(asked) > unquoted.count(opens):
            yield _Half("?", opens, _around(text, asked[0].start(), asked[0].end()))


def _half(text: str, plain: str, opening: str, closing: str) -> Iterator[_Half]:
    """Return the first sign of a kind that lacks its counterpart."""
    open_at: list[int] = []
    for match in re.finditer(f"[{re.escape(opening + closing)}]", plain):
        if match[0] == opening:
            open_at.append(match.start())
        elif open_at:
            open_at.pop()
        elif not _LABEL.search(plain[max(0, match.end() - _AROUND) : match.end()]):
            yield _Half(closing, opening, _around(text, match.start(), match.end()))
            return
    for at in open_at[:1]:
        yield _Half(opening, closing, _around(text, at, at + 1))


def _around(text: str, first: int, last: int) -> str:
    """Return some words around a sign."""
    return " ".join(text[max(0, first - _AROUND) : last + _AROUND].split())
