"""What of an imported text has to be looked at first: what is dated, and what is nobody's business."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import regex

from guiaviva.guide import Guide
from guiaviva.importing.drafts import Import
from guiaviva.reading.files import Source
from guiaviva.starting import demonstration
from guiaviva.text.phrases import any_of

# What is older than so many years is hardly true any more.
YEARS = 4
# What a post on Twitter could have until 2017.
_FORMER_LIMIT = "140"
_YEAR = re.compile(r"(?<![\w/.-])(?:19[5-9]|20[0-9])\d(?![\w-]|/\d)")
_ADDRESS = re.compile(r"\]\([^()\s]*\)|<?https?://\S+|\{#[^{}]*\}")


# Between a given name and a surname.
_PARTICLES = "de la|de las|de los|de|del|dels|da|do|dos|das|du|van|von|i|y|e|eta"
# So many characters before a name are looked at.
_BEFORE = 40


class Dated(NamedTuple):
    """Something dated: what it is, in which file, and how often."""

    found: str
    path: str
    times: int


class Secret(NamedTuple):
    """Something private, or somebody's name, as a report may show it, with its place."""

    path: str
    line: int
    shown: str


def dated(guide: Guide, made: Import) -> Iterator[Dated]:
    """Return the former names of networks, services that were closed, limits and years that are past, by file."""
    names = [name for one in guide.facts.networks.values() for name in one.record.former_names]
    names += [name for each in demonstration.former_names().values() for name in each]
    spec = guide.model.prose.get(made.language)
    units = any_of(spec.figures.characters) if spec else "(?!)"
    named = re.compile(any_of((*names, *guide.model.phrases.closed_services)))
    limit = re.compile(rf"(?<!\d){_FORMER_LIMIT} {units}")
    for path, text in sorted(made.texts.items()):
        plain = _ADDRESS.sub(" ", _body(text))
        found: Counter[str] = Counter()
        found.update(match[0] for pattern in (named, limit) for match in pattern.finditer(plain))
        years = (int(match[0]) for match in _YEAR.finditer(plain))
        found.update(str(year) for year in years if year < guide.today.year - YEARS)
        for what, times in found.most_common():
            yield Dated(what, path, times)


def private(guide: Guide, made: Import) -> Iterator[Secret]:
    """Return what is private in the texts, by file and line."""
    for path, text in sorted(made.texts.items()):
        source = Source(path, text)
        for one in guide.detector.find(source, guide.contacts):
            yield Secret(path, source.place_of(one.start, one.end).line, one.shown)


def people(guide: Guide, made: Import) -> Iterator[Secret]:
    """Return the names of people in the texts, by file and line: a given name with a surname, of no street."""
    spec = guide.model.prose.get(made.language)
    words = spec.posts if spec else None
    if words is None or not words.names:
        return
    given = "|".join(map(re.escape, sorted(words.names, key=len, reverse=True)))
    after = "|".join(map(re.escape, (*words.streets, *words.schools, *words.services)))
    named = regex.compile(
        rf"(?<![\p{{L}}\p{{N}}@#/.·-])(?:{given})(?:[ \u00a0-](?:{given}))?"
        rf"(?:[ \u00a0](?:{_PARTICLES}))?(?:[ \u00a0]\p{{Lu}}[\p{{Ll}}·'’-]{{2,}}){{1,2}}(?![\p{{L}}\p{{N}}])"
    )
    of_something = regex.compile(rf"(?i)(?<!\p{{L}})(?:{after})[ \u00a0](?:(?:{_PARTICLES})[ \u00a0]|d['’])?$")
    for path, text in sorted(made.texts.items()):
        source = Source(path, text)
        plain = _ADDRESS.sub(lambda match: " " * len(match[0]), text)
        for match in named.finditer(plain):
            if not of_something.search(plain, max(0, match.start() - _BEFORE), match.start()):
                yield Secret(path, source.place_of(*match.span()).line, match[0])


def _body(text: str) -> str:
    """Return a text without its front matter."""
    return text.partition("\n---\n")[2] if text.startswith("---\n") else text
