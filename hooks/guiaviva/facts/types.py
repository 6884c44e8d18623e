"""The types of value that data holds. Each is read from text as the editor wrote it.

A value of another form is an error whose term is a key of the group `expected` of `model/words.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Any, NoReturn
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError


@dataclass(frozen=True)
class Refers:
    """Marks a value that is a key of another collection, such as `roles`; `pages` stands for a page or a section."""

    to: str


@dataclass(frozen=True)
class InWords:
    """Marks a text that people read, written in several languages."""


def _refuse(term: str) -> NoReturn:
    raise PydanticCustomError("guia", "{term}", {"term": term})


def _typed(term: str, convert: Callable[[str], Any]) -> BeforeValidator:
    """Return a validator of text, which reports `term` as expected where `convert` raises ValueError."""

    def validator(value: Any) -> Any:
        if not isinstance(value, str):
            _refuse(term)
        try:
            return convert(value.strip())
        except ValueError:
            _refuse(term)

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


def _whole(least: int) -> Callable[[str], int]:
    def convert(value: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", value) or int(value) < least:
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
    return parts.scheme in ("http", "https") and "." in parts.netloc and not re.search(r"\s", value)


def _url(value: str) -> str:
    if not is_url(value):
        raise ValueError
    return value


EMAIL = r"[^@\s<>()\[\],;:]+@[^@\s<>()\[\],;:]+\.[^@\s<>()\[\],;:.]{2,}"


def _time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, OSError):
        raise ValueError from None
    return value


def _per_language(value: Any) -> Any:
    if isinstance(value, str):
        _refuse("texts")
    return value


def _schema(**schema: Any) -> WithJsonSchema:
    return WithJsonSchema(schema)


_KEY = r"[a-z0-9]+(-[a-z0-9]+)*"
_LANGUAGE = r"[a-z]{2,3}(-[A-Z][A-Za-z]+)?"
# A page, or a section or another anchor of it: `networks/x`, `tone#voice`.
_PAGE = r"[\w-]+(/[\w-]+)*(#[^\s#]+)?"

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Key = Annotated[str, StringConstraints(pattern=f"^{_KEY}$")]
Language = Annotated[str, _typed("language", _matching(_LANGUAGE)), _schema(type="string", pattern=f"^{_LANGUAGE}$")]
Text = Annotated[dict[Language, Line], BeforeValidator(_per_language), InWords()]
Phrases = dict[Language, list[Line]]
Day = Annotated[date, _typed("date", parse_day), _schema(type="string", format="date")]
YesNo = Annotated[bool, _typed("yes-no", _checked_yes_or_no), _schema(enum=["yes", "no", "true", "false", True, False])]
HoursSpan = Annotated[
    Hours, _typed("hours", _hours), _schema(type="string", pattern=r"^\d{1,2}:\d\d *[-–] *\d{1,2}:\d\d$")
]
Number = Annotated[int, _typed("number", _whole(0)), _schema(type="integer", minimum=0)]
Count = Annotated[int, _typed("count", _whole(1)), _schema(type="integer", minimum=1)]
Year = Annotated[int, _typed("year", _whole(1900)), _schema(type="integer", minimum=1900)]
Amount = Annotated[float, _typed("amount", _amount), _schema(type=["number", "string"])]
Url = Annotated[str, _typed("url", _url), _schema(type="string", format="uri")]
Colour = Annotated[
    str, _typed("colour", _matching(r"#[0-9a-fA-F]{6}")), _schema(type="string", pattern="^#[0-9a-fA-F]{6}$")
]
Email = Annotated[str, _typed("email", _matching(EMAIL)), _schema(type="string", format="email")]
Phone = Annotated[str, _typed("phone", _matching(r"\+?[0-9 ]{3,20}")), _schema(type=["string", "integer"])]
TimeZone = Annotated[str, _typed("time-zone", _time_zone), _schema(type="string")]

RoleKey = Annotated[Key, Refers("roles")]
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
