"""Renderers: one module for each output format, with a function `render(report)`, found because its file is here."""

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
    """The diagnostics of a guide, and what else a renderer needs in order to show them.

    `diagnostics` are those to show, sorted; `advice_hidden` counts the advice that is not among them, `pages` the pages
    that were checked. `words` is the group `report` of the program's words, in the reader's language; `counted` returns
    one of them, such as `error`, for so many. `source` returns a line of a file, by path and number from 1, without its
    newline, or "" where there is none. `version` is the program's. `unlisted` are diagnostics that are only counted, by
    the format `text`.
    """

    diagnostics: tuple[Diagnostic, ...]
    advice_hidden: int
    pages: int
    words: Mapping[str, str]
    counted: Callable[[str, int], str]
    source: Callable[[str, int], str]
    version: str
    unlisted: tuple[Diagnostic, ...] = ()


def render(report: Report, format: str, **options: Any) -> str:
    """Return a report in one of FORMATS, as text that can always be encoded in UTF-8.

    `options` are those of the format. The module is imported only here: `text` needs Rich, the other formats do not.
    """
    shown: str = import_module(f"{__name__}.{format}").render(report, **options)
    # A lone surrogate, as in a file name that is not UTF-8, is written as an escape such as \udc80, which JSON decodes.
    return shown.encode("utf-8", "backslashreplace").decode("utf-8")


def message_and_fix(problem: Diagnostic) -> str:
    """Return the message and the fix as one text, for formats that have no place for the fix."""
    return f"{problem.message} {problem.fix}".strip()


def fingerprints(problems: Iterable[Diagnostic]) -> list[str]:
    """Return a digest of each problem, by which a forge recognises it when lines move.

    It is made of path, rule and message; problems in which these are equal differ by their order.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    names = []
    for problem in problems:
        same = problem.path, problem.rule, problem.message
        names.append(sha256(ascii((*same, seen[same])).encode()).hexdigest())
        seen[same] += 1
    return names
