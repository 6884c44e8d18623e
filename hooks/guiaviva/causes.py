"""One cause, one diagnostic: what follows from something that is reported already is not reported again and again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from guiaviva.diagnostics import Finding
from guiaviva.guide import Guide
from guiaviva.levels import level_of
from guiaviva.wording import has_variant

# The rule that says that it is not certain which languages there are.
LANGUAGES = "language-mismatch"
# The rule that says that another one fails.
FAILED = "rule-failed"
# The variant of a rule's words for the place that is the cause.
CAUSE = "cause"
# The rule that says that a text is in another language, and those that read what a text says in its own.
WRONG_LANGUAGE = "wrong-language"
READING = frozenset({"post-style", "reply-placeholder", "gap-after-article", "figure-mismatch", "passage-mismatch"})
# The most findings of one rule about one thing, without a known cause, that are reported one by one.
FEW = 3


def settled(guide: Guide, findings: Iterable[Finding], of_search: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return what is to be reported of the findings in a guide.

    A translation is not compared with its source where one of them has an error, or the languages are not certain.
    Of more than a few about the same thing the first is reported, with the places of the others; of any that have one
    cause elsewhere, the cause.
    What readers find is not judged while there are errors: that a page or a term could not be read is enough.
    """
    found = list(findings)
    errors = [one for one in found if level_of(one, guide) == "error"]
    if guide.pages and guide.source_language in guide.demands.unwritten:
        # Of other languages there are pages; without those of the source language nearly everything is missing.
        found = [one for one in found if guide.model.rules[one.rule].first]
    found = [one for one in found if not _follows(guide, one, {error.place.path for error in errors}, errors)]
    found = _in_their_language(guide, found)
    judged = not errors
    found += (one for one in of_search if judged or one.rule == FAILED)
    alike: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for one in found:
        if one.about:
            alike[one.rule, one.about].append(one)
    many = {about: group for about, group in alike.items() if _are_many(group)}
    return (
        *(one for one in found if (one.rule, one.about) not in many),
        *(_merged(guide, group) for group in many.values()),
    )


def _follows(guide: Guide, finding: Finding, wrong: Container[str], errors: Iterable[Finding]) -> bool:
    """Return whether a finding compares what has an error; `wrong` are the paths of files with errors."""
    if not guide.model.rules[finding.rule].comparing or finding.rule in {error.rule for error in errors}:
        return False
    path = finding.place.path
    _, _, id = path.removeprefix("docs/").partition("/")
    compared = (path, guide.path(id.removesuffix(".md")))
    return any(error.rule == LANGUAGES for error in errors) or any(one in wrong for one in compared)


def _in_their_language(guide: Guide, findings: Sequence[Finding]) -> list[Finding]:
    """Return findings without those that follow from it that a text of data is in another language.

    That is an error where one of them would be.
    """
    wrong = [one for one in findings if one.rule == WRONG_LANGUAGE]
    texts = {place: one for one in wrong for place in one.values.get("texts", (one.place,))}
    dropped = [one for one in findings if one.rule in READING and one.place in texts] if texts else []
    graver = {id(texts[one.place]) for one in dropped if level_of(one, guide) == "error"}
    left = {id(one) for one in dropped}
    return [replace(one, mark="error") if id(one) in graver else one for one in findings if id(one) not in left]


def _are_many(group: Sequence[Finding]) -> bool:
    few = 1 if group[0].rule == FAILED or any(one.cause for one in group) else FEW
    return len({one.place for one in group}) > few


def _merged(guide: Guide, group: Sequence[Finding]) -> Finding:
    first, *others = sorted(group, key=lambda one: one.place)
    places = tuple(dict.fromkeys(one.place for one in others))
    cause = next((one.cause for one in group if one.cause), None)
    if not cause:
        return replace(first, others=places)
    variant = CAUSE if has_variant(guide.model.rules, first.rule, CAUSE) else first.variant
    return replace(first, place=cause, variant=variant, others=(first.place, *places))
