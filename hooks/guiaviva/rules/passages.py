"""A translation says the same as its source, section by section: no passage, figure or link more or less.

Nobody reads a page in two languages but whoever translates it, so readers of one may follow another deadline for years.
Nothing is said of a small number that may be in words, nor of paragraphs that are divided in another way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from math import log
from typing import Any

from babel import Locale

from guiaviva.diagnostics import Finding, Place, Term, found
from guiaviva.guide import Guide, links, revisions, sections
from guiaviva.guide.figures import Difference, Figure, difference, figures, in_full
from guiaviva.prose.currencies import amounts, currency_difference
from guiaviva.prose.likeness import Usual, cut, exchanged, likeness, usual
from guiaviva.prose.units import Units, unit_difference, without_equal_lengths
from guiaviva.reading.pages import Link, Page
from guiaviva.reading.passages import Passage

_FIELDS = frozenset({"title", "description", "search_words"})
_PROSE, _ROWS = frozenset({"paragraph", "item", "row"}), frozenset({"header", "row"})
_STOPS = frozenset(".!?…。！？")
# How long a text is says little of its translation where it has fewer letters.
_LEAST_LETTERS = 40
_SHOWN = 8
# What it costs to leave a passage out of an alignment, and to divide one; and what it gains that letters are the same.
_LEFT_OUT, _DIVIDED, _ALIKE = 3.0, 2.0, 3.0

_ADDRESS = re.compile(r"https?://[^\s<>()\[\]]*[^\s<>()\[\].,;:!?»”\"'|]")

Sections = dict[str, list[Passage]]
Readers = dict[str, Units]


def check_translations(guide: Guide, pairs: Iterable[tuple[Page, Page]]) -> Iterator[Finding]:
    readers = _readers(guide)
    for page, source in pairs:
        if not (page.whole and source.whole) or page.draft:
            continue
        ours, theirs = _sections(guide, page, source), _sections(guide, source, page)
        than = usual(_prose(ours, theirs))
        # What is empty is reported by empty-section.
        empty = {section.id for one in (page, source) for _, section in sections.empty(guide, one)}
        for id, passages in theirs.items():
            if id in ours and id not in empty:
                yield from _of_section(guide, readers, page, source, id, ours[id], passages, than)


def _prose(ours: Sections, theirs: Sections) -> Iterator[tuple[str, str]]:
    """Return the texts of two pages that translate one another, the source first."""
    for id, passages in theirs.items():
        for original, own in _paired(passages, ours.get(id, ())):
            if own.kind in _PROSE and len(original.text) >= _LEAST_LETTERS:
                yield original.text, own.text


def _paired(theirs: Sequence[Passage], ours: Sequence[Passage]) -> Iterable[tuple[Passage, Passage]]:
    """Return the passages that translate one another, where both sides have the same."""
    same = [one.kind for one in theirs] == [one.kind for one in ours]
    return zip(theirs, ours, strict=True) if same else ()


def _readers(guide: Guide) -> Readers:
    """Return what reads the units of figures in each language of which the model has words for them."""
    known = {language: guide.model.prose[language] for language in guide.languages if language in guide.model.prose}
    return {
        language: Units(words.figures, words.posts.weekdays) for language, words in known.items() if words.figures.units
    }


def check_data(guide: Guide) -> Iterator[Finding]:
    source, readers = guide.source_language, _readers(guide)
    than = {language: usual(_texts_in(guide, source, language)) for language in guide.languages if language != source}
    for entry, text in guide.facts.texts:
        theirs = figures(text.value.get(source, ""), source, guide.months(source))
        others = [one for one in text.value if one != source and one in guide.languages] if source in text.value else []
        differing: dict[str, list[tuple[str, Difference]]] = {}
        key = ".".join(map(str, text.path))
        for language in others:
            # What is no sentence may be words that each language has its own of, such as those quoted at its end.
            whole = text.value[source].rstrip(" *_)")[-1:] in _STOPS
            if whole and cut(text.value[source], text.value[language], than[language]):
                values = {"key": key, "language": language, "source": source}
                yield found("passage-mismatch", entry.value_place(*text.path, language), variant="text-cut", **values)
                continue
            ours = figures(text.value[language], language, guide.months(language))
            sides = (source, text.value[source], theirs), (language, text.value[language], ours)
            if one := difference(*_compared(guide, readers, *sides)):
                differing.setdefault(_differing(theirs, ours), []).append((language, one))
            elif one := _counted(readers, source, text.value[source], language, text.value[language]):
                differing.setdefault(f"{one}", []).append((language, one))
        for some in differing.values():
            language, one = some[0]
            if len(some) > 1 and one.missing and one.extra:
                place, languages = entry.value_place(*text.path, source), tuple(each for each, _ in some)
                yield _figure_finding(place, one, "text-cause", key=key, source=source, languages=languages)
                continue
            for language, one in some:
                place = entry.value_place(*text.path, language)
                yield _figure_finding(place, one, "text", key=key, language=language, source=source)


def _texts_in(guide: Guide, source: str, language: str) -> Iterator[tuple[str, str]]:
    """Return the texts of data in two languages."""
    for _, text in guide.facts.texts:
        original, own = text.value.get(source, ""), text.value.get(language, "")
        if own and len(original) >= _LEAST_LETTERS:
            yield original, own


def _sections(guide: Guide, page: Page, other: Page) -> Sections:
    """Return the passages of each section that the other page has too, by its id; those before the first have "".

    What is below a heading without an id that was written belongs to the section before.
    """
    common = {one.id for one in page.sections if one.explicit and other.section(one.id)}
    headings = {one.place.line: one for one in page.sections}
    unsupported = {one.place.line for one in page.unsupported}
    parts: Sections = {"": []}
    current: str | None = ""
    for passage in guide.passages(page):
        heading = headings.get(passage.line) if passage.kind == "heading" else None
        if heading and heading.id in common:
            current = heading.id if heading.id not in parts else None
        elif heading and (heading.explicit or heading.level == 2):
            current = None
        if current is not None and passage.kind != "search_words":
            parts.setdefault(current, []).append(passage)
    # What follows a heading that is none for some readers may be another section.
    return {id: some for id, some in parts.items() if unsupported.isdisjoint(one.line for one in some)}


def _compared(
    guide: Guide, readers: Readers, theirs: tuple[str, str, list[Figure]], ours: tuple[str, str, list[Figure]]
) -> tuple[list[Figure], list[Figure]]:
    """Return the figures of two texts that are to be compared; each is its language, the text and all its figures."""
    if not (theirs[0] in readers and ours[0] in readers):
        return theirs[2], ours[2]
    # In words or in digits, a number is the same, and so is 1.5 million with all its figures.
    readings = [_read(readers, theirs, ours)]
    if _unlike_values(*readings[0]):
        full = [(language, in_full(text, language)) for language, text, _ in (theirs, ours)]
        sides = [(*side, figures(side[1], side[0], guide.months(side[0]))) for side in full]
        readings.append(_read(readers, sides[0], sides[1]))
    return min(readings, key=lambda pair: _unlike_values(*pair))


def _read(
    readers: Readers, theirs: tuple[str, str, list[Figure]], ours: tuple[str, str, list[Figure]]
) -> tuple[list[Figure], list[Figure]]:
    """Return the figures of two texts in digits and words, without times that are as long in other units."""
    original, own = ([*some, *readers[language].in_words(text)] for language, text, some in (theirs, ours))
    if not _unlike_values(original, own):
        return original, own
    of_source, of_own = (list(readers[language].figures(text)) for language, text, _ in (theirs, ours))
    return without_equal_lengths(of_source, of_own, (original, own))


def _unlike_values(theirs: Sequence[Figure], ours: Sequence[Figure]) -> int:
    """Return how many figures one of two texts has and the other has not."""
    counts = [Counter(one.value for one in side) for side in (theirs, ours)]
    return sum(((counts[0] - counts[1]) + (counts[1] - counts[0])).values())


def _counted(readers: Readers, source: str, theirs: str, language: str, ours: str) -> Difference | None:
    """Return which of the same figures of two texts count something else, be it money, or are of another weekday."""
    money = list(amounts(theirs, source))
    if money and (one := currency_difference(money, list(amounts(ours, language)))):
        return one
    if not (source in readers and language in readers):
        return None
    of_source = list(readers[source].figures(theirs))
    return unit_difference(of_source, list(readers[language].figures(ours))) if of_source else None


def _of_section(
    guide: Guide,
    readers: Readers,
    page: Page,
    source: Page,
    id: str,
    ours: Sequence[Passage],
    theirs: Sequence[Passage],
    than: Usual,
) -> Iterator[Finding]:
    heading = page.section(id) if id else None
    original = source.section(id) if id else None
    values: dict[str, Any] = {"section": heading.title if heading else _title(page), "source": source.path}
    if gaps := _gaps(theirs, ours, _length(source) / _length(page)):
        variant, passage, line = gaps[0]
        values |= {"kind": Term("passages", passage.kind), "found": _beginning(passage)}
        if variant == "missing":
            values["line"] = passage.line
            line = line or (heading.place.line if heading else 1)
        yield found("passage-mismatch", page.at(line), variant=variant, **values)
        return
    # What a sentence that is lost said would be missing too.
    if unlike := list(_unlike(page, ours, theirs, than, values)):
        yield from unlike
        return
    title = original.title if original else _title(source)
    differing = list(_figure_mismatch(guide, readers, page, source, ours, theirs, values | {"original": title}))
    yield from differing or _unit_mismatch(guide, readers, page, source, ours, theirs, values | {"original": title})
    yield from _link_mismatch(guide, page, source, ours, theirs, values)


# Passages.


def _length(page: Page) -> int:
    return max(1, len(page.source.text))


def _gaps(theirs: Sequence[Passage], ours: Sequence[Passage], longer: float) -> list[tuple[str, Passage, int]]:
    """Return the passages that are missing, each with the line after which it belongs, and those that are extra.

    The language of the source is so much `longer`.
    """
    theirs, ours = ([one for one in side if one.kind not in _FIELDS] for side in (theirs, ours))
    # Of a block what it shows is the same in every language.
    counts = [Counter(one.text if one.kind == "block" else one.kind for one in side) for side in (theirs, ours)]
    if counts[0] == counts[1]:
        return []
    return _aligned(theirs, ours, longer)


def _aligned(theirs: Sequence[Passage], ours: Sequence[Passage], longer: float) -> list[tuple[str, Passage, int]]:
    """Return what is missing and extra by the cheapest alignment, in which paragraphs may be divided or joined."""
    rows, columns = len(theirs) + 1, len(ours) + 1
    costs = [[float("inf")] * columns for _ in range(rows)]
    steps = [[(0, 0)] * columns for _ in range(rows)]
    costs[0][0] = 0.0
    for row in range(rows):
        for column in range(columns):
            if costs[row][column] == float("inf"):
                continue
            for down, right in ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2)):
                below, beside = row + down, column + right
                if below < rows and beside < columns:
                    cost = costs[row][column] + _cost(theirs[row:below], ours[column:beside], longer)
                    if cost < costs[below][beside]:
                        costs[below][beside], steps[below][beside] = cost, (down, right)
    gaps: list[tuple[str, Passage, int]] = []
    row, column = rows - 1, columns - 1
    while row or column:
        down, right = steps[row][column]
        if not right:
            gaps.append(("missing", theirs[row - 1], ours[column - 1].line if column else 0))
        elif not down:
            gaps.append(("extra", ours[column - 1], ours[column - 1].line))
        row, column = row - down, column - right
    return gaps[::-1]


def _cost(theirs: Sequence[Passage], ours: Sequence[Passage], longer: float) -> float:
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
    cost -= _ALIKE * likeness(*(" ".join(one.text for one in side) for side in (theirs, ours)))
    signs = [{sign for one in side for sign in _signs(one)} for side in (theirs, ours)]
    return cost + (2 - 2 * len(signs[0] & signs[1]) / len(signs[0] | signs[1]) if any(signs) else 0.0)


def _signs(passage: Passage) -> Iterator[str]:
    """Return what a passage has in common with its translation: numbers, names and the targets of links."""
    yield from passage.links
    yield from re.findall(r"\d+|(?<=\w )[^\W\d_a-z][\w-]+", passage.text)


def _unlike(
    page: Page, ours: Sequence[Passage], theirs: Sequence[Passage], than: Usual, values: dict[str, Any]
) -> Iterator[Finding]:
    """Report the passages that lack a sentence, and the rows in which two cells are the wrong way round."""
    for original, own in _paired(theirs, ours):
        about = {**values, "found": _beginning(own), "line": original.line}
        if own.kind in _ROWS:
            theirs_of, ours_of = _cells(original), _cells(own)
            if lost := next((there for there, here in zip(theirs_of, ours_of, strict=False) if there and not here), ""):
                yield found("passage-mismatch", page.at(own.line), variant="empty-cell", expected=lost, **about)
                continue
            if places := exchanged(theirs_of, ours_of, than):
                cells = tuple(ours_of[place] for place in places)
                yield found("passage-mismatch", page.at(own.line), variant="exchanged", cells=cells, **about)
                continue
        if own.kind in _PROSE and cut(original.text, own.text, than):
            yield found("passage-mismatch", page.at(own.line), variant="cut", **about)


def _cells(row: Passage) -> list[str]:
    return [cell.strip() for cell in row.text.strip().removesuffix("|").split("|")]


def _beginning(passage: Passage) -> str:
    words = passage.text.rstrip("| ").split()
    return " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")


def _title(page: Page) -> str:
    return page.sections[0].title if page.sections else page.id


# Figures.


def _figure_mismatch(
    guide: Guide,
    readers: Readers,
    page: Page,
    source: Page,
    ours: Sequence[Passage],
    theirs: Sequence[Passage],
    values: dict[str, Any],
) -> Iterator[Finding]:
    our_own, their_own = _figures(guide, page, ours), _figures(guide, source, theirs)
    if len(our_own) == len(their_own):
        for index, (text, original) in enumerate(zip(_texts(page, ours), _texts(source, theirs), strict=True)):
            their_own[index], our_own[index] = _compared(
                guide, readers, (source.language, original, their_own[index]), (page.language, text, our_own[index])
            )
    all_ours, all_theirs = list(chain(*our_own)), list(chain(*their_own))
    # A sentence may be in another passage of the section.
    if Counter(one.value for one in all_ours) == Counter(one.value for one in all_theirs):
        return
    pairs = [(ours[0], theirs[0], all_ours, all_theirs)]
    if [passage.kind for passage in ours] == [passage.kind for passage in theirs]:
        pairs = list(zip(ours, theirs, our_own, their_own, strict=True))
    for passage, their_passage, own, of_source in pairs:
        if one := difference(of_source, own):
            about = _differing(of_source, own)
            yield _in_either(page, source, passage, their_passage, one, about, values)
            return


def _in_either(
    page: Page, source: Page, ours: Passage, theirs: Passage, one: Difference, about: str, values: dict[str, Any]
) -> Finding:
    """Return the finding of what differs in two passages.

    Translations that agree with each other show that the source is wrong, unless it has changed since.
    """
    finding = _figure_finding(_place(page, ours, one), one, "", **values)
    if one.missing and one.extra and not revisions.stale(page, source):
        there = _place(source, theirs, Difference((), one.missing))
        finding = replace(finding, about=f"{there.path}:{there.line} {about}").because_of(there)
    return finding


def _unit_mismatch(
    guide: Guide,
    readers: Readers,
    page: Page,
    source: Page,
    ours: Sequence[Passage],
    theirs: Sequence[Passage],
    values: dict[str, Any],
) -> Iterator[Finding]:
    """Report the first passage in which the same figures count something else than in the original."""
    if [passage.kind for passage in ours] != [passage.kind for passage in theirs]:
        return
    pairs = zip(ours, theirs, _texts(page, ours), _texts(source, theirs), strict=True)
    for passage, their_passage, text, original in pairs:
        if one := _counted(readers, source.language, original, page.language, text):
            yield _in_either(page, source, passage, their_passage, one, f"{sorted(one.missing)}", values)
            return


def _differing(theirs: Sequence[Figure], ours: Sequence[Figure]) -> str:
    """Return in which figures two texts differ, the same in every language."""
    counts = [Counter(one.value for one in side) for side in (theirs, ours)]
    return f"{sorted(counts[0] - counts[1])} {sorted(counts[1] - counts[0])}"


def _figures(guide: Guide, page: Page, passages: Sequence[Passage]) -> list[list[Figure]]:
    """Return the figures of each passage."""
    months = guide.months(page.language)
    return [figures(text, page.language, months) for text in _texts(page, passages)]


def _texts(page: Page, passages: Sequence[Passage]) -> list[str]:
    """Return the text of each passage; that of a block of ours is its content, such as an example of a post."""
    contents = {block.place.line: block.content for block in page.blocks if block.name == "guide"}
    return [contents.get(one.line, "") if one.kind == "block" else one.text for one in passages]


def _figure_finding(place: Place, one: Difference, variant: str, **values: Any) -> Finding:
    parts = (("changed", one.missing and one.extra), ("missing", one.missing), ("extra", one.extra))
    name = next(name for name, there in parts if there)
    variant = f"{variant}-{name}" if variant == "text" else variant or name
    return found("figure-mismatch", place, variant=variant, found=one.extra, expected=one.missing, **values)


def _place(page: Page, passage: Passage, one: Difference) -> Place:
    """Return the place of the first extra figure from the line of a passage on, or of the passage."""
    for number in range(passage.line, len(page.source.lines) + 1):
        column = page.source.line(number).find(one.extra[0]) if one.extra else -1
        if column >= 0:
            return Place(page.path, number, column + 1, len(one.extra[0]))
        if not page.source.line(number + 1).strip() and passage.kind != "block":
            break
    return page.at(passage.line)


# Links.


def _link_mismatch(
    guide: Guide,
    page: Page,
    source: Page,
    ours: Sequence[Passage],
    theirs: Sequence[Passage],
    values: dict[str, Any],
) -> Iterator[Finding]:
    codes = _codes(tuple(guide.languages))
    here, there = (
        [(_same(of, target, codes), target, one.line) for one in side for target in _targets(one)]
        for of, side in ((page, ours), (source, theirs))
    )
    counts, wanted = (Counter(same for same, _, _ in side) for side in (here, there))
    # A link that is repeated in a section is no other link, and one that leads nowhere is reported as such.
    if counts.keys() == wanted.keys() or any(not _leads(guide, page, target) for _, target, _ in here):
        return
    extra = [(target, line) for same, target, line in here if same in counts - wanted]
    missing = [target for same, target, _ in there if same in wanted - counts]
    variant = "changed" if extra and missing else "extra" if extra else "missing"
    line = _line_of(page, *_foreign(extra, page, source, ours, theirs, codes)) if extra else 0
    line = line or _counterpart(ours, theirs, missing[0]).line
    wrong = tuple(dict.fromkeys(target for target, _ in extra))
    values = {**values, "found": wrong, "expected": tuple(dict.fromkeys(missing))}
    yield found("link-mismatch", page.at(line), variant=variant, **values)


def _foreign(
    extra: Sequence[tuple[str, int]],
    page: Page,
    source: Page,
    ours: Sequence[Passage],
    theirs: Sequence[Passage],
    codes: re.Pattern[str],
) -> tuple[str, int]:
    """Return the first extra link that is not in the original of its passage, for it may be in others rightly."""
    originals = {own.line: original for original, own in _paired(theirs, ours)}
    for target, line in extra:
        there = {_same(source, one, codes) for one in _targets(originals[line])} if line in originals else set()
        if _same(page, target, codes) not in there:
            return target, line
    return extra[0]


def _targets(passage: Passage) -> Iterator[str]:
    """Return where the links of a passage lead, and the addresses that are written out."""
    yield from passage.links
    if "://" in passage.text:
        yield from _ADDRESS.findall(passage.text)


@cache
def _codes(languages: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds a code of a language in the address of another site, which may have a page for each.

    A source may be there in none of the `languages` of the guide; its address in another is that of the same page.
    """
    known = (str(code) for code in Locale("en").languages)
    short = (code for code in known if len(code) == len("en"))
    codes = "|".join(map(re.escape, dict.fromkeys((*languages, *short))))
    return re.compile(rf"(?<=://)(?:{codes})\.|(?<=[/=])(?:{codes})(?:[-_][a-z]{{2}})?(?=[/?&#]|$)", re.IGNORECASE)


def _same(page: Page, target: str, codes: re.Pattern[str]) -> str:
    """Return a target of a link in a page without what may differ between languages or in how it is written."""
    if "://" in target:
        plain = re.sub(r"/index\.\w+$", "/", codes.sub("", target))
        return re.sub(r"(?<!:)/{2,}", "/", plain).rstrip("/").casefold()
    if links.SCHEME.match(target):
        return target
    path, anchor = links.split(Link(target, "", page.at()))
    return f"{links.in_language(page, links.resolve(page, path)) if path else page.id + '.md'}#{anchor}"


def _leads(guide: Guide, page: Page, target: str) -> bool:
    """Return whether a link to a page of the guide leads somewhere; others are taken to do so."""
    path, anchor = links.split(Link(target, "", page.at()))
    if links.SCHEME.match(target) or (path and not path.endswith(".md")):
        return True
    shown = guide.shown(page.language, links.id_of(page, links.resolve(page, path))) if path else page
    return shown is not None and (not anchor or anchor in guide.anchors[shown.path])


def _counterpart(ours: Sequence[Passage], theirs: Sequence[Passage], target: str) -> Passage:
    """Return the passage that translates the one with a link, or the first where the two sides differ."""
    if [one.kind for one in ours] != [one.kind for one in theirs]:
        return ours[0]
    return next(own for own, of_source in zip(ours, theirs, strict=True) if target in _targets(of_source))


def _line_of(page: Page, target: str, line: int) -> int:
    """Return the line of a link in its passage, which may have several."""
    numbers = range(line, len(page.source.lines) + 1)
    return next((number for number in numbers if target in page.source.line(number)), line)
