"""The texts of data say the same in every language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.walk import Marked
from guiaviva.guide import Guide
from guiaviva.guide.figures import Difference, difference, figures
from guiaviva.prose.likeness import cut, usual
from guiaviva.prose.sentences import STOPS, unended
from guiaviva.rules.passages.figures import compared, counted, differing, figure_finding, readers_of
from guiaviva.rules.passages.missing import odd_text
from guiaviva.rules.passages.pairs import LEAST_LETTERS


def differing_texts(guide: Guide) -> Iterator[Finding]:
    """Report the texts of data that say something more, less or else in a language."""
    source, readers = guide.source_language, readers_of(guide)
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
        for language in others:
            # What is no sentence may be words that each language has its own of, such as those quoted at its end.
            whole = text.value[source].rstrip(" *_)")[-1:] in STOPS
            if whole and cut(text.value[source], text.value[language], than[language]):
                values = {"key": key, "language": language, "source": source}
                yield found("passage-mismatch", entry.value_place(*text.path, language), variant="text-cut", **values)
                lacking = True
            if odd or lacking:
                continue
            ours = figures(text.value[language], language, guide.months(language))
            sides = (source, text.value[source], theirs), (language, text.value[language], ours)
            if one := difference(*compared(guide, readers, *sides)):
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
