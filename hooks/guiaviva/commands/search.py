"""`guia search`: the ranking that readers see, and how each word was understood."""

import io
import sys
from collections.abc import Mapping
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, language_of, speak_utf8, tell, width
from guiaviva.guide import load_guide
from guiaviva.language import FALLBACK, choose
from guiaviva.reporting import FOUND, day
from guiaviva.search.answering import Shown, answered
from guiaviva.search.contributions import index_of
from guiaviva.search.index import Index
from guiaviva.search.query import Taken


@click.command(name="search")
@click.argument("words", nargs=-1, required=True)
@options.site_language
@click.option("--most", type=click.IntRange(1), default=10, show_default=True, help="So many results at most.")
@options.hidden_today
@options.root
def command(words: tuple[str, ...], language: str | None, most: int, today: str | None, root: Path) -> None:
    """Show what readers find who search for WORDS, best first, and what each word was taken for.

    A space at the end of the last word says that it is finished. Exit code 1: nothing was found.
    """
    with explained(language, root):
        guide = load_guide(root, today=day(today))
        language = language_of(guide, language)
        index = index_of(guide, language)
        answer = answered(index, " ".join(words))
    texts = {key: choose(each, language, FALLBACK) for key, each in guide.model.words["terminal"].items()}
    speak_utf8()
    tell(render_search(index, answer, texts, most=most, width=width()).removesuffix("\n"))
    sys.exit(0 if answer.groups else FOUND)


def render_search(index: Index, answer: Shown, words: Mapping[str, str], *, most: int, width: int = 100) -> str:
    """Write an answer as text, `most` results at most. `words` are those of the group `terminal` in one language."""
    console = Console(file=io.StringIO(), width=width, color_system=None, highlight=False)
    for one in () if answer.is_message else answer.taken:
        console.print(Text(_sentence(one, words)))
    groups = answer.groups
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


def _sentence(one: Taken, words: Mapping[str, str]) -> str:
    if one.corrected:
        return words["corrected"].format(word=one.word, other=one.corrected)
    if one.concept:
        return words["concept"].format(word=one.word, key=one.concept)
    if one.forms:
        return words["forms"].format(word=one.word, forms=", ".join(one.forms))
    return words["unknown"].format(word=one.word)
