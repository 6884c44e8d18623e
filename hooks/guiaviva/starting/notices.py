"""What is not there for an institution that begins a guide, found in the files that others begin with."""

from collections.abc import Iterator
from functools import cache

from guiaviva.contentmodel import languages_of
from guiaviva.guide import local
from guiaviva.language import FALLBACK
from guiaviva.starting import demonstration
from guiaviva.starting.answers import Answers
from guiaviva.starting.calendar import holidays_of, regions
from guiaviva.starting.helplines import emergency_number
from guiaviva.starting.locales import near, spoken_in, territories_of

Notice = tuple[str, dict[str, str]]
"""A key of the group `start` of the words, and what fills its text."""


def notices(answers: Answers, spoken: str = FALLBACK) -> Iterator[Notice]:
    """Return what a guide would not have of what others begin with; names of days are in the language `spoken`."""
    for language in answers.languages:
        if not _texts(language, answers):
            others = nearest(language, answers)
            yield "no-text-near" if others else "no-text", {"language": language, "near": ", ".join(others)}
        elif not answers.small and len(_texts(language, answers)) < max(map(len, _all_texts(answers))):
            yield "some-text", {"language": language}
        if language not in languages_of():
            yield "no-interface", {"language": language}
    where = {"territory": answers.territory, "country": answers.country}
    yield from ((key, where) for key in _unknown(answers))
    if lost := _lost(answers, spoken):
        yield "no-region", {**where, "days": "; ".join(lost)}


def nearest(language: str, answers: Answers) -> list[str]:
    """Return the languages with text to begin with that are nearest to one without; [] where the guide has the first.

    Where nothing says which they are it is that of most people in the country.
    """
    known = [one for one in near(language) if _texts(one, answers)]
    others = (one for one in (*spoken_in(answers.country), FALLBACK) if _texts(one, answers))
    found = known or [next(others)]
    return [] if found[0] in answers.languages else found


def _texts(language: str, answers: Answers) -> frozenset[str]:
    return frozenset(demonstration.pages(language, answers.kind))


def _all_texts(answers: Answers) -> Iterator[frozenset[str]]:
    return (_texts(one, answers) for one in demonstration.languages())


def _unknown(answers: Answers) -> Iterator[str]:
    """Return what is not known of the territory of an institution."""
    if _with_law().isdisjoint((answers.territory, answers.country)):
        yield "union-law" if answers.country in local.EUROPEAN_UNION else "no-law"
    if not (answers.emergency or emergency_number(answers.territory)):
        yield "no-emergency"
    if not holidays_of(answers):
        yield "no-holidays"
    elif answers.territory not in (answers.country, *regions(answers.country)):
        yield "no-regional-holidays"


def _lost(answers: Answers, spoken: str) -> list[str]:
    """Return the regions of a whole country in which a language of the guide is official, with their own holidays."""
    official = {one for language in answers.languages for one in territories_of(language)}
    everywhere = set(holidays_of(answers, language=spoken))
    lost = []
    for region in sorted(official & set(regions(answers.country))) if answers.territory == answers.country else ():
        days = holidays_of(answers, region, spoken)
        own = dict.fromkeys(name for day, name in sorted(days.items()) if day not in everywhere)
        lost += [f"{region} ({', '.join(own)})"] if own else []
    return lost


@cache
def _with_law() -> frozenset[str]:
    """Return the territories of which the text that others begin with says what holds there."""
    known = demonstration.networks()
    pages = demonstration.pages(demonstration.languages()[0], "").values()
    texts = (path.read_text(encoding="utf-8") for path in pages)
    return frozenset(one for text in texts for scope in local.named_in(text, known) for one in scope.territories)
