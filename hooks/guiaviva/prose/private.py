"""Find what nobody but its owner should read: passwords, keys, and the numbers and addresses of people.

The words of languages stand in `model/prose/`; those of all languages are looked for in every text, since people mix
them, and comments of data are in any. What is the same in every language stands here: formats of keys, of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from guiaviva.contentmodel import ProseSpec
from guiaviva.guide.contacts import plain_contact
from guiaviva.posts.patterns import PATTERNS, compiled
from guiaviva.posts.people import valid_iban, valid_identity
from guiaviva.prose.phrases import any_of
from guiaviva.reading.files import Source


class Private(NamedTuple):
    """Something private: where it stands in a text, what it is, and its value."""

    start: int
    end: int
    kind: str
    value: str

    @property
    def shown(self) -> str:
        """The value as a report may show it: nobody should learn a password from there."""
        return "•" * min(len(self.value), 12) if self.kind in _HIDDEN else self.value


_HIDDEN = frozenset({"password", "token"})
# Typographic spaces and hyphens, each for the one that a keyboard has.
_PLAIN = dict.fromkeys("\u00a0\u2007\u2009\u202f", " ") | dict.fromkeys("\u2010\u2011\u2012", "-")

# Formats of keys that services give out, as each of them describes its own.
_TOKENS = re.compile(
    r"(?<![\w-])(?:"
    r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}"  # Amazon Web Services
    r"|gh[pousr]_\w{36,255}|github_pat_\w{60,255}|glpat-[\w-]{20,}"  # GitHub, GitLab
    r"|AIza[\w-]{35}|GOCSPX-[\w-]{20,}|ya29\.[\w-]{20,}"  # Google, and so YouTube
    r"|(?:EAA|IGQ|IGAA)[A-Za-z0-9_-]{40,}"  # Facebook, Instagram
    r"|A{20,}[A-Za-z0-9%]{30,}|\d{15,20}-[A-Za-z0-9]{30,50}"  # X
    r"|\d{8,10}:AA[\w-]{30,}"  # Telegram
    r"|xox[abeoprs]-[\w-]{10,}|xapp-[\w-]{10,}"  # Slack
    r"|[sr]k_(?:live|test)_\w{16,}|sk-(?:ant-|proj-|svcacct-)?[A-Za-z0-9_-]{20,}"  # Stripe, OpenAI, Anthropic
    r"|SG\.[\w-]{16,}\.[\w-]{16,}|key-[0-9a-f]{32}|[0-9a-f]{32}-us\d{1,2}"  # SendGrid, Mailgun, Mailchimp
    r"|npm_\w{36}|pypi-[\w-]{50,}|hf_[A-Za-z]{30,}|dop_v1_[0-9a-f]{64}"
    r"|eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}"  # JSON Web Tokens
    r")(?![\w-])"
    r"|https://hooks\.slack\.com/services/\w+/\w+/\w+|https://discord(?:app)?\.com/api/webhooks/\d+/[\w-]+"
    r"|-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----"
)
# What stands in each of them, which is found out much faster.
_HINTS = (
    *(
        "AKIA",
        "ASIA",
        "ABIA",
        "ACCA",
        "ghp_",
        "gho_",
        "ghu_",
        "ghs_",
        "ghr_",
        "github_pat_",
        "glpat-",
        "AIza",
        "GOCSPX-",
    ),
    *(
        "ya29.",
        "EAA",
        "IGQ",
        "IGAA",
        "A" * 20,
        ":AA",
        "xox",
        "xapp-",
        "k_live_",
        "k_test_",
        "sk-",
        "SG.",
        "key-",
        "-us",
    ),
    *("npm_", "pypi-", "hf_", "dop_v1_", "eyJ", "hooks.slack.com", "/webhooks/"),
)
_KEY_BLOCK = "-----BEGIN"
# All the others are words of so many signs at least.
_SHORTEST = 15
_LONG_NUMBER = re.compile(r"\d{15}")
# https://name:password@host
_IN_ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s/:@<>{}]+:([^\s/:@<>{}]{3,})@")

_GAP = "[ ./-]?"
# Mobile numbers of the Spanish numbering plan, which begin with 6 or 7 (Resolución de 12 de mayo de 2011).
_MOBILE = re.compile(
    rf"(?<![\w/#=+-])(?<!\d[.,])(?:\(?(?:\+|00)34\)?[ .-]?)?([67](?:{_GAP}\d){{8}})(?![\w-]|[.,/]\d|[ ]?[€$%])"
)
_GROUPS = re.compile(r"\d+")
# Groups of figures that no space parts: others are dates, versions, file numbers.
_USUAL = frozenset({(9,), (3, 3, 3), (3, 2, 2, 2), (3, 6), (6, 3), (5, 4)})

# What nearly all texts lack, and so need not be looked for more closely: few of these begin with what may be anything.
_LIKELY = {
    "iban": re.compile(r"\d\d[ -]?[A-Z0-9]{4}[ -]?[A-Z0-9]{4}"),
    "identity": re.compile(r"\d{3}\.?\d{3}[ -]?[A-Za-z]"),
    "plate": re.compile(r"\d{4}[ -]?[A-Z]"),
    "mobile": re.compile(rf"[67](?:{_GAP}\d){{8}}"),
}
# Any of them, or a long number. That it begins with a figure makes it fast.
_NUMBER = re.compile(rf"(?=\d)(?:{'|'.join(one.pattern for one in _LIKELY.values())}|{_LONG_NUMBER.pattern})")
_MAILBOX = re.compile(r"[\w.+-]+\Z")
# An old plate begins with the letters of its province.
_OLD_PLATE = re.compile(r"(?<![\w-])[A-Z]{1,2}[ -]\d{4}[ -][A-Z]{1,2}(?![\w-])")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_RANGE = re.compile(r"[\d.,:/–-]+")
_VERSION = re.compile(r"[^\W\d]+[-.]?\d{1,2}(?:\.\d+)*|[^\W\d]+-\d+|\d{1,3}[^\W\d]+")
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

        kinds = ("passwords", "keys", "pins", "columns")
        names = {word.casefold() for spec in specs for kind in kinds for word in getattr(spec.secrets, kind)}
        # To look for the shortest parts alone is faster: `pass` stands in `passwd` and `app password` too.
        roots = [word for word in sorted(names) if not any(other in word for other in names - {word})]
        self._names = {root: tuple((word.find(root), word) for word in sorted(names) if root in word) for root in roots}
        passwords, of, verbs = secret("passwords"), secret("of"), secret("verbs")
        self._stand_for = frozenset(word.casefold() for spec in specs for word in spec.secrets.keepers) | _NOTHING
        strengths = {"passwords": _like_password, "keys": _like_key, "pins": _like_pin}
        self._secrets = tuple(
            (re.compile(_assigned(secret(kind), secret("qualities"), of, verbs)), strong)
            for kind, strong in strengths.items()
        )
        self._beside = re.compile(rf"{passwords}[ ]+[*_`\"'«“]*([^\s|]{{8,}})")
        named = rf"(?:{passwords}|(?i:{secret('pins')}))"
        self._key_of_data = re.compile(
            rf"^[ \t-]*[\"']?(?:[\w-]+[_-])?{named}[\"']?[ \t]*[:=][ \t]+[\"']?([^\s\"'#]{{4,}})[\"']?[ \t]*(?:#.*)?$",
            re.MULTILINE,
        )
        self._column = re.compile(rf"[*_`\s]*{secret('columns')}[*_`\s]*\Z")
        references, telephone = personal("references"), personal("telephone")
        self._reference = re.compile(rf"{references}(?:(?!{telephone})[^\n.;,()]|(?<=\w)[.](?=[ º]|$)){{0,24}}\Z")
        self._counted = re.compile(rf"[ ]?(?:d['’e] ?)?{personal('counted')}")
        self._vehicle = re.compile(personal("vehicles"))
        at, dot = personal("at_sign"), personal("dot")
        signs = dict.fromkeys(word for spec in specs for word in spec.people.at_sign)
        self._at_signs = tuple(form.format(word) for word in signs for form in ("({})", "[{}]", " {} "))
        self._written_out = re.compile(
            rf"[\w.+-]+[ ]?(?:[\[(]{at}[\])]|[\[(]@[\])]|[ ]{at}[ ])[ ]?(?i:{free})"
            rf"(?:\.|[ ]?[\[(]{dot}[\])][ ]?|[ ]{dot}[ ])[a-z]{{2,3}}\b"
        )
        self._samples = frozenset(word.casefold() for spec in specs for word in spec.people.samples)

    def find(self, source: Source, known: frozenset[str], *, data: bool = False) -> list[Private]:
        """Return what is private in a text and not `known` as shared, each thing once, in order.

        `data` says that it is a file of data, with keys.
        """
        plain = source.text
        for sign in filter(plain.__contains__, _PLAIN):
            plain = plain.replace(sign, _PLAIN[sign])
        numbers = bool(_NUMBER.search(plain))
        secrets = (*_of_services(plain, numbers=numbers), *self._of_words(source, plain, data=data))
        found: list[Private] = []
        for one in (*secrets, *self._of_people(plain, source.folded, known, numbers=numbers)):
            if not any(one.start < other.end and other.start < one.end for other in found):
                found.append(one if one.kind in _HIDDEN else one._replace(value=source.text[one.start : one.end]))
        return sorted(found)

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
            place = folded.find(root)
            while place >= 0:
                if any(_stands(folded, word, place - before) for before, word in names):
                    found.add(folded.count("\n", 0, place))
                place = folded.find(root, place + 1)
        return sorted(found)

    def _in_line(self, line: str, *, data: bool) -> Iterator[tuple[int, int, str]]:
        for pattern, strong in self._secrets:
            for match in pattern.finditer(line):
                value = self._value(match["value"])
                if value and strong(value, line[match.end("value") :], quoted=bool(match["quote"])):
                    yield *match.span(), value
        for match in self._beside.finditer(line):
            value = self._value(match[1])
            if value and _mixed(value) and re.search("[a-zà-ÿ]", value) and not _VERSION.fullmatch(value):
                yield *match.span(), value
        if data and (key := self._key_of_data.match(line)) and (value := self._value(key[1])):
            yield *key.span(), value

    def _value(self, written: str) -> str:
        """Return a value without the signs that end a sentence, or "" where it only stands for one, or is asked for."""
        value = written.rstrip(".,;:!?)»”\"'*_`")
        asked = written.rstrip("»”\"'*_`)").endswith("?")
        stands_for = value[:1] in "<{[(%$" or _BLANK.fullmatch(value) or value.casefold() in self._stand_for
        return "" if asked or stands_for or len(value) < 4 or "://" in value else value

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

    def _of_people(self, text: str, folded: str, known: frozenset[str], *, numbers: bool) -> Iterator[Private]:
        for kind, likely in _LIKELY.items() if numbers else ():
            for start, end in _lines_of(text, (number.start() for number in likely.finditer(text))):
                yield from self._numbers(text, start, end, kind, known)
        for start, end in self._mails(text, folded):
            mail = text[start:end]
            parts = re.split(r"[._+-]", re.split(r"[@ \[(]", mail)[0].casefold())
            if plain_contact(mail) not in known and not all(part in self._samples or not part for part in parts):
                yield Private(start, end, "email", mail)

    def _numbers(self, text: str, start: int, end: int, kind: str, known: frozenset[str]) -> Iterator[Private]:
        """Return the numbers of a kind in a line."""
        if kind == "plate":
            yield from self._plates(text, start, end)
        elif kind == "mobile":
            for match in _MOBILE.finditer(text, start, end):
                if self._is_mobile(text, match) and plain_contact(match[0]) not in known:
                    yield Private(match.start(), match.end(), "mobile", match[0])
        else:
            for number in compiled(PATTERNS[kind]).finditer(text, start, end):
                if _NUMBERS[kind](number[0]):
                    yield Private(number.start(), number.end(), kind, number[0])

    def _plates(self, text: str, start: int, end: int) -> Iterator[Private]:
        patterns = (compiled(PATTERNS["plate"]), _OLD_PLATE)
        for plate in (match for pattern in patterns for match in pattern.finditer(text, start, end)):
            line = text[start : plate.start()] + text[plate.end() : end]
            glued = plate[0][:4].isdecimal() and plate[0][4] != " "
            blank = len(set(re.sub(r"\D", "", plate[0]))) == 1
            if not blank and (glued or self._vehicle.search(line)):
                yield Private(plate.start(), plate.end(), "plate", plate[0])

    def _mails(self, text: str, folded: str) -> Iterator[tuple[int, int]]:
        for provider in self._provider.finditer(text) if "@" in text else ():
            if name := _MAILBOX.search(text, max(0, provider.start() - 64), provider.start()):
                yield name.start(), provider.end()
        likely = any(map(folded.__contains__, self._providers)) and any(map(folded.__contains__, self._at_signs))
        for match in self._written_out.finditer(text) if likely else ():
            yield match.span()

    def _is_mobile(self, text: str, match: re.Match[str]) -> bool:
        groups = tuple(len(group) for group in _GROUPS.findall(match[1]))
        spaced = not re.search("[./-]", match[1]) and min(groups) > 1
        figures = re.sub(r"\D", "", match[1])
        if (groups not in _USUAL and not spaced) or figures.endswith("000000"):
            return False
        prefixed = match[0] != match[1]
        before = text[max(0, match.start() - 48) : match.start()]
        return prefixed or not (self._counted.match(text, match.end()) or self._reference.search(before))


def is_mobile(written: str) -> bool:
    """Return whether this is a mobile number."""
    return bool(_MOBILE.fullmatch(written))


def _of_services(text: str, *, numbers: bool) -> Iterator[Private]:
    # Formats are looked for only in lines that have what one of them begins with, and that in long words alone.
    long = "\n".join([word for word in text.split() if len(word) >= _SHORTEST])
    hints = [hint for hint in _HINTS if hint in long]
    if _KEY_BLOCK in text:
        hints.append(_KEY_BLOCK)
    places = [place for hint in hints for place in _places(text, hint)]
    places += [number.start() for number in _LONG_NUMBER.finditer(text)] if numbers else []
    for start, end in _lines_of(text, places):
        for match in _TOKENS.finditer(text, start, end):
            yield Private(match.start(), match.end(), "token", match[0])
    for match in _IN_ADDRESS.finditer(text) if "://" in text and "@" in text else ():
        if not _BLANK.fullmatch(match[1]):
            yield Private(match.start(1), match.end(1), "password", match[1])


def _places(text: str, part: str) -> Iterator[int]:
    """Return where a part stands in a text."""
    place = text.find(part)
    while place >= 0:
        yield place
        place = text.find(part, place + 1)


def _lines_of(text: str, places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Return where the lines begin and end in which these places are, each line once."""
    starts = dict.fromkeys(text.rfind("\n", 0, place) + 1 for place in places)
    return ((start, end if (end := text.find("\n", start)) >= 0 else len(text)) for start in starts)


def _assigned(words: str, qualities: str, of: str, verbs: str) -> str:
    """Return the pattern of a secret that is given: what it is called, what it is of, a sign or a verb, the value."""
    markup = r"[*_`\"'»”]*"
    whose = rf"(?:[ ]+{of}[^\n:=|.?!;]{{1,60}}?|[ ]+(?-i:[A-Z@])[\w@.-]*|[_-][\w-]{{1,30}})?"
    noted = r"(?:[ ]*\([^()\n]*\))?"
    return (
        rf"{words}(?:[ ]+{qualities})?{markup}{whose}{markup}{noted}{markup}"
        rf"(?:[ \t]*(?:[:=|→]|{verbs}:?)|[ ]+[-–—]+>?[ ]+)"
        r"[ \t*_]*(?:[\w@.-]+[ ]+/[ ]+)?(?P<quote>[`\"'«“]*)(?!\[|https?:)(?P<value>[^\s|`«»“”]{4,})"
    )


def _mixed(value: str) -> bool:
    return bool(re.search(r"[^\W\d_]", value) and re.search(r"\d", value))


def _like_password(value: str, after: str, *, quoted: bool) -> bool:
    """Return whether a value is no common word: it has figures or signs within, or stands in quotation marks."""
    if _DATE.fullmatch(value) or (_RANGE.fullmatch(value) and re.match(r"[.,]?[ ]+[^\W\d]", after)):
        return False
    if _RANGE.fullmatch(value) and not value.isdecimal():
        return False
    return quoted or bool(re.search(r"[\d!@#$%&?+=^~]", value))


def _like_key(value: str, after: str, *, quoted: bool) -> bool:
    """Return whether a value is what no word of a sentence is: letters and figures together, and no version."""
    within = re.fullmatch(r"[\w!@#$%&?+=^~./-]{6,}", value) and value[0] not in "#@/"
    return bool(within) and _mixed(value) and not _VERSION.fullmatch(value)


def _like_pin(value: str, after: str, *, quoted: bool) -> bool:
    return bool(re.fullmatch(r"\d{4,8}", value)) and not re.match(r"[ ]+[^\W\d]", after)


def _identity(written: str) -> bool:
    """Return whether this is an identity number that somebody may have, and not one that is known as a sample."""
    figures = re.sub(r"\D", "", written)
    sample = len(set(figures)) == 1 or "12345678".startswith(figures)
    return not sample and valid_identity(written)


def _stands(folded: str, word: str, place: int) -> bool:
    """Return whether a word stands at a place of a text, whole."""
    end = place + len(word)
    alone = not (folded[place - 1 : place].isalpha() or folded[end : end + 1].isalpha())
    return alone and folded.startswith(word, place)


def _cells(row: str) -> list[tuple[str, int]]:
    """Return the cells of a row of a table, each with the column at which it begins."""
    return [(match[0], match.start()) for match in re.finditer(r"[^|]+", row)][row[:1] != "|" :]


_NUMBERS: Mapping[str, Callable[[str], bool]] = {"iban": valid_iban, "identity": _identity}
