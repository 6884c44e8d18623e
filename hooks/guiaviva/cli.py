"""The command `guia`."""

from __future__ import annotations

import gc
import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from guiaviva import __version__, checking
from guiaviva.checking import CANNOT, FOUND, day, exit_code, sentence
from guiaviva.contentmodel import ENGINE
from guiaviva.diagnostics import Diagnostic
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide, Progress, load_guide
from guiaviva.judging import FALLBACK
from guiaviva.posts import terminal as posts
from guiaviva.renderers import FORMATS, render
from guiaviva.scaffold import new_pages
from guiaviva.schemas import write_schemas
from guiaviva.search.index import index_of
from guiaviva.search.query import search as find
from guiaviva.search.terminal import render_search
from guiaviva.site import publishing
from guiaviva.site.judged import Judgement

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
        checked = checking.check(root, language=language, profile=profile, today=today, progress=progress)
        told = tuple(_below(checked.told, paths, root))
    if checked.notice:
        click.echo(checked.notice, err=True)
    report = checked.report(told, advice=advice)
    _speak_utf8()
    if format_ == "text":
        terminal = sys.stdout.isatty()
        width = shutil.get_terminal_size().columns if terminal else 100
        output = render(report, format_, colour=terminal and "NO_COLOR" not in os.environ, width=width)
    else:
        output = render(report, format_)
    sys.stdout.write(output)
    sys.exit(exit_code(told, strict=strict))


@main.command()
@click.option("--strict", is_flag=True, help="Warnings stop the build too.")
@click.option("--site-dir", type=click.Path(path_type=Path), help="Instead of that of mkdocs.yml, or site.")
@click.option("--today", metavar="DATE", help="Judge as on this day (2026-11-24).")
@_root
@_language
def build(strict: bool, site_dir: Path | None, today: str | None, root: Path, language: str | None) -> None:
    """Check the guide and build its site, beside the last good one, which it replaces when it is whole.

    Exit code 0: the site is there; 1: something was found or MkDocs failed, and the last good site is as it was; 2: the
    guide could not be judged, or the folder not be written.
    """
    with _explained(language):
        checked = checking.check(root, language=language, today=today)
        _tell(checked)
        if code := exit_code(checked.told, strict=strict):
            sys.exit(code)
        config = checked.guide.config.value
        named = config.get("site_dir") if isinstance(config, dict) else None
        site = site_dir or root / str(named or "site")
        if failure := publishing.build(Judgement.of(checked), site, strict=strict):
            click.echo(failure, err=True)
            sys.exit(FOUND)
    click.echo(checking.say(checked, "built", path=str(site)))


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Instead of a free one.")
@click.option("--today", metavar="DATE", help="Judge as on this day (2026-11-24).")
@_root
@_language
def serve(port: int | None, today: str | None, root: Path, language: str | None) -> None:
    """Show the guide in the browser as it is, and anew after each change. Problems are shown; none stops it."""
    with _explained(language):
        checked = checking.check(root, language=language, today=today)
        _tell(checked)
        port = port or publishing.free_port()
        click.echo(checking.say(checked, "serving", address=f"http://127.0.0.1:{port}/"))
        sys.exit(publishing.serve(root, port, today=checked.guide.today.isoformat()))


def _tell(checked: checking.Checked) -> None:
    """Write on stderr what the check tells, where it tells anything."""
    _speak_utf8()
    report = checked.report()
    if report.diagnostics:
        terminal = sys.stderr.isatty() and "NO_COLOR" not in os.environ
        click.echo(render(report, "text", colour=terminal), err=True, nl=False)


@main.command()
@click.argument("page")
@click.option("--lang", "page_language", help="The language of the page; all in which it is missing by default.")
@click.option("--today", metavar="DATE", help="The date of the page's first review (2026-11-24).")
@_root
def new(page: str, page_language: str | None, today: str | None, root: Path) -> None:
    """Write a new page as a draft, or its missing translations. PAGE is its path, such as topics/images.

    A page that exists is never written over. Exit code 2: there is nothing to write, and why.
    """
    with _explained(None):
        guide = load_guide(root, today=day(today))
        id = page.removesuffix(".md").replace("\\", "/").strip("/")
        for path, text in list(new_pages(guide, id, page_language)):
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
            click.echo(path)


@main.command()
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--lang", "language", envvar="GUIA_LANG", help="The language of the site; the guide's first one by default."
)
@click.option("--most", type=click.IntRange(1), default=10, show_default=True, help="So many results at most.")
@click.option("--today", metavar="DATE", hidden=True)
@_root
def search(words: tuple[str, ...], language: str | None, most: int, today: str | None, root: Path) -> None:
    """Show what readers find who search for WORDS, best first, and what each word was taken for.

    A space at the end of the last word says that it is finished. Exit code 1: nothing was found.
    """
    with _explained(language):
        guide = load_guide(root, today=day(today))
        language = _of_guide(guide, language)
        index = index_of(guide, language)
        answer = find(index, " ".join(words))
    texts = {key: each.get(language) or each[FALLBACK] for key, each in guide.model.words["terminal"].items()}
    _speak_utf8()
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 100
    sys.stdout.write(render_search(index, answer, texts, most=most, width=width))
    sys.exit(0 if answer.results else FOUND)


@main.command()
@click.argument("file")
@click.option("--network", "networks", multiple=True, required=True, help="Where it will be published; one or more.")
@click.option(
    "--lang", "language", envvar="GUIA_LANG", help="The language of the post; the guide's first one by default."
)
@click.option("--media", is_flag=True, help="There is a picture or a video.")
@click.option("--today", metavar="DATE", hidden=True)
@_root
def post(
    file: str, networks: tuple[str, ...], language: str | None, media: bool, today: str | None, root: Path
) -> None:
    """Check the text of a post in FILE, or on the input with -, against the style rules and the networks' limits.

    Exit code 0: nothing to look at, or advice alone; 1: something; 2: it cannot be checked, and why.
    """
    with _explained(language):
        guide = load_guide(root, today=day(today))
        language = _of_guide(guide, language)
        posts.known_networks(guide, networks)
        stream = sys.stdin.buffer.read() if file == posts.INPUT else None
        text = posts.read_post(file, stream)
        report = posts.report_of(guide, text, language, networks, media, file)
        told = posts.lengths(guide, text, language, networks)
    _speak_utf8()
    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else 100
    click.echo("\n".join([*told, ""]) if told else "")
    sys.stdout.write(render(report, "text", colour=terminal and "NO_COLOR" not in os.environ, width=width))
    sys.exit(exit_code(report.diagnostics, strict=True))


@main.command()
def schema() -> None:
    """Write model/schema/*.json, with which an editor completes and checks data while it is typed."""
    for path in write_schemas(ENGINE):
        click.echo(path)


def _of_guide(guide: Guide, language: str | None) -> str:
    """Give the language asked for, if the guide has it, or else the guide's first."""
    language = language or guide.source_language
    if language not in guide.languages:
        raise CannotJudgeError("unknown-language", language=language, languages=", ".join(guide.languages))
    return language


@contextmanager
def _explained(language: str | None) -> Iterator[None]:
    """Say in one sentence why the guide cannot be judged, and leave with the code for that."""
    try:
        yield
    except CannotJudgeError as error:
        _speak_utf8()
        click.echo(sentence(error, language or FALLBACK), err=True)
        sys.exit(CANNOT)


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
