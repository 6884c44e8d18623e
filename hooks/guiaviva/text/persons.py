"""What words beside it show to be one person's: the number of a passport or a health card, a day of birth, a home.

No check digit proves any of them. A number of a sample has the same figure again and again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from guiaviva.contentmodel import ProseSpec
from guiaviva.text.phrases import any_of, roots

_FIGURE = re.compile(r"\d")
# Letters, and six figures or more.
_PAPER = r"(?<![\w-])[A-Z]{0,4}[ -]?\d(?:[ /-]?\d){5,13}[A-Z]?(?![\w-]|[.,]\d|[ ]?[€$%])"
_FEWEST_FIGURES, _TELEPHONE = 3, 9
_NUMERIC = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
# A door within a house, after its number.
_DOOR = re.compile(r"\d[^\d\n]{0,3}[ ,]+(?:\w{1,8}[ ]+)?\d{1,2}(?:[^\W\d_]|[ºª.])")
# A name is within so many signs before the home of who has it.
_NEAR = 80
# The name of a person stands just before: words with a capital, with small ones between, such as «Rosa de la Font».
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w·'’-]+"
_PERSON = re.compile(rf"(?P<names>{_CAPITAL}(?:[ ]+(?:[^\W\d_]{{1,3}}[ ]+){{0,2}}{_CAPITAL}){{1,4}})[ ,:(–-]*\Z")
# A form of an age has so many letters: «is 5» may be said of a number of things.
_TELLING, _ADULT = 4, 18
# With a surname: the first name alone may be that of a house, or of whom an example is about.
_NAMED = re.compile(rf"(?<![\w-]){_CAPITAL}(?:[ ](?:[^\W\d_]{{1,3}}[ ]){{0,2}}{_CAPITAL}){{1,3}}")
# Whoever was born before is in history.
_LIVING = 1905


class Persons:
    """Finds what is of one person. Its patterns are made once, of the words of all languages."""

    def __init__(self, specs: Sequence[ProseSpec]) -> None:
        papers = [word for spec in specs for word in spec.people.papers]
        born = [word for spec in specs for word in spec.people.born]
        lives = [word for spec in specs for word in spec.posts.lives]
        telephone = any_of(word for spec in specs for word in spec.people.telephone)
        streets = any_of(word for spec in specs for word in spec.posts.streets)
        months = any_of(word for spec in specs for word in spec.figures.months)
        between = rf"(?:[ ]+(?!{telephone})[^\W\d_]{{1,12}}[.º]{{0,2}}){{0,7}}[ ]*[:#]?[ ]*[*_`]*"
        day = rf"\d{{1,2}}[^\W\d_]{{0,2}}[ ](?:\w{{1,3}}['’ ])?{months}[ ,](?:\w{{1,3}} )?\d{{4}}|{_NUMERIC}"
        street = rf"{streets}\.?[^\n.:;|]{{1,60}}?\d{{1,4}}(?!\d)[^\n:;|<>()\"»”]{{0,24}}"
        beside = r"(?:(?:\w{1,4} ){0,2}|[^\n\d|;]{1,60}?[ ,(])"
        roots_of_streets = roots(word for spec in specs for word in spec.posts.streets)
        floors = (word for spec in specs for floor in spec.posts.floors for word in re.findall(r"[^\W\d_]{3,}", floor))
        self._floors = re.compile(rf"\d[^\d\n]{{0,3}}[ ,]+{any_of(floors)}")
        self._services = re.compile(any_of(word for spec in specs for word in spec.posts.services))
        self._names = frozenset(name for spec in specs for name in spec.posts.names)
        ills = [word for spec in specs for each in (spec.posts.conditions, spec.posts.illnesses) for word in each]
        ages = [form for spec in specs for form in spec.posts.ages if len(re.findall(r"[^\W\d_]", form)) >= _TELLING]
        aged = "|".join(re.escape(form).replace(r"\{n\}", r"(\d{1,2})") for form in ages)
        # What may follow the name of somebody.
        self._ill = re.compile(rf"[ ](?:[^\W\d_]+['’]?[ ]){{0,2}}?{any_of(ills)}")
        self._aged = re.compile(rf",?[ ](?:{aged})(?![^\W_])" if aged else "(?!)")
        self._kinds = (
            ("identity", _is_number, roots(papers), re.compile(rf"{any_of(papers)}{between}(?P<value>{_PAPER})")),
            ("born", _is_living, roots(born), re.compile(rf"{any_of(born)}[ ]*:?[ ]*[*_`]*(?P<value>{day})")),
            ("home", self._is_home, roots(lives), re.compile(rf"{any_of(lives)}[ ]*:?[ ]*{beside}(?P<value>{street})")),
            ("home", self._is_told_of_somebody, roots_of_streets, re.compile(rf"(?P<value>{street})")),
        )

    def find(self, text: str, folded: str) -> Iterator[tuple[int, int, str, str]]:
        """Return where it begins and ends, what it is, and its value. `folded` is the text with its case folded."""
        if len(folded) != len(text):
            # Signs of which folding makes several, such as «ß» and «ﬁ», stay: each place is then the same in both.
            folded = "".join(small if len(small := one.casefold()) == 1 else one for one in text)
        lines = list(_lines_with_figures(text))
        for kind, is_of_one, likely, pattern in self._kinds:
            some = (line for line in lines if any(map(folded[slice(*line)].__contains__, likely)))
            for match in (match for line in some for match in pattern.finditer(text, *line)):
                value = match["value"].rstrip(" .,-")
                if is_of_one(value, text, match):
                    yield match.start("value"), match.start("value") + len(value), kind, value
        for name in _NAMED.finditer(text):
            if not self._names.isdisjoint(name[0].split()) and (kind := self._told_of(text, name)):
                yield *name.span(), kind, name[0]

    def _is_home(self, value: str, text: str, found: re.Match[str]) -> bool:
        """Return whether an address is that of somebody: it tells a door, or a name stands before it."""
        before = text[text.rfind("\n", 0, found.start()) + 1 : found.start("value")][-_NEAR:]
        named = not self._names.isdisjoint(re.findall(r"[^\W\d_]{2,}", before))
        return named or bool(_DOOR.search(value))

    def _told_of(self, text: str, name: re.Match[str]) -> str:
        """Return what is told after a name, "" where it is nothing private, or the name of no person."""
        aged = self._aged.match(text, name.end())
        minor = aged and int(next(filter(None, aged.groups()))) < _ADULT
        kind = "minor" if minor else "health" if self._ill.match(text, name.end()) else ""
        return kind if kind and self._is_somebody(text, name) else ""

    def _is_somebody(self, text: str, name: re.Match[str]) -> bool:
        """Return whether these are the names of a person, and not those of a foundation or of somebody's street."""
        before = text[text.rfind("\n", 0, name.start()) + 1 : name.start()][-_NEAR:]
        # A word with a capital before it may be part of the name, unless a sentence begins with it, as with «La».
        longer = re.search(r"[A-ZÀ-ÖØ-Þ]\S*[ ]\Z", before) and not re.search(r"(?:\A|[.!?:|*-][ ])\S+[ ]\Z", before)
        words = name[0].split()
        first = next((at for at, word in enumerate(words[:-1]) if word in self._names), len(words))
        # «Surt la Nora Vidal»: what is before an article is no part of it.
        part = words[first - 1] if first else ""
        whole = first < len(words) and (not first or part[0].islower() or (first == 1 and len(part) < _TELLING))
        return whole and not longer and not self._services.search(before[-_NEAR // 3 :] + name[0])

    def _is_told_of_somebody(self, value: str, text: str, found: re.Match[str]) -> bool:
        """Return whether an address that tells a door follows the name of a person, and not that of a house."""
        if not (_DOOR.search(value) or self._floors.search(value)):
            return False
        before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()][-_NEAR:]
        person = _PERSON.search(before)
        return bool(
            person and person["names"].split()[0] in self._names and not self._services.search(before[: person.end()])
        )


def _lines_with_figures(text: str) -> Iterator[tuple[int, int]]:
    """Return where the lines of a text begin and end that have figures, as has all that is looked for."""
    end = -1
    for line in text.split("\n"):
        start, end = end + 1, end + 1 + len(line)
        if _FIGURE.search(line):
            yield start, end


def _is_living(value: str, *_: object) -> bool:
    """Return whether a day, which ends with its year, is one on which somebody who lives may be born."""
    return int(value[-4:]) >= _LIVING


def _is_number(value: str, *_: object) -> bool:
    """Return whether this is no date, no sample, and no telephone number, which has nine figures and no letter."""
    figures = re.sub(r"\D", "", value)
    telephone = len(figures) == _TELEPHONE and not re.search("[A-Z]", value)
    return not re.fullmatch(_NUMERIC, value) and not telephone and len(set(figures)) >= _FEWEST_FIGURES
