"""Wording of the post check: what was found in a post, in sentences of every language that the program has."""

from collections.abc import Mapping
from typing import Any

from guiaviva.facts.schema import StyleRule
from guiaviva.guide import Guide
from guiaviva.language import FALLBACK, choose
from guiaviva.locales import number
from guiaviva.posts.check import TOO_LONG, PostFinding
from guiaviva.posts.patterns import PATTERNS, compiled
from guiaviva.views.context import Context

Texts = Mapping[str, str]

# The most characters of the found text that a sentence quotes.
QUOTED = 60
# For these checks `prefer` holds words to write, which are in the language of the text. For all others it holds advice,
# which is in the language of the reader.
OF_THE_TEXT = ("words", "vague-links", "undated", "mixed-address")


def sentences(guide: Guide, finding: PostFinding, written: str) -> tuple[Texts, Texts]:
    """Return the message and the fix of a finding, each by language. `written` is the language of the text."""
    languages = guide.model.words["post"]["write"]
    rule = guide.facts.style[finding.rule].record if finding.rule in guide.facts.style else None
    message = {language: _message(guide, finding, language) for language in languages}
    return message, {language: _fix(guide, finding, rule, written, language) for language in languages}


def page_of(guide: Guide, finding: PostFinding) -> str:
    """Return the page that explains a finding, `page` or `page#section`; for a limit of a network, its page."""
    if finding.rule in guide.facts.style:
        return guide.facts.style[finding.rule].record.explained_in
    return f"networks/{finding.networks[0]}"


def quoted(found: str) -> str:
    """Return found text as a sentence quotes it: in one line, of `QUOTED` characters at most."""
    words = compiled(PATTERNS["spaces"]).sub(" ", found).strip(" ")
    return words if len(words) <= QUOTED else f"{words[:QUOTED].rstrip(' ')}…"


def _message(guide: Guide, finding: PostFinding, language: str) -> str:
    networks = guide.facts.networks
    names = ", ".join(networks[key].record.called(language) for key in finding.networks)
    limits = networks[finding.networks[0]].record.limits if finding.networks else None
    values = {
        "found": quoted(finding.found),
        "network": names,
        "unit": _word(guide, limits.counted, language, "counted") if limits else "",
        **_written(guide, finding, language),
    }
    kind = finding.values.get("kind")
    sentence = _word(guide, f"{finding.check}-{kind}" if kind else finding.check, language).format_map(values)
    if names and finding.rule in guide.facts.style:
        sentence += f" {_word(guide, 'only-on', language).format(networks=names)}"
    if finding.period:
        context, period = Context(guide, language), guide.facts.periods[finding.period].record
        values = {"period": context.text(period.name), "date": context.day(period.end)}
        sentence += f" {_word(guide, 'in-period', language).format_map(values)}"
    return sentence


def _fix(guide: Guide, finding: PostFinding, rule: StyleRule | None, written: str, language: str) -> str:
    if finding.replacement is not None:
        key = "write" if finding.replacement else "delete"
        return _word(guide, key, language).format(replacement=finding.replacement)
    if rule is None:
        key = "shorten" if finding.rule == TOO_LONG else "fewer"
        return _word(guide, key, language).format_map(_written(guide, finding, language))
    texts = rule.prefer or {}
    prefer = texts.get(written if finding.check in OF_THE_TEXT else language) or texts.get(language, "")
    prefer = prefer.removesuffix(".")
    if rule.max is not None:
        return _word(guide, "at-most-of" if prefer else "at-most", language).format(max=rule.max, prefer=prefer)
    return _word(guide, "prefer", language).format(prefer=prefer) if prefer else _word(guide, "see", language)


def _written(guide: Guide, finding: PostFinding, language: str) -> Mapping[str, Any]:
    """Return the values of a finding, numbers as a language writes them."""
    words = guide.model.words
    return {
        name: number(words, language, value) if isinstance(value, int) else value
        for name, value in finding.values.items()
    }


def _word(guide: Guide, key: str, language: str, group: str = "post") -> str:
    return choose(guide.model.words[group][key], language, FALLBACK)
