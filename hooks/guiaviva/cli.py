"""The command `guia`."""

from __future__ import annotations

import gc
import io
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import click

from guiaviva import __version__
from guiaviva.contentmodel import ENGINE, load_rules, load_words
from guiaviva.diagnostics import Diagnostic
from guiaviva.errors import CannotJudgeError
from guiaviva.facts.types import parse_day
from guiaviva.guide import Guide, Progress, load_guide
from guiaviva.judging import FALLBACK, Speaker, judge
from guiaviva.renderers import FORMATS, Report, render
from guiaviva.schemas import write_schemas

FOUND, CANNOT = 1, 2
"""Exit codes: something was found that stops a build; the guide could not be judged."""

_root = click.option(
    "--root",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The folder with docs/ and data/; its own model/ where it has one, else the program's.",
)
_language = click.option(
    "--lang",
    "language",
    envvar="GUIA_LANG",
    help="The language of the messages; the guide's first one by default.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="guia")
def main() -> None:
    """Write, check and publish the living social media guide of an institution."""


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(sorted(FORMATS)), default="text", show_default=True)
@click.option("--profile", type=click.Choice(["minimum", "complete"]), help="Instead of the institution's own.")
@click.option("--strict", is_flag=True, help="Warnings fail the check too.")
@click.option("--advice", is_flag=True, help="List advice too, which never fails the check.")
@click.option("--today", metavar="DATE", help="Judge as on this day (2026-11-24).")
@_root
@_language
def check(
    paths: tuple[Path, ...],
    format_: str,
    profile: str | None,
    strict: bool,
    advice: bool,
    today: str | None,
    root: Path,
    language: str | None,
) -> None:
    """Judge the whole guide without building it. PATHS only filter what is reported.

    Exit code 0: nothing that stops a build; 1: errors (with --strict, warnings too); 2: could not judge.
    """
    # Nothing that is read is thrown away before the end; looking for garbage would cost a tenth of the time.
    gc.disable()
    with _explained(language), _progress() as progress:
        spoken = _known_language(language)
        guide = load_guide(root, profile=profile, today=_today(today), progress=progress)
        spoken = spoken or _language_of(guide)
        told = tuple(_below(judge(guide, spoken), paths, root))
    shown = tuple(one for one in told if advice or one.level != "advice")
    words = _report_words(guide, spoken)
    report = Report(shown, len(told) - len(shown), len(guide.all_pages), words, guide.source_line, __version__)
    _speak_utf8()
    if format_ == "text":
        terminal = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 100
        output = render(report, format_, colour=terminal, width=width)
    else:
        output = render(report, format_)
    sys.stdout.write(output)
    sys.exit(exit_code(told, strict=strict))


def exit_code(told: Iterable[Diagnostic], *, strict: bool) -> int:
    """Give the exit code for what was told: 1 where it stops a build, which with `strict` warnings do too, else 0."""
    failing = ("error", "warning") if strict else ("error",)
    return FOUND if any(one.level in failing for one in told) else 0


@main.command()
def schema() -> None:
    """Write model/schema/*.json, with which an editor completes and checks data while it is typed."""
    for path in write_schemas(ENGINE):
        click.echo(path)


@contextmanager
def _explained(language: str | None) -> Iterator[None]:
    """Say in one sentence why the guide cannot be judged, and leave with the code for that."""
    try:
        yield
    except CannotJudgeError as error:
        _speak_utf8()
        click.echo(_sentence(error, language or FALLBACK), err=True)
        sys.exit(CANNOT)


def _sentence(error: CannotJudgeError, language: str) -> str:
    try:
        rules, words = load_rules(), load_words()
    except CannotJudgeError:
        # The words themselves are missing: the program is not whole, and there is no language left to choose.
        return f"The program is not whole ({error.details.get('path')}). Install it again."
    return Speaker(rules, words, language).fill(words["cannot"][error.reason], error.details)


def _known_language(language: str | None) -> str | None:
    """Give the language asked for; one in which the program cannot speak is an error, not a surprise."""
    known = tuple(next(iter(load_words()["report"].values())))
    if language and language not in known:
        raise CannotJudgeError("no-language", found=language, choices=known)
    return language


def _language_of(guide: Guide) -> str:
    """Give the guide's first language, or English where the program has no words in it, which is said."""
    if guide.source_language in guide.model.languages:
        return guide.source_language
    speaker = Speaker(guide.model.rules, guide.model.words, FALLBACK)
    words = guide.model.words["cannot"]["no-words"]
    click.echo(speaker.fill(words, {"found": guide.source_language}), err=True)
    return FALLBACK


def _report_words(guide: Guide, language: str) -> Mapping[str, str]:
    speaker = Speaker(guide.model.rules, guide.model.words, language)
    return {key: speaker.pick(texts) for key, texts in guide.model.words["report"].items()}


def _today(given: str | None) -> date:
    """Give the day to judge by: as asked, else that of SOURCE_DATE_EPOCH, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if given:
            return parse_day(given)
        return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else date.today()
    except (ValueError, OverflowError, OSError):
        raise CannotJudgeError("bad-date", found=given or epoch) from None


def _below(told: tuple[Diagnostic, ...], paths: tuple[Path, ...], root: Path) -> Iterator[Diagnostic]:
    """Give the diagnostics of the files and folders named, from here or from the guide's root; all where none is."""
    wanted = [_from_root(path, root) for path in paths]
    for one in told:
        if not wanted or any(one.path == path or one.path.startswith(f"{path}/") or path == "." for path in wanted):
            yield one


def _from_root(path: Path, root: Path) -> str:
    for candidate in (path, root / path):
        resolved = Path(os.path.abspath(candidate))  # noqa: PTH100 (a link is meant as it is named)
        base = Path(os.path.abspath(root))  # noqa: PTH100
        if resolved.is_relative_to(base) and (candidate.exists() or candidate is not path):
            return resolved.relative_to(base).as_posix()
    raise CannotJudgeError("outside", path=str(path), root=str(root))


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """Show on a terminal how many pages have been read; long guides alone take long enough to be seen."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the terminal's locale says; what no text can hold is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
