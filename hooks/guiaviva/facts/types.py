"""The types of value that data holds. Each is read from text as the editor wrote it.

A value of another form is an error whose term is a key of the group `expected` of `words/⟨language⟩/interface.yml`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from itertools import product
from typing import Annotated, Any, NoReturn
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, StringConstraints, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from guiaviva.versions import VERSION


@dataclass(frozen=True)
class Refers:
    """Marks a value that is a key of another collection, such as `roles`; `pages` stands for a page or a section."""

    to: str


@dataclass(frozen=True)
class InWords:
    """Marks a text that people read, written in several languages."""


@dataclass(frozen=True)
class Address:
    """Marks an address: of the `web`, or a mailbox (`mail`)."""

    kind: str


@dataclass(frozen=True)
class Past:
    """Marks a day that has come: of what was done, and not of what is to be."""


@dataclass(frozen=True)
class Internal:
    """Marks a value that is for whoever keeps the guide, and that no page shows."""


@dataclass(frozen=True)
class AllWhereNone:
    """Marks a list of keys that means every record where it has none."""


def _refuse(term: str, meant: str = "") -> NoReturn:
    raise PydanticCustomError("guia", "{term}", {"term": term, "meant": meant})


def _nothing(_: str) -> str:
    return ""


def _typed(term: str, convert: Callable[[str], Any], meant: Callable[[str], str] = _nothing) -> BeforeValidator:
    """Return a validator of text, which reports `term` as expected where `convert` raises ValueError.

    `meant` returns how such a text should have been written, or "" where that is not sure.
    """

    def validator(value: Any) -> Any:
        if not isinstance(value, str):
            _refuse(term)
        try:
            return convert(value.strip())
        except ValueError:
            _refuse(term, meant(value.strip()))

    return BeforeValidator(validator)


def matching(term: str, pattern: str) -> BeforeValidator:
    """Return a validator of text, which reports `term` as expected where the whole text does not match the pattern."""
    return _typed(term, _matching(pattern))


def _matching(pattern: str) -> Callable[[str], str]:
    def convert(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError
        return value

    return convert


def parse_day(value: Any) -> date:
    """Return the date that a text such as 2026-11-24 stands for. Raises ValueError for anything else."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError
    return date.fromisoformat(value)


# Day, month and year, or the other way round, with any sign between them.
_DATE = re.compile(r"(?P<day>[0-9]{1,2})([-/. ])(?P<month>[0-9]{1,2})\2(?P<year>[0-9]{4})")
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})([-/. ])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})")


def _day_meant(value: str) -> str:
    """Return the date that a text of another form gives, such as 25/11/2026; the day comes before the month."""
    match = _DATE.fullmatch(value) or _YEAR_FIRST.fullmatch(value)
    if match:
        year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
        if month > 12 >= day and match.re is _DATE:
            month, day = day, month
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            return ""
    return ""


def _yes_or_no(value: str) -> bool:
    return {"yes": True, "no": False, "true": True, "false": False}[value.casefold()]


def _checked_yes_or_no(value: str) -> bool:
    try:
        return _yes_or_no(value)
    except KeyError:
        raise ValueError from None


@dataclass(frozen=True)
class Hours:
    """A span of hours within a day, such as 9:00-14:30."""

    start: time
    end: time


def _hours(value: str) -> Hours:
    match = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})\s*[-–]\s*([0-9]{1,2}):([0-9]{2})", value)
    if not match:
        raise ValueError
    start, end = time(int(match[1]), int(match[2])), time(int(match[3]), int(match[4]))
    if start >= end:
        raise ValueError
    return Hours(start, end)


def _hours_meant(value: str) -> str:
    """Return the span of hours that a text gives with other signs, or with one digit too many."""
    match = re.fullmatch(
        r"([0-9]{1,3})(?:[:.h ]*([0-9]{2}))?\s*h?\s*(?:[-–—]|\ba\b)\s*([0-9]{1,3})(?:[:.h ]*([0-9]{2}))?\s*h?", value
    )
    if not match:
        return ""
    ends = [(match[1], match[2] or "00"), (match[3], match[4] or "00")]
    spans: dict[str, None] = {}
    for start, end in product(*([hour, *_shorter(hour)] for hour, _ in ends)):
        written = f"{start}:{ends[0][1]}-{end}:{ends[1][1]}"
        try:
            span = _hours(written)
        except ValueError:
            continue
        spans[f"{span.start.hour}:{span.start:%M}-{span.end.hour}:{span.end:%M}"] = None
    return next(iter(spans)) if len(spans) == 1 else ""


def _shorter(hour: str) -> list[str]:
    """Return what an hour of three digits may be without one of them."""
    return [hour[:at] + hour[at + 1 :] for at in range(len(hour))] if len(hour) > 2 else []


def _url_meant(value: str) -> str:
    """Return the address that lacks its beginning, such as www.example.org/page."""
    return f"https://{value}" if re.fullmatch(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,}(/\S*)?", value) else ""


def _whole(least: int, most: int | None = None) -> Callable[[str], int]:
    def convert(value: str) -> int:
        if not re.fullmatch(r"[0-9]{1,15}", value) or int(value) < least or (most and int(value) > most):
            raise ValueError
        return int(value)

    return convert


def _amount(value: str) -> float:
    if not re.fullmatch(r"-?[0-9]{1,12}([.,][0-9]{1,6})?", value):
        raise ValueError
    return float(value.replace(",", "."))


def is_url(value: str) -> bool:
    """Return whether a text is a complete address of the web, with http:// or https://."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    known = parts.scheme in ("http", "https") and "." in parts.netloc
    return known and not re.search(r"\s", value) and not re.search("[,;()<>\"']", parts.netloc)


def _url(value: str) -> str:
    # An address that was pasted twice; those of archives have another behind a slash.
    if not is_url(value) or re.search(r"[^/=?&#]https?://", value):
        raise ValueError
    return value


# Emergency numbers of two digits are common.
PHONE = r"\+?[0-9 ]{2,20}"
EMAIL = r"[^@\s<>()\[\],;:]+@[^@\s<>()\[\],;:]+\.[^@\s<>()\[\],;:.]{2,}"


def _time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, OSError):
        raise ValueError from None
    return value


def _per_language(value: Any) -> Any:
    """Return a text without the editor's own notes, such as the mark of where it holds."""
    if isinstance(value, str):
        _refuse("texts")
    return {key: part for key, part in value.items() if key[:2] != "x-"} if isinstance(value, dict) else value


def _schema(**schema: Any) -> WithJsonSchema:
    return WithJsonSchema(schema)


@dataclass(frozen=True)
class Within:
    """Marks a number that is from `least` to `most`: beyond, it is a slip, such as a nought too many."""

    least: float
    most: float

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "minimum": self.least, "maximum": self.most}

    def _checked(self, value: float) -> float:
        if not self.least <= value <= self.most:
            shown = {"least": f"{self.least:g}", "most": f"{self.most:.0f}"}
            raise PydanticCustomError("range", "{least} to {most}", shown)
        return value


KEY = r"[a-z0-9]+(-[a-z0-9]+)*"
_LANGUAGE = r"[a-z]{2,3}(-[A-Z][A-Za-z]+)?"
# A page, or a section or another anchor of it: `networks/x`, `tone#voice`.
_PAGE = r"[\w-]+(/[\w-]+)*(#[^\s#]+)?"

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Key = Annotated[str, StringConstraints(pattern=f"^{KEY}$")]
Language = Annotated[str, _typed("language", _matching(_LANGUAGE)), _schema(type="string", pattern=f"^{_LANGUAGE}$")]
Text = Annotated[dict[Language, Line], BeforeValidator(_per_language), InWords()]
Phrases = dict[Language, list[Line]]
Day = Annotated[date, _typed("date", parse_day, _day_meant), _schema(type="string", format="date")]
PastDay = Annotated[Day, Past()]
YesNo = Annotated[bool, _typed("yes-no", _checked_yes_or_no), _schema(enum=["yes", "no", "true", "false", True, False])]
HoursSpan = Annotated[
    Hours, _typed("hours", _hours, _hours_meant), _schema(type="string", pattern=r"^\d{1,2}:\d\d *[-–] *\d{1,2}:\d\d$")
]
Number = Annotated[int, _typed("number", _whole(0)), _schema(type="integer", minimum=0)]
Count = Annotated[int, _typed("count", _whole(1)), _schema(type="integer", minimum=1)]
Months = Annotated[Count, Within(1, 120)]
"""From one review to the next."""
Month = Annotated[int, _typed("month", _whole(1, 12)), _schema(type="integer", minimum=1, maximum=12)]
Year = Annotated[int, _typed("year", _whole(1900)), _schema(type="integer", minimum=1900)]
Amount = Annotated[float, _typed("amount", _amount), _schema(type=["number", "string"])]
Url = Annotated[str, _typed("url", _url, _url_meant), Address("web"), _schema(type="string", format="uri")]
Colour = Annotated[
    str, _typed("colour", _matching(r"#[0-9a-fA-F]{6}")), _schema(type="string", pattern="^#[0-9a-fA-F]{6}$")
]
FontFile = Annotated[
    str,
    _typed("font", _matching(r"[\w./-]+\.woff2?")),
    _schema(type="string", pattern=r"^[\w./-]+\.woff2?$"),
]
Email = Annotated[str, _typed("email", _matching(EMAIL)), Address("mail"), _schema(type="string", format="email")]
Phone = Annotated[str, _typed("phone", _matching(PHONE)), _schema(type=["string", "integer"])]
TimeZone = Annotated[str, _typed("time-zone", _time_zone), _schema(type="string")]
Territory = Annotated[
    str,
    _typed("territory", _matching(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")),
    _schema(type="string", pattern="^[A-Z]{2}(-[A-Z0-9]{1,3})?$"),
]
Version = Annotated[str, _typed("version", _matching(VERSION)), _schema(type=["string", "number"])]

RoleKey = Annotated[Key, Refers("roles")]
HelplineKey = Annotated[Key, Refers("helplines")]
NetworkKey = Annotated[Key, Refers("networks")]
AccountKey = Annotated[Key, Refers("accounts")]
SituationKey = Annotated[Key, Refers("situations")]
ReplyKey = Annotated[Key, Refers("replies")]
UnitKey = Annotated[Key, Refers("units")]
TermKey = Annotated[Key, Refers("terms")]
PlanKey = Annotated[Key, Refers("plans")]
AudienceKey = Annotated[Key, Refers("audiences")]
ObjectiveKey = Annotated[Key, Refers("objectives")]
IndicatorKey = Annotated[Key, Refers("indicators")]
PageKey = Annotated[
    str, _typed("page", _matching(_PAGE)), Refers("pages"), _schema(type="string", pattern=f"^{_PAGE}$")
]
