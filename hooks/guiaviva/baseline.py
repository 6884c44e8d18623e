"""The baseline: what was found in a guide when it began to be checked, which fails no check, and may only grow less.

`data/baseline.yml` counts it by rule and file, so that a text may be moved within its file. Where a rule finds more in
a file than it did, all of it is reported, since nothing tells which is new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.levels import level_of

PATH = "data/baseline.yml"
_RULE = "baseline-out-of-date"
_HEAD = """\
# `guia baseline` writes this file: what was found when the guide began to be checked. It fails no check.
# Called again, it takes out what was mended since. Nobody edits it by hand.
"""

Counts = Mapping[tuple[str, str], int]
"""How many findings there are, by rule and file."""


def with_baseline(guide: Guide, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings, those of the baseline marked as known, and what is wrong with the baseline."""
    return (*marked(guide, findings), *_problems(guide, counted(guide, findings)))


def marked(guide: Guide, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings, which are all that there are in their files, those of the baseline marked as known."""
    counts, before = counted(guide, findings), known(guide)
    return tuple(
        replace(one, known=counts.get(_key(one), 0) <= before[_key(one)]) if _key(one) in before else one
        for one in findings
    )


def counted(guide: Guide, findings: Iterable[Finding]) -> Counts:
    """Return how much there is that stops a check, or a strict one; what cannot be read is no part of a baseline."""
    rules = guide.model.rules
    unmarked = (replace(one, known=False) for one in findings if not rules[one.rule].fixed)
    return Counter(_key(one) for one in unmarked if level_of(one, guide) != "advice")


def known(guide: Guide) -> Counts:
    """Return what the baseline of a guide counts, of the rules that there are."""
    rules = guide.model.rules
    return {
        (rule, path): count
        for rule, one in guide.facts.baseline.items()
        if rule in rules and not rules[rule].fixed
        for path, count in one.record.files.items()
    }


def written(counts: Counts) -> str:
    """Return the text of the file of a baseline."""
    rules = sorted({rule for rule, _ in counts})
    lines = ["# yaml-language-server: $schema=../model/schema/baseline.json\n", _HEAD]
    for rule in rules:
        files = sorted((path, count) for (one, path), count in counts.items() if one == rule)
        lines += [f"{rule}:\n  files:\n", *(f"    {_quoted(path)}: {count}\n" for path, count in files)]
    return "".join(lines)


def _quoted(path: str) -> str:
    return "'" + path.replace("'", "''") + "'"


def _key(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.place.path


def _problems(guide: Guide, counts: Counts) -> Iterator[Finding]:
    """Report what the baseline counts and is no longer there, and rules of which it cannot count anything."""
    rules = guide.model.rules
    for rule, entry in guide.facts.baseline.items():
        if rule not in rules:
            yield found(_RULE, entry.place(), variant="rule", found=rule)
        elif rules[rule].fixed:
            yield found(_RULE, entry.place(), variant="fixed", found=rule)
        for path, count in entry.record.files.items() if rule in rules and not rules[rule].fixed else ():
            if counts.get((rule, path), 0) < count:
                now = counts.get((rule, path), 0)
                yield found(_RULE, entry.place("files", path), found=rule, file=path, before=count, now=now)
