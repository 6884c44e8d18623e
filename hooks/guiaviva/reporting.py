"""Reporting: a judgement becomes a report and an exit code, the same for the commands and for the build."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from guiaviva import __version__, locales
from guiaviva.contentmodel import ContentModel, Rule, Words, languages_of, load_rules, load_words
from guiaviva.diagnostics import Diagnostic
from guiaviva.errors import CannotJudgeError
from guiaviva.facts.types import parse_day
from guiaviva.guide import Guide
from guiaviva.judgement import Judgement
from guiaviva.language import FALLBACK
from guiaviva.reading.gate import RefusedError
from guiaviva.renderers import Report
from guiaviva.wording import Speaker

FOUND, CANNOT = 1, 2
"""Exit codes: a diagnostic stops the build; the guide cannot be judged."""
# In 2106: a file that is compressed has no room for a later date.
_LAST_EPOCH = 2**32


def report(
    judgement: Judgement, language: str, shown: Iterable[Diagnostic] | None = None, *, advice: bool = False
) -> Report:
    """Return the report of all diagnostics, or of those in `shown`. Without `advice`, advice is only counted."""
    diagnostics = judgement.diagnostics(language) if shown is None else tuple(shown)
    listed = tuple(one for one in diagnostics if advice or one.level != "advice")
    guide = judgement.guide
    words = report_words(guide.model, language)
    hidden = len(diagnostics) - len(listed)
    counted = partial(counted_words, guide.model.words, language)
    return Report(listed, hidden, len(guide.all_pages), words, counted, guide.source_line, __version__)


def report_words(model: ContentModel, language: str, group: str = "report") -> Mapping[str, str]:
    """Return the words of a report, or of another group of `words/`, in the reader's language."""
    speaker = Speaker(model.rules, model.words, language)
    return {key: speaker.pick(texts) for key, texts in model.words[group].items()}


def counted_words(words: Words, language: str, noun: str, count: int) -> str:
    """Return so many of something in the words of a report: «2 errors»."""
    text, spoken = locales.counted(words, "report", noun, count, language)
    return text.format(count=locales.number(words, spoken, count))


def exit_code(diagnostics: Iterable[Diagnostic], *, strict: bool) -> int:
    """Return FOUND where a diagnostic is an error, or with `strict` a warning, and 0 otherwise."""
    failing = ("error", "warning") if strict else ("error",)
    return FOUND if any(one.level in failing for one in diagnostics) else 0


def day(given: str | None) -> date | None:
    """Return the day for which a guide is to be judged: the given one, else that of SOURCE_DATE_EPOCH (UTC).

    None where neither is set: then it is the day that it is where the institution is. Raises CannotJudgeError where
    one of them is no date, also where the other comes first, since files of the site are dated by SOURCE_DATE_EPOCH.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not (re.fullmatch("[0-9]{1,10}", epoch) and int(epoch) < _LAST_EPOCH):
        raise CannotJudgeError("bad-epoch", found=epoch)
    try:
        if given:
            return parse_day(given)
    except ValueError:
        raise CannotJudgeError("bad-date", found=given) from None
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else None


def require_words(language: str | None, root: Path | None = None) -> None:
    """Raise CannotJudgeError where neither the program nor the guide at `root` has words in the language asked for."""
    if language and language not in languages_of(root):
        raise CannotJudgeError("no-language", found=language, choices=tuple(languages_of(root)))


def spoken(guide: Guide, language: str | None) -> tuple[str, str]:
    """Return the language of the messages, and a notice about it or "".

    It is the language asked for, or else the guide's source language. Where the program has no words in that language,
    the messages are in English and the notice says so.
    """
    wanted = language or guide.source_language
    if wanted in guide.model.languages:
        return wanted, ""
    return FALLBACK, sentence(CannotJudgeError("no-words", found=wanted), FALLBACK)


def words_missing(guide: Guide, language: str) -> list[str]:
    """Return a sentence for each language of the guide in which the program does not say all that it says in English.

    The sentences are in `language`.
    """
    counts = {one: guide.model.untranslated(one) for one in guide.languages}
    return [
        say(guide.model, language, "words-missing", code=one, missing=str(count))
        for one, count in counts.items()
        if count
    ]


def say(model: ContentModel, language: str, key: str, **values: str) -> str:
    """Return a sentence of the group `done` of `words/`, with its placeholders filled."""
    return Speaker(model.rules, model.words, language).fill(model.words["done"][key], values)


def own_words(language: str) -> tuple[Mapping[str, Rule], Words]:
    """Return the program's own rules and words in a language and in English, for what is said without a guide.

    Raises CannotJudgeError where they cannot be read.
    """
    read = [one for one in languages_of() if one in (language, FALLBACK)]
    return load_rules(languages=read), load_words(languages=read)


def refusal(error: RefusedError) -> CannotJudgeError:
    """Return the error that says in one sentence why a file of the guide is not read."""
    problem = error.problem
    return CannotJudgeError("refused", path=problem.path, problem=problem.finding("invalid-file"))


def sentence(error: CannotJudgeError, language: str) -> str:
    """Return the sentence that says why the guide cannot be judged."""
    try:
        rules, words = own_words(language)
    except CannotJudgeError:
        # The words themselves cannot be read, so this one sentence is in the code, in English.
        return f"The program is not whole ({error.details.get('path')}). Install it again."
    return Speaker(rules, words, language).fill(words["cannot"][error.reason], error.details)
