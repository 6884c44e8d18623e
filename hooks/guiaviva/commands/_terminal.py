"""What commands write on a terminal, and how they end."""

import io
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, TextIO

import click

from guiaviva.cache import Cache
from guiaviva.commands import INTERRUPTED
from guiaviva.contentmodel import ContentModel, languages_of
from guiaviva.controls import shown_lines
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide, load_guide
from guiaviva.judgement import Judgement
from guiaviva.language import FALLBACK
from guiaviva.progress import Progress
from guiaviva.reading.files import Folder
from guiaviva.reading.gate import DATA, RefusedError, sizes
from guiaviva.reading.targets import target
from guiaviva.renderers import Report, render
from guiaviva.reporting import CANNOT, day, exit_code, refusal, report, require_words, say, sentence, spoken

# How wide a text is where no terminal says how wide it is.
WIDTH = 100
FEW = 10
"""So many problems are listed where a command is not asked for all."""
INSTITUTION = "data/institution.yml"
_INTERRUPTED = "interrupted"


@contextmanager
def explained(language: str | None, root: Path | None = None) -> Iterator[None]:
    """Say in one sentence why the guide cannot be checked, and leave with the code for that.

    Without a language it is in the first one of the guide at `root`, if the program speaks that, or in English.
    """
    try:
        yield
    except (CannotJudgeError, RefusedError) as raised:
        error = refusal(raised) if isinstance(raised, RefusedError) else raised
        speak_utf8()
        tell(sentence(error, language or first_language(root) or FALLBACK), err=True)
        sys.exit(INTERRUPTED if error.reason == _INTERRUPTED else CANNOT)


@contextmanager
def interruptible() -> Iterator[None]:
    """Raise CannotJudgeError where whoever is asked something ends the command, before anything has been written."""
    try:
        yield
    except (KeyboardInterrupt, EOFError, click.Abort):
        # What comes next begins on a line of its own.
        click.echo(err=True)
        raise CannotJudgeError(_INTERRUPTED) from None


def agreed(question: str) -> bool:
    """Return whether whoever is asked says yes; where there is no terminal nobody can be asked, and nobody has.

    Raises CannotJudgeError where they end the command.
    """
    if not sys.stdin.isatty():
        return False
    with interruptible():
        return click.confirm(question)


def opened(root: Path, language: str | None, today: str | None = None, also: str | None = None) -> tuple[Guide, str]:
    """Return the guide at `root`, for a day if one is named, and the language of the messages.

    The program's words are read in the language `also` too.
    Raises CannotJudgeError where it cannot be read, or the program has no words in the language asked for.
    """
    require_words(language, root)
    guide = load_guide(root, today=day(today), languages=[language, also], store=Cache(root))
    return guide, spoken(guide, language)[0]


def put(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files below `root`, all of them or none.

    Raises CannotJudgeError where one cannot be written, or a link leads out of the guide.
    """
    # What a link within the guide leads to is written, and the link stays.
    places = {path: target(root, path).resolve() for path in files}
    beside = {path: place.with_name(f".{place.name}.new") for path, place in places.items()}
    before: dict[Path, bytes | None] = {}
    path = ""
    try:
        for path, data in files.items():
            beside[path].parent.mkdir(parents=True, exist_ok=True)
            # A link that somebody left there leads anywhere.
            beside[path].unlink(missing_ok=True)
            beside[path].write_bytes(data)
        for path, new in beside.items():
            former = places[path].read_bytes() if places[path].is_file() else None
            new.replace(places[path])
            before[places[path]] = former
    except OSError as error:
        with suppress(OSError):
            _put_back(before)
        for new in beside.values():
            with suppress(OSError):
                new.unlink()
        raise unwritable(error, path) from None


def _put_back(before: Mapping[Path, bytes | None]) -> None:
    for place, data in before.items():
        if data is None:
            place.unlink(missing_ok=True)
        else:
            place.write_bytes(data)


def unwritable(error: OSError, path: str = "") -> CannotJudgeError:
    """Return why a file cannot be written: the one at a path, or the one that the error names."""
    return CannotJudgeError("unwritable", path=path or str(error.filename), reason=error.strerror or "")


def first_language(root: Path | None) -> str:
    """Return the first language of a guide, of which nothing else can be read perhaps; "" where that is not known."""
    from guiaviva.yaml_files import YAMLError, load

    try:
        written = load(Folder(root or Path()).read(INSTITUTION, DATA).decode("utf-8-sig"))
        first = written["languages"][0]
    except (OSError, UnicodeDecodeError, YAMLError, LookupError, TypeError):
        return ""
    return first if isinstance(first, str) and first in languages_of() else ""


def progress_of(model: ContentModel, part: Progress, language: str) -> str:
    """Return the sentence that says how much of a guide is done, or that this is not known."""
    values = {name: str(getattr(part, name)) for name in ("percent", "done", "total")}
    return say(model, language, "progress" if part.known else "progress-unknown", **values)


def tell(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Write lines with texts of files, which must not control the terminal."""
    click.echo(shown_lines(text), err=err, nl=nl)


def width() -> int:
    """Return how many characters fit in a line of the output."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDTH


def given(path: Path, limit: int) -> bytes:
    """Return what a file holds that somebody names: a pipe too, as shells make them. Raises CannotJudgeError."""
    try:
        if path.is_dir():
            raise CannotJudgeError("no-file", path=str(path))
        with path.open("rb") as file:
            return within(file, str(path), limit)
    except FileNotFoundError:
        raise CannotJudgeError("no-file", path=str(path)) from None
    except OSError as error:
        raise CannotJudgeError("unreadable", path=str(path), reason=error.strerror or "") from None


def within(file: BinaryIO, path: str, limit: int) -> bytes:
    """Return what a stream holds. Raises CannotJudgeError where that is more than the limit: it may never end."""
    data = file.read(limit + 1)
    if len(data) > limit:
        raise CannotJudgeError("too-big", path=path, **sizes(len(data), limit))
    return data


def in_colour(stream: TextIO) -> bool:
    """Return whether a stream takes colours."""
    return stream.isatty() and "NO_COLOR" not in os.environ


def show_problems(judgement: Judgement, language: str) -> None:
    """Write on stderr what was found, where anything was."""
    _show(report(judgement, language))


def show_stopping(judgement: Judgement, language: str, *, strict: bool) -> None:
    """Write on stderr what stops a build, at most FEW of it, and how much else was found."""
    found = report(judgement, language)
    listed = tuple(one for one in found.diagnostics if exit_code([one], strict=strict))[:FEW]
    rest = tuple(one for one in found.diagnostics if one not in listed)
    _show(replace(found, diagnostics=listed, unlisted=rest, advice_hidden=0))


def _show(found: Report) -> None:
    speak_utf8()
    if found.diagnostics or found.unlisted:
        click.echo(render(found, "text", colour=in_colour(sys.stderr)), err=True, nl=False)


def language_of(guide: Guide, language: str | None) -> str:
    """Return the language asked for, if the guide has it, or else the guide's first.

    Raises CannotJudgeError where the guide has no such language.
    """
    language = language or guide.source_language
    if language not in guide.languages:
        raise CannotJudgeError("unknown-language", language=language, languages=", ".join(guide.languages))
    return language


def speak_utf8() -> None:
    """Write UTF-8 whatever the terminal's locale says; what no text can hold is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
