"""How problems are shown: one module a format, with `render(report)`, found because its file is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from guiaviva.diagnostics import Diagnostic

FORMATS = tuple(sorted(module.name for module in iter_modules(__path__)))


@dataclass(frozen=True)
class Report:
    """What was judged and found, and what a renderer needs in order to show it.

    `diagnostics` are sorted, and are those to show; `advice_hidden` counts the advice that is not among them.
    `words` is `report:` of `model/words.yml` in the reader's language. `source` gives a line of a file,
    without its newline, and nothing where there is none. `version` is the program's.
    """

    diagnostics: tuple[Diagnostic, ...]
    advice_hidden: int
    pages: int
    words: Mapping[str, str]
    source: Callable[[str, int], str]
    version: str


def render(report: Report, format: str, **options: Any) -> str:
    """Show a report in one of FORMATS, as text that can always be written in UTF-8.

    The module is imported only now, since most of what `text` needs is needed by no other format.
    """
    shown: str = import_module(f"{__name__}.{format}").render(report, **options)
    # Half a surrogate pair, as in a file name that is not UTF-8, becomes \udc80, which JSON reads back.
    return shown.encode("utf-8", "backslashreplace").decode("utf-8")


def told(problem: Diagnostic) -> str:
    """Join message and fix, for formats that have one text a problem."""
    return f"{problem.message} {problem.fix}".strip()


def fingerprints(problems: Iterable[Diagnostic]) -> list[str]:
    """Name each problem so that a forge knows it again when lines move.

    Equal problems are told apart by their order.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    names = []
    for problem in problems:
        same = problem.path, problem.rule, problem.message
        names.append(sha256(ascii((*same, seen[same])).encode()).hexdigest())
        seen[same] += 1
    return names
