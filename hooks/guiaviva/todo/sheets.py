"""Sheets of questions: what somebody else can answer, as Markdown to be sent by mail, with room for the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from guiaviva.controls import shown
from guiaviva.todo.asking import PROMPT
from guiaviva.todo.formats import Say, places_of, quoted
from guiaviva.todo.tasks import DECISION, Task, Todo


def sheets(todo: Todo, say: Say, name: str) -> Mapping[str, tuple[str, int]]:
    """Return by its file name the sheet of each who can answer something, and how many questions it asks.

    `name` is that of the institution.
    """
    groups = {who: [one for one in todo.tasks if one.who == who and not one.waits] for who in todo.groups}
    return {f"{who}.md": (_sheet(tasks, say, who, name), len(tasks)) for who, tasks in groups.items() if tasks}


def _sheet(tasks: Sequence[Task], say: Say, who: str, name: str) -> str:
    return "\n".join(_lines(tasks, say, who, name)) + "\n"


def _lines(tasks: Sequence[Task], say: Say, who: str, name: str) -> Iterator[str]:
    questions, others = [one for one in tasks if one.asked], [one for one in tasks if not one.asked]
    yield f"# {quoted(shown(say('sheet-title', who=say(f'who-{who}'))))}\n"
    if questions:
        yield f"{quoted(shown(say('sheet-intro', name=name)))}\n"
    for number, task in enumerate(questions, 1):
        yield f"## {number}. {quoted(shown(task.question[:1].upper() + task.question[1:]))}\n"
        yield from _explained(task, say)
        yield f"{say('sheet-where', places='  '.join(places_of(task.places)))}\n"
        yield f"**{say('sheet-answer')}**\n\n\n\n"
    if others:
        yield f"## {say('sheet-others' if questions else 'sheet-write')}\n"
        for one in others:
            yield f"- {quoted(shown(one.what))}\n  {'  '.join(places_of(one.places))}"


def _explained(task: Task, say: Say) -> Iterator[str]:
    """Return what has to be read to answer: the sentence with its gap, or what pages say that is to be confirmed."""
    if task.context:
        yield f"> {quoted(shown(task.context))}\n"
    elif task.rule not in (PROMPT, DECISION):
        # How it is written is for whoever writes the guide.
        yield f"{say('sheet-own-words')}\n"
    if task.pages:
        yield f"{quoted(shown(say('sheet-read', pages=', '.join(task.pages))))}\n"
    for page, said in zip(task.pages, task.says, strict=False):
        title = [f"{page}:"] if len(task.pages) > 1 else []
        if said:
            yield "\n".join(f"> {quoted(shown(line))}  " for line in (*title, *said.split("\n"))) + "\n"
    if task.rule == DECISION:
        yield f"{say('sheet-decision')}\n"
