"""What of an imported text has to be looked at first: what is dated."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from guiaviva.guide import Guide
from guiaviva.importing.drafts import Import
from guiaviva.starting import demonstration
from guiaviva.text.phrases import any_of

# What is older than so many years is hardly true any more.
YEARS = 4
# What a post on Twitter could have until 2017.
_FORMER_LIMIT = "140"
_YEAR = re.compile(r"(?<![\w/.-])(?:19[5-9]|20[0-9])\d(?![\w-]|/\d)")
_ADDRESS = re.compile(r"\]\([^()\s]*\)|<?https?://\S+|\{#[^{}]*\}")


class Dated(NamedTuple):
    """Something dated: what it is, in which file, and how often."""

    found: str
    path: str
    times: int


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


def _body(text: str) -> str:
    """Return a text without its front matter."""
    return text.partition("\n---\n")[2] if text.startswith("---\n") else text
