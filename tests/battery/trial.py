"""Try cases on a guide: the check judges each in memory, and a table counts what came of them by kind."""

from __future__ import annotations

import difflib
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from battery.ground import Ground, Span, body_start
from battery.kinds import Case, Kind
from conftest import TODAY
from guiaviva.diagnostics import Diagnostic
from guiaviva.guide import load_guide
from guiaviva.judgement import judge
from guiaviva.reading.files import Folder
from memory import MEMORY

# Nobody needs one thing reported more often than this.
MOST = 3
VERDICTS = ("named", "elsewhere", "silent", "quiet", "alarm", "crash")
COLUMNS = (*VERDICTS, "flooded")
TRIES = 20
"""So often a kind is drawn until it finds something to edit."""


@dataclass(frozen=True)
class Outcome:
    """A case with what was newly reported, in how many seconds."""

    kind: Kind
    case: Case
    reported: tuple[Diagnostic, ...]
    seconds: float

    @property
    def verdict(self) -> str:
        """Return one of VERDICTS."""
        if any(one.rule == "rule-failed" for one in self.reported):
            return "crash"
        if self.kind.harmless:
            return "alarm" if self.reported else "quiet"
        if not self.reported:
            return "silent"
        hit = self.case.anywhere or any(
            span.path == one.path and span.first <= one.line <= span.last
            for one in self.reported
            for span in self.case.spans
        )
        return "named" if hit else "elsewhere"

    @property
    def flooded(self) -> bool:
        """Whether it is reported more often than anybody needs, in one file or in several."""
        most = Counter(re.match(r"docs/[^/]+/|", one.path)[0] for one in self.reported)  # type: ignore[index]
        return not self.kind.harmless and max(most.values(), default=0) > MOST


def tried(ground: Ground, kind: Kind, seed: str) -> Outcome | None:
    """Return what comes of a case of a kind, or None where the guide has nothing of it."""
    random = Random(seed)
    case = next((case for _ in range(TRIES) if (case := kind.draw(ground, random))), None)
    if case is None:
        return None
    changes = case.changes if case.stale else ground.restamped(case.changes)
    spans = tuple(_moved(span, case.changes.get(span.path), changes.get(span.path)) for span in case.spans)
    overlay = {path: None if text is None else text.encode() for path, text in changes.items()}
    before = time.process_time()
    guide = load_guide(Folder(ground.root, overlay), today=TODAY, store=MEMORY)
    reported = judge(guide, MEMORY).diagnostics("en")
    seconds = time.process_time() - before
    # What was reported before moves where lines were added; it is identified by its words.
    known = {(one.rule, one.path, one.message) for one in ground.before}
    # A file that was only renamed lacks what it lacked before.
    gone = {ground.texts.get(path): path for path, text in changes.items() if text is None}
    before_as = {path: gone.get(text, path) for path, text in changes.items()}
    new = tuple(one for one in reported if (one.rule, before_as.get(one.path, one.path), one.message) not in known)
    return Outcome(kind, Case(changes, spans, case.anywhere, case.stale), new, seconds)


def _moved(span: Span, before: str | None, now: str | None) -> Span:
    """Return the span of a change where what translations record takes up more or fewer lines above it."""
    if before is None or now is None:
        return span
    more = body_start(now.split("\n")) - body_start(before.split("\n"))
    return span._replace(first=span.first + more, last=span.last + more) if span.first > 1 else span


def trials(ground: Ground, kinds: Sequence[Kind], seed: int, count: int) -> Iterator[Outcome]:
    """Return what comes of so many cases of each kind."""
    for kind in kinds:
        for number in range(count):
            if outcome := tried(ground, kind, f"{seed}:{kind.name}:{number}"):
                yield outcome


def table(outcomes: Iterable[Outcome]) -> str:
    """Return a table of what came of the cases, by kind, with the total of damages and of harmless edits."""
    by_kind: dict[str, list[Outcome]] = {}
    for one in outcomes:
        by_kind.setdefault(one.kind.name, []).append(one)
        by_kind.setdefault("HARMLESS" if one.kind.harmless else "DAMAGES", []).append(one)
    heading = f"{'kind':34}" + "".join(f"{name:>10}" for name in ("cases", *COLUMNS, "slowest"))
    names = sorted(by_kind, key=lambda name: (by_kind[name][0].kind.harmless, name))
    return "\n".join([heading, *(row(name, by_kind[name]) for name in names)])


def row(name: str, outcomes: Sequence[Outcome]) -> str:
    """Return the line of the table about these cases."""
    counted = Counter(one.verdict for one in outcomes)
    counted["flooded"] = sum(one.flooded for one in outcomes)
    figures = [len(outcomes), *(counted[column] or "" for column in COLUMNS)]
    slowest = max(one.seconds for one in outcomes)
    return f"{name:34}" + "".join(f"{figure:>10}" for figure in figures) + f"{slowest:>9.2f}s"


def shown(ground: Ground, outcome: Outcome) -> str:
    """Return a case with its differences and what was reported, to find out what went wrong."""
    lines = [f"== {outcome.kind.name}: {outcome.verdict}{', flooded' if outcome.flooded else ''}"]
    for path, text in outcome.case.changes.items():
        differences = _differences(ground, path, text or "")
        lines += [line[:220] for line in differences[:14]]
        lines += [f"… {len(differences) - 14} lines more"] if len(differences) > 14 else []
    lines += [f"expected: {span.path}:{span.first}-{span.last}" for span in outcome.case.spans]
    lines += [f"reported: {one.path}:{one.line} {one.rule}: {one.message[:300]}" for one in outcome.reported[:12]]
    return "\n".join(lines)


def _differences(ground: Ground, path: str, text: str) -> list[str]:
    """Return what differs from the file, or from the file of data written anew, if that is less."""
    before = [ground.texts.get(path, ""), *([ground.dumped(path)] if path in ground.types else [])]
    made = [
        list(difflib.unified_diff(one.splitlines(), text.splitlines(), path, path, n=0, lineterm="")) for one in before
    ]
    return min(made, key=len)
