"""No text that was meant to be replaced is left.

«To be completed» in a published guide says one thing: that nobody read the page before.

Not seen: code, which shows such words on purpose, drafts, which may hold them, and provisional wording that is in no
list.
"""

import re
from collections.abc import Iterator
from copy import copy
from functools import lru_cache
from typing import Self

from guiaviva.contentmodel import Phrases
from guiaviva.diagnostics import Finding, Where, found
from guiaviva.guide import Guide
from guiaviva.reading.pages import Page
from guiaviva.text.phrases import any_of

# How many characters of an instruction are searched for first.
_BEGINNING = 12
# Letters that stand for what is not known yet: «XXXXXX», «XX/XX/XXXX»; a page full of them is another fault.
_CROSSES = r"(?<![\w@#/.])(?:[xX]{4,40}|[xX]{2}([/.-])[xX]{2}\1[xX]{4})(?![\w@])"
# What is asked of nobody; a line that begins so is that of a box.
_UNKNOWN = r"(?<=\S )\?{3}(?=[\s.,;)|]|$)"
_ASKED = re.compile(r"\S \?{3}")
# What fills a field whose text is not known yet, and is all there is; xxxx is found as any other such word.
_NOTHING = re.compile(r"\s*(?:[xX]{2,3}|\?{2,}|_{2,}|\.{3,}|…|-{2,}|[nN]/[aA])\s*")
# What a guide begins with where others have text of their own: law, bodies, whatever holds only somewhere.
_PROMPT = re.compile(r"\[[^\[\]\n:]+:\s*[^\s\]]")
# After a word in capitals one of these is a word of somebody who shouts: «LO TENÉIS TODO CERRADO».
_NOT_SHOUTED = r"(?!(?<=[A-ZÀ-Þ]{2} )[A-Z]{2,}(?!\w))"
# What is in brackets before an address, or a colon and an address alone, is a link.
_NO_LINK = r"(?![(\[]|:[ ]*\S+[ ]*(?:[\"'(\n]|\Z))"
_NO_WORD_FOLLOWS = r"(?![ \t]*\n?[ \t]*\w)"


def check(guide: Guide) -> Iterator[Finding]:
    wanted = _Wanted(guide)
    for page in guide.pages.values():
        if wanted.may_stand(page.source.text, page.source.folded):
            for pattern in (wanted.provisional, wanted.left_over):
                for match in _matches(pattern, page.prose):
                    yield _found(page.source.place(match), match[0])
        yield from _instructions(guide, page)
    yield from _of_data(guide, wanted)


class _Wanted:
    """What is looked for: provisional texts, and the names of the invented institution that this one is not."""

    def __init__(self, guide: Guide) -> None:
        phrases, names = guide.model.phrases, _left_over(guide)
        self.provisional = guide.model.once(_provisional, lambda: _provisional(phrases))
        # Within a word too: handles, addresses and hashtags are made of them.
        self.left_over = re.compile("|".join(f"(?i:{re.escape(name)})" for name in names) or "(?!)")
        self._names = [name.casefold() for name in names]
        words = (*phrases.placeholders, *phrases.unfinished, *names, "xxx")
        # In capitals, a phrase is none in small letters: «TODO», and Spanish «todo».
        self._capitals = tuple(word for word in words if word.isupper())
        self._folded = tuple(word.casefold() for word in words if not word.isupper())
        self._bracketed = re.compile(rf"\[\s*{any_of(phrases.bracketed)}")

    def may_be_left_over(self, folded: str) -> bool:
        """Return whether one of the names may be in a text, whose case is folded."""
        return any(map(folded.__contains__, self._names))

    def within(self, text: str, folded: str) -> Self:
        """Return the same for parts of a text, in which no other words than those of the whole can be."""
        part = copy(self)
        part._capitals = tuple(word for word in self._capitals if word in text)
        part._folded = tuple(word for word in self._folded if word in folded)
        return part

    def may_stand(self, text: str, folded: str) -> bool:
        """Return whether any of it may be in a text, which is given with its case folded too."""
        words = any(map(text.__contains__, self._capitals)) or (bool(self._folded) and _has_any(folded, self._folded))
        return words or bool(self._bracketed.search(text)) or ("???" in text and bool(_ASKED.search(text)))


# A preview judges all pages after each edit, which changes few.
@lru_cache(maxsize=4000)
def _has_any(text: str, words: tuple[str, ...]) -> bool:
    return any(map(text.__contains__, words))


@lru_cache(maxsize=1000)
def _matches(pattern: re.Pattern[str], text: str) -> tuple[re.Match[str], ...]:
    return tuple(pattern.finditer(text))


def _instructions(guide: Guide, page: Page) -> Iterator[Finding]:
    """Report the instructions of the page's kind that are still there, whole, cut into lines, or with more words."""
    kind = guide.kind(page)
    for section in kind.headings.values() if kind else ():
        for text in section.write.values():
            # Most are not there, and this test is faster.
            if text[:_BEGINNING] in page.source.text:
                words = r"\s+".join(map(re.escape, text.rstrip(".").split()))
                if match := re.search(words, page.prose):
                    yield found("placeholder-text", page.source.place(match), variant="scaffold", found=text)


def _of_data(guide: Guide, wanted: _Wanted) -> Iterator[Finding]:
    written = list(guide.facts.written)
    together = "\n".join(text for text, _, _ in written)
    likely = wanted.within(together, together.casefold())
    for text, _, where in written:
        if likely.may_stand(text, text.casefold()) and (first := wanted.provisional.search(text)):
            yield _found(where, first[0])
        # What is nothing but signs that stand for a text is no text of any language.
        if _NOTHING.fullmatch(text):
            yield _found(where, text)
    yield from _accounts(guide, wanted.provisional)
    # The name of the invented institution may also be left in addresses, where messages would reach nobody.
    for source in (one for one in guide.facts.sources.values() if wanted.may_be_left_over(one.folded)):
        for match in wanted.left_over.finditer(source.text):
            yield found("placeholder-text", source.place(match), found=match[0])


def _accounts(guide: Guide, provisional: re.Pattern[str]) -> Iterator[Finding]:
    """Report accounts with a provisional name, or with the address of their network, where a guide begins."""
    for account in guide.facts.accounts.values():
        if first := provisional.search(account.record.handle):
            yield _found(account.value_place("handle"), first[0])
        network = guide.facts.networks.get(account.record.network)
        if network and account.record.url.rstrip("/") == network.record.url.rstrip("/"):
            yield found("placeholder-text", account.value_place("url"), found=account.record.url)


def _found(where: Where, text: str) -> Finding:
    """Return the finding of a provisional text; one in brackets says after a colon what is to be written."""
    shown = " ".join(text.split())
    return found("placeholder-text", where, variant="prompt" if _PROMPT.match(text) else "", found=shown)


def _provisional(phrases: Phrases) -> re.Pattern[str]:
    """Return what finds provisional text, also between brackets that are no link."""
    bracketed = rf"(?<![\]!\\])(?<!search_words: )\[\s*{any_of(phrases.bracketed)}[^\[\]\n]*\]{_NO_LINK}"
    # Three crosses alone may be a number: «chapter XXX».
    crosses = rf"{_CROSSES}|{_UNKNOWN}|(?<!\w)XXX(?= ?\( ?{any_of(phrases.bracketed)})"
    return re.compile(
        f"{bracketed}|{_NOT_SHOUTED}{any_of(phrases.placeholders)}|{crosses}"
        f"|{_NOT_SHOUTED}{any_of(phrases.unfinished)}{_NO_WORD_FOLLOWS}"
    )


def _left_over(guide: Guide) -> list[str]:
    """Return the names of the invented institution that this one is not."""
    written = guide.facts.institution.document.value
    own = str(written.get("name") or "") if isinstance(written, dict) else ""
    # An institution that has no name may be any; invalid-data reports that.
    return [name for name in guide.model.phrases.demonstration if own and name not in own]
