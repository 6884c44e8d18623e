"""A check from beginning to end, as the command and the build both run it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from guiaviva import __version__
from guiaviva.contentmodel import load_rules, load_words
from guiaviva.diagnostics import Diagnostic
from guiaviva.errors import CannotJudgeError
from guiaviva.facts.types import parse_day
from guiaviva.guide import Guide, Progress, load_guide
from guiaviva.judging import FALLBACK, Speaker, judge
from guiaviva.renderers import Report

FOUND, CANNOT = 1, 2
"""Exit codes: something was found that stops a build; the guide could not be judged."""


@dataclass(frozen=True)
class Checked:
    """A guide and what is told of it, in `language`. `notice`: what must be said of the language itself, or ""."""

    guide: Guide
    told: tuple[Diagnostic, ...]
    language: str
    notice: str = ""

    def report(self, told: Iterable[Diagnostic] | None = None, *, advice: bool = False) -> Report:
        """Give the report of all that is told, or of a part; advice is counted, and listed if asked for."""
        told = self.told if told is None else tuple(told)
        shown = tuple(one for one in told if advice or one.level != "advice")
        words = report_words(self.guide, self.language)
        pages = len(self.guide.all_pages)
        return Report(shown, len(told) - len(shown), pages, words, self.guide.source_line, __version__)


def check(
    root: Path,
    *,
    language: str | None = None,
    profile: str | None = None,
    today: str | None = None,
    progress: Progress | None = None,
) -> Checked:
    """Read and judge the guide at `root`, in the language asked for or else the guide's first.

    Raises CannotJudgeError where there is no guide to judge, no such language, or no such date.
    """
    known = tuple(next(iter(load_words()["report"].values())))
    if language and language not in known:
        raise CannotJudgeError("no-language", found=language, choices=known)
    guide = load_guide(root, profile=profile, today=day(today), progress=progress)
    spoken = language or guide.source_language
    notice = ""
    if spoken not in guide.model.languages:
        notice = sentence(CannotJudgeError("no-words", found=spoken), FALLBACK)
        spoken = FALLBACK
    return Checked(guide, judge(guide, spoken), spoken, notice)


def day(given: str | None) -> date:
    """Give the day to judge by: as asked, else that of SOURCE_DATE_EPOCH, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if given:
            return parse_day(given)
        return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else date.today()
    except (ValueError, OverflowError, OSError):
        raise CannotJudgeError("bad-date", found=given or epoch) from None


def exit_code(told: Iterable[Diagnostic], *, strict: bool) -> int:
    """Give the exit code for what was told: 1 where it stops a build, which with `strict` warnings do too, else 0."""
    failing = ("error", "warning") if strict else ("error",)
    return FOUND if any(one.level in failing for one in told) else 0


def report_words(guide: Guide, language: str) -> Mapping[str, str]:
    """Give the words of the report in the reader's language."""
    speaker = Speaker(guide.model.rules, guide.model.words, language)
    return {key: speaker.pick(texts) for key, texts in guide.model.words["report"].items()}


def say(checked: Checked, key: str, **values: str) -> str:
    """Give a sentence of words.yml, group `done`, in the language of the check."""
    guide = checked.guide
    speaker = Speaker(guide.model.rules, guide.model.words, checked.language)
    return speaker.fill(guide.model.words["done"][key], values)


def sentence(error: CannotJudgeError, language: str) -> str:
    """Say why the guide cannot be judged."""
    try:
        rules, words = load_rules(), load_words()
    except CannotJudgeError:
        # The words themselves are missing: the program is not whole, and there is no language left to choose.
        return f"The program is not whole ({error.details.get('path')}). Install it again."
    return Speaker(rules, words, language).fill(words["cannot"][error.reason], error.details)
