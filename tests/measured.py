"""How much of a table of posts the post check finds: `tests/posts/measured.yml`, or another of its form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from guiaviva.guide import Guide
from guiaviva.posts.check import Post, PostFinding, check_text
from guiaviva.posts.tones import with_tones

TABLE = Path(__file__).parent / "posts" / "measured.yml"
# The day on which the posts of the table are published.
DAY = date(2026, 11, 25)


@dataclass
class Measure:
    """What was found in the posts of a language: each counter by rule; `alarmed` are right posts with an alarm."""

    posts: int = 0
    clean: int = 0
    alarmed: int = 0
    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    details: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of the faults that were found."""
        return self.found.total() / ((self.found + self.missed).total() or 1)


def read_table(path: Path = TABLE) -> dict[str, list[dict[str, Any]]]:
    """Return the posts of a table by language."""
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def measure(guide: Guide, table: Mapping[str, list[dict[str, Any]]]) -> dict[str, Measure]:
    """Return what is found in the posts of each language, by the rules of the guide."""
    measures = {}
    for language, posts in table.items():
        criteria = with_tones(guide, language)
        one = measures[language] = Measure()
        for post in posts:
            found = check_text(criteria, Post(post["text"], language, tuple(post.get("networks", ["x"])), day=DAY))
            _count(one, post, list(found))
    return measures


def _count(measure: Measure, post: Mapping[str, Any], findings: list[PostFinding]) -> None:
    faults = post.get("faults", [])
    wrong = [one for one in findings if not any(_is_of(one, *fault, post["text"]) for fault in faults)]
    measure.posts += 1
    measure.clean += not faults
    measure.alarmed += any(one.level != "advice" for one in wrong) and not faults
    measure.wrong.update(one.rule for one in wrong)
    measure.details += [f"wrong   {one.rule} «{one.found}» in: {post['text']}" for one in wrong]
    for rule, words in faults:
        hit = any(_is_of(one, rule, words, post["text"]) for one in findings)
        (measure.found if hit else measure.missed)[rule] += 1
        if not hit:
            measure.details.append(f"missed  {rule} «{words}» in: {post['text']}")


def _is_of(finding: PostFinding, rule: str, words: str, text: str) -> bool:
    """Return whether a finding is of a fault: of its rule, and in part at least at its place."""
    start = text.index(words)
    return finding.rule == rule and finding.start < start + len(words) and start < max(finding.end, finding.start + 1)


def as_table(measures: Mapping[str, Measure]) -> Iterator[str]:
    """Return the lines of a table in Markdown: one for each rule, and one for each language."""
    total = Measure()
    for one in measures.values():
        total.found, total.missed, total.wrong = (
            total.found + one.found,
            total.missed + one.missed,
            total.wrong + one.wrong,
        )
    yield "| rule | found | missed | wrong alarms |"
    yield "|---|--:|--:|--:|"
    for rule in sorted({*total.found, *total.missed, *total.wrong}):
        yield f"| {rule} | {total.found[rule]} | {total.missed[rule]} | {total.wrong[rule]} |"
    yield ""
    yield "| language | posts | faults | found | right posts | of these with an alarm |"
    yield "|---|--:|--:|--:|--:|--:|"
    for language, one in measures.items():
        faults = (one.found + one.missed).total()
        yield f"| {language} | {one.posts} | {faults} | {one.share:.0%} | {one.clean} | {one.alarmed} |"
