"""A translation has the passages and sentences of its source, and no others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from math import log
from statistics import median
from typing import Any

from guiaviva.diagnostics import Finding, Term, found
from guiaviva.guide import Guide, revisions
from guiaviva.locales import locale
from guiaviva.prose.alignment import aligned
from guiaviva.prose.likeness import Usual, cut, exchanged, likeness
from guiaviva.prose.sentences import FEWEST, odd_sentence, unended
from guiaviva.reading.pages import Page
from guiaviva.reading.passages import Passage
from guiaviva.rules.passages.order import Likeness
from guiaviva.rules.passages.pairs import PROSE, Pair, cells_of, of_all, short

_FIELDS = frozenset({"title", "description", "search_words"})
_SENTENCES = frozenset({"paragraph", "item"})
_ROWS = frozenset({"header", "row"})
# What it costs to leave a passage out of an alignment, and to divide one; and what it gains that letters are the same.
_LEFT_OUT, _DIVIDED, _ALIKE = 3.0, 2.0, 3.0
# So many times fewer are few where there are more than so many letters, or words.
_FEW, _MANY = 4, 8
# What is usual of any two languages.
_ANY = Usual(0.0, 0.3)
# More items than so many show how they begin.
_SOME = 2
# What is to be filled in, or a remark: no translation lacks it.
_BRACKETED = re.compile(r"\[[^\[\]\n]{2,40}\]")
# Words in bold, or code, at the beginning of a paragraph or of an item; and those that say in short what follows.
_BOLD = re.compile(
    r"[ ]*(?:[-*+][ ]|\d+[.)][ ])?[ ]*(?P<mark>\*\*|__|`)(?P<words>(?:(?!(?P=mark)).)+)(?P=mark)(?P<after>:?)"
)
_LABEL = (":", ".", "?", "»")
# A line that goes on with what stands above it.
_CONTINUED = re.compile(r"(?! *(?:[-*+]|\d+[.)])[ ]|[|#>]|///|:::|!!!|\?\?\?|===|<)\s*\S")
_REVERSED = {"missing": "extra", "extra": "missing"}


def other_passages(like: Likeness, pair: Pair) -> Iterator[Finding]:
    """Report the first passage that only the page, or only its source, has."""
    page, source = pair.page, pair.source
    gaps = _gaps(like, pair)
    if not gaps:
        return
    heading, original = (one.section(pair.id) if pair.id else None for one in (page, source))
    variant, passage, line = gaps[0]
    values = {**pair.values, "kind": Term("passages", passage.kind), "found": short(passage.text)}
    if variant == "missing":
        here, there = _after(page, line) or (heading.place.line if heading else 1), passage.line
        values["line"] = there
    else:
        # What stands in its place in the source is where that is to be mended.
        instead = next((one.line for kind, one, after in gaps[1:2] if kind == "missing" and after == passage.line), 0)
        here, there = passage.line, instead or _after(source, line) or (original.place.line if original else 1)
    one = found("passage-mismatch", page.at(here), variant=variant, **values)
    yield of_all(pair, one, source.at(there), f"{variant} {passage.kind}")


def _length(page: Page) -> int:
    return max(1, len(page.source.text))


def _after(page: Page, line: int) -> int:
    """Return the line after the paragraph, the item, the row or the block of which this is the first, or 0.

    The last line of a page has none after it.
    """
    block = next((one for one in page.blocks if one.place.line == line), None)
    lines = page.source.lines
    while block and line < len(lines) and lines[line].strip() != "///":
        line += 1
    while line and line < len(lines) and not block and _CONTINUED.match(lines[line]):
        line += 1
    return min(line + (2 if block else 1), len(lines)) if line else 0


def _gaps(like: Likeness, pair: Pair) -> list[tuple[str, Passage, int]]:
    """Return the passages that are missing, and those that are extra, each with the line after which it belongs."""
    theirs, ours = ([one for one in side if one.kind not in _FIELDS] for side in (pair.theirs, pair.ours))
    # Of a block what it shows is the same in every language.
    shown = [sorted(one.text if one.kind == "block" else one.kind for one in side) for side in (theirs, ours)]
    if shown[0] == shown[1]:
        return []
    for variant, side, other in (("missing", theirs, ours), ("extra", ours, theirs)):
        if place := _twice(side, other):
            return [(variant, side[place], other[place - 1].line)]
    gaps: list[tuple[str, Passage, int]] = []
    # The language of the source is so much longer.
    longer = _length(pair.source) / _length(pair.page)

    def alike(their: str, own: str) -> float:
        return max(likeness(their, own), like.known_share(pair.source.language, their, pair.page.language, own) / 2)

    for row, column, down, right in aligned(theirs, ours, partial(_cost, longer=longer, alike=alike)):
        if not right:
            place = _last_of_same(theirs, row)
            gaps.append(("missing", theirs[place], ours[column - 1].line if column else 0))
        elif not down:
            place = _last_of_same(ours, column)
            gaps.append(("extra", ours[place], theirs[row - 1].line if row else 0))
    return gaps


def _twice(side: Sequence[Passage], other: Sequence[Passage]) -> int:
    """Return the place of what stands twice in a row where the other side has one passage less and none twice, or 0."""
    twice, others = (
        [
            place
            for place, (first, second) in enumerate(pairwise(some), 1)
            if first.text and (first.kind, first.text) == (second.kind, second.text)
        ]
        for some in (side, other)
    )
    return twice[0] if len(side) == len(other) + 1 and len(twice) == 1 and not others else 0


def _last_of_same(passages: Sequence[Passage], place: int) -> int:
    """Return the place of the last passage that says the same as this one, just after it: that one is too many."""
    while place + 1 < len(passages) and passages[place + 1].text == passages[place].text:
        place += 1
    return place


def _cost(
    theirs: Sequence[Passage], ours: Sequence[Passage], longer: float, alike: Callable[[str, str], float]
) -> float:
    if not theirs or not ours:
        return _LEFT_OUT
    kinds = {one.kind for one in (*theirs, *ours)}
    if len(kinds) > 1 or (len(theirs) + len(ours) > 2 and kinds != {"paragraph"}):
        return float("inf")
    if kinds == {"block"}:
        return 0.0 if theirs[0].text == ours[0].text else float("inf")
    lengths = [sum(len(one.text) for one in side) + 5 for side in (theirs, ours)]
    divided = len(theirs) + len(ours) > 2
    # Of two paragraphs made of one the lengths together must be right.
    cost = (10 if divided else 2) * abs(log(lengths[0] / lengths[1] / longer)) + (_DIVIDED if divided else 0.0)
    cost -= _ALIKE * alike(*(" ".join(one.text for one in side) for side in (theirs, ours)))
    signs = [{sign for one in side for sign in _signs(one)} for side in (theirs, ours)]
    return cost + (2 - 2 * len(signs[0] & signs[1]) / len(signs[0] | signs[1]) if any(signs) else 0.0)


def _signs(passage: Passage) -> Iterator[str]:
    """Return what a passage has in common with its translation: numbers, names and the targets of links."""
    yield from passage.links
    yield from re.findall(r"\d+|(?<=\w )[^\W\d_a-z][\w-]+", passage.text)


def other_fields(guide: Guide) -> Iterator[Finding]:
    """Report the texts of the front matter that a page lacks in a language, or of which it has a small part.

    Of search words each language has its own, but none has a few where others have many.
    """
    ids = dict.fromkeys(page.id for page, _ in guide.translations)
    whole = [[one for one in guide.versions(id) if one.whole and not one.draft] for id in ids]
    for field in ("description", "search_words"):
        written = [(pages, [one.fields.get(field) or "" for one in pages]) for pages in whole]
        # A language in which most pages have none does without.
        having: Counter[str] = Counter()
        for pages, values in written:
            sign = 1 if any(values) else 0
            having.update({page.language: sign if value else -sign for page, value in zip(pages, values, strict=True)})
        for pages, values in written:
            kept = [pair for pair in zip(pages, values, strict=True) if having[pair[0].language] >= 0]
            yield from _other_field(field, kept)


def _other_field(field: str, written: Sequence[tuple[Page, Any]]) -> Iterator[Finding]:
    """Report the versions of a page, each with its value of a field, that lack it or much of it."""
    lengths = [len(value) if isinstance(value, str | list) else 1 for _, value in written]
    texts = {one.path: value for one, value in written if isinstance(value, str)}
    broken = unended(texts) if field == "description" and len(texts) >= FEWEST else ""
    usual = median(lengths) if len(written) >= FEWEST else max(lengths, default=0)
    for (page, _), length in zip(written, lengths, strict=True):
        variant = "field-short" if length else "field"
        if page.path == broken or (length * _FEW < usual and (usual > _MANY or not length)):
            other = written[lengths.index(max(lengths))][0]
            number = next((n for n, line in enumerate(page.source.lines, 1) if line.startswith(f"{field}:")), 1)
            yield found("passage-mismatch", page.at(number), variant=variant, found=field, source=other.path)


def other_openings(pair: Pair) -> Iterator[Finding]:
    """Report the first box without its title, or text whose first words are not bold, beside the other language."""
    for original, own in pair.passages:
        label, begins = zip(
            *(_opening(page, one) for page, one in ((pair.page, own), (pair.source, original))), strict=True
        )
        # Words that are no label may be in another place of the sentence.
        if all(begins) or not any(begins) or not (any(label) or _alone(pair, own if begins[1] else original)):
            continue
        about = {**pair.values, "found": short(own.text), "expected": begins[0] or begins[1], "line": original.line}
        one = found("passage-mismatch", pair.page.at(own.line), variant="opening", **about)
        yield one if begins[1] else of_all(pair, one, pair.source.at(original.line), "opening")
        return


def _alone(pair: Pair, passage: Passage) -> bool:
    """Return whether a passage is the only item of its section that does not begin with bold words."""
    page, side = (pair.page, pair.ours) if passage in pair.ours else (pair.source, pair.theirs)
    items = [one for one in side if one.kind == "item"]
    return len(items) > _SOME and [one for one in items if not _opening(page, one)[1]] == [passage]


def _opening(page: Page, passage: Passage) -> tuple[bool, str]:
    """Return whether a passage begins with the title of a box or a label in bold; and that, or the sign of bold."""
    if passage.kind == "box":
        return bool(passage.text), passage.text
    match = _BOLD.match(page.source.line(passage.line)) if passage.kind in _SENTENCES else None
    return bool(match and (match["after"] or match["words"].endswith(_LABEL))), "**" if match else ""


def other_texts(pair: Pair, than: Usual) -> Iterator[Finding]:
    """Report the passages that lack a sentence, and the rows in which two cells are the wrong way round."""
    page = pair.page
    for original, own in pair.passages:
        about = {**pair.values, "found": short(own.text), "line": original.line}
        if own.kind in _ROWS:
            theirs_of, ours_of = cells_of(original.text), cells_of(own.text)
            if lost := next((there for there, here in zip(theirs_of, ours_of, strict=False) if there and not here), ""):
                yield found("passage-mismatch", page.at(own.line), variant="empty-cell", expected=lost, **about)
                continue
            if places := exchanged(theirs_of, ours_of, than):
                cells = tuple(ours_of[place] for place in places)
                yield found("passage-mismatch", page.at(own.line), variant="exchanged", cells=cells, **about)
                continue
        brackets = [_BRACKETED.search(one.text) for one in (own, original)] if own.kind in PROSE else [None, None]
        if one_side := next((match for match in brackets if match), None) if not all(brackets) else None:
            variant = "extra" if brackets[0] else "missing"
            shown = {**about, "kind": Term("passages", "sentence"), "found": one_side[0]}
            one = found("passage-mismatch", page.at(own.line), variant=variant, **shown)
            yield of_all(pair, one, pair.source.at(original.line), f"{variant} {bool(brackets[0])}")
        elif own.kind in PROSE and _is_cut(original, own, than):
            yield found("passage-mismatch", page.at(own.line), variant="cut", **about)


def cut_source(pair: Pair, others: Mapping[str, Sequence[Passage]]) -> Iterator[Finding]:
    """Report the passages of the source that lack much of what every translation says; one alone may explain more."""
    alike = [some for some in others.values() if [one.kind for one in some] == [one.kind for one in pair.ours]]
    for place, (original, own) in enumerate(pair.passages if alike and len(alike) == len(others) else ()):
        if own.kind in PROSE and all(_is_cut(one, original, _ANY) for one in (own, *(some[place] for some in alike))):
            about = {
                **pair.values,
                "kind": Term("passages", "sentence"),
                "found": short(own.text),
                "line": original.line,
            }
            one = found("passage-mismatch", pair.page.at(own.line), variant="extra", **about)
            yield of_all(pair, one, pair.source.at(original.line), "cut")


def _is_cut(original: Passage, text: Passage, than: Usual) -> bool:
    """Return whether a passage, or a cell of a row, lacks much of its original."""
    cells = zip(cells_of(original.text), cells_of(text.text), strict=False) if text.kind in _ROWS else ()
    return cut(original.text, text.text, than) or any(
        there and here and cut(there, here, than) for there, here in cells
    )


def unended_passages(pair: Pair, others: Mapping[str, Sequence[Passage]]) -> Iterator[Finding]:
    """Report the passages of the page, or of its source, that end within a sentence; in the `others` none does."""
    page, source = pair.page, pair.source
    kinds = [one.kind for one in pair.ours]
    alike = [some for some in others.values() if [one.kind for one in some] == kinds]
    for place, (original, own) in enumerate(pair.passages):
        texts = {"theirs": original.text, "ours": own.text}
        texts |= {f"{number}": some[place].text for number, some in enumerate(alike)}
        side = unended(texts) if own.kind in _SENTENCES else ""
        if side in ("theirs", "ours"):
            about = {**pair.values, "found": short(own.text), "last": texts[side].split()[-1], "line": original.line}
            one = found("passage-mismatch", page.at(own.line), variant="unended", **about)
            if side == "ours":
                yield one
            elif not revisions.stale(page, source):
                yield of_all(pair, one, source.at(original.line), "unended")


def odd_passage(guide: Guide, pair: Pair, others: Mapping[str, Sequence[Passage]]) -> Iterator[Finding]:
    """Report the first thing that the page or its source says alone, beside the `others` by language."""
    page, source = pair.page, pair.source
    sides = {source.language: pair.theirs, page.language: pair.ours, **others}
    if (
        len(sides) < FEWEST
        or revisions.stale(page, source)
        or len({tuple(one.kind for one in some) for some in sides.values()}) > 1
    ):
        return
    for some in zip(*sides.values(), strict=True):
        passages = dict(zip(sides, some, strict=True))
        original, own = passages[source.language], passages[page.language]
        if own.kind not in PROSE:
            continue
        texts = {language: one.text for language, one in passages.items()}
        if one := odd_text(guide, texts):
            odd, variant, shown = one
            if odd in (page.language, source.language):
                # What the source alone lacks is more in every translation.
                if odd == source.language:
                    variant = _REVERSED[variant]
                about = {**pair.values, **shown, "line": original.line}
                finding = found("passage-mismatch", page.at(own.line), variant=variant, **about)
                own_fault = odd == page.language
                yield finding if own_fault else of_all(pair, finding, source.at(original.line), variant)
                return


def odd_text(guide: Guide, texts: Mapping[str, str]) -> tuple[str, str, dict[str, Any]] | None:
    """Return which of some texts says something alone, the words of the finding and their values; or None."""
    if (one := odd_sentence(texts)) and (one.missing or not _of_languages(guide, one.language, texts[one.language])):
        kind = Term("passages", "sentence")
        return one.language, "missing" if one.missing else "extra", {"kind": kind, "found": short(one.sentence)}
    return None


def _of_languages(guide: Guide, language: str, text: str) -> bool:
    """Return whether a text names a language, as a note of a translation on it does."""
    if not (words := guide.model.prose.get(language)):
        return False
    own = locale(language).languages
    names = {own.get(code, "") for code in guide.languages}.union(*words.sources.languages.values())
    return any(name.casefold() in text.casefold() for name in names if name)
