"""`guia check`: what is wrong in the guide, where, and what to write."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from guiaviva.cache import Cache
from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, in_colour, speak_utf8, width
from guiaviva.diagnostics import Diagnostic
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Progress, load_guide
from guiaviva.judgement import judge
from guiaviva.renderers import FORMATS, render
from guiaviva.reporting import day, exit_code, report, require_words, spoken, words_missing
from guiaviva.workers import processors


@click.command(name="check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(sorted(FORMATS)), default="text", show_default=True)
@click.option("--profile", type=click.Choice(["minimum", "complete"]), help="Instead of the institution's own.")
@click.option("--strict", is_flag=True, help="Warnings fail the check too.")
@click.option("--advice", is_flag=True, help="List advice too, which never fails the check.")
@options.today
@options.root
@options.message_language
def command(
    paths: tuple[Path, ...],
    format_: str,
    profile: str | None,
    strict: bool,
    advice: bool,
    today: str | None,
    root: Path,
    language: str | None,
) -> None:
    """Check the whole guide without building it. PATHS only filter what is reported.

    Exit code 0: nothing that stops a build; 1: errors (with --strict, warnings too); 2: it could not be checked.
    """
    # Nothing that is read is discarded before the end; collecting garbage would cost a tenth of the time.
    gc.disable()
    with explained(language, root), _progress() as progress:
        require_words(language, root)
        store = Cache(root)
        guide = load_guide(
            root, profile=profile, today=day(today), languages=[language], progress=progress, store=store
        )
        judgement = judge(guide, store, processes=processors())
        language, notice = spoken(judgement.guide, language)
        found = tuple(below(judgement.diagnostics(language), paths, root))
    for line in (notice, *words_missing(judgement.guide, language)):
        if line:
            click.echo(line, err=True)
    speak_utf8()
    options_ = {"colour": in_colour(sys.stdout), "width": width()} if format_ == "text" else {}
    sys.stdout.write(render(report(judgement, language, found, advice=advice), format_, **options_))
    sys.exit(exit_code(found, strict=strict))


def below(found: tuple[Diagnostic, ...], paths: tuple[Path, ...], root: Path) -> Iterator[Diagnostic]:
    """Return the diagnostics of the files and folders named, from here or from the guide's root; all where none is."""
    wanted = [_from_root(path, root) for path in paths]
    for path, name in zip(paths, wanted, strict=True):
        # Of a file that is missing there may be something to report.
        if not (root / name).exists() and not any(one.path == name or one.path.startswith(f"{name}/") for one in found):
            raise CannotJudgeError("no-path", path=str(path))
    for one in found:
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
