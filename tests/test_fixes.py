"""A fix that says exactly what to write is done, as a reader of the report does it: the finding goes, no other comes.

What is done is read from the English fix alone. A fix is exact where it puts a right value or right lines in the place
of what was found; whether it is to be done at all may still be for the reader to say («if it is that section, …»).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache
from typing import Any

import pytest

from conftest import TESTS
from guiaviva.diagnostics import Diagnostic
from guiaviva.judgement import diagnostics
from guiaviva.reading import files
from guiaviva.wording import wording
from memory import judged
from projects import MODEL
from test_rules import QUERIES, cases, overlay

Lines = list[str]

_EXACT = re.compile(r"\{(?:meant|expected|nearest)\}")
# Fixes that name a right value and still ask something, by the words with which they begin.
QUESTIONS = (
    "Add these two lines",  # Which place of a section is best, only its text says.
    "Add a column",
    "Begin each item",  # One item is shown, and the others are to be written in the same way.
    "Begin the box like this",
    "Begin the table",
    "Correct ",
    "Delete the brackets",  # Of one item too.
    "Close the block",  # What was hidden may be wrong in turn.
    "Give it a date",
    "If it translates that one",
    "Move ",
    "Put a square bracket where the text",
    "Put it on a line of its own",
    "Put four spaces for each level before the items",  # And here.
    "Put the gap between",
    "Put the smaller one",
    "Put two more",
    "Rename ",
    "Restore ",
    "Take it out of the list",
    "Write a year",
    "Write in «target»",
    "Write the sign itself",
    "Write the text between",
    "Write it with",  # Lines after it may need the same.
    "Write what is missing",
    "Write {expected}.",
    "Write «{meant}», and look",  # It occurs again, and then that is reported.
    "Write {{{nearest}}} or",
)
# Such a block has a line for each line that it mends; others are written in the place of one.
_SEVERAL = ("Put a full stop", "Put a space after", "Put four spaces", "Delete the space between")
# The other languages still say what was mended in one.
_OF_TRANSLATIONS = {"translation-mismatch", "translation-changed", "stale-translation"}
# What could not be seen before it was mended.
_HIDDEN = {
    "malformed-link": {"broken-link", "broken-anchor"},
    "heading-level": {"empty-subsection"},
    "malformed-block": {"post-style"},
}


def exact_fixes() -> list[tuple[str, str, str]]:
    """Return the rules and variants whose fix names a right value, with that fix."""
    every = [
        (rule, variant, wording(MODEL.rules, rule, variant, "fix").get("en", ""))
        for rule, spec in MODEL.rules.items()
        for variant in ("", *spec.variants)
    ]
    return [one for one in every if _EXACT.search(one[2])]


def done(problem: Diagnostic, lines: Lines) -> Lines | None:
    """Return the lines of a file in which a fix was done, or None where it asks something."""
    first, *block = problem.fix.split("\n")
    if first.startswith(QUESTIONS):
        return None
    at = problem.line - 1
    if block:
        return placed(first, block, lines, at)
    if match := re.match(r"Begin the line with «(#+)»", first):
        return [*lines[:at], re.sub(r"^#+", match[1], lines[at]), *lines[at + 1 :]]
    if match := re.fullmatch(r"Begin the line with: /// (.+)", first):
        return [*lines[:at], re.sub(r"///[ ]*\S+", f"/// {match[1]}", lines[at], count=1), *lines[at + 1 :]]
    first = first.partition(" If not, ")[0].removesuffix(".") if first.startswith("If so") else first
    written = re.search(r"(?:[Ww]rite|again|each word|hash sign): (?:measure: )?(.+)$|^Write (.+?) instead of", first)
    # What is meant is quoted too, after what was found.
    told = problem.message.split("Did you mean")[0].split(" The same holds")[0]
    quoted = [one for one in re.findall(r"«([^»]+)»", told) if one in lines[at]]
    if not written or not quoted:
        return None
    right = (written[1] or written[2]).strip("{} ")
    # A message may name a key too.
    quoted.sort(key=lambda one: SequenceMatcher(None, one, right).ratio(), reverse=True)
    if first.startswith("After the # sign"):
        right = f"{quoted[0].partition('#')[0]}#{right}"
    whole = rf"(?<!\w){re.escape(quoted[0])}(?!\w)"
    return [*lines[:at], re.sub(whole, lambda _: right, lines[at], count=1), *lines[at + 1 :]]


def placed(first: str, block: Lines, lines: Lines, at: int) -> Lines | None:
    """Return lines with a block in the place of those that it mends."""
    wanted = [one.strip() for one in block if one.strip()]
    for start in (at, at - 1):
        end = start
        there: Lines = []
        while end < len(lines) and len(there) < len(wanted):
            there += [lines[end].strip()] if lines[end].strip() else []
            end += 1
        if there == wanted:
            return [*lines[:start], *block, *lines[end:]]
    quoted_only = first.startswith("Write it like this")
    if quoted_only:
        return None
    many = len(wanted) if first.startswith(_SEVERAL) or block[-1:] == lines[at + 1 : at + 2] else 1
    indent = re.match(r" *", lines[at])[0] if first.startswith("Put the") else ""  # type: ignore[index]
    return [*lines[:at], *(f"{indent}{one}" for one in block), *lines[at + many :]]


def counted(problems: tuple[Diagnostic, ...]) -> Counter[tuple[str, str]]:
    return Counter((one.path, one.rule) for one in problems)


@cache
def exact_cases() -> list[Any]:
    """Return the cases of rules that have an exact fix, in guides that need no folder of their own."""
    rules = {rule for rule, _, fix in exact_fixes() if not fix.startswith(QUESTIONS)}
    of_folder = {"folder", "link", "pipe", "committed", "latin1"}
    return [one for one in cases() if one.values[0] in rules and not one.values[1].keys() & of_folder]


@pytest.mark.parametrize(("rule", "case"), exact_cases())
def test_what_a_fix_says_mends_it_and_breaks_nothing(rule: str, case: dict[str, Any]) -> None:
    written = {**overlay(case), QUERIES: None}
    folder = files.Folder(TESTS / "guides" / case["base"], written)
    judgement = judged(folder, case.get("profile"))
    before = judgement.diagnostics("en")
    exact = {(name, variant) for name, variant, fix in exact_fixes() if not fix.startswith(QUESTIONS)}
    for finding in judgement.findings:
        other = finding.rule != rule or (rule, finding.variant) not in exact or not folder.is_file(finding.place.path)
        # Of what holds for more places one is mended.
        if other or finding.others:
            continue
        (problem,) = diagnostics(judgement.guide, [finding], "en")
        text = folder.read(problem.path).decode("utf-8")
        mended = done(problem, text.split("\n"))
        if mended is not None:
            changed = replace(folder, overlay={**written, problem.path: "\n".join(mended).encode("utf-8")})
            after = judged(changed, case.get("profile")).diagnostics("en")
            assert_better(problem, before, after)


def assert_better(problem: Diagnostic, before: tuple[Diagnostic, ...], after: tuple[Diagnostic, ...]) -> None:
    """One problem of the kind less, and none that was not there, but for what it hid."""
    shown = f"{problem.message} {problem.fix}"
    assert counted(after)[problem.path, problem.rule] < counted(before)[problem.path, problem.rule], shown
    # A rule that comes first hides anything.
    if not MODEL.rules[problem.rule].first:
        new = {rule for _, rule in counted(after) - counted(before)}
        assert new <= _HIDDEN.get(problem.rule, set()) | _OF_TRANSLATIONS, shown


@pytest.mark.parametrize("begins", QUESTIONS)
def test_a_fix_that_asks_is_still_there(begins: str) -> None:
    assert any(fix.startswith(begins) for _, _, fix in exact_fixes())
