"""A text is in the language whose page or key it is under.

What is left in another language, or put under the wrong one, is read by nobody for whom it was meant. Nothing is said
of names, quotations, examples and references, which keep their language, nor of what is too short to identify.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, permutations
from typing import Any, NamedTuple

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide, Worded
from guiaviva.guide.identification import Weight, own_text, own_words, telling_words
from guiaviva.reading.containers import Block
from guiaviva.reading.pages import Page
from guiaviva.reading.passages import Passage, words_of

LEAST_WORDS = 8
"""The fewest words, the same in two languages, that make a copy where their language cannot be identified."""
# A text of fewer letters is no copy, unless what its words say is beyond doubt.
_LEAST_LETTERS, _BEYOND = 5, 3.5
_COPIED, _ROWS = frozenset({"paragraph", "item"}), frozenset({"header", "row"})
# A page is in another language as a whole where so much of it is.
_WHOLE, _LEAST_PASSAGES = 0.6, 3
# Texts that are the wrong way round, together, must be so much likelier the other way.
_SWAPPED = 4.0
# More languages in one text are not tried in every order.
_MOST_LANGUAGES = 5
# So many different words of another language in a row, which say so much together, are no term of it.
_LEAST_LEFT, _LEAST_LARGE, _LEAST_SCORE = 4, 2, 6.0
# In so many texts a word is usual in a language.
_USUAL = 6
_SHOWN = 8
# So many letters have the small words within a name.
_SMALL, _MARKS = 3, ".,;:()«»“”\"'‘’"
_WORD = re.compile(r"[«“\"'‘(\[¿¡]*[^\W\d_]")
_SENTENCE = re.compile(r"(?<=[.!?…:;])\s+")
_ELISION = re.compile(r"^[^\W\d_]{1,2}['’](?=[^\W\d_])")
_YEAR_OR_NUMBER = re.compile(r"\b(?:19|20)\d\d\b|\b\d+/\d{2,4}\b")


def check_texts(guide: Guide, texts: Iterable[Page | Worded]) -> Iterator[Finding]:
    for one in texts:
        if not isinstance(one, Page):
            yield from _of_record(guide, one)
        elif not one.front_in_text:
            yield from _of_page(guide, one)


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
        if one := _wrong(guide, page, passage, words, versions):
            if not _kept(guide, passage, one.language, len(same) == len(versions) > 0):
                wrong.append(one)
        elif same and passage.kind in _COPIED and page.language != guide.source_language:
            # Where it is the other page that is wrong, it is reported there.
            right = not _wrong(guide, same[0], passage, words, [(page, frozenset({passage.text}))])
            copies += [(passage, same[0])] if right and _copied(guide, page, passage, words) else []
    for language in dict.fromkeys(one.language for one in wrong):
        part = [one for one in wrong if one.language == language]
        if len(part) >= _LEAST_PASSAGES and sum(one.words for one in part) >= _WHOLE * judged:
            yield found("wrong-language", page.at(), variant="page", found=language, language=page.language)
            return
    for one in (*wrong, *_in_posts(guide, page, [other for other, _ in versions])):
        place = page.at(one.passage.line)
        # Of many that follow one another, as the items of a list do, one is enough.
        about = f"{page.path} {one.language}"
        values: dict[str, Any] = {"found": _beginning(one.text), "language": page.language}
        if one.copied_from:
            yield found("untranslated-text", place, about=about, source=one.copied_from, **values)
        else:
            yield found("wrong-language", place, about=about, other=one.language, **values)
    for passage, other in copies:
        values = {"found": _beginning(passage.text), "source": other.path, "language": page.language}
        yield found("untranslated-text", page.at(passage.line), **values)


def _in_posts(guide: Guide, page: Page, versions: Sequence[Page]) -> Iterator[_Wrong]:
    """Return the lines of examples of posts that are those of another version, in its language, and not of all.

    An institution may post in one language alone, or in two at once, and show its examples as they are.
    """
    known = [(other, {line for block in other.blocks for line in _lines(block)}) for other in versions]
    for block in page.blocks:
        lines = _lines(block)
        for number, line in enumerate(lines, block.last - len(lines)):
            same = {other.language: other for other, texts in known if line in texts} if line else {}
            if not 0 < len(same) < len(versions):
                continue
            words = words_of(line)
            weight = _weight(guide, line, words, page.language, copied=True)
            if weight and weight.language in same and _is_copy(weight, words):
                passage = Passage("block", number, line, line)
                yield _Wrong(passage, weight.language, len(words), same[weight.language].path, line)


def _lines(block: Block) -> list[str]:
    return [line.strip() for line in block.content.split("\n")] if block.content and block.closed else []


def _texts(guide: Guide, page: Page) -> frozenset[str]:
    """Return the texts of a page, and their parts, that may be copied."""
    passages = [one for one in guide.passages(page) if one.text]
    return frozenset(chain((one.text for one in passages), *map(_parts, passages)))


def _wrong(
    guide: Guide, page: Page, passage: Passage, words: Sequence[str], versions: Iterable[tuple[Page, Collection[str]]]
) -> _Wrong | None:
    """Return what is wrong with a passage that is in another language, or one of its parts.

    `versions` are other pages with their texts.
    """
    for part in (passage.prose, *_parts(passage)):
        whole = part is passage.prose
        pages = {one.language: one for one, texts in versions if (passage.text if whole else part) in texts}
        if not (whole or pages or _is_long(passage, part)):
            continue
        letters = words if whole else words_of(part)
        weight = _weight(guide, part, letters, page.language, copied=bool(pages))
        # A word or two may be the same in all languages.
        alone = not pages or len(pages) < len(guide.versions(page.id)) - 1
        copied = weight and _is_copy(weight, letters) and (alone or (weight.words > 1 and weight.score >= _BEYOND))
        copied = copied and (whole or not _is_name(part))
        if weight and ((weight.clear and _is_long(passage, part)) or (copied and weight.language in pages)):
            original = pages.get(weight.language)
            sentence = not whole and passage.kind in _COPIED
            source, count = original.path if original else "", len(letters if sentence else words)
            return _Wrong(passage, weight.language, count, source, part if sentence else passage.text)
    if passage.kind != "search_words" and (left := _left(guide, page.language, passage.prose)):
        return _Wrong(passage, left.language, left.words, "", left.text)
    return None


class _Left(NamedTuple):
    """The words of another language that are left in a text."""

    text: str
    language: str
    words: int


def _left(guide: Guide, own: str, prose: str) -> _Left | None:
    """Return what is left of another language in a text: more words that follow one another than any term has."""
    written = own_words(prose)
    weight, words = guide.identifier.run(written, own, _others(guide, own))
    if weight.score < _LEAST_SCORE or weight.against * 5 > weight.for_it:
        return None
    if weight.for_it < _LEAST_LEFT:
        # Those between which a name stands may be part of it.
        together = re.search(r"[\W\d_]+".join(words), prose.lower()) if len(written) > 2 * len(words) else None
        common = together and _are_common(guide, own, weight, words)
        return _Left(" ".join(words), weight.language, len(words)) if common else None
    # The small words within a name of another language are part of it.
    if sum(1 for word in {*words} if len(word) > _SMALL) < _LEAST_LARGE:
        return None
    return _Left(" ".join(words), weight.language, len(words))


def _are_common(guide: Guide, own: str, weight: Weight, words: Iterable[str]) -> bool:
    """Return whether two of some words or more are usual in the other language, one of them small, and new in this.

    A term that is left untranslated has no small words, or they stand in this language elsewhere too.
    """
    number = guide.identifier.number
    common = {word for word in words if number(word, own) <= 1 and number(word, weight.language) >= _USUAL}
    return not weight.against and len(common) > 1 and any(1 < len(word) <= _SMALL + 1 for word in common)


def _is_copy(weight: Weight, words: Iterable[str]) -> bool:
    """Return whether a text that is the same in the other language is of that one; a short one must be beyond doubt."""
    letters = sum(map(len, words))
    return weight.likely and (letters >= _LEAST_LETTERS or (letters >= _SMALL and weight.known >= _BEYOND))


def _is_name(part: str) -> bool:
    """Return whether part of a text is a name, as «ES-Alert», or several: of its words, nearly all have a capital."""
    words = re.findall(r"[^\W\d_]+", part)
    return len(words) > 1 and (all(word[0].isupper() for word in words) or (" " in part.strip() and _are_names(part)))


def _parts(passage: Passage) -> Sequence[str]:
    """Return the cells of a row, and the sentences and clauses of another passage."""
    if passage.kind in _ROWS:
        return [cell for cell in passage.prose.split(" | ") if cell]
    some = _SENTENCE.split(passage.prose) if passage.kind in _COPIED else []
    return some if len(some) > 1 else []


def _is_long(passage: Passage, part: str) -> bool:
    """Return whether a part of a passage that is no copy may be identified: a cell, or a sentence that is long."""
    return part is passage.prose or passage.kind in _ROWS or part.count(" ") >= LEAST_WORDS


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
        # Of a language without pages, data alone says too little.
        known = guide.identifier.counts.keys() - guide.demands.unwritten
        languages = [one for one in texts if one in guide.languages and one in known]
        if order := _order(guide, languages, texts):
            right = {order.get(one, one): text for one, text in written.items()}
            moved = tuple(one for one in order if order[one] != one)
            line = f"{path[-1]}: {_flow({one: right[one] for one in written})}"
            values: dict[str, Any] = {"key": ".".join(map(str, path)), "languages": moved, "line": line}
            values["texts"] = tuple(entry.value_place(*path, one) for one in moved)
            # Where each language has a line of its own, the first one that is wrong is shown.
            yield found("wrong-language", min(values["texts"]), variant="swapped", **values)
            continue
        for own in languages:
            text = texts[own]
            same = [one for one in languages if one != own and texts[one] == text]
            weight = _weight(guide, text, words_of(text), own, copied=bool(same))
            copied = weight and weight.language in same and _is_copy(weight, words_of(text))
            if weight and (weight.clear or (copied and len(same) + 1 < len(texts))):
                values = {"found": _beginning(text), "other": weight.language, "language": own}
                yield found("wrong-language", entry.value_place(*path, own), **values)
            elif isinstance(written[own], str) and (left := _left(guide, own, text)):
                values = {"found": _beginning(left.text), "other": left.language, "language": own}
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
