"""The sentences that tell what was found in a post, in every language of the program's words."""

from __future__ import annotations

from collections.abc import Mapping

from guiaviva.facts.schema import StyleRule
from guiaviva.guide import Guide
from guiaviva.posts.check import TOO_LONG, PostFinding
from guiaviva.posts.patterns import PATTERNS, compiled

Texts = Mapping[str, str]

# A sentence or a long tail is quoted up to so many characters.
QUOTED = 60
# What these checks prefer is of the language of the text; what others prefer is advice to whoever reads it.
OF_THE_TEXT = ("words", "mixed-address")


def told(guide: Guide, finding: PostFinding, written: str) -> tuple[Texts, Texts]:
    """Give what is said of a finding, and what is to be done, by language. `written`: the language of the text."""
    languages = guide.model.words["post"]["write"]
    rule = guide.facts.style[finding.rule].record if finding.rule in guide.facts.style else None
    message = {language: _message(guide, finding, language) for language in languages}
    return message, {language: _fix(guide, finding, rule, written, language) for language in languages}


def page_of(guide: Guide, finding: PostFinding) -> str:
    """Give the page that explains a finding: for what a network does not take, that of the network."""
    if finding.rule in guide.facts.style:
        return guide.facts.style[finding.rule].record.explained_in
    return f"networks/{finding.networks[0]}"


def quoted(found: str) -> str:
    """Give found words as they are quoted: in one line, and not too long."""
    words = compiled(PATTERNS["spaces"]).sub(" ", found).strip(" ")
    return words if len(words) <= QUOTED else f"{words[:QUOTED].rstrip(' ')}…"


def _message(guide: Guide, finding: PostFinding, language: str) -> str:
    networks = guide.facts.networks
    names = ", ".join(networks[key].record.name for key in finding.networks)
    limits = networks[finding.networks[0]].record.limits if finding.networks else None
    values = {
        "found": quoted(finding.found),
        "network": names,
        "unit": _word(guide, limits.counted, language, "counted") if limits else "",
        **finding.values,
    }
    kind = finding.values.get("kind")
    sentence = _word(guide, f"{finding.check}-{kind}" if kind else finding.check, language).format_map(values)
    if names and finding.rule in guide.facts.style:
        return f"{sentence} {_word(guide, 'only-on', language).format(networks=names)}"
    return sentence


def _fix(guide: Guide, finding: PostFinding, rule: StyleRule | None, written: str, language: str) -> str:
    if finding.replacement is not None:
        key = "write" if finding.replacement else "delete"
        return _word(guide, key, language).format(replacement=finding.replacement)
    if rule is None:
        key = "shorten" if finding.rule == TOO_LONG else "fewer"
        return _word(guide, key, language).format_map(finding.values)
    texts = rule.prefer or {}
    prefer = texts.get(written if finding.check in OF_THE_TEXT else language) or texts.get(language, "")
    prefer = prefer.removesuffix(".")
    if rule.max is not None:
        return _word(guide, "at-most-of" if prefer else "at-most", language).format(max=rule.max, prefer=prefer)
    return _word(guide, "prefer", language).format(prefer=prefer) if prefer else _word(guide, "see", language)


def _word(guide: Guide, key: str, language: str, group: str = "post") -> str:
    return guide.model.words[group][key][language]
