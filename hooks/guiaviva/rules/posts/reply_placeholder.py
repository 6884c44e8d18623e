"""The gaps of a ready reply, such as {name}, have names that data defines, and every language has the same gaps.

Whoever replies under pressure fills the gaps and sends. A gap that nobody knows is sent as it is, braces and all, and
one that a language lacks leaves out what the others say.

Not seen: how the sentence reads once its gaps are filled, nor a gap that is missing in all languages.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from guiaviva.diagnostics import Finding, found
from guiaviva.facts.loading import Entry
from guiaviva.facts.schema import Reply
from guiaviva.guide import Guide
from guiaviva.guide.placeholders import GAP, Names, gaps_of, names_of, persons_of, plain
from guiaviva.nearest import nearest
from guiaviva.references import replaced

RULE = "reply-placeholder"
# A gap between two pairs of braces, or, if it is one, between other marks.
_OTHER_MARKS = re.compile(r"\{ ?\{(?P<double>[^{}\n]+)\} ?\}|(?:\[|<|%)(?P<mark>[^][<>%\n]+)(?:\]|>|%)")
# A brace beside a word that belongs to no gap.
_LOOSE = re.compile(r"\{ ?\w+|\w+ ?\}")


def check(guide: Guide) -> Iterator[Finding]:
    # What the gaps are called is not known of placeholders that could not be read.
    if len(guide.facts.placeholders) < len(guide.facts.keys["placeholders"]):
        return
    names = names_of(guide)
    for reply in guide.facts.own_replies:
        texts = _named(guide, reply, names)
        wrong: dict[tuple[str, Any], Finding] = {}
        for one in (one for language in texts for one in _wrong(guide, reply, language, names)):
            # What is written alike in several languages is one mistake.
            wrong.setdefault((one.variant, one.values.get("found", one.place)), one)
        # What a language lacks may be what is misspelt there.
        yield from wrong.values() or _unequal(guide, reply, {one: gaps_of(text) for one, text in texts.items()}, names)


def _named(guide: Guide, reply: Entry[Reply], names: Names) -> dict[str, str]:
    """Return the texts of a reply in the languages that have a name for each of its gaps.

    That one has none is reported by missing-translation.
    """
    texts = {language: _gapped(text) for language, text in reply.record.text.items() if language in names}
    meant = {key for language, text in texts.items() for gap in gaps_of(text) for key in names[language].get(gap, ())}
    return {
        language: text
        for language, text in texts.items()
        if all(language in guide.facts.placeholders[key].record.name for key in meant)
    }


def _gapped(text: str) -> str:
    """Return a text without the references to facts that show nothing: unknown-reference reports them."""
    return replaced(text, lambda *_: "")


def _wrong(guide: Guide, reply: Entry[Reply], language: str, names: Names) -> Iterator[Finding]:
    """Report gaps without a name, or with one that their language does not have, and braces that are none."""
    text, known = _gapped(reply.record.text[language]), names[language]
    place, values = reply.where("text", language), {"reply": reply.key, "language": language}
    for marked in _OTHER_MARKS.finditer(text):
        gap = " ".join((marked["double"] or marked["mark"]).split())
        if marked["double"] or plain(gap) in known:
            yield found(RULE, place, variant="marks", found=marked[0], nearest=gap, **values)
    if loose := _LOOSE.search(GAP.sub(" ", text)):
        yield found(RULE, place, variant="open", found=loose[0], meant=loose[0].strip("{} "), **values)
    for gap in gaps_of(text):
        if not gap:
            yield found(RULE, place, variant="empty", **values)
        elif gap not in known:
            variant, near = _meant(gap, language, names)
            line = ", ".join(f"{one}: {gap if one == language else '…'}" for one in guide.languages)
            # A name that many replies have may be missing from data.
            about = f"{language} {gap}"
            yield found(
                RULE,
                place,
                variant=variant,
                about=about,
                found=gap,
                written=f"{{{gap}}}",
                nearest=near,
                names=line,
                **values,
            )


def _meant(gap: str, language: str, names: Names) -> tuple[str, str]:
    """Return the variant for an unknown name, and the name that it should have in this language, if that is known."""
    for known in names.values():
        own = [name for name, keys in names[language].items() if keys & known.get(gap, frozenset())]
        if own:
            return "language", own[0]
    near = nearest(gap, names[language])
    return ("nearest" if near else "unknown"), near


def _unequal(guide: Guide, reply: Entry[Reply], gaps: Mapping[str, tuple[str, ...]], names: Names) -> Iterator[Finding]:
    """Report gaps that a language lacks, or that it alone has: most languages are right, or else the source."""
    situation = guide.facts.situations.get(reply.record.situation)
    # Where nobody may be named, reply-names-person reports that one language does.
    unnamed = persons_of(guide) if situation and situation.record.anonymous else frozenset()
    unequal: dict[tuple[str, str], list[str]] = defaultdict(list)
    for having, gap in ((language, gap) for language, own in gaps.items() for gap in own):
        keys = names[having][gap]
        lacking = [one for one in gaps if not any(keys & names[one][other] for other in gaps[one])]
        fewer = 2 * len(lacking) > len(gaps) or (2 * len(lacking) == len(gaps) and guide.source_language in lacking)
        for language in ([having] if fewer else lacking) if lacking and not keys & unnamed else ():
            # In its own words, or where they are not known in those of the other language.
            name = gap if fewer else next((one for one, other in names[language].items() if other & keys), gap)
            unequal[language, "extra" if fewer else "missing"].append(name)
    for (language, variant), each in unequal.items():
        place, shown = reply.where("text", language), "}, {".join(dict.fromkeys(each))
        yield found(RULE, place, variant=variant, reply=reply.key, found=shown, language=language)
