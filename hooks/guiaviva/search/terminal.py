"""The ranking on the terminal: what each word was taken for, then the results that readers will see."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from guiaviva.search.index import Index
from guiaviva.search.query import Answer, Taken, grouped


def render_search(index: Index, answer: Answer, words: Mapping[str, str], *, most: int, width: int = 100) -> str:
    """Write an answer as text, `most` results at most. `words` are those of the group `terminal` in one language."""
    console = Console(file=io.StringIO(), width=width, color_system=None, highlight=False)
    for line in _taken(answer, words):
        console.print(Text(line))
    groups = grouped(index, answer.results)
    if not groups:
        console.print(Text(words["nothing"]))
    table = Table(box=None, pad_edge=False, show_header=False)
    for column in ({"justify": "right"}, {"overflow": "fold"}, {"overflow": "fold"}, {"justify": "right"}):
        table.add_column(**column)  # type: ignore[arg-type]
    for rank, (first, *_) in enumerate(groups[:most], 1):
        record = index.records[first.record]
        where = f"{record.page}#{record.anchor}" if record.anchor else record.page
        table.add_row(f"{rank}", Text(record.title), Text(where), f"{first.score / 1000:.2f}")
    if groups:
        console.print(table)
    file = console.file
    assert isinstance(file, io.StringIO)
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def _taken(answer: Answer, words: Mapping[str, str]) -> Iterator[str]:
    for one in answer.taken:
        yield _sentence(one, words)


def _sentence(one: Taken, words: Mapping[str, str]) -> str:
    if one.corrected:
        return words["corrected"].format(word=one.word, other=one.corrected)
    if one.concept:
        return words["concept"].format(word=one.word, key=one.concept)
    if one.forms:
        return words["forms"].format(word=one.word, forms=", ".join(one.forms))
    return words["unknown"].format(word=one.word)
