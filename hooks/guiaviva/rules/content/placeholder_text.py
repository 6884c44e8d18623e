"""No text that was meant to be replaced is left.

«Per completar» in a published guide says one thing: that nobody read the page before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guiaviva.contentmodel import Phrases
from guiaviva.diagnostics import Finding, Place, found
from guiaviva.guide import Guide
from guiaviva.reading.pages import Page

# How many characters of an instruction are searched for first.
_BEGINNING = 12
# Letters that stand for what is not known yet: «XXXXXX», «XX/XX/XXXX»; a page full of them is another fault.
_CROSSES = r"(?<![\w@#/.])(?:[xX]{4,40}|[xX]{2}([/.-])[xX]{2}\1[xX]{4})(?![\w@])"
# What is asked of nobody; a line that begins so is that of a box.
_UNKNOWN = r"(?<=\S )\?{3}(?=[\s.,;)|]|$)"
# What fills a field whose text is not known yet, and is all there is; xxxx is found as any other such word.
_NOTHING = re.compile(r"\s*(?:[xX]{2,3}|\?{2,}|_{2,}|\.{3,}|…|-{2,}|[nN]/[aA])\s*")
# What a guide begins with where others have text of their own: law, bodies, whatever holds only somewhere.
_PROMPT = re.compile(r"\[[^\[\]\n:]+:\s*[^\s\]]")
_NO_WORD_FOLLOWS = r"(?![ \t]*\n?[ \t]*\w)"


def check(guide: Guide) -> Iterator[Finding]:
    yield from _of_pages(guide, guide.all_pages)
    yield from _of_data(guide)


def _of_pages(guide: Guide, pages: Iterable[Page]) -> Iterator[Finding]:
    phrases, names = guide.model.phrases, _left_over(guide)
    provisional, left_over = _provisional(phrases), _any_name(names)
    # In capitals, a phrase is none in small letters: «TODO», and Spanish «todo».
    capitals = [phrase for phrase in _phrases(phrases) if phrase.isupper()]
    folded = [phrase.casefold() for phrase in (*_phrases(phrases), "???", *names) if phrase not in capitals]
    scaffold = {
        text
        for kind in guide.model.kinds.values()
        for section in kind.headings.values()
        for text in section.write.values()
    }
    for page in guide.pages.values():
        text = page.source.text
        if any(map(text.__contains__, capitals)) or any(map(page.source.folded.__contains__, folded)):
            # Code shows such words on purpose.
            for match in (*provisional.finditer(page.prose), *left_over.finditer(page.prose)):
                yield _found(page.source.place(match), match[0])
        left = set()
        for paragraph in page.paragraphs:
            text = paragraph.text.replace("\n", " ")
            if text in scaffold:
                left.add(text)
                yield found("placeholder-text", paragraph.place, variant="scaffold", found=text)
        yield from _within(guide, page, left)


def _within(guide: Guide, page: Page, left: set[str]) -> Iterator[Finding]:
    """Report instructions of the page's own kind to which something was added, or that are cut into lines."""
    kind = guide.kind(page)
    for section in kind.headings.values() if kind else ():
        for text in section.write.values():
            # Most are not there, and this test is faster.
            if text not in left and text[:_BEGINNING] in page.source.text:
                words = r"\s+".join(map(re.escape, text.rstrip(".").split()))
                if match := re.search(words, page.prose):
                    yield found("placeholder-text", page.source.place(match), variant="scaffold", found=text)


def _of_data(guide: Guide) -> Iterator[Finding]:
    phrases = guide.model.phrases
    provisional, left_over = _provisional(phrases), _any_name(_left_over(guide))
    folded = [phrase.casefold() for phrase in (*_phrases(phrases), "???")]
    together = "\n".join(text for _, texts in guide.facts.texts for text in texts.value.values()).casefold()
    likely = any(phrase in together for phrase in folded)
    for entry, texts in guide.facts.texts if likely else ():
        for language, text in texts.value.items():
            if first := provisional.search(text):
                place = entry.value_place(*texts.path, language)
                yield _found(place, first[0])
    # What is nothing but signs that stand for a text is no text of any language.
    for entry, texts in guide.facts.texts:
        for language, text in texts.value.items():
            if _NOTHING.fullmatch(text):
                yield _found(entry.value_place(*texts.path, language), text)
    yield from _accounts(guide, provisional)
    # The name of the invented institution may also be left in addresses, where messages would reach nobody.
    for source in guide.facts.sources.values():
        for match in left_over.finditer(source.text):
            yield found("placeholder-text", source.place(match), found=match[0])


def _accounts(guide: Guide, provisional: re.Pattern[str]) -> Iterator[Finding]:
    """Report accounts with a provisional name, or with the address of their network, where a guide begins."""
    for account in guide.facts.accounts.values():
        if first := provisional.search(account.record.handle):
            yield _found(account.value_place("handle"), first[0])
        network = guide.facts.networks.get(account.record.network)
        if network and account.record.url.rstrip("/") == network.record.url.rstrip("/"):
            yield found("placeholder-text", account.value_place("url"), found=account.record.url)


def _found(place: Place, text: str) -> Finding:
    """Return the finding of a provisional text; one in brackets says after a colon what is to be written."""
    return found("placeholder-text", place, variant="prompt" if _PROMPT.match(text) else "", found=text)


def _phrases(phrases: Phrases) -> tuple[str, ...]:
    return (*phrases.placeholders, *phrases.unfinished, *phrases.bracketed)


def _provisional(phrases: Phrases) -> re.Pattern[str]:
    """Return what finds provisional text, also between brackets that are no link."""
    bracketed = rf"(?<![\]!\\])(?<!search_words: )\[\s*{_any_of(phrases.bracketed)}[^\[\]\n]*\](?![(\[:])"
    # Three crosses alone may be a number: «chapter XXX».
    crosses = rf"{_CROSSES}|{_UNKNOWN}|(?<!\w)XXX(?= ?\( ?{_any_of(phrases.bracketed)})"
    return re.compile(
        f"{bracketed}|{_any_of(phrases.placeholders)}|{crosses}|{_any_of(phrases.unfinished)}{_NO_WORD_FOLLOWS}"
    )


def _any_name(names: list[str]) -> re.Pattern[str]:
    """Return what finds any of these names, within a word too: handles, addresses and hashtags are made of them."""
    return re.compile("|".join(f"(?i:{re.escape(name)})" for name in names) or "(?!)")


def _any_of(phrases: Iterable[str]) -> str:
    """Return a pattern of the phrases, in any case but for those in capitals (Spanish «todo» is a common word)."""
    patterns = (re.escape(phrase) if phrase.isupper() else f"(?i:{re.escape(phrase)})" for phrase in phrases)
    return rf"(?<!\w)(?:{'|'.join(patterns) or '(?!)'})(?!\w)"


def _left_over(guide: Guide) -> list[str]:
    """Return the names of the invented institution that this one is not."""
    written = guide.facts.institution.document.value
    own = str(written.get("name") or "") if isinstance(written, dict) else ""
    # An institution that has no name may be any; invalid-data reports that.
    return [name for name in guide.model.phrases.demonstration if own and name not in own]
