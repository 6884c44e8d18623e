"""In what a text and its translation surely differ, without judging what their words mean.

Passages are counted by kind, since no language needs another number of them; figures are compared as values, links
within the guide by their pages, others by their number, since a site has an address for each language. Paragraphs and
sentences may be put together or parted; that one is gone is told by the length of the rest.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

from guiaviva.reading.passages import Passage
from guiaviva.translations.figures import Numerals, differing

REFERENCE = re.compile(r"\{\{\s*(.*?)\s*\}\}")
_GAP = re.compile(r"(?<!\{)\{([^{}#.:\s][^{}\n]*)\}(?!\})")
_MARK = re.compile(r"<!--\s*only\b([^:>]*?)(?:, elsewhere)?\s*(?::.*?)?-->", re.DOTALL)
_CODE = re.compile(r"^[ ]*(`{3,}|~{3,})[^\n]*\n(?P<code>.*?)^[ ]*\1", re.DOTALL | re.MULTILINE)
# A word that no language translates: an option, a name with signs in it.
_TECHNICAL = re.compile(
    r"(?<!\S)(?=[^\s@#]*[a-z])(?![^\s]*://)[^\s@#]*(?:[-_=/\\$<>{}][^\s]*[\w>}]|\w[._]\w[^\s]*)(?!\S)"
)
_COMMENT = re.compile(r"^\s*(?:#|//).*$", re.MULTILINE)
# Kinds of passages of which a translation has as many.
_COUNTED = ("item", "row", "heading", "box", "image", "code")
# So much of a text is gone when a paragraph is that others were not put together.
_GONE = 0.85
_CONTACTS = ("mailto", "tel")


class Difference(NamedTuple):
    """What differs: its kind, what is here, and what is in the original; a number is how many there are."""

    kind: str
    here: int | tuple[str, ...]
    there: int | tuple[str, ...]


@dataclass(frozen=True)
class Side:
    """A text as it was written, with its passages, and how its language says numbers.

    `length` is that of the other texts of its page, by which that of this one is judged.
    """

    raw: str
    passages: Sequence[Passage] = ()
    numerals: Numerals = field(default_factory=Numerals)
    length: int = 0
    own: str = ""
    """The address of the site, without its scheme: a link to it is one within the guide."""


def differences(ours: Side, theirs: Side) -> tuple[Difference, ...]:
    """Return in what a translation and its original surely differ."""
    return (*_counts(ours, theirs), *_figures(ours, theirs), *_named(ours, theirs), *_code(ours, theirs))


def _counts(ours: Side, theirs: Side) -> Iterator[Difference]:
    here, there = (Counter(one.kind for one in side.passages) for side in (ours, theirs))
    for kind in _COUNTED:
        if here[kind] != there[kind]:
            yield Difference(kind, here[kind], there[kind])
    if here["description"] != there["description"]:
        yield Difference("description", here["description"], there["description"])
    if here["paragraph"] != there["paragraph"] and _is_gone(ours, theirs):
        yield Difference("paragraph", here["paragraph"], there["paragraph"])


def _is_gone(ours: Side, theirs: Side) -> bool:
    """Return whether the side that has fewer paragraphs is so much shorter that one of them is missing."""
    lengths = [[len(one.text) for one in side.passages if one.kind == "paragraph"] for side in (ours, theirs)]
    few, many = sorted(lengths, key=len)
    usual = theirs.length / ours.length if ours.length and theirs.length else 1
    expected = sum(many) * (usual if many is lengths[0] else 1 / usual)
    return sum(few) < _GONE * expected


def _figures(ours: Side, theirs: Side) -> Iterator[Difference]:
    texts = [[one.text for one in side.passages if one.kind != "block"] for side in (ours, theirs)]
    # What the data says takes the place of digits.
    references = [Counter(REFERENCE.findall("\n".join(some))) for some in texts]
    if references[0] != references[1]:
        if all(references):
            yield _difference("reference", *references)
        return
    here, there = ("\n".join(REFERENCE.sub(" ", one) for one in some) for some in texts)
    values = differing(here, ours.numerals, there, theirs.numerals)
    if not any(values):
        values = next(_exchanged(ours, theirs), values)
    if any(values):
        yield Difference("figure", *map(tuple, values))


def _exchanged(ours: Side, theirs: Side) -> Iterator[tuple[list[str], list[str]]]:
    """Return the figures of the one row or item that has others; where several have, they are in another order."""
    for kind in ("row", "item"):
        here, there = ([one.text for one in side.passages if one.kind == kind] for side in (ours, theirs))
        pairs = zip(here, there, strict=True) if len(here) == len(there) else ()
        found = [differing(one, ours.numerals, other, theirs.numerals) for one, other in pairs]
        differ = [one for one in found if all(one)]
        if len(differ) == 1:
            yield differ[0]


def _named(ours: Side, theirs: Side) -> Iterator[Difference]:
    """Compare what is named: links, blocks, marks and gaps."""
    for kind, named in (("link", _links), ("block", _blocks), ("mark", _marks)):
        here, there = Counter(named(ours)), Counter(named(theirs))
        if kind == "link":
            # To name a page twice is no difference.
            here, there = Counter(set(here)), Counter(set(there))
        if here != there:
            yield _difference(kind, here, there)
    others = [len(_outside(side)) for side in (ours, theirs)]
    if others[0] != others[1]:
        yield Difference("address", *others)
    gaps = [set(_GAP.findall(side.raw)) for side in (ours, theirs)]
    # A page may explain more of them in one language; a text to copy has as many in each.
    if len(gaps[0]) != len(gaps[1]) and (not all(gaps) or len(ours.passages) == len(theirs.passages) == 1):
        yield Difference("gap", *(tuple(f"{{{one}}}" for one in sorted(some)) for some in gaps))


def _difference(kind: str, here: Counter[str], there: Counter[str]) -> Difference:
    return Difference(kind, tuple(sorted((here - there).elements())), tuple(sorted((there - here).elements())))


def _targets(side: Side) -> Iterator[str]:
    """Return the targets of links; those within the site without its address and language."""
    own = re.compile(rf"https?://{re.escape(side.own)}(?:[a-z]{{2}}(?:-[A-Z]{{2}})?/)?") if side.own else None
    for target in (target for one in side.passages for target in one.links):
        yield own.sub("", target) if own else target


def _links(side: Side) -> Iterator[str]:
    """Return the pages of the guide, mailboxes and telephones to which a text leads."""
    for target in _targets(side):
        parts = urlsplit(target)
        if parts.scheme in _CONTACTS:
            yield target.replace(" ", "")
        elif not parts.scheme and not parts.netloc and parts.path:
            path = re.sub(r"^(?:\.{1,2}/)+|^/", "", posixpath.normpath(parts.path))
            yield path.removesuffix(".md").removesuffix("/index")


def _outside(side: Side) -> set[str]:
    return {target for target in _targets(side) if target.startswith(("http:", "https:"))}


def _blocks(side: Side) -> Iterator[str]:
    """Return the blocks of a text; the titles of those that are not ours are words."""
    for one in side.passages:
        if one.kind == "block":
            name, _, argument = one.text.removeprefix("/// ").partition(" | ")
            yield f"{name} | {argument}" if name == "guide" else name


def _marks(side: Side) -> Iterable[str]:
    return (f"only {' '.join(sorted(scope.split()))}" for scope in _MARK.findall(side.raw))


def _code(ours: Side, theirs: Side) -> Iterator[Difference]:
    """Compare the words of programs; an example of a post in a block of code is translated as any text is."""
    here, there = (
        Counter(
            word
            for match in _CODE.finditer(side.raw)
            for line in _COMMENT.sub("", match["code"]).split("\n")
            if _TECHNICAL.search(line)
            for word in line.split()
        )
        for side in (ours, theirs)
    )
    if here and there and here != there:
        yield _difference("code", here, there)
