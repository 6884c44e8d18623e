"""The list of what is left to write, as text, as Markdown to tick off, as JSON and as a table (CSV)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from textwrap import fill
from typing import Any

from guiaviva import locales
from guiaviva.contentmodel import ContentModel
from guiaviva.controls import shown, shown_lines
from guiaviva.diagnostics import Place
from guiaviva.renderers.json import dump, record
from guiaviva.todo.tasks import Task, Todo
from guiaviva.wording import Speaker

START = 5
"""How many tasks are named before all others."""
_ERRORS = 5
_LINES = 6
_SPREADSHEET = tuple("=+-@\t\r")
# What is a mark wherever it stands, brackets that a link or its address follows, and what begins and ends emphasis.
_MARKS = re.compile(r"([\\`*<]|\](?=[(\[:])|(?<![^\W_])_|_(?![^\W_]))")
_COLUMNS = ("start", "first", "who", "path", "line", "what", "fix", "rule", "also")

Say = Callable[..., str]
"""Returns a sentence of the group `todo` of `words/`, by its key, filled with values; of so many, with `count`."""


@dataclass(frozen=True)
class Style:
    """How a list is written: a heading, a task after its mark, what else is said of it after a sign, and a sentence."""

    heading: Callable[[str], str]
    task: Callable[[str, str], str]
    more: Callable[[str, str], str]
    sentence: Callable[[str], str]


def text(todo: Todo, say: Say, width: int = 100) -> str:
    """Return the list for people at a terminal."""

    def task(mark: str, words: str) -> str:
        return _wrapped(f"  {mark:<3}{words}", width, "     ")

    def more(words: str, sign: str) -> str:
        first, *rest = shown_lines(words).split("\n")
        return "\n".join([_wrapped(f"     {sign} {first}", width, "       "), *(f"       {line}" for line in rest)])

    style = Style(shown, task, more, lambda words: _wrapped(words, width))
    return "\n".join(_lines(todo, say, style, tick="·")) + "\n"


def md(todo: Todo, say: Say, width: int = 100) -> str:
    """Return the list as Markdown to tick off."""
    style = Style(
        lambda title: f"## {title}\n",
        lambda mark, words: f"{mark} {words}",
        lambda words, sign: copied(words, f"   {sign} "),
        quoted,
    )
    return "\n".join(_lines(todo, say, style, tick="- [ ]", quoted=quoted)) + "\n"


def json_(todo: Todo, say: Say, width: int = 100) -> str:
    """Return the list for programs.

    An object: `done`, `total` (parts of the guide) and `percent`, null where not all can be read; `errors` and
    `warnings` that are nothing to be written, of each what `guia check --format json` gives; and `left`, in order, of
    each `start` (one of the first), `first` and `who` (groups of model/todo.yml), `rule`, `what`, `fix` and `places`,
    each with `path` and `line`.
    """
    value = {
        "done": todo.progress.done,
        "total": todo.progress.total,
        "percent": todo.progress.percent,
        "errors": [record(one) for one in todo.errors],
        "warnings": [record(one) for one in todo.warnings],
        "left": [
            {
                "start": index < START,
                "first": one.first,
                "who": one.who,
                "rule": one.rule,
                "what": one.what,
                "fix": one.fix,
                "places": [{"path": place.path, "line": place.line} for place in one.places],
            }
            for index, one in enumerate(todo.tasks)
        ],
    }
    return dump(value)


def csv_(todo: Todo, say: Say, width: int = 100) -> str:
    """Return the list as a table, with the columns of `left` in JSON; `also` are its other places."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for index, one in enumerate(todo.tasks):
        place, *others = one.places
        start = "1" if index < START else ""
        row = (
            start,
            one.first,
            one.who,
            place.path,
            place.line,
            one.what,
            one.fix,
            one.rule,
            "  ".join(places_of(others)),
        )
        writer.writerow([_cell(str(value)) for value in row])
    # Without its mark, a spreadsheet takes it for another encoding.
    return "\ufeff" + written.getvalue()


FORMATS: Mapping[str, Callable[[Todo, Say, int], str]] = {"text": text, "md": md, "json": json_, "csv": csv_}
"""The formats by name."""


def said(model: ContentModel, language: str, key: str, **values: Any) -> str:
    """Return a sentence of the list; of a group that an institution added without a word for it, its key."""
    if "count" in values:
        text, spoken = locales.counted(model.words, "todo", key, values["count"], language)
        return text.format(count=locales.number(model.words, spoken, values["count"]))
    if key not in model.words["todo"]:
        return key.removeprefix("who-")
    return Speaker(model.rules, model.words, language).fill(model.words["todo"][key], values)


def quoted(words: str) -> str:
    """Return words in which Markdown sees no marks."""
    return _MARKS.sub(r"\\\1", words)


def copied(fix: str, before: str = "") -> str:
    """Return how something is mended, as Markdown: its first line after a sign, and the lines to copy as code."""
    sentence, _, code = shown_lines(fix).partition("\n")
    margin = " " * (len(before) - len(before.lstrip()))
    lines = ["```yaml", *code.split("\n"), "```"] if code else []
    return "\n".join([f"{before}{quoted(sentence)}", *(f"{margin}{line}".rstrip() for line in lines)])


def _lines(
    todo: Todo, say: Say, style: Style, tick: str, quoted: Callable[[str], str] = lambda words: words
) -> Iterator[str]:
    if todo.errors:
        yield style.heading(say("errors", count=len(todo.errors)))
        for one in islice(todo.errors, _ERRORS):
            yield style.task(tick, f"{shown(one.path)}:{one.line}  {quoted(shown(one.message))}")
        yield style.sentence(say("mend")) + "\n"
    first: Sequence[Task] = ()
    if len(todo.tasks) > START:
        yield style.heading(say("start"))
        # What is ticked off is numbered too.
        box = tick.removeprefix("-") if tick.startswith("-") else ""
        yield from _listed(todo.tasks[:START], style, [f"{number + 1}.{box}" for number in range(START)], quoted)
        yield ""
        first = todo.tasks[:START]
    for who in todo.groups:
        if tasks := [one for one in todo.tasks if one.who == who]:
            yield style.heading(f"{shown(say(f'who-{who}'))} ({len(tasks)})")
            if above := [str(number) for number, one in enumerate(first, 1) if one.who == who]:
                yield style.sentence(say("above", numbers=", ".join(above)))
            tasks = [one for one in tasks if one not in first]
            without = [replace(one, context="") for one in tasks]
            yield from _listed(without, style, [tick] * len(tasks), quoted)
            yield ""


def _listed(tasks: Sequence[Task], style: Style, marks: Sequence[str], quoted: Callable[[str], str]) -> Iterator[str]:
    said: set[str] = set()
    for task, mark in zip(tasks, marks, strict=True):
        first, *others = places_of(task.places)
        yield style.task(mark, f"{first}  {quoted(shown(task.what))}")
        if others:
            yield style.more("  ".join(others), "=")
        if task.context:
            yield style.more(task.context, "│")
        # How it is done is said with the first of those for which it is the same.
        if task.fix and task.fix not in said:
            yield style.more(task.fix, "→")
        said.add(task.fix)


def places_of(places: Sequence[Place]) -> list[str]:
    """Return each file with its lines, the first of them where they are many."""
    lines: dict[str, list[str]] = {}
    for one in places:
        lines.setdefault(one.path, []).append(str(one.line))
    return [f"{shown(path)}:{','.join(ones[:_LINES])}{'…' * (len(ones) > _LINES)}" for path, ones in lines.items()]


def _cell(value: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(_SPREADSHEET) else value


def _wrapped(text: str, width: int, rest: str = "") -> str:
    return fill(text, width, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False)
