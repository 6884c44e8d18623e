"""One cause, one diagnostic: what follows from something that is reported already is not reported again and again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from guiaviva.diagnostics import Finding, Place
from guiaviva.guide import Guide
from guiaviva.levels import level_of
from guiaviva.wording import has_variant

# The rule that says that it is not certain which languages there are.
LANGUAGES = "language-mismatch"
# The rule that says that another one fails.
FAILED = "rule-failed"
# The rule that says that a page holds the text of another.
UNKNOWN_PAGE = "unknown-page"
# The rule that says that a text is there in two versions, which are not read as one.
CONFLICT = "conflict-marker"
# The rule that says that a heading is not read as it was meant, and those that miss what it would have been.
HEADING, SECTIONS, ANCHOR = "broken-heading", "section-mismatch", "broken-anchor"
_WORD = re.compile(r"[\w-]+")
# The rules that say that pages say something else than data.
OF_DATA = frozenset({"contradiction", "wrong-count"})
# The variant of a rule's words for the place that is the cause.
CAUSE = "cause"
# The rules that say that a text is in another language, and those that read what a text says in its own.
WRONG_LANGUAGE, UNTRANSLATED = "wrong-language", "untranslated-text"
READING = frozenset({"post-style", "reply-placeholder", "gap-after-article", "figure-mismatch", "passage-mismatch"})
# The rule that says that a sign lacks another, which is so too where something else is wrong with that line.
PUNCTUATION = "broken-punctuation"
# The rule that says that a section has other passages than its source, and those that find less or more because of it.
PASSAGES = "passage-mismatch"
MISSING = "missing-section"
OF_PASSAGES = frozenset({"unneeded-exception", "malformed-scope"})
# The most findings of one rule about one thing, without a known cause, that are reported one by one.
FEW = 3


def settled(guide: Guide, findings: Iterable[Finding], of_search: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return what is to be reported of the findings in a guide.

    A translation is not compared with its source where one of them has an error, or the languages are not certain; nor
    a section of it where one of them is not read as it was meant.
    Of more than a few about the same thing the first is reported, with the places of the others; of any that have one
    cause elsewhere, the cause.
    What readers find is not judged while there are errors: that a page or a term could not be read is enough.
    """
    found = _of_pages_in_their_language(guide, _of_own_texts(guide, findings))
    found = _of_read_headings(found)
    marred = {(one.place.path, one.place.line) for one in found if one.rule != PUNCTUATION}
    found = [one for one in found if one.rule != PUNCTUATION or (one.place.path, one.place.line) not in marred]
    errors = [one for one in found if level_of(one, guide) == "error"]
    if guide.pages and (guide.source_language in guide.demands.unwritten or guide.swapped):
        # Of other languages there are pages; without those of the source language nearly everything is missing.
        found = [one for one in found if guide.model.rules[one.rule].first]
    wrong = {error.place.path for error in errors}
    rewritten = frozenset(_section(guide, one.place) for one in found if guide.model.rules[one.rule].rewritten)
    in_conflict = {error.place.path for error in errors if error.rule == CONFLICT}
    found = [one for one in found if not (guide.model.rules[one.rule].rewritten and one.place.path in in_conflict)]
    found = [one for one in found if not _follows(guide, one, wrong, errors, rewritten)]
    found = _in_their_language(guide, found)
    unlike = {_section(guide, one.place) for one in found if one.rule in (PASSAGES, MISSING)}
    found = [
        one
        for one in found
        if one.rule not in OF_PASSAGES or not _compares(one) or _section(guide, one.place) not in unlike
    ]
    judged = not errors and not guide.demands.exchanged
    found += (one for one in of_search if judged or one.rule == FAILED)
    found = _of_data(guide, found)
    alike: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for one in found:
        if one.about:
            alike[one.rule, one.about].append(one)
    many = {about: group for about, group in alike.items() if _are_many(group)}
    return (
        *(one for one in found if (one.rule, one.about) not in many),
        *(_merged(guide, group) for group in many.values()),
    )


def _follows(
    guide: Guide,
    finding: Finding,
    wrong: Container[str],
    errors: Iterable[Finding],
    rewritten: Container[tuple[str, str]],
) -> bool:
    """Return whether a finding compares what has an error, or a section that is still to be `rewritten`.

    `wrong` are the paths of files with errors.
    """
    if not guide.model.rules[finding.rule].comparing or finding.rule in {error.rule for error in errors}:
        return False
    path = finding.place.path
    compared = (path, guide.path(_id(path)))
    return (
        any(error.rule == LANGUAGES for error in errors)
        or any(one in wrong for one in compared)
        or _section(guide, finding.place) in rewritten
    )


def _compares(finding: Finding) -> bool:
    """Return whether a finding is of a section beside another: a mark that cannot be read is wrong wherever it is."""
    return finding.rule != "malformed-scope" or finding.variant in ("missing", "extra")


def _section(guide: Guide, place: Place) -> tuple[str, str]:
    """Return what every language has in common of a place: the id of its page and that of its section ("" above all).

    What is in no page has a place of its own.
    """
    page = guide.pages.get((place.path.removeprefix("docs/").partition("/")[0], _id(place.path)))
    if page is None:
        return place.path, f"{place.line}"
    above = [one for one in page.sections if one.level == 2 and one.place.line <= place.line]
    return page.id, above[-1].id if above else ""


def _of_own_texts(guide: Guide, findings: Iterable[Finding]) -> list[Finding]:
    """Return findings without those, in any language, that follow from it that a page holds the text of another."""
    exchanged = guide.demands.exchanged
    ids = {id for path, one in exchanged.items() for id in (one.id, _id(path))}
    return [
        one
        for one in findings
        if one.rule == UNKNOWN_PAGE
        or guide.model.rules[one.rule].first
        or guide.model.rules[one.rule].in_drafts
        or ids.isdisjoint(map(_id, (one.place.path, *_linked(one))))
    ]


def _of_pages_in_their_language(guide: Guide, findings: Sequence[Finding]) -> list[Finding]:
    """Return findings without those that follow from it that a whole page is in another language.

    That is an error where one of them would be.
    """
    wrong = {one.place.path: one for one in findings if one.rule == WRONG_LANGUAGE and one.variant == "page"}
    ids = {_id(path) for path in wrong}
    dropped: list[Finding] = []
    left: list[Finding] = []
    for one in findings:
        spec, path = guide.model.rules[one.rule], one.place.path
        follows = path in wrong or (spec.comparing and _id(path) in ids)
        kept = not follows or one is wrong.get(path) or spec.first or spec.in_drafts
        (left if kept else dropped).append(one)
    graver = {one.place.path for one in dropped if level_of(one, guide) == "error"}
    return [replace(one, mark="error") if one in wrong.values() and one.place.path in graver else one for one in left]


def _of_read_headings(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings without those that follow from a heading that is not read as it was meant: its id is lost."""
    headings = {(one.place.path, one.place.line): one.values for one in findings if one.rule == HEADING}
    ids = {(path, word) for (path, _), values in headings.items() for word in _WORD.findall(f"{values['found']}")}
    return [
        one
        for one in findings
        if not (one.rule == SECTIONS and (one.place.path, one.place.line) in headings)
        and not (one.rule == ANCHOR and (one.values.get("path"), _fragment(one)) in ids)
    ]


def _fragment(finding: Finding) -> str:
    """Return the id to which a link leads that finds none."""
    return f"{finding.values.get('found', '')}".rpartition("#")[2]


def _of_data(guide: Guide, findings: Sequence[Finding]) -> list[Finding]:
    """Return findings, with a place in data as the cause where a page contradicts it in every language.

    A page that says so in one language alone is wrong itself.
    """
    said: dict[tuple[Place, str], set[str]] = defaultdict(set)
    for one in findings:
        # A name is that of its page.
        if one.rule in OF_DATA and one.cause and one.variant != "title":
            said[one.cause, _id(one.place.path)].add(one.place.path)
    left: list[Finding] = []
    for one in findings:
        paths = said.get((one.cause, _id(one.place.path))) if one.cause else None
        if paths and (len(paths) == 1 or any(page.path not in paths for page in guide.versions(_id(one.place.path)))):
            left.append(replace(one, about="", cause=None))
        else:
            left.append(one)
    return left


def _linked(finding: Finding) -> tuple[str, ...]:
    """Return the path of the page in which a link finds no anchor."""
    return (str(finding.values.get("path", "")),) if finding.rule == ANCHOR else ()


def _id(path: str) -> str:
    """Return the id of the page at a path."""
    return path.removeprefix("docs/").partition("/")[2].removesuffix(".md")


def _in_their_language(guide: Guide, findings: Sequence[Finding]) -> list[Finding]:
    """Return findings without those that follow from it that a text of data is in another language.

    That is an error where one of them would be.
    """
    wrong = [one for one in findings if one.rule in (WRONG_LANGUAGE, UNTRANSLATED)]
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
    known = next((one for one in (first, *others) if one.cause), None)
    if not known or not known.cause:
        return replace(first, others=places)
    variants = (f"{known.variant}-{CAUSE}", CAUSE)
    variant = next((one for one in variants if has_variant(guide.model.rules, known.rule, one)), known.variant)
    return replace(known, place=known.cause, variant=variant, others=(first.place, *places))
