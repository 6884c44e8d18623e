"""The texts of data say the same in every language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.walk import Marked
from guiaviva.guide import Guide
from guiaviva.guide.figures import Difference, difference, figures
from guiaviva.prose.likeness import cut, usual
from guiaviva.prose.sentences import FEWEST, STOPS, unended
from guiaviva.reading.passages import words_of
from guiaviva.rules.passages.denials import Denials
from guiaviva.rules.passages.figures import (
    Readers,
    compared,
    counted,
    differing,
    figure_finding,
    readers_of,
)
from guiaviva.rules.passages.missing import odd_text
from guiaviva.rules.passages.odd import odd_of
from guiaviva.rules.passages.order import Likeness, unlike_text
from guiaviva.rules.passages.pairs import LEAST_LETTERS, short

# Texts of fewer words may well be the same in several records.
_SEVERAL = 3


def differing_texts(guide: Guide) -> Iterator[Finding]:
    """Report the texts of data that say something more, less or else in a language."""
    source, readers = guide.source_language, readers_of(guide)
    checks = _Checks(guide, readers)
    than = {language: usual(_texts_in(guide, source, language)) for language in guide.languages if language != source}
    for entry, text in guide.facts.all_texts:
        theirs = figures(text.value.get(source, ""), source, guide.months(source))
        others = [one for one in text.value if one != source and one in guide.languages] if source in text.value else []
        odd, lacking = _odd_text(guide, entry, text), False
        unlike: dict[str, list[tuple[str, Difference]]] = {}
        key = ".".join(map(str, text.path))
        if broken := unended({one: text.value[one] for one in (source, *others) if one in text.value}):
            values = {"key": key, "language": broken, "found": text.value[broken].split()[-1]}
            yield found("passage-mismatch", entry.value_place(*text.path, broken), variant="text-unended", **values)
            others = [one for one in others if broken not in (one, source)]
        if sense := _other_sense(checks, entry, text):
            yield sense
            continue
        # What is no sentence may be words that each language has its own of, such as those quoted at its end.
        whole = _is_sentence(text.value.get(source, ""))
        for language in others:
            if whole and cut(text.value[source], text.value[language], than[language]):
                values = {"key": key, "language": language, "source": source}
                yield found("passage-mismatch", entry.value_place(*text.path, language), variant="text-cut", **values)
                lacking = True
            if odd or lacking:
                continue
            ours = figures(text.value[language], language, guide.months(language))
            sides = (source, text.value[source], theirs), (language, text.value[language], ours)
            related = readers.related(checks.like, source, language)
            spoken = readers.spoken({one: [text.value[one]] for one in (source, language)})
            if one := difference(*compared(guide, readers, *sides), related=related, spoken=spoken):
                unlike.setdefault(differing(theirs, ours), []).append((language, one))
            elif one := counted(readers, source, text.value[source], language, text.value[language]):
                unlike.setdefault(f"{one}", []).append((language, one))
        if odd and not lacking:
            yield odd
        for some in unlike.values():
            language, one = some[0]
            if len(some) > 1 and one.missing and one.extra:
                place, languages = entry.value_place(*text.path, source), tuple(each for each, _ in some)
                yield figure_finding(place, one, "text-cause", key=key, source=source, languages=languages)
                continue
            for language, one in some:
                place = entry.value_place(*text.path, language)
                yield figure_finding(place, one, "text", key=key, language=language, source=source)


class _Checks:
    """Finds texts that say something else in one language than in all others."""

    def __init__(self, guide: Guide, readers: Readers) -> None:
        self.languages, self.readers = guide.languages, readers
        self.like = Likeness(guide, partial(_texts_in, guide))
        self.denials = Denials(guide, self.like)
        self.copied = _copied_texts(guide, self.like)


def _other_sense(checks: _Checks, entry: Entry[Any], text: Marked) -> Finding | None:
    """Return that a text says something else, the opposite, or another length of time in one language, or None."""
    texts = {one: text.value[one] for one in checks.languages if one in text.value}
    key = ".".join(map(str, text.path))
    # What is no sentence may be a name, or a label in words of its own.
    if not _is_sentence(next(iter(texts.values()), "")):
        return None
    language, variant, values = "", "", dict[str, Any]()
    if copied := checks.copied.get((entry.document.path, *entry.path, *text.path)):
        language, variant, values = copied.language, "text-copied", {"other": copied.other}
    elif stranger := unlike_text(checks.like, texts):
        language, variant = stranger, "text-unlike"
    elif opposite := checks.denials.odd(texts):
        language, variant = opposite.language, "text-denial"
        values = {"found": short(opposite.written[language])}
    elif odd := odd_of(checks.readers, checks.like, texts):
        first, *others = (one for one in texts if one != odd.language)
        place = entry.value_place(*text.path, odd.language)
        difference = odd.between(first, odd.language)
        if next(iter(texts)) == odd.language and difference.missing:
            names: dict[str, Any] = {"key": key, "source": odd.language, "languages": (first, *others)}
            return figure_finding(place, odd.between(odd.language, first), "text-cause", **names)
        names = {"key": key, "language": odd.language, "source": first}
        return figure_finding(place, difference, "text", **names)
    if not variant:
        return None
    place = entry.value_place(*text.path, language)
    return found("passage-mismatch", place, variant=variant, key=key, language=language, **values)


class _Copied(NamedTuple):
    """The language in which a text is that of another record, and that record."""

    language: str
    other: str


def _copied_texts(guide: Guide, like: Likeness) -> Mapping[tuple[str | int, ...], _Copied]:
    """Return the texts, by file and path, that in one language alone are those of another record."""
    groups: dict[tuple[Any, ...], list[tuple[Entry[Any], Marked]]] = defaultdict(list)
    for entry, text in guide.facts.all_texts:
        for language, written in text.value.items():
            if language in guide.languages and len(words_of(written)) >= _SEVERAL:
                groups[entry.document.path, language, written].append((entry, text))
    found: dict[tuple[str | int, ...], _Copied] = {}
    for (path, language, _), some in groups.items():
        for one, other in pairwise(some):
            texts = one[1].value, other[1].value
            others = [each for each in texts[0] if each != language and each in texts[1]]
            if len(others) + 1 >= FEWEST and all(texts[0][each] != texts[1][each] for each in others):
                shares = [
                    sum(like.share(each, text[each], language, text[language]) for each in others) for text in texts
                ]
                (entry, text), (origin, _) = (one, other) if shares[0] <= shares[1] else (other, one)
                found[path, *entry.path, *text.path] = _Copied(language, origin.key)
    return found


def _is_sentence(text: str) -> bool:
    return text.rstrip(" *_)")[-1:] in STOPS


def _odd_text(guide: Guide, entry: Entry[Any], text: Marked) -> Finding | None:
    """Return what a text of data says alone in one language."""
    texts = {language: one for language, one in text.value.items() if language in guide.languages}
    if not (one := odd_text(guide, texts)):
        return None
    odd, variant, shown = one
    other = next(language for language in texts if language != odd)
    about = {"key": ".".join(map(str, text.path)), "language": odd, "source": other, **shown}
    variant = "text-missing" if variant == "missing" else "text-extra"
    return found("passage-mismatch", entry.value_place(*text.path, odd), variant=variant, **about)


def _texts_in(guide: Guide, source: str, language: str) -> Iterator[tuple[str, str]]:
    """Return the texts of data in two languages."""
    for _, text in guide.facts.all_texts:
        original, own = text.value.get(source, ""), text.value.get(language, "")
        if own and len(original) >= LEAST_LETTERS:
            yield original, own
