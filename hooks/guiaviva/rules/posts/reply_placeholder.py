"""The gaps of a ready reply, such as {name}, have names that data defines, and every language has the same gaps.

Whoever replies under pressure fills the gaps and sends. A gap that nobody knows is sent as it is, braces and all, and
one that a language lacks leaves out what the others say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Reply
from guiaviva.guide import Guide
from guiaviva.nearest import nearest

RULE = "reply-placeholder"
_GAP = re.compile(r"\{([^{}\n]*)\}")
# A gap between two pairs of braces, or, if it is one, between other marks.
_OTHER_MARKS = re.compile(r"\{ ?\{(?P<double>[^{}\n]+)\} ?\}|(?:\[|<|%)(?P<mark>[^][<>%\n]+)(?:\]|>|%)")
_ANOTHER = 3
# A brace beside a word that belongs to no gap.
_LOOSE = re.compile(r"\{ ?\w+|\w+ ?\}")

Names = Mapping[str, Mapping[str, frozenset[str]]]
"""By language and by a name in that language, the keys of `data/placeholders.yml` that have this name."""


def check(guide: Guide) -> Iterator[Finding]:
    # What the gaps are called is not known of placeholders that could not be read.
    if len(guide.facts.placeholders) < len(guide.facts.keys["placeholders"]):
        return
    names = names_of(guide)
    for reply in guide.facts.replies.values():
        texts = _named(guide, reply, names)
        wrong = [*_wrong(reply, texts, names, guide.languages)]
        yield from wrong
        # What a language lacks may be what is misspelt there.
        if not wrong:
            yield from _unequal(guide, reply, texts, names)


def gaps_of(text: str) -> tuple[str, ...]:
    """Return the names of the gaps of a text, each once, in lower case."""
    return tuple(dict.fromkeys(plain(gap) for gap in _GAP.findall(text)))


def plain(text: str) -> str:
    """Return a text as it is compared with others, whatever the case and the spaces."""
    return " ".join(text.casefold().split())


def names_of(guide: Guide) -> Names:
    """Return the names of placeholders that data defines."""
    names: dict[str, dict[str, frozenset[str]]] = {}
    for key, entry in guide.facts.placeholders.items():
        for language, name in entry.record.name.items():
            known = names.setdefault(language, {})
            known[plain(name)] = known.get(plain(name), frozenset()) | {key}
    return names


def persons_of(guide: Guide) -> frozenset[str]:
    """Return the placeholders that stand for the name of whoever wrote."""
    return frozenset(key for key, entry in guide.facts.placeholders.items() if entry.record.person)


def _named(guide: Guide, reply: Entry[Reply], names: Names) -> dict[str, str]:
    """Return the texts of a reply, but those in whose language a gap that another one has was given no name.

    That is reported by missing-translation.
    """
    texts = reply.record.text
    meant = frozenset(
        key
        for language, text in texts.items()
        for gap in gaps_of(text)
        for key in names.get(language, {}).get(gap, frozenset())
    )
    unnamed = {
        language for key in meant for language in names if language not in guide.facts.placeholders[key].record.name
    }
    return {language: text for language, text in texts.items() if language not in unnamed}


def _wrong(
    reply: Entry[Reply], texts: Mapping[str, str], names: Names, languages: tuple[str, ...]
) -> Iterator[Finding]:
    """Report gaps without a name, or with one that their language does not have."""
    reported: set[str] = set()
    exchanged = False
    for language, text in texts.items():
        place = partial(reply.value_place, "text", language)
        for marked in _OTHER_MARKS.finditer(text):
            gap = " ".join((marked["double"] or marked["mark"]).split())
            if marked["double"] or plain(gap) in names.get(language, {}):
                values = {"found": marked[0], "nearest": gap, "language": language}
                yield found(RULE, place, variant="marks", reply=reply.key, **values)
        if loose := _LOOSE.search(_GAP.sub(" ", text)):
            values = {"found": loose[0], "meant": loose[0].strip("{} "), "language": language}
            yield found(RULE, place, variant="open", reply=reply.key, **values)
        gaps = gaps_of(text)
        # Where a whole text is of another language, one gap is enough to see it; where two were exchanged, one of one.
        if language in names and len(gaps) > 1 and all(gap and _of_other(gap, language, names) for gap in gaps):
            gaps, exchanged = () if exchanged else gaps[:1], True
        for gap in gaps:
            if not gap:
                yield found(RULE, place, variant="empty", reply=reply.key, language=language)
            # A language in which no placeholder has a name yet is reported by missing-translation.
            elif language in names and gap not in names[language] and gap not in reported:
                # What is written alike in several languages is missing from data once.
                reported.add(gap)
                variant, near = _meant(gap, language, names)
                values = {"found": gap, "language": language, "nearest": near}
                line = ", ".join(f"{one}: {gap if one == language else '…'}" for one in languages)
                # Of a name that many replies have, data may have lost it.
                about = f"{language} {gap}"
                yield found(RULE, place, variant=variant, about=about, reply=reply.key, names=line, **values)


def _of_other(gap: str, language: str, names: Names) -> bool:
    """Return whether a gap has the name that another language gives a placeholder."""
    return gap not in names[language] and _meant(gap, language, names)[0] == "language"


def _meant(gap: str, language: str, names: Names) -> tuple[str, str]:
    """Return the variant for an unknown name, and the name that it should have in this language, if that is known."""
    for known in names.values():
        own = [name for name, keys in names[language].items() if keys & known.get(gap, frozenset())]
        if own:
            return "language", own[0]
    near = nearest(gap, names[language])
    return ("nearest" if near else "unknown"), near


def _unequal(guide: Guide, reply: Entry[Reply], texts: Mapping[str, str], names: Names) -> Iterator[Finding]:
    """Report gaps that one language lacks, or that it alone has."""
    gaps = {language: gaps_of(texts[language]) for language in guide.languages if language in texts}
    if not all(language in names for language in gaps):
        yield from _uncounted(reply, gaps)
        return
    meant = {language: [names[language][gap] for gap in own] for language, own in gaps.items()}
    alone: dict[str, dict[str, list[str]]] = {}
    situation = guide.facts.situations.get(reply.record.situation)
    unnamed = situation is not None and situation.record.anonymous
    for language, own in gaps.items():
        for gap in own:
            keys = names[language][gap]
            # Where nobody may be named, reply-names-person reports that one language does.
            if unnamed and keys & persons_of(guide):
                continue
            lacking = [other for other in gaps if not any(keys & one for one in meant[other])]
            having = len(gaps) - len(lacking)
            for other in lacking:
                # Most languages are right, or else the first one.
                if having < len(lacking) or (having == len(lacking) and guide.source_language in lacking):
                    at, variant, name = language, "extra", gap
                else:
                    at, variant = other, "missing"
                    name = next((name for name, one in names[other].items() if one & keys), gap)
                known = alone.setdefault(at, {}).setdefault(variant, [])
                known += [name] if name not in known else []
    for language, some in alone.items():
        place = partial(reply.value_place, "text", language)
        extra, missing = (tuple(f"{{{gap}}}" for gap in some.get(variant, ())) for variant in ("extra", "missing"))
        if extra and missing:
            # It is the text of another reply, or one gap was taken for another.
            values: dict[str, Any] = {"reply": reply.key, "found": extra, "expected": missing, "language": language}
            yield found(RULE, place, variant="others", **values)
            continue
        for variant, each in some.items():
            # What lacks so many gaps is another text, and that is one mistake.
            for name in each if len(each) < _ANOTHER else ("}, {".join(each),):
                yield found(RULE, place, variant=variant, reply=reply.key, found=name, language=language)


def _uncounted(reply: Entry[Reply], gaps: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """Report a language with fewer gaps than the first, or with more, where data does not say how they correspond."""
    for language, own in gaps.items():
        first = next(iter(gaps))
        if len(own) != len(gaps[first]):
            place = partial(reply.value_place, "text", language)
            values: dict[str, Any] = {"found": len(own), "source": first, "expected": len(gaps[first])}
            yield found(RULE, place, variant="number", reply=reply.key, language=language, **values)
