"""What a language says of people and days, as patterns: made of `posts` and `figures` in words/⟨language⟩/prose.yml."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import regex

from guiaviva.contentmodel import ContentModel, PostWords, ProseSpec
from guiaviva.locales import month_names
from guiaviva.posts.patterns import PATTERNS, compiled, folded, needed, phrases

# A child is younger.
ADULT = 18
_BEFORE = r"(?<![\p{L}\p{M}\p{N}_#@/\-])"
_AFTER = r"(?![\p{L}\p{M}\p{N}_])"
# A word of a name, and what may stand between the parts of one.
_PART = r"\p{Lu}[\p{L}\p{M}'’·\-]*"
_WORD = r"[\p{L}\p{M}'’·.\-]+"
# What a pattern takes for a sign of its own; compiled, since thousands of names are escaped.
_SIGN = regex.compile(r"[\\^$.*+?()\[\]{}|/]")
_ENDS_IN_WORD = regex.compile(r"[\p{L}\p{N}}]$")
_SPACE = regex.compile(r"[ \u00a0]+")


@dataclass(frozen=True)
class Reading:
    """What a language says of people and days.

    `weekdays` and `months` give the number of a name in folded text. `once` are words that do not stand twice in a
    row, `marks` the signs that begin what ends with another. `calls` are the words of calls that say nothing of where a
    link leads, folded. `finds` are patterns by name: those of people are for
    text as it was written (`people.WRITTEN`), the others for folded text. `needs` are the words of which a text has one
    in which the pattern of that name finds something (`patterns.needed`).
    """

    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    once: tuple[str, ...]
    marks: Mapping[str, str]
    calls: tuple[str, ...]
    finds: Mapping[str, str]
    needs: Mapping[str, tuple[str, ...]]


def reading_of(model: ContentModel, language: str) -> Reading:
    """Return what is known of a language; where the model has no words of it, its months alone."""
    spec = model.prose.get(language, ProseSpec())
    words, figures = spec.posts, spec.figures
    months = {folded(name): number for name, number in month_names(language, tuple(figures.months)).items()}
    weekdays = {folded(name): number for number, name in enumerate(words.weekdays)}
    small = [word for word, number in figures.numbers.items() if 1 < number < ADULT]
    texts = {
        "school": words.schools,
        "care": words.care,
        "illness": words.illnesses,
        "general": words.general,
        "lives": words.lives,
        "service": words.services,
        "after-noon": figures.after_noon,
    }
    of_text = {name: phrases(each) for name, each in texts.items() if each}
    of_days = _of_days(weekdays, months, figures.to, _month_first(figures.dates))
    finds = of_text | of_days | _of_people(words, small)
    needs = {name: needed(each) for name, each in (texts | _people(words)).items() if name in finds}
    calls = tuple(
        sorted({folded(word[0]) for call in spec.links.vague for word in compiled(PATTERNS["word"]).finditer(call)})
    )
    return Reading(weekdays, months, tuple(words.once), words.marks, calls, finds, needs)


def _people(words: PostWords) -> dict[str, Iterable[str]]:
    """Return the phrases of which each pattern of people needs one; without the number, which may be a word."""
    return {
        "named": words.names,
        "named-aged": words.names,
        "anyone-aged": words.streets,
        "named-cared": words.names,
        "titled": words.titles,
        "child-aged": words.children,
        "child-named": words.children,
        "patient-aged": words.patients,
        "patient-named": words.patients,
        "class": [phrase.replace("{n}", " ") for phrase in words.classes],
        "given-names": [phrase.replace("{n}", " ") for phrase in words.classes],
        "home": words.streets,
        "home-door": words.streets,
    }


def _month_first(forms: Iterable[str]) -> bool:
    """Return whether a day may follow its month, as in English."""
    return any("{month} {day}" in one for one in forms)


def _of_days(weekdays: Iterable[str], months: Iterable[str], to: Iterable[str], month_first: bool) -> dict[str, str]:
    found = {}
    named = _any(months)
    day = r"(?<day>[0-9]{1,2})"
    link = r"(?:\.?[a-zº]{1,2}(?![\p{L}\p{M}]))?[ \u00a0]+(?:\p{L}{1,3}(?:'|[ \u00a0]+))?"
    year = r"(?:,?[ \u00a0]+(?:\p{L}{1,3}(?:'|[ \u00a0]+))?(?<year>(?:19|20)[0-9]{2})(?![0-9]))?"
    weekday = rf"(?:(?<weekday>{_any(weekdays)}),?[ \u00a0]+(?:\p{{L}}{{1,3}}[ \u00a0]+)?)?" if weekdays else ""
    if named:
        found["day-first"] = rf"{_BEFORE}{weekday}(?<![0-9:.,]){day}{link}(?<month>{named}){_AFTER}{year}"
    if named and month_first:
        found["month-first"] = rf"{_BEFORE}{weekday}(?<month>{named})[ \u00a0]+{day}(?![0-9:]){year}"
    if weekdays:
        # Without its month, but not an hour.
        found["weekday-day"] = (
            rf"{_BEFORE}(?:{_any(weekdays)}),?[ \u00a0]+[0-9]{{1,2}}(?![\p{{L}}\p{{N}}:.]|[ \u00a0]h)"
        )
    found["numbers"] = (
        rf"{_BEFORE}{weekday}{day}[/\-.](?<month>[0-9]{{1,2}})[/\-.](?<year>(?:19|20)[0-9]{{2}})(?![0-9]|[/\-.][0-9])"
    )
    between = "|".join(
        [*(rf"[ \u00a0]+{_escaped(one)}[ \u00a0]+" for one in map(folded, to)), r"[ \u00a0]?[\-–][ \u00a0]?"]
    )
    found["hours"] = rf"(?<![0-9:.,\-–/+€£])(?<from>[0-9]{{1,2}})(?:{between})(?<to>[0-9]{{1,2}})[ \u00a0]?h{_AFTER}"
    return found


def _of_people(words: PostWords, small: Iterable[str]) -> dict[str, str]:
    """Return the patterns of people who can be told; for text as it was written, since names have capitals."""
    number = "|".join([r"[0-9]{1,3}", *map(_escaped, small)])
    age = _of_number(words.ages, number)
    names = "|".join(map(_escaped, sorted(words.names, key=len, reverse=True)))
    found = {}
    name = ""
    if names:
        # No person: a word with a capital within a sentence before it, or what such a name is given to.
        given_to = _cased([*words.professionals, *words.services, *words.schools, *words.streets])
        link = r"(?:[ \u00a0]+(?:d['’]|de|del|de la|of))?[ \u00a0]+"
        not_after = rf"(?<![\p{{L}}\p{{N}},;:)»”][ \u00a0]{_PART}{link})"
        not_after += rf"(?<!(?<![\p{{L}}\p{{M}}])(?:{given_to}){link})" if given_to else ""
        name = rf"{_BEFORE}(?=\p{{Lu}}){not_after}(?:{names})(?:[ \u00a0\-]{_PART}){{0,3}}{_AFTER}"
        found["named"] = name
    if words.titles:
        titled = rf"{_BEFORE}(?:{_cased(words.titles)})[ \u00a0]+{_PART}(?:[ \u00a0]{_PART}){{0,2}}"
        found["titled"] = titled
    if age:
        for kind, each in (("child", words.children), ("patient", words.patients)):
            if each:
                noun = f"(?:{_cased(each)})"
                after = rf"{_BEFORE}{noun}(?:[ \u00a0]+[\p{{L}}\p{{M}}'’·\-]+){{0,2}}?,?[ \u00a0]+(?:{age})"
                found[f"{kind}-aged"] = rf"{after}|{_BEFORE}(?:{age})[ \u00a0]+{noun}{_AFTER}"
                found[f"{kind}-named"] = (
                    rf"{_BEFORE}{noun}[ \u00a0]+(?:[^\p{{White_Space}}\p{{Lu}}]+[ \u00a0]+)?(?:{names}){_AFTER}"
                    if names
                    else ""
                )
        # Whoever it is, also of a name that is not in the list.
        found["anyone-aged"] = rf"{_BEFORE}{_PART}(?:[ \u00a0\-]{_PART}){{0,3}},?[ \u00a0]+(?:{age})"
        if name:
            found["named-aged"] = rf"{name},?[ \u00a0]+(?:{age})"
    if name and words.conditions:
        found["named-cared"] = rf"{name},?[ \u00a0]+(?:[\p{{Ll}}'’]+[ \u00a0]+){{0,2}}?(?:{_cased(words.conditions)})"
    classes = _of_number(words.classes, r"[0-9]{1,2}")
    found["class"] = rf"{_BEFORE}(?:{classes})" if classes else ""
    # Given names in a row, each alone and perhaps with its article: «en Pol i l'Ona».
    alone = rf"(?:\p{{Ll}}{{1,2}}(?:['’]|[ \u00a0]+))?{_PART}(?![ \u00a0]{_PART})"
    joined = r"(?:,[ \u00a0]+|[ \u00a0]+\p{Ll}{1,3}[ \u00a0]+)"
    found["given-names"] = rf"{_BEFORE}{_PART}(?:{joined}{alone}){{1,8}}{_AFTER}" if classes else ""
    street, floor = _cased(words.streets), _of_number(words.floors, r"[0-9]{1,2}")
    if street:
        # The number stands after the name of the street, or before it.
        after = rf"{_BEFORE}(?:{street})[ \u00a0]*(?:{_WORD}[ \u00a0]+){{0,5}}?{_WORD},?[ \u00a0]+[0-9]{{1,4}}(?![0-9])"
        before = rf"{_BEFORE}[0-9]{{1,4}},?[ \u00a0]+(?:{_WORD}[ \u00a0]+){{0,3}}?(?:{street}){_AFTER}"
        before += rf"(?:[ \u00a0]{_WORD}){{0,4}}?"
        found["home"] = f"{after}|{before}"
        found["home-door"] = rf"(?:{after}|{before}),?[ \u00a0]*(?:{floor})" if floor else ""
    return {key: pattern for key, pattern in found.items() if pattern}


def _of_number(each: Iterable[str], number: str) -> str:
    """Return the pattern of phrases in which {n} is a number."""
    return _bounded({phrase: _escaped(phrase).replace(r"\{n\}", f"(?:{number})") for phrase in each})


def _cased(each: Iterable[str]) -> str:
    """Return the pattern of words that may begin with a capital, as text that was written has them."""
    made = {}
    for word in sorted(dict.fromkeys(each), key=len, reverse=True):
        first, rest = word[0], _escaped(word[1:])
        either = (
            f"[{first.lower()}{first.upper()}]"
            if first.lower() != first.upper() and len(first.upper()) == 1
            else _escaped(first)
        )
        made[word] = either + rest
    return _bounded(made)


def _bounded(made: Mapping[str, str]) -> str:
    """Return the pattern of any of these patterns, by the phrase they are of; no word goes on after one.

    What bounds them is written once for all: a browser takes long to compile a class of letters, and does it for each.
    """
    longest = sorted(made, key=lambda phrase: len(made[phrase]), reverse=True)
    words = [made[phrase] for phrase in longest if _ENDS_IN_WORD.search(phrase)]
    others = [made[phrase] for phrase in longest if not _ENDS_IN_WORD.search(phrase)]
    return "|".join([*others, *([f"(?:{'|'.join(words)}){_AFTER}"] if words else [])])


def _any(each: Iterable[str]) -> str:
    return "|".join(map(_escaped, sorted(each, key=len, reverse=True)))


def _escaped(words: str) -> str:
    plain = _SIGN.sub(r"\\\g<0>", words)
    return _SPACE.sub(r"[ \\u00a0]+", plain).replace("'", "['’]")
