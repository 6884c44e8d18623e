"""`guia todo`: what is still to be written, beginning with what readers meet first, and how much is done."""

import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import click

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, opened, progress_of, put, speak_utf8, tell, width
from guiaviva.contentmodel import load_todo
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.judgement import judge
from guiaviva.language import choose
from guiaviva.reporting import say
from guiaviva.todo.formats import FORMATS, said
from guiaviva.todo.sheets import sheets
from guiaviva.todo.tasks import Todo, todo

# Codes for: something is left, or fails a strict check; something is wrong that is nothing to be written.
LEFT, WRONG = 1, 3


@click.command(name="todo")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--sheet", metavar="DIR", type=click.Path(path_type=Path), help="Write the questions of each there.")
@options.message_language
@options.today
@options.root
def command(format_: str, sheet: Path | None, language: str | None, today: str | None, root: Path) -> None:
    """List what is still to be written: by who can answer it, and what readers meet first before the rest.

    With --sheet, a sheet of questions for each of them is written in DIR, and its name listed instead.

    Exit code 0: nothing is left; 1: something is, or a strict check still fails; 2: the guide cannot be read, or no
    sheet was written, and why; 3: the guide has errors that are nothing to be written, so that it may lack more than
    is listed.
    """
    with explained(language, root):
        guide, language = opened(root, language, today)
        # What the search does not find is nothing to be written, and takes longer to ask than all the rest.
        found = todo(judge(guide, guide.store, search=False), language, load_todo(root))
        words = partial(said, guide.model, language)
        asked = _sheets(guide, found, words, sheet) if sheet else ""
    speak_utf8()
    if format_ in ("text", "md"):
        tell(asked or FORMATS[format_](found, words, width()))
        tell(_summary(guide, found, words, language))
    else:
        tell(asked or FORMATS[format_](found, words, width()), nl=False)
    sys.exit(WRONG if found.errors else LEFT if found.tasks or found.warnings else 0)


def _summary(guide: Guide, found: Todo, words: Any, language: str) -> str:
    """Return how much of the guide is done, and how much is left."""
    sentences = [progress_of(guide.model, found.progress, language)]
    if found.tasks:
        sentences.append(words("left", count=len(found.tasks)))
    elif found.warnings and not found.errors:
        sentences.append(words("warned", count=len(found.warnings)))
    elif not found.errors:
        sentences.append(say(guide.model, language, "nothing-left" if guide.institution.preparing else "all-done"))
    return " ".join(sentences)


def _sheets(guide: Guide, found: Todo, words: Any, folder: Path) -> str:
    """Write the sheets, and return which they are. Raises CannotJudgeError where one is there already."""
    name = choose(guide.institution.name, guide.source_language)
    made: Mapping[str, tuple[str, int]] = sheets(found, words, name)
    for path in made:
        # It may have answers in it.
        if (folder / path).exists():
            raise CannotJudgeError("page-exists", path=str(folder / path))
    put(folder, {path: text.encode("utf-8", "backslashreplace") for path, (text, _) in made.items()})
    return "\n".join(words("sheet", path=folder / path, questions=count) for path, (_, count) in made.items()) + "\n"
