"""A page says in which language its sources are where that is not its own.

Who follows a link to a law and meets a language that they do not read has lost their time. The language of a source is
known from its address alone, `/es/` or `?lang=es`, or from the publisher: see `SourceWords`. Any other may be in any.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from unicodedata import normalize
from urllib.parse import parse_qsl, urlsplit

from guiaviva.contentmodel import ProseSpec
from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.reading.pages import Link, Page
from guiaviva.text.phrases import any_of

_KEYS = frozenset({"lang", "language", "locale", "hl", "idioma"})
# A code, or a locale: `es`, `es-ES`, `ca_ES`.
_CODE = re.compile(r"([a-z]{2,3})(?:[-_](?:[a-z]{2}|\d{3}|hans|hant|latn|cyrl|valencia))?", re.IGNORECASE)
# `guidelines_en`, `guidelines.en.html`.
_SUFFIX = re.compile(r"[^/]+[_.]([a-z]{2})(?:\.(?:html?|pdf|aspx|php))?", re.IGNORECASE)
# A full stop in a list of sources may belong to an abbreviation, which is short: «núm.», «art.».
_SENTENCE = re.compile(r"(?:(?<=[^\W_]{5}[.?!])|(?<=\d\.)|(?<=[)\]*_»\"”]\.))\s+(?=[^\sa-zà-öø-ÿ\d])")
_ITEM = re.compile(r"[ ]*(?:[-*+]|\d+[.)])[ ]")


def check(guide: Guide) -> Iterator[Finding]:
    addresses = {one: language for language, words in guide.model.prose.items() for one in words.sources.addresses}
    # On a network the language of an address is that of the buttons.
    networks = {_host(account.record.url) for account in guide.facts.accounts.values()}
    for page in guide.pages.values():
        words = guide.model.prose.get(page.language)
        if not words or not words.sources.label:
            continue
        for part in _lists(page, tuple(words.sources.begin)):
            foreign: dict[str, list[Link]] = {}
            for link in part.links:
                language = _language(link.target, guide.languages, addresses)
                if language not in ("", page.language) and _host(link.target) not in networks:
                    foreign.setdefault(language, []).append(link)
            for language, links in foreign.items():
                yield from _unsaid(page, part, language, links, words)


@dataclass(frozen=True)
class _Sources:
    """A list of sources: the lines of a page from `first` to before `last`, and the links in them."""

    lines: tuple[str, ...]
    first: int
    links: tuple[Link, ...]

    def unlabelled(self, links: Iterable[Link], label: re.Pattern[str]) -> Iterator[Link]:
        """Return those of `links` whose language is said nowhere: in their sentence, before the first or in general."""
        text = "\n".join(self.lines)
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        ends = {match.end() for match in _SENTENCE.finditer(text)}
        ends |= {start for start, line in zip(starts, self.lines, strict=False) if not line or _ITEM.match(line)}
        begins = sorted({0, *ends})
        places = {link: starts[link.place.line - self.first] + link.place.column - 1 for link in self.links}
        sentences = {link: bisect_right(begins, place) - 1 for link, place in places.items()}
        with_links = {*sentences.values()}
        said = [bool(label.search(_plain(text[begin:end]))) for begin, end in pairwise([*begins, len(text)])]
        general = any(one for number, one in enumerate(said) if number not in with_links)
        if general or label.search(_plain(text[: min(places.values())])):
            return
        yield from (link for link in links if not said[sentences[link]])


def _unsaid(page: Page, part: _Sources, language: str, links: list[Link], words: ProseSpec) -> Iterator[Finding]:
    # `(ES)`, `(PDF, ES)`.
    code = rf"[(\[](?:[^()\[\]]*[,;]\s*)?{language}[)\],;]"
    names = (*words.sources.languages.get(language, ()), _name(language, page.language), _name(language, language))
    label = re.compile(rf"{any_of([_plain(one) for one in names if one])}|{code}", re.IGNORECASE)
    if unsaid := [*part.unlabelled(links, label)]:
        first = unsaid[0]
        name = next((one for one in names if one and not one.endswith("*")), language)
        said = words.sources.label.format(language=name)
        variant = "several" if len(unsaid) > 1 else ""
        written = page.source.line(first.place.line)[first.place.column - 1 :][: first.place.length]
        link = written or f"[{first.text}]({first.target})"
        values = {"found": first.text, "link": link, "other": language, "label": said}
        yield found("foreign-source", first.place, variant=variant, count=len(unsaid), **values)


def _lists(page: Page, words: tuple[str, ...]) -> Iterator[_Sources]:
    """Return the lists of sources of a page: what is below such a heading, or begins with such a word and a colon.

    Where nothing but the beginning is in the paragraph, the list that follows belongs to it.
    """
    by_line: dict[int, list[Link]] = {}
    for link in page.links:
        # The text of a link in raw HTML is not known.
        if link.has_text and link.target.startswith(("https://", "http://")):
            by_line.setdefault(link.place.line, []).append(link)
    if not by_line:
        return
    lines = page.prose.split("\n")
    headings = {section.place.line: section for section in page.sections}
    begins, alone = _beginning(words), {word.casefold() for word in words}
    number = page.body_line
    while number <= len(lines):
        first, line = number, lines[number - 1]
        number += 1
        if heading := headings.get(first):
            if heading.title.strip(" :").casefold() not in alone:
                continue
            while number <= len(lines) and number not in headings:
                number += 1
        elif ":" in line and begins.match(line):
            number = _end(lines, number)
            if not any(by_line.get(one) for one in range(first, number)):
                number = _end(lines, number, items=True)
        else:
            continue
        if links := tuple(link for one in range(first, number) for link in by_line.get(one, ())):
            yield _Sources(tuple(lines[first - 1 : number - 1]), first, links)


def _end(lines: list[str], number: int, *, items: bool = False) -> int:
    """Return the number of the first line that is no longer of the paragraph or, with `items`, of the list below it."""
    while number <= len(lines):
        line = lines[number - 1]
        follows = lines[number] if number < len(lines) else ""
        if not line.strip() and not (items and _ITEM.match(follows)):
            break
        if items and line.strip() and not _ITEM.match(line) and not line.startswith("  "):
            break
        number += 1
    return number


def _language(target: str, languages: Iterable[str], addresses: dict[str, str]) -> str:
    """Return the language of what is at an address, or "" where it is unknown."""
    if not (host := _host(target)):
        return ""
    parts = urlsplit(target)
    path = parts.path.strip("/")
    # The first code in an address of European legislation is a country, and its languages have three letters.
    legislation = "eli" in path.split("/")
    labels = host.split(".")
    written = [labels[0], *path.split("/")] if len(labels) > 2 else path.split("/")
    codes = [] if legislation else [match[1] for one in written if (match := _CODE.fullmatch(one))]
    if not legislation and (match := _SUFFIX.fullmatch(path.rpartition("/")[2])):
        codes.append(match[1])
    if labels[-1] == "com":
        codes = [one for one in codes if not _is_country(one.lower())]
    codes += [match[1] for key, value in parse_qsl(parts.query) if key in _KEYS and (match := _CODE.fullmatch(value))]
    known = {code.lower() for code in codes} & {*languages}
    if legislation:
        known |= {two for three in path.split("/")[3:] if len(three) == 3 and (two := _two_letters(three)) in languages}
    publisher = next((language for one, language in addresses.items() if f"{host}/{path}".startswith(one)), "")
    known |= {publisher} - {""}
    return known.pop() if len(known) == 1 else ""


def _host(address: str) -> str:
    """Return the host of an address without `www.`, or "" where there is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


@cache
def _beginning(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"[ >]*(?:[-*+][ ]+)?[*_]*{any_of(words)}[^\[\n]*?:")


def _plain(text: str) -> str:
    """Return a text without accents, so that «anglès» begins «anglesa»."""
    return "".join(one for one in normalize("NFD", text) if not "\u0300" <= one <= "\u036f")


# Babel takes as long to import as all else, and few pages need it.


@cache
def _name(language: str, reader: str) -> str:
    """Return what one language calls another, or "" where that is unknown."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(reader, sep="-").languages.get(language, ""))
    except (UnknownLocaleError, ValueError):
        return ""


@cache
def _is_country(code: str) -> bool:
    """Return whether a code is that of a country, or of Europe, where another language is spoken: `ca`, of Canada."""
    from babel import Locale
    from babel.languages import get_official_languages

    country = code.upper()
    return country in Locale("en").territories and code not in get_official_languages(country, regional=True)


@cache
def _two_letters(code: str) -> str:
    """Return the code of two letters for one of three: `es` for `spa`."""
    from babel.core import get_global

    return str(get_global("language_aliases").get(code, ""))
