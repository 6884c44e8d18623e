"""Passwords, PINs, codes and keys that a text gives away: a line names one, and has a value that can be no word.

What follows in the same paragraph, list or table is looked at too: «La de Facebook és …», after a line on passwords.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, takewhile, zip_longest

from guiaviva.contentmodel import ProseSpec
from guiaviva.text.phrases import Name, Names, any_of

# Quotation marks and emphasis around a value.
_OPEN, _CLOSE = r"[*_`\"'«“]*", ".,;:!?)»”\"'*_`"
_VALUE = rf"(?P<quote>{_OPEN})(?P<value>[^\s|`<>«»“”\"]{{4,}})"
# Gaps to be filled in, addresses, mentions, hashtags, files and words with an article.
_STANDS_FOR = re.compile(
    r"!?\[.*|[<{(%$#@/].*|[xX•*._…-]+|.*://.*|.*\.(?:[a-z]{2,4}|[a-z]+/.*)|[A-Za-z]['’].*|.*@.*\..*"
)
_NOTHING = frozenset({"null", "true", "false", "none"})
# What is counted, measured or dated; then products, versions and norms: «Office365», «2FA», «ISO-27001».
_COUNTED = re.compile(r"[\d.,:/–—x×h-]*[.,:/–—x×h-][\d.,:/–—x×h-]*[^\W\d_]{0,4}|(?:\d{1,2}[^\W\d_]{1,3}){1,3}")
_VERSION = re.compile(r"[^\W\d_]+[-.]?\d{1,3}(?:\.\d+)*|\d{1,3}[^\W\d_]+|[A-ZÀ-Þ\d./-]+")
_MIXED = re.compile(r"(?=.*[^\W\d_])(?=.*\d).{4,}")
_SIGNED = re.compile(r"[^\W\d_]+[#$%&+=^~!@][^\W\d_]+")
# The password of one application, and the key of a second factor.
_GROUPS = re.compile(
    r"[a-z]{4}([ -])[a-z]{4}\1[a-z]{4}\1[a-z]{4}(?![ -]?\w)|(?=(?:[A-Z2-7]{4} ){3})[A-Z ]*[2-7][A-Z2-7 ]*"
)
_CODES = re.compile(r"(?!(?:(?:19|20)\d\d[ -]?)+(?!\d))(?=(?:\d[ -]?){6})\d{3,10}(?:[ -]\d{3,6})*(?!\w)")
_FIGURES = re.compile(r"\d{4,10}[#*]?")
_FIGURE = re.compile(r"\d")
_WORD_AFTER = re.compile(r"[.,]?[ ]+[^\W\d]")
# A long key has several figures, parted by letters.
_LONG_KEY = re.compile(r"(?=.{16})(?:[^\W\d_-]*\d+[\w-]*?[^\W\d_]){2}[\w-]*")
# «name@host / …» or «user: name / …»; a name and a password in an address.
_PAIR = re.compile(rf" / +{_VALUE}")
_BEFORE_PAIR = re.compile(r"(?:@[\w-]+\.[\w.]+|:[ ]*\S+)[ ]*\Z")
_IN_ADDRESS = re.compile(r"://[^\s/:@<>{}]+:([^\s/:@<>{}]{4,})@(?!(?:[\w-]+\.)*example\.(?:com|net|org)\b)")
_NEXT = re.compile(rf"[*_`]*[ ]+(?:[\w-]{{1,12}}[ ]+)?{_VALUE}")
_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])[ ]")
_ALONE = re.compile(rf"(?:{_ITEM.pattern})?[ ]*{_VALUE}[*_`]*\s*")
_BEFORE_KEY = re.compile(r"[ \t-]*[\"']?(?:[\w-]+[_-])?")
_KEY = re.compile(r"[\"']?[ ]*[:=][ ]+[\"']?([^\s\"'#]{4,})[\"']?[ ]*(?:#.*)?")
_KEY_OF_DATA = re.compile(r"[ \t-]*[\w-]+:(?:[ ]|$)")
# What may be a secret: without the signs around it.
_TOKEN = re.compile(r"(?<![^\s|`<>«»“”\"'*_(])[^\s|`<>«»“”\"'*_(][^\s|`<>«»“”\"]{3,}(?<![.,;:)'*_])")
# Where a link of Markdown leads, and signs as HTML writes them.
_NO_WORDS = re.compile(r"!?\[(?=[^\[\]]*\]\()|\]\([^()]*\)|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
_SIGN_WITHIN, _LETTER, _YEAR = (
    re.compile(r"[#$%&+=^~!?@*].|[#$%&+=^~]"),
    re.compile(r"[^\W\d_]"),
    re.compile(r"(?:19|20)\d\d"),
)
_BOTH_CASES = re.compile(r"(?=.*[a-zà-ÿ])(?=.*[A-ZÀ-Þ])(?=(?:.*\d){2})")
_DIRECT = re.compile(rf"[*_` ]*[:=→][*_` ]*{_OPEN}(?P<value>[^\s|`<>«»“”\"*]{{3,}})[*_`»”\"']*(?=\s*(?:$|[,;.)(|]))")
# So many rows from one that names a secret are looked at; a head has so many words.
_ROWS, _WORDS_OF_HEAD = 15, 5
# So much before or after is looked at: a line may be as long as a page.
_WINDOW, _FAR = 80, 400
_KINDS = ("passwords", "codes", "pins", "keys")


class Secrets:
    """Finds secrets by the words of all languages, since people mix them."""

    def __init__(self, specs: Sequence[ProseSpec]) -> None:
        def words(*kinds: str) -> list[str]:
            return [word for spec in specs for kind in kinds for word in getattr(spec.secrets, kind)]

        self._names = Names({kind: words(kind) for kind in (*_KINDS, "others")})
        self._keepers = {word.casefold() for word in words("keepers", *_KINDS)} | _NOTHING
        self._enters = re.compile(any_of([*words("users"), "wifi", "wi-fi"]))
        # What may be between a name and a value that elsewhere could be something else.
        whose = rf"{any_of(words('of'))}.{{0,60}}|[A-Z@][\w@.-]*|[_-][\w-]+|\(.*\)|{any_of(words('qualities'))}"
        self._beside = re.compile(rf"[\s*_`»”\"']*(?:{whose})?[\s*_`»”\"']*")
        self._given = re.compile(rf"(?:[:=|→]|[ ](?:[-–—]+>?|/)(?=[ ])|{any_of(words('verbs'))}:?)[ \t*_]*{_VALUE}")

    def find(self, text: str, folded: str, *, data: bool) -> Iterator[tuple[int, int]]:
        """Return where secrets begin and end. `folded` is the text with its case folded; `data`: it has keys."""
        yield from (one.span(1) for one in _IN_ADDRESS.finditer(text) if self._plain(one[1]))
        for pair in _PAIR.finditer(text):
            start = max(text.rfind("\n", 0, pair.start()) + 1, pair.start() - _WINDOW)
            if _BEFORE_PAIR.search(text, start, pair.start()) and _is_mixed(self._plain(pair["value"])):
                yield pair.span("value")
        names = [name for name in self._names.find(text, folded) if name.kind != "others"]
        lines = text.split("\n") if names else []
        starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
        # Front matter has keys as data has.
        keys = len(lines) if data else lines.index("---", 1) if lines[:1] == ["---"] and "---" in lines[1:] else 0
        below: set[int] = set()
        for name, after in zip_longest(names, names[1:]):
            row = bisect_right(starts, name.start) - 1
            here = Name(name.start - starts[row], name.end - starts[row], name.kind)
            # What is after the next name belongs to that.
            until = min(after.start - starts[row] if after else len(text), here.end + _FAR)
            yield from ((starts[row] + start, starts[row] + end) for start, end in self._after(lines[row], here, until))
            for at, start, end in self._around(lines, row, here, keys, below):
                yield starts[at] + start, starts[at] + end

    def suspected(self, text: str, folded: str) -> Iterator[tuple[int, int]]:
        """Return where what may be a secret begins and ends: for somebody to look at, since much of it is none."""
        lines = text.split("\n")
        starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
        rows: dict[int, set[str]] = {}
        for name in self._names.find(text, folded):
            if name.kind != "others":
                row = bisect_right(starts, name.start) - 1
                for at in _near(lines, row):
                    rows.setdefault(at, set()).add(name.kind)
                here = Name(name.start - starts[row], name.end - starts[row], name.kind)
                yield from (
                    (starts[at] + start, starts[at] + end) for at, start, end in self._beside_name(lines, row, here)
                )
        for row, line in enumerate(lines):
            if self._enters.search(line):
                for at in _near(lines, row):
                    rows.setdefault(at, set()).add("users")
        for row, line in enumerate(lines):
            for match in _TOKEN.finditer(_NO_WORDS.sub(lambda one: " " * len(one[0]), line)):
                value = self._plain(match[0])
                if value and (_is_random(value) or _may_be(value, rows.get(row, ()))):
                    yield starts[row] + match.start(), starts[row] + match.end()

    def _beside_name(self, lines: Sequence[str], row: int, name: Name) -> Iterator[tuple[int, int, int]]:
        """Return what is given directly after a name, and the cells below it and after it in a table."""
        line = lines[row]
        if (given := _DIRECT.match(line, name.end)) and self._plain(given["value"]):
            yield row, *given.span("value")
        if not line.lstrip().startswith("|"):
            return
        column = line.count("|", 0, name.start)
        written, _ = _cell(line, column)
        if len(written.split()) > _WORDS_OF_HEAD:
            return
        below = [*takewhile(lambda at: "|" in lines[at], range(row + 1, len(lines)))]
        # The first column of a table may have its heads.
        cells = [(row, column + 1)] if column == 1 else []
        for at, number in (*((at, column) for at in below), *cells):
            value, start = _cell(lines[at], number)
            bare = value.strip(" *_`-–—:")
            if bare and bare.casefold() not in self._keepers:
                start += value.index(bare)
                yield at, start, start + len(bare)

    def _around(
        self, lines: Sequence[str], row: int, name: Name, keys: int, below: set[int]
    ) -> Iterator[tuple[int, int, int]]:
        """Return the secrets under a key and in the lines that go on: row, start, end. The first `keys` have keys.

        Rows that are in `below` were looked at.
        """
        line = lines[row]
        is_key = row < keys and name.kind in ("passwords", "pins") and _BEFORE_KEY.fullmatch(line, 0, name.start)
        if is_key and (key := _KEY.fullmatch(line, name.end)) and self._plain(key[1]):
            yield row, *key.span(1)
        if line.lstrip().startswith("|"):
            yield from self._in_column(lines, row, name)
        elif name.kind == "passwords":
            for at in self._goes_on(lines, row, keys):
                if at in below:
                    return
                below.add(at)
                yield from ((at, *span) for span in self._given_in(lines[at]))

    def _after(self, line: str, name: Name, until: int) -> Iterator[tuple[int, int]]:
        """Return the secrets that a line gives away after the name of one."""
        before = self._enters.search(line, max(0, name.start - _WINDOW), name.start)
        enters = bool(before or self._enters.search(line, name.end, name.end + _WINDOW))
        for given in self._given.finditer(line, name.end, until):
            value, after = self._plain(given["value"]), line[given.end() : given.end() + _WINDOW]
            near = given.start() < name.end + _WINDOW and self._beside.fullmatch(line, name.end, given.start())
            direct = near and _is_given(name.kind, value, after, quoted=bool(given["quote"]), enters=enters)
            if value and (direct or _is_strong(value)):
                yield given.span("value")
        if following := _NEXT.match(line, name.end, until):
            value = self._plain(following["value"])
            like_word = _VERSION.fullmatch(value) and not (following["quote"] or enters)
            named = name.kind == "passwords" or _LONG_KEY.fullmatch(value) or (enters and len(value) > 7)
            if named and _is_mixed(value) and not like_word and re.search("[a-zà-ÿ]", value):
                yield following.span("value")

    def _goes_on(self, lines: Sequence[str], row: int, keys: int) -> Iterator[int]:
        """Return the rows that go on after one that names passwords: those of its paragraph, of its list."""
        comment = row < keys and lines[row].lstrip().startswith("#")
        # A list may be apart from the line above that introduces it.
        introduces = lines[row].rstrip(" *_").endswith(":") or (lines[row].startswith("#") and not comment)
        for at in range(row + 1, len(lines)):
            line = lines[at]
            goes_on = lines[at - 1].strip() or _ITEM.match(line) or (introduces and at == row + 2)
            if not goes_on or line.lstrip().startswith("#") != comment or (at < keys and _KEY_OF_DATA.match(line)):
                return
            yield at

    def _given_in(self, line: str) -> Iterator[tuple[int, int]]:
        """Return the secrets in a line that follows one on passwords: what is given, or stands alone."""
        if not _FIGURE.search(line):
            return
        alone = _ALONE.fullmatch(line)
        for given in (alone,) if alone else self._given.finditer(line):
            if _is_strong(self._plain(given["value"])):
                yield given.span("value")

    def _in_column(self, lines: Sequence[str], head: int, name: Name) -> Iterator[tuple[int, int, int]]:
        """Return the secrets in the column of a table whose head is a name."""
        if not re.fullmatch(r"[\s|:-]+", "".join(lines[head + 1 : head + 2])):
            return
        column = lines[head].count("|", 0, name.start)
        if _cell(lines[head], column)[0].strip(" *_`") != lines[head][name.start : name.end]:
            return
        for row in range(head + 2, len(lines)):
            if "|" not in lines[row]:
                return
            written, start = _cell(lines[row], column)
            value = self._plain(written.strip(" *_`\"'"))
            if " " not in value and _is_given(name.kind, value, "", quoted=False, enters=True):
                yield row, start, start + len(written)

    def _plain(self, written: str) -> str:
        """Return a value without the signs that end a sentence, or "" where it only stands for one."""
        value = written.rstrip(_CLOSE)
        return "" if len(value) < 4 or value.casefold() in self._keepers or _STANDS_FOR.fullmatch(value) else value


def _near(lines: Sequence[str], row: int) -> range:
    """Return the rows about one that names a secret: what goes on in its section, for as long as a list may be."""
    level = len(lines[row]) - len(lines[row].lstrip("#"))
    last = row + 1
    while last < min(len(lines), row + _ROWS) and not _ends_section(lines[last], level):
        last += 1
    return range(max(0, row - 2), last)


def _ends_section(line: str, level: int) -> bool:
    """Return whether a line is a heading that ends what one of a level, or a text for 0, begins."""
    own = len(line) - len(line.lstrip("#"))
    return own > 0 and (not level or own <= level)


def _may_be(value: str, kinds: Iterable[str]) -> bool:
    """Return whether a value near names of these kinds may be what they name."""
    if not kinds:
        return False
    if set(kinds) == {"users"}:
        # Beside the name of a user, much has figures that is no secret.
        return _is_strong(value)
    signs = _SIGN_WITHIN.search(value) and _LETTER.search(value)
    return bool(_is_mixed(value) or signs or (_FIGURES.fullmatch(value) and not _YEAR.fullmatch(value)))


def _is_random(value: str) -> bool:
    """Return whether letters in both cases and several figures are in a value, as in no word."""
    return _is_strong(value) and bool(_BOTH_CASES.match(value))


def _is_mixed(value: str) -> bool:
    """Return whether letters and figures are in a value, and it is nothing that is counted or dated."""
    return bool(_MIXED.fullmatch(value)) and not _COUNTED.fullmatch(value)


def _is_strong(value: str) -> bool:
    """Return whether a value is no word of any language, wherever it stands."""
    return len(value) > 5 and _is_mixed(value) and not _VERSION.fullmatch(value)


def _is_given(kind: str, value: str, after: str, *, quoted: bool, enters: bool) -> bool:
    """Return whether a value is a secret of a kind whose name stands directly before it."""
    figures = _FIGURES.fullmatch(value) and not _WORD_AFTER.match(after)
    groups = _GROUPS.match(value + after)
    if kind == "pins":
        return bool(figures) and len(value) < 10
    if kind == "codes":
        return bool(_CODES.match(value + after)) or _is_strong(value)
    if kind == "keys":
        return bool(groups) or _is_strong(value) or (enters and _is_mixed(value))
    closed = quoted and (after[:1] in _CLOSE or not after)
    return bool(figures or groups or _is_mixed(value) or _SIGNED.fullmatch(value)) or (closed and value.isalpha())


def _cell(row: str, column: int) -> tuple[str, int]:
    """Return a cell of a row of a table, and where it begins; the text before the first line is cell 0."""
    cells = row.split("|")[: column + 1]
    return (cells[-1], len("|".join(cells)) - len(cells[-1])) if len(cells) > column else ("", 0)
