"""Find what nobody but its owner should read: passwords, keys, and the numbers and addresses of people.

The words of languages are in `words/`; those of all languages are looked for in every text, since people mix
them, and comments of data are in any. What is the same in every language is in `services` and `identifiers`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from guiaviva.contentmodel import ProseSpec
from guiaviva.guide.contacts import plain_contact
from guiaviva.posts.patterns import PATTERNS, compiled
from guiaviva.reading.files import Source
from guiaviva.search.analysis import fold
from guiaviva.text import identifiers
from guiaviva.text.addresses import addresses
from guiaviva.text.persons import Persons
from guiaviva.text.phrases import any_of
from guiaviva.text.services import lines_of, places_of, tokens


class Private(NamedTuple):
    """Something private: where it is in a text, what it is, and its value."""

    start: int
    end: int
    kind: str
    value: str
    contact: str = ""
    """A telephone number as data writes it, where the text writes it otherwise."""

    @property
    def shown(self) -> str:
        """The value as a report may show it: nobody should learn a password from there."""
        return "•" * min(len(self.value), 12) if self.kind in _HIDDEN else self.value


_HIDDEN = frozenset({"password", "token", "card"})
# Of an address only the part is shown that tells what is wrong with it.
_LINKS = frozenset({"trace", "session", "editing"})
# Typographic spaces and hyphens, each for the one that a keyboard has.
_PLAIN = dict.fromkeys("\u00a0\u2007\u2009\u202f", " ") | dict.fromkeys("\u2010\u2011\u2012", "-")

# https://name:password@host
_IN_ADDRESS = re.compile(
    r"\b[a-z][a-z0-9+.-]*://[^\s/:@<>{}]+:([^\s/:@<>{}]{4,})@(?!(?:[\w-]+\.)*example\.(?:com|net|org)\b)"
)
# A password has so many signs; one that is beside its name without a sign has so many, and such a key so many. A
# word is beside a number within so many.
_SHORTEST, _SHORTEST_BESIDE, _LONG, _NEAR = 4, 8, 16, 40
# No word for a secret, and nothing that says what follows it, is longer.
_WINDOW = 80
# A code of recovery has so many figures.
_FEWEST_OF_CODE = 6
# name@host / password
_MAIL_LOGIN = re.compile(r"@[\w-]+(?:\.[\w-]+)+[ ]+/[ ]+[*_`\"'«“]*(?P<value>(?![@#]|https?:)[^\s|/]{6,})")
_LONG_WORD = re.compile(r"(?=[\w-]*\d)[\w-]{16}")
# Four groups of four letters, as a service gives them to one of its applications.
_OF_APPLICATION = re.compile(r"[a-z0-9]{4}(?:-[a-z0-9]{4}){3}")

_GAP = "[ ./-]?"
# Mobile numbers of the Spanish numbering plan, which begin with 6 or 7 (Resolución de 12 de mayo de 2011).
_MOBILE = re.compile(
    r"(?<![\w/#=+-])(?<!\d[.,])(?:\(?(?:\+|00)34\)?[ .-]?|34(?=[67]\d{8}))?"
    rf"([67](?:{_GAP}\d){{8}})(?![\w-]|[.,/]\d|[ ]?[€$%])"
)
_GROUPS = re.compile(r"\d+")
# Groups of figures that no space parts: others are dates, versions, file numbers.
_USUAL = frozenset({(9,), (3, 3, 3), (3, 2, 2, 2), (3, 6), (6, 3), (5, 4)})

# What nearly all texts lack, and so need not be looked for more closely. That each begins with a figure makes it fast.
_LIKELY = (
    identifiers.LIKELY_IBAN,
    identifiers.LIKELY_CARD,
    identifiers.LIKELY_DOCUMENT,
    r"\d{4}[ -]?[A-Z]",
    r"\d{3}[ -]?[A-Z]{2}|\d\d-[A-Z]{2}|\d\d-\d\d-[A-Z]",
    rf"[67](?:{_GAP}\d){{8}}",
    r"\d{15}",
)
_NUMBER = re.compile(rf"(?=\d)(?:{'|'.join(_LIKELY)})")
# The mailbox of one person, wherever it is: a first name, and a surname or two.
_OF_PERSON = re.compile(
    r"(?<![\w.+-])([^\W\d_]{4,})(?:[._-][^\W\d_]+){0,2}[._-][^\W\d_]{3,}@(?!example\.(?:com|net|org)\b)[\w-]+(?:\.[\w-]+)+"
)
_MAILBOX = re.compile(r"[\w.+-]+\Z")
# An old plate begins with the letters of its province.
_OLD_PLATE = re.compile(r"(?<![\w-])[A-Z]{1,2}[ -]\d{4}[ -][A-Z]{1,2}(?![\w-])")
# Those of France and Italy, and of Portugal.
_PLATE_ABROAD = re.compile(
    r"(?<![\w-])(?:[A-Z]{2}[ -]?\d{3}[ -]?[A-Z]{2}|[A-Z]{2}-\d\d-[A-Z]{2}"
    r"|\d\d-[A-Z]{2}-\d\d|\d\d-\d\d-[A-Z]{2})(?![\w-])"
)
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_RANGE = re.compile(r"[\d.,:/–-]+")
_VERSION = re.compile(r"[^\W\d_]+[-.]?\d{1,2}(?:\.\d+)*|[^\W\d_]+-\d+|\d{1,3}[^\W\d_]+")
_NOTHING = frozenset({"null", "true", "false", "none"})
_BLANK = re.compile(r"[xX•*._…-]+")


class Detector:
    """Finds what is private in any text. Its patterns are made once, of the words of all languages.

    `providers` are the names of providers of mail for anyone.
    """

    def __init__(self, languages: Iterable[ProseSpec], providers: Sequence[str]) -> None:
        specs = tuple(languages)
        free = "|".join(map(re.escape, providers)) or "(?!)"
        self._provider = re.compile(rf"@(?i:{free})\.[a-zA-Z]{{2,3}}(?:\.[a-zA-Z]{{2}})?(?!\.?[\w-])")
        # Those whose name is no common word.
        self._providers = tuple(name for name in providers if len(name) > 4)

        def secret(kind: str) -> str:
            return any_of(word for spec in specs for word in getattr(spec.secrets, kind))

        def personal(kind: str) -> str:
            return any_of(word for spec in specs for word in getattr(spec.people, kind))

        kinds = ("passwords", "keys", "pins", "codes", "columns", "users")
        names = {word.casefold() for spec in specs for kind in kinds for word in getattr(spec.secrets, kind)}
        self._all_names = frozenset(names)
        # To look for the shortest parts alone is faster: `pass` is in `passwd` and `app password` too.
        roots = [word for word in sorted(names) if not any(other in word for other in names - {word})]
        self._names = {root: tuple((word.find(root), word) for word in sorted(names) if root in word) for root in roots}
        passwords, of, verbs = secret("passwords"), secret("of"), secret("verbs")
        qualities = secret("qualities")
        self._stand_for = frozenset(word.casefold() for spec in specs for word in spec.secrets.keepers) | _NOTHING
        strengths = {"passwords": _like_password, "keys": _like_key, "pins": _like_pin, "codes": _like_code}
        self._secrets = tuple(
            (re.compile(_assigned(secret(kind), qualities, of, verbs, beside=kind == "passwords")), strong)
            for kind, strong in strengths.items()
        )
        self._beside = re.compile(rf"{passwords}(?:[ ]+{qualities})?[ ]+(?P<quote>[*_`\"'«“]*)(?P<value>[^\s|]{{6,}})")
        self._user = re.compile(secret("users"))
        self._login = re.compile(rf"{secret('users')}[ ]*:[ ]*[^\s/|]+[ ]+/[ ]+[*_`\"'«“]*(?P<value>[^\s|]{{6,}})")
        login = rf"{secret('users')}[ ]*:?[ ]*[^\s,;/]+[ ]*[,;/]?[ ]+(?:\w{{1,3}}[ ]+)?(?i:pass)\.?[ ]*[:=]?[ ]+"
        self._short = re.compile(rf"{login}[*_`\"'«“]*(?P<value>[^\s|]{{6,}})")
        self._key_beside = re.compile(rf"{secret('keys')}[ ]+[`\"'«“]*(?P<value>[\w-]{{{_LONG},}})")
        self._key_of_wifi = re.compile(
            rf"\bwi-?fi\b[^|\n]{{0,{_WINDOW}}}?{secret('keys')}[ ]+[*_`\"'«“]*(?P<value>[^\s|]{{{_SHORTEST_BESIDE},}})",
            re.IGNORECASE,
        )
        network = rf"{secret('keys')}(?:[ ]+\w{{1,4}}){{0,2}}[ ]+wi-?fi\b[ ]*(?:[:=]|{verbs})[ ]*"
        self._wifi = re.compile(rf"{network}[*_`\"'«“]*(?P<value>[^\s|]{{{_SHORTEST_BESIDE},}})", re.IGNORECASE)
        self._other = re.compile(secret("others"))
        named = rf"(?:{passwords}|(?i:{secret('pins')}))"
        self._key_of_data = re.compile(
            rf"^[ \t-]*[\"']?(?:[\w-]+[_-])?{named}[\"']?[ \t]*[:=][ \t]+[\"']?([^\s\"'#]{{4,}})[\"']?[ \t]*(?:#.*)?$",
            re.MULTILINE,
        )
        self._column = re.compile(rf"[*_`\s]*{secret('columns')}[*_`\s]*\Z")
        references, telephone = personal("references"), personal("telephone")
        self._reference = re.compile(rf"{references}(?:(?!{telephone})[^\n.;,()]|(?<=\w)[.](?=[ º]|$)){{0,24}}\Z")
        self._telephone = re.compile(telephone)
        self._counted = re.compile(rf"[ ]?(?:d['’e] ?)?{personal('counted')}")
        self._vehicle = re.compile(personal("vehicles"))
        self._document = re.compile(personal("documents"))
        self._persons = Persons(specs)
        at, dot = personal("at_sign"), personal("dot")
        signs = dict.fromkeys(word for spec in specs for word in spec.people.at_sign)
        self._at_signs = tuple(form.format(word) for word in signs for form in ("({})", "[{}]", " {} "))
        self._written_out = re.compile(
            rf"[\w.+-]+[ ]?(?:[\[(]{at}[\])]|[\[(]@[\])]|[ ]{at}[ ])[ ]?(?i:{free})"
            rf"(?:\.|[ ]?[\[(]{dot}[\])][ ]?|[ ]{dot}[ ])[a-z]{{2,3}}\b"
        )
        self._first_names = frozenset(fold(name.casefold()) for spec in specs for name in spec.posts.names)
        self._samples = frozenset(word.casefold() for spec in specs for word in spec.people.samples)

    def find(self, source: Source, known: frozenset[str], *, data: bool = False) -> list[Private]:
        """Return what is private in a text and not `known` as shared, each thing once, in order.

        `data` says that it is a file of data, with keys.
        """
        plain = source.text
        for sign in filter(plain.__contains__, _PLAIN):
            plain = plain.replace(sign, _PLAIN[sign])
        numbers = tuple(lines_of(plain, (number.start() for number in _NUMBER.finditer(plain))))
        services = (Private(*place, "token", "") for place in tokens(plain, numbers=bool(numbers)))
        secrets = (*services, *self._in_addresses(plain), *self._of_words(source, plain, data=data))
        found: list[Private] = []
        people = (
            *self._of_people(plain, source.folded, known, numbers),
            *(Private(*one) for one in self._persons.find(plain, source.folded)),
        )
        links = (Private(start, end, kind, part) for kind, start, end, part in addresses(plain))
        for one in (*secrets, *people, *links):
            # They are in order, and none within another.
            place = bisect_left(found, one.end, key=attrgetter("start"))
            if not place or found[place - 1].end <= one.start:
                kept = one.kind in _HIDDEN or one.kind in _LINKS
                shown = one if kept else one._replace(value=source.text[one.start : one.end])
                found.insert(place, shown)
        return found

    def _in_addresses(self, text: str) -> Iterator[Private]:
        for match in _IN_ADDRESS.finditer(text) if "://" in text and "@" in text else ():
            if self._value(match[1]) and match[1].casefold() not in self._all_names:
                yield Private(*match.span(1), "password", match[1])
        for match in _MAIL_LOGIN.finditer(text) if "@" in text and " / " in text else ():
            if (value := self._value(match["value"])) and _mixed(value):
                yield Private(*match.span("value"), "password", value)

    def _of_words(self, source: Source, plain: str, *, data: bool) -> Iterator[Private]:
        named = self._lines(source.folded)
        lines = plain.split("\n") if named else []
        starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
        for number in named:
            found = [(number, *one) for one in self._in_line(lines[number], data=data)]
            for row, start, end, value in (*found, *self._below(lines, number)):
                yield Private(starts[row] + start, starts[row] + end, "password", value)

    def _lines(self, folded: str) -> list[int]:
        """Return the numbers, from 0, of the lines in which a secret is named."""
        found: set[int] = set()
        for root, names in self._names.items():
            number = counted = 0
            for place in places_of(folded, root):
                if any(_stands(folded, word, place - before) for before, word in names):
                    number, counted = number + folded.count("\n", counted, place), place
                    found.add(number)
        return sorted(found)

    def _in_line(self, line: str, *, data: bool) -> Iterator[tuple[int, int, str]]:
        # A line may be as long as a page: what is beside a secret is looked up once, or in a window.
        user = self._user.search(line)
        after_user = user.end() if user else len(line)
        for pattern, strong in self._secrets:
            for match in pattern.finditer(line):
                value = self._value(match["value"])
                end = match.end("value")
                sure = strong(value, line[end : end + _WINDOW], quoted=bool(match["quote"]))
                beside_user = after_user <= match.start() and _mixed(value)
                if value and (sure or beside_user) and not self._is_other(line, match):
                    yield *match.span(), value
        for match in self._beside.finditer(line):
            value = self._value(match["value"])
            version = len(value) < _SHORTEST_BESIDE or _VERSION.fullmatch(value)
            meant = match["quote"] or not version or (after_user <= match.start() and _mixed(value))
            if value and _mixed(value) and re.search("[a-zà-ÿ]", value) and meant:
                yield *match.span(), value
        shortly = self._short.finditer(line) if user and "pass" in line.casefold() else ()
        for match in (*(self._login.finditer(line) if " / " in line else ()), *shortly):
            if (value := self._value(match["value"])) and _mixed(value):
                yield *match.span(), value
        for match in self._key_beside.finditer(line) if _LONG_WORD.search(line) else ():
            if len(re.findall(r"\d+", match["value"])) > 1 and _mixed(match["value"]):
                yield *match.span(), match["value"]
        for match in (*self._key_of_wifi.finditer(line), *self._wifi.finditer(line)):
            if (value := self._value(match["value"])) and _mixed(value):
                yield *match.span("value"), value
        if data and (key := self._key_of_data.match(line)) and (value := self._value(key[1])):
            yield *key.span(), value

    def _is_other(self, line: str, match: re.Match[str]) -> bool:
        """Return whether the name of a secret is within a word for something else."""
        window = max(0, match.start() - _WINDOW), match.start() + _WINDOW
        begins, ends = match.span("name")
        return any(one.start() <= begins < one.end() >= ends for one in self._other.finditer(line, *window))

    def _value(self, written: str) -> str:
        """Return a value without the signs that end a sentence, or "" where it only stands for one, or is asked for."""
        value = written.rstrip(".,;:!?)»”\"'*_`")
        asked = written.rstrip("»”\"'*_`)").endswith("?")
        stands_for = value[:1] in "<{[(%$" or _BLANK.fullmatch(value) or value.casefold() in self._stand_for
        return "" if asked or stands_for or len(value) < _SHORTEST or "://" in value else value

    def _below(self, lines: Sequence[str], head: int) -> Iterator[tuple[int, int, int, str]]:
        """Return the passwords below a line that is the head of a table: number of the line, span, value."""
        ruled = re.fullmatch(r"[\s|:-]+", "".join(lines[head + 1 : head + 2]))
        if not ruled or not lines[head].lstrip().startswith("|"):
            return
        columns = [number for number, cell in enumerate(_cells(lines[head])) if self._column.match(cell[0])]
        for row, line in enumerate(lines[head + 2 :], head + 2):
            if not line.lstrip().startswith("|"):
                return
            for written, start in (cell for number, cell in enumerate(_cells(line)) if number in columns):
                value = self._value(written.strip(" *_`\"'"))
                if value and " " not in value and _like_password(value, "", quoted=False):
                    yield row, start, start + len(written), value

    def _of_people(
        self, text: str, folded: str, known: frozenset[str], lines: Sequence[tuple[int, int]]
    ) -> Iterator[Private]:
        """Return the numbers and addresses of people, the numbers in those `lines` that may have some."""
        for kind, find in (("iban", identifiers.ibans), ("card", identifiers.cards), ("identity", self._documents)):
            for number in (number for line in lines for number in find(text, *line)):
                yield Private(number.start, number.end, kind, text[number.start : number.end])
        for start, end in (place for line in lines for place in self._plates(text, *line)):
            yield Private(start, end, "plate", text[start:end])
        mobiles = (identifiers.Number(*place) for line in lines for place in self._mobiles(text, *line))
        for number in (*mobiles, *identifiers.mobiles_abroad(text)):
            written = text[number.start : number.end]
            if plain_contact(number.value or written) not in known:
                yield Private(number.start, number.end, "mobile", written, number.value)
        for start, end in self._mails(text, folded):
            mail = text[start:end]
            parts = re.split(r"[._+-]", re.split(r"[@ \[(]", mail)[0].casefold())
            if plain_contact(mail) not in known and not all(part in self._samples or not part for part in parts):
                yield Private(start, end, "email", mail)

    def _documents(self, text: str, start: int, end: int) -> Iterator[identifiers.Number]:
        """Return the numbers of identity documents in a line."""
        for number in identifiers.documents(text, start, end):
            beside = text[max(start, number.start - _NEAR) : number.start] + "\n" + text[number.end : end][:_NEAR]
            if not number.needs_word or self._document.search(beside):
                yield number

    def _plates(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        patterns = (compiled(PATTERNS["plate"]), _OLD_PLATE, _PLATE_ABROAD)
        vehicles = [match.span() for match in self._vehicle.finditer(text, start, end)]
        for plate in (match for pattern in patterns for match in pattern.finditer(text, start, end)):
            # Somewhere else in the line: where neither the first nor the last one is, none is.
            beside = any(stop <= plate.start() or first >= plate.end() for first, stop in vehicles[:1] + vehicles[-1:])
            glued = plate[0][:4].isdecimal() and plate[0][4] != " "
            blank = len(set(re.sub(r"\D", "", plate[0]))) == 1
            if not blank and (glued or beside):
                yield plate.span()

    def _mobiles(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        return (match.span() for match in _MOBILE.finditer(text, start, end) if self._is_mobile(text, match))

    def _mails(self, text: str, folded: str) -> Iterator[tuple[int, int]]:
        for provider in self._provider.finditer(text) if "@" in text else ():
            if name := _MAILBOX.search(text, max(0, provider.start() - 64), provider.start()):
                yield name.start(), provider.end()
        for mailbox in _OF_PERSON.finditer(text) if "@" in text else ():
            if fold(mailbox[1].casefold()) in self._first_names and not self._provider.search(mailbox[0]):
                yield mailbox.span()
        likely = any(map(folded.__contains__, self._providers)) and any(map(folded.__contains__, self._at_signs))
        for match in self._written_out.finditer(text) if likely else ():
            yield match.span()

    def _is_mobile(self, text: str, match: re.Match[str]) -> bool:
        groups = tuple(len(group) for group in _GROUPS.findall(match[1]))
        spaced = not re.search("[./-]", match[1]) and min(groups) > 1
        figures = re.sub(r"\D", "", match[1])
        before = text[max(0, match.start() - 48) : match.start()]
        if figures.endswith("000000"):
            return False
        # Parted in any other way it is one where a word says so.
        if groups not in _USUAL and not spaced and not (self._telephone.search(before) and " " in match[1]):
            return False
        if match[0].startswith("34"):
            return bool(self._telephone.search(before))
        return match[0] != match[1] or not (self._counted.match(text, match.end()) or self._reference.search(before))


def is_mobile(written: str) -> bool:
    """Return whether this is a mobile number."""
    return bool(_MOBILE.fullmatch(written))


def _assigned(words: str, qualities: str, of: str, verbs: str, *, beside: bool) -> str:
    """Return the pattern of a secret that is given: what it is called, what it is of, a sign or a verb, the value.

    What it is of may be one word `beside` it: «pwd facebook: …».
    """
    markup = r"[*_`\"'»”]*"
    word = r"|[ ]+[\w@.-]{2,20}(?=[ ]*[:=][ ]*(?=\S*[^\W\d_])\S*\d)" if beside else ""
    whose = rf"(?:[ ]+{of}[^\n:=|.?!;]{{1,60}}?|[ ]+(?-i:[A-Z@])[\w@.-]*|[_-][\w-]{{1,30}}{word})?"
    noted = r"(?:[ ]*\([^()\n]*\))?"
    return (
        rf"(?P<name>{words})(?:[ ]+{qualities})?{markup}{whose}{markup}{noted}{markup}"
        rf"(?:[ \t]*(?:[:=|→]|{verbs}:?)|[ ]+[-–—]+>?[ ]+)"
        r"[ \t*_]*(?:[\w@.-]+[ ]+/[ ]+)?(?P<quote>[`\"'«“]*)(?!\[|https?:)(?P<value>[^\s|`«»“”]{4,})"
    )


def _mixed(value: str) -> bool:
    return bool(re.search(r"[^\W\d_]", value) and re.search(r"\d", value))


def _like_password(value: str, after: str, *, quoted: bool) -> bool:
    """Return whether a value is no common word: it has figures or signs within, or is in quotation marks."""
    if _DATE.fullmatch(value) or (_RANGE.fullmatch(value) and re.match(r"[.,]?[ ]+[^\W\d]", after)):
        return False
    if _RANGE.fullmatch(value) and not value.isdecimal():
        return False
    return quoted or bool(_OF_APPLICATION.fullmatch(value) or re.search(r"[\d!@#$%&?+=^~]", value))


def _like_key(value: str, after: str, *, quoted: bool) -> bool:
    """Return whether a value is what no word of a sentence is: letters and figures together, and no version."""
    # The key of a second factor is written in groups of four.
    if re.match(r"(?=(?:[A-Z2-7]{4} ){3,})[A-Z2-7 ]*[2-7]", value + after):
        return True
    within = re.fullmatch(r"[\w!@#$%&?+=^~./-]{6,}", value) and value[0] not in "#@/"
    return bool(within) and _mixed(value) and not _VERSION.fullmatch(value)


def _like_pin(value: str, after: str, *, quoted: bool) -> bool:
    return bool(re.fullmatch(r"\d{4,8}[#*]?", value)) and not re.match(r"[ ]+[^\W\d]", after)


def _like_code(value: str, after: str, *, quoted: bool) -> bool:
    """Return whether a value is one of the codes that open an account once: groups of figures, and no years."""
    groups = re.match(r"\d{3,10}(?:[ -]\d{3,6})*(?!\w)", value + (after if value.isdecimal() else ""))
    figures = re.findall(r"\d+", groups[0]) if groups else []
    years = all(re.fullmatch(r"(?:19|20)\d\d", one) for one in figures)
    return len("".join(figures)) >= _FEWEST_OF_CODE and not years


def _stands(folded: str, word: str, place: int) -> bool:
    """Return whether a word is at a place of a text, whole."""
    end = place + len(word)
    alone = not (folded[place - 1 : place].isalpha() or folded[end : end + 1].isalpha())
    return alone and folded.startswith(word, place)


def _cells(row: str) -> list[tuple[str, int]]:
    """Return the cells of a row of a table, each with the column at which it begins."""
    return [(match[0], match.start()) for match in re.finditer(r"[^|]+", row)][row[:1] != "|" :]
