"""What the script of the post check reads: what posts are checked against, and words in the language of the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from guiaviva.counting import COUNTING
from guiaviva.facts.schema import StyleRule
from guiaviva.guide import Guide
from guiaviva.posts import checks, days, people, readings
from guiaviva.posts.check import LEVELS, TOO_LONG, TOO_MANY
from guiaviva.posts.criteria import criteria_of
from guiaviva.posts.patterns import ALIKE, PATTERNS, folded
from guiaviva.posts.text import matches
from guiaviva.posts.wording import OF_THE_TEXT, QUOTED
from guiaviva.site.writing import address
from guiaviva.views.context import Context

# The page on which the check is, and where the permission of people in pictures is explained.
CHECK, PICTURES = "check", "topics/images#rule"
# The figures and names of the checks, which stand in Python alone; the script reads them by these keys.
CONSTANTS: Mapping[str, Any] = {
    "acronym": checks.ACRONYM,
    "short": checks.SHORT,
    "prefix": checks.PREFIX,
    "check-letters": people.CHECK_LETTERS,
    "nie-letters": people.NIE_LETTERS,
    "iban-divisor": people.IBAN_DIVISOR,
    "iban-shortest": people.IBAN_SHORTEST,
    "phone-digits": people.PHONE_DIGITS,
    "long": checks.LONG,
    "adult": readings.ADULT,
    "beside": (people.BESIDE_BEFORE, people.BESIDE_AFTER),
    "written": people.WRITTEN,
    "past": days.PAST,
    "leap": days.LEAP,
    "clock": {
        "hours": days.HOURS,
        "half": days.HALF,
        "minutes": days.MINUTES,
        "bare": days.CLOCK,
        "evening": days.EVENING,
    },
    "too-long": TOO_LONG,
    "too-many": TOO_MANY,
    "quoted": QUOTED,
    "of-the-text": OF_THE_TEXT,
    "alike": ALIKE,
    "levels": LEVELS,
}


def _without_parts(items: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a mapping without what makes the check of many texts faster, which the script does not need."""
    return {name: value for name, value in items if name != "parts"}


def content(guide: Guide, language: str, addresses: Mapping[str, str], languages: Mapping[str, str]) -> dict[str, Any]:
    """Return what the script reads.

    `addresses` are those of the pages, by id, from the root of the language; `languages` are those of the site by name.
    """
    context = Context(guide, language, CHECK)
    rules = {key: entry.record for key, entry in guide.facts.style.items()}
    alt_text = next((rule.explained_in for rule in rules.values() if rule.check == "alt-text"), "")
    return {
        "language": language,
        "locale": context.locale,
        "voice": context.voice("post-check"),
        "criteria": asdict(criteria_of(guide), dict_factory=_without_parts),
        "patterns": PATTERNS,
        "constants": CONSTANTS,
        "counting": COUNTING,
        "languages": {code: languages.get(code, code) for code in guide.languages},
        "networks": {
            key: {
                "name": entry.record.called(language),
                "unit": context.word(entry.record.limits.counted, "counted") if entry.record.limits else "",
                "address": address(addresses, f"networks/{key}"),
            }
            for key, entry in guide.networks_in_use.items()
        },
        "periods": {
            key: {"name": context.text(entry.record.name), "end": context.day(entry.record.end)}
            for key, entry in guide.facts.periods.items()
        },
        "zone": guide.institution.time_zone or "",
        "rules": {key: _rule(context, rule, addresses) for key, rule in rules.items()},
        "media": {
            "alt": address(addresses, alt_text),
            "captions": address(addresses, alt_text),
            "permission": address(addresses, PICTURES),
        },
        "known": _known(guide),
        "say": {
            **{key: context.word(key, "post") for key in guide.model.words["post"]},
            **{key: context.word(key, "report") for key in LEVELS},
        },
        "page": {key: context.word(key, "post-check") for key in guide.model.words["post-check"]},
    }


def _known(guide: Guide) -> list[str]:
    """Return the words of the institution's own names and terms, folded: no dictionary has them."""
    facts = guide.facts
    names = [one.record.name for one in facts.networks.values()], [one.record.name for one in facts.roles.values()]
    terms = [entry.record for entry in facts.terms.values()]
    hashtags = [entry.record.known for entry in facts.style.values()]
    institution = facts.institution.record.model_dump() if facts.institution else {}
    texts = _texts([names, institution, [[one.term, one.synonyms, one.forms] for one in terms], hashtags])
    words = (folded(word[0]) for text in texts for word in matches("part", text))
    return sorted({word for word in words if len(word) > 1 and not word.isdigit()})


def _texts(value: Any) -> Iterator[str]:
    """Return every text within lists and mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list | tuple):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(one)


def _rule(context: Context, rule: StyleRule, addresses: Mapping[str, str]) -> dict[str, Any]:
    texts = rule.prefer or {}
    own = {language: text for language, text in texts.items() if language == context.language}
    return {
        "name": context.text(rule.name),
        "max": rule.max,
        "prefer": texts if rule.check in OF_THE_TEXT else own,
        "address": address(addresses, rule.explained_in),
    }
