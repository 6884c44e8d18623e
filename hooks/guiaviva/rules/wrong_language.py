"""A text is in the language whose page or key it is under.

What is left in another language, or put under the wrong one, is read by nobody for whom it was meant. Nothing is said
of names, quotations, examples and references, which keep their language, nor of what is too short to identify.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, Worded
from guiaviva.guide.identification import Weight, own_text, telling_words
from guiaviva.reading.pages import Page
from guiaviva.reading.passages import Passage, words_of

LEAST_WORDS = 8
"""The fewest words, the same in two languages, that make a copy where their language cannot be identified."""
# A text of fewer letters is no copy.
_LEAST_LETTERS = 5
_COPIED = frozenset({"paragraph", "item"})
# A page is in another language as a whole where so much of it is.
_WHOLE, _LEAST_PASSAGES = 0.6, 3
# Texts that are the wrong way round, together, must be so much likelier the other way.
_SWAPPED = 4.0
# More languages in one text are not tried in every order.
_MOST_LANGUAGES = 5
_SHOWN = 8
# So many letters have the small words within a name.
_SMALL, _MARKS = 3, ".,;:()«»“”\"'‘’"
_WORD = re.compile(r"[«“\"'‘(\[¿¡]*[^\W\d_]")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_ELISION = re.compile(r"^[^\W\d_]{1,2}['’](?=[^\W\d_])")
_YEAR_OR_NUMBER = re.compile(r"\b(?:19|20)\d\d\b|\b\d+/\d{2,4}\b")


def check_texts(guide: Guide, texts: Iterable[Page | Worded]) -> Iterator[Finding]:
    for one in texts:
        yield from _of_page(guide, one) if isinstance(one, Page) else _of_record(guide, one)


# Pages.


@dataclass(frozen=True)
class _Wrong:
    passage: Passage
    language: str
    words: int
    copied_from: str
    text: str


def _of_page(guide: Guide, page: Page) -> Iterator[Finding]:
    versions = [(other, _texts(guide, other)) for other in guide.versions(page.id) if other is not page]
    wrong: list[_Wrong] = []
    copies: list[tuple[Passage, Page]] = []
    judged = 0
    for passage in guide.passages(page):
        if passage.quoted or not passage.text or passage.kind == "block":
            continue
        same = [other for other, texts in versions if passage.text in texts]
        words = passage.words
        judged += len(words)
        if one := _wrong(guide, page, passage, words, same):
            if not _kept(guide, passage, one.language, len(same) == len(versions) > 0):
                wrong.append(one)
        elif same and passage.kind in _COPIED and page.language != guide.source_language:
            # Where it is the other page that is wrong, it is reported there.
            right = not _wrong(guide, same[0], passage, words, (page,))
            copies += [(passage, same[0])] if right and _copied(guide, page, passage, words) else []
    for language in dict.fromkeys(one.language for one in wrong):
        part = [one for one in wrong if one.language == language]
        if len(part) >= _LEAST_PASSAGES and sum(one.words for one in part) >= _WHOLE * judged:
            yield found("wrong-language", page.at(), variant="page", found=language, language=page.language)
            return
    for one in wrong:
        place = page.at(one.passage.line)
        values: dict[str, Any] = {"found": _beginning(one.text), "language": page.language}
        if one.copied_from:
            yield found("untranslated-text", place, source=one.copied_from, **values)
        else:
            yield found("wrong-language", place, other=one.language, **values)
    for passage, other in copies:
        values = {"found": _beginning(passage.text), "source": other.path, "language": page.language}
        yield found("untranslated-text", page.at(passage.line), **values)


def _texts(guide: Guide, page: Page) -> frozenset[str]:
    return frozenset(one.text for one in guide.passages(page) if one.text)


def _wrong(guide: Guide, page: Page, passage: Passage, words: Sequence[str], same: Iterable[Page]) -> _Wrong | None:
    """Return what is wrong with a passage that is in another language, or one of the cells of a row."""
    pages = {other.language: other for other in same}
    # One word may be the same in all languages.
    alone = len(pages) < len(guide.versions(page.id)) - 1 if pages else True
    for part in (passage.prose, *_parts(passage)):
        letters = words if part is passage.prose else words_of(part)
        weight = _weight(guide, part, letters, page.language, copied=bool(pages))
        copied = weight and weight.likely and len("".join(letters)) >= _LEAST_LETTERS and (weight.words > 1 or alone)
        if weight and (weight.clear or (copied and weight.language in pages)):
            original = pages.get(weight.language)
            sentence = part is not passage.prose and passage.kind in _COPIED
            source, count = original.path if original else "", len(letters if sentence else words)
            return _Wrong(passage, weight.language, count, source, part if sentence else passage.text)
    return None


def _parts(passage: Passage) -> Sequence[str]:
    """Return the cells of a row, and the sentences of another passage that are long enough to be identified."""
    if passage.kind in ("header", "row"):
        return passage.prose.split(" | ")
    some = _SENTENCE.split(passage.prose) if passage.kind in _COPIED else []
    return [one for one in some if one.count(" ") >= LEAST_WORDS] if len(some) > 1 else []


def _weight(guide: Guide, prose: str, words: Sequence[str], own: str, *, copied: bool) -> Weight | None:
    """Return the language for which a text speaks that is written as `own`, or None where it speaks for its own.

    `copied` says that the same text is in another language.
    """
    others = _others(guide, own)
    if not guide.identifier.speaks(words, own, others):
        return None
    telling = telling_words(prose)
    likely = telling and guide.identifier.may_be(telling, own, others, copied=copied)
    return guide.identifier.weigh(telling, own, others) if likely else None


def _others(guide: Guide, own: str) -> list[str]:
    """Return the languages from which a text in `own` can be distinguished; none where `own` is unknown."""
    known = guide.identifier.counts
    return [one for one in guide.languages if one != own and one in known] if own in known else []


def _kept(guide: Guide, passage: Passage, language: str, everywhere: bool) -> bool:
    """Return whether a text keeps its language on purpose: the same in all pages, and of another one, or of names."""
    foreign = language != guide.source_language and len(guide.languages) > 2
    return everywhere and (foreign or _is_reference(passage.text) or _are_names(passage.text))


def _copied(guide: Guide, page: Page, passage: Passage, words: Sequence[str]) -> bool:
    """Return whether a passage that is the same in another language is a copy, its language being unidentified."""
    own = own_text(passage.prose)
    if len(words_of(own)) < LEAST_WORDS or _is_reference(passage.text) or _are_names(own):
        return False
    scores = (guide.identifier.quickly(words, page.language, other) for other in _others(guide, page.language))
    return max(scores, default=0.0) >= -0.5 * len(words)


def _is_reference(text: str) -> bool:
    """Return whether a text seems to cite a law or a publication: a year or number, and many names."""
    words = [word for word in text.split() if _WORD.match(word)]
    names = sum(1 for word in words if _is_capital(word))
    begins = _YEAR_OR_NUMBER.search(" ".join(text.split()[:5]))
    return bool(_YEAR_OR_NUMBER.search(text)) and (names * 4 >= len(words) or bool(begins))


def _are_names(text: str) -> bool:
    """Return whether a text is little more than names, such as a list of networks or of towns.

    Small words are part of many names: «Vilanova i la Geltrú».
    """
    words = [word for word in text.split() if _WORD.match(word)]
    names = sum(1 for word in words if _is_capital(word))
    small = sum(1 for word in words if not _is_capital(word) and len(word.strip(_MARKS)) <= _SMALL)
    return (len(words) - names - small) * 4 <= len(words) and small <= names


def _is_capital(word: str) -> bool:
    """Return whether a word is written as a name: «Aran», «d'Aran»."""
    return _ELISION.sub("", word.lstrip("«“\"'‘(¿¡"))[:1].isupper()


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")


# Data.


def _of_record(guide: Guide, record: Worded) -> Iterator[Finding]:
    entry = record.entry
    for path, written in record.texts:
        texts = {one: text if isinstance(text, str) else ". ".join(text) for one, text in written.items()}
        languages = [one for one in texts if one in guide.languages and one in guide.identifier.counts]
        if order := _order(guide, languages, texts):
            right = {order.get(one, one): text for one, text in written.items()}
            moved = tuple(one for one in order if order[one] != one)
            line = f"{path[-1]}: {_flow({one: right[one] for one in written})}"
            values: dict[str, Any] = {"key": ".".join(map(str, path)), "languages": moved, "line": line}
            values["texts"] = tuple(entry.value_place(*path, one) for one in moved)
            yield found("wrong-language", entry.place(*path), variant="swapped", **values)
            continue
        for own in languages:
            text = texts[own]
            same = [one for one in languages if one != own and texts[one] == text]
            weight = _weight(guide, text, words_of(text), own, copied=bool(same))
            copied = weight and weight.likely and weight.language in same and len(text) >= _LEAST_LETTERS
            if weight and (weight.clear or (copied and len(same) + 1 < len(texts))):
                values = {"found": _beginning(text), "other": weight.language, "language": own}
                yield found("wrong-language", entry.value_place(*path, own), **values)


def _order(guide: Guide, languages: Sequence[str], texts: Mapping[str, str]) -> dict[str, str]:
    """Return for each text the language that it seems to be in, where some have changed places; else {}."""
    words = {one: words_of(texts[one]) for one in languages}
    telling: dict[tuple[str, str], list[str]] = {}
    for own, other in permutations(languages, 2):
        # What it shares with the text of the other language says nothing.
        shared = {*words[other]}
        distinct = [word for word in words[own] if word not in shared]
        likely = distinct and guide.identifier.quickly(distinct, own, other) >= -_SWAPPED
        names = telling_words(texts[own], names=True) if likely else ()
        telling[own, other] = [word for word in names if word not in shared]
    if len({own for (own, _), some in telling.items() if some}) < 2:
        return {}
    # What the letters of new words say is asked for only where it may decide.
    most = {pair: guide.identifier.at_most(some, *pair) for pair, some in telling.items()}
    if len(_moved(languages, most)) <= _MOST_LANGUAGES and not _likeliest(languages, most):
        return {}
    scores = {
        (own, other): guide.identifier.weigh(some, own, (other,)).score if some else 0.0
        for (own, other), some in telling.items()
    }
    return _likeliest(languages, scores)


def _moved(languages: Sequence[str], scores: Mapping[tuple[str, str], float]) -> list[str]:
    """Return the languages whose text speaks for another one."""
    return [one for one in languages if any(scores[one, other] > 0 for other in languages if other != one)]


def _likeliest(languages: Sequence[str], scores: Mapping[tuple[str, str], float]) -> dict[str, str]:
    """Return the order of texts for which these scores speak, by language, where it is another one; else {}."""
    moved = _moved(languages, scores)
    best: dict[str, str] = {}
    most = _SWAPPED
    for order in permutations(moved) if 1 < len(moved) <= _MOST_LANGUAGES else ():
        pairs = [(one, other) for one, other in zip(moved, order, strict=True) if one != other]
        if pairs and all(scores[pair] > 0 for pair in pairs) and sum(scores[pair] for pair in pairs) > most:
            most = sum(scores[pair] for pair in pairs)
            best = {**dict(zip(languages, languages, strict=True)), **dict(pairs)}
    return best


def _flow(texts: Mapping[str, str | list[str]]) -> str:
    return "{" + ", ".join(f"{one}: {json.dumps(text, ensure_ascii=False)}" for one, text in texts.items()) + "}"
