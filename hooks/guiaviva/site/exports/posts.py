"""What the script of the post check reads: what posts are checked against, and words in the language of the site."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from guiaviva.cache import digest
from guiaviva.contentmodel.examples import PLAIN
from guiaviva.counting import COUNTING
from guiaviva.facts.schema import StyleRule
from guiaviva.guide import Guide
from guiaviva.judgement import Judgement
from guiaviva.posts import accounts, checks, days, people, readings
from guiaviva.posts.check import LEVELS, TOO_LONG, TOO_MANY
from guiaviva.posts.criteria import criteria_of
from guiaviva.posts.patterns import ALIKE, PATTERNS
from guiaviva.posts.spelling import SHORT, SOUNDS, known_words
from guiaviva.posts.tones import CERTAIN, FEWEST, tones_of
from guiaviva.posts.wording import OF_THE_TEXT, QUOTED
from guiaviva.site.session import Export
from guiaviva.site.writing import address
from guiaviva.views.context import Context

# The page on which the check is, and where the permission of people in pictures is explained.
CHECK, PICTURES = "check", "topics/images#rule"
FILE, TONES = "posts.json", "tones.json"
# The figures and names of the checks, which stand in Python alone; the script reads them by these keys.
CONSTANTS: Mapping[str, Any] = {
    "acronym": checks.ACRONYM,
    "short": checks.SHORT,
    "prefix": checks.PREFIX,
    # Of a DNI or NIE: the letter by the remainder of its number, and those that stand for its first figure.
    "check-letters": "TRWAGMYFPDXBNJZSQVHLCKE",
    "nie-letters": "XYZ",
    # ISO 13616.
    "iban-divisor": 97,
    "iban-shortest": people.IBAN_SHORTEST,
    "slips": accounts.SLIPS,
    "telling": accounts.TELLING,
    "greeting": accounts.GREETING,
    "greets": accounts.GREETS,
    "phone-digits": people.PHONE_DIGITS,
    "long": checks.LONG,
    "adult": readings.ADULT,
    "beside": (people.BESIDE_BEFORE, people.BESIDE_AFTER),
    "written": people.WRITTEN,
    "date-forms": days.FORMS,
    "dated-forms": days.DATED,
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
    "sounds": [(find, put.replace("\\", "$")) for find, put in SOUNDS],
    "short-word": SHORT,
    "certain": CERTAIN,
    "fewest-words": FEWEST,
    "plain": PLAIN,
}


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
        "criteria": asdict(criteria_of(guide, language)),
        # Where what is known of each language is, which is loaded for the language of a text.
        "files": {
            code: {"posts": folder + FILE, "tones": folder + TONES}
            for code in guide.languages
            for folder in [_beside(guide, language, code)]
        },
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
        "known": sorted(known_words(guide)),
        "say": {
            **{key: context.word(key, "post") for key in guide.model.words["post"]},
            # Each level, and so many of it.
            **{key: context.word(key, "report") for key in guide.model.words["report"] if key.split("-")[0] in LEVELS},
        },
        "page": {key: context.word(key, "post-check") for key in guide.model.words["post-check"]},
    }


def tones_file(path: str, language: str) -> Export:
    """Return the export of what the script reads of the tones of a language, which no page and no record changes."""

    def make(judgement: Judgement) -> Iterator[tuple[str, str]]:
        yield path, json.dumps(tones_of(judgement.guide, language).as_file(), ensure_ascii=False, separators=(",", ":"))

    return Export(path, make, key=lambda judgement: digest(path, language, judgement.guide.model.fingerprint))


def _beside(guide: Guide, language: str, other: str) -> str:
    """Return the way from the folder of a language of the site to that of another."""
    up = "../" if guide.site_folder(language) else ""
    return "" if language == other else up + guide.site_folder(other)


def _rule(context: Context, rule: StyleRule, addresses: Mapping[str, str]) -> dict[str, Any]:
    texts = rule.prefer or {}
    own = {language: text for language, text in texts.items() if language == context.language}
    return {
        "name": context.text(rule.name),
        "max": rule.max,
        "prefer": texts if rule.check in OF_THE_TEXT else own,
        "address": address(addresses, rule.explained_in),
    }
