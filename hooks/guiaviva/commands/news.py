"""`guia news`: corrections of the text that guides begin with, to be taken or left, each asked once."""

import io
import sys
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from typing import Any

import click
import questionary
from rich.console import Console
from rich.table import Table
from rich.text import Text as Cell

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, interruptible, opened, put, speak_utf8, tell, width
from guiaviva.errors import CannotJudgeError
from guiaviva.guide import Guide
from guiaviva.language import FALLBACK, choose
from guiaviva.renderers.json import dump
from guiaviva.starting.untouched import RECORD, begun
from guiaviva.upgrading.deciding import KEPT, decided
from guiaviva.upgrading.news import UNKNOWN, Offer, Text, offers
from guiaviva.wording import Speaker

# Code for: something is waiting to be decided.
WAITING = 1


@click.command(name="news")
@click.option("--take", metavar="NAME", multiple=True, help="Take a correction, or what it changes in one place.")
@click.option("--leave", metavar="NAME", multiple=True, help="Leave it: it is not asked again.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.message_language
@options.hidden_today
@options.root
def command(
    take: tuple[str, ...],
    leave: tuple[str, ...],
    format_: str,
    language: str | None,
    today: str | None,
    root: Path,
) -> None:
    """List what was corrected in the text that guides begin with since this one did: a law, a telephone, a danger.

    Each is shown beside what the guide says, with why and on whose word. On a terminal each is asked. NAME is that of a
    correction, or a place such as topics/minors#rule. What is decided is kept in imports/starter.json.

    Exit code 0: nothing is waiting; 1: something is; 2: nothing was written, and why.
    """
    with explained(language, root):
        guide, language = opened(root, language, today)
        found = offers(guide)
        say = partial(_said, guide, language)
        taken, left = _named(found, take), _named(found, leave)
        asking = format_ == "text" and not (take or leave) and sys.stdin.isatty() and sys.stdout.isatty()
        speak_utf8()
        if (
            format_ == "text"
            and not (take or leave)
            and not begun(guide.folder).recorded
            and any(one.state == UNKNOWN for one in found)
        ):
            tell(say("unrecorded") + "\n")
        if asking:
            taken, left = _asked(guide, found, say, language)
        files = decided(guide, taken, [one for one in left if one not in taken]) if taken or left else {}
        put(root, files)
    rest = [one for one in found if one not in taken and one not in left]
    if format_ == "json":
        tell(dump([_record(one) for one in rest]), nl=False)
    else:
        for one in () if asking else rest:
            tell(shown(one, say, language, width()) + "\n")
        _tell_done(say, taken, left, sorted(files))
        tell(say("waiting", count=len(rest)) if rest else say("nothing"))
    sys.exit(WAITING if rest else 0)


def _said(guide: Guide, language: str, key: str, /, **values: Any) -> str:
    return Speaker(guide.model.rules, guide.model.words, language).fill(guide.model.words["news"][key], values)


def _named(found: Sequence[Offer], names: Sequence[str]) -> list[Offer]:
    """Return the offers that are meant. Raises CannotJudgeError where a name means none."""
    for name in names:
        if not any(name in (one.key, one.where, one.name) for one in found):
            choices = tuple(dict.fromkeys(one.key for one in found))
            raise CannotJudgeError("no-correction", found=name, choices=choices or "–")
    return [one for one in found if {one.key, one.where, one.name} & set(names)]


def _asked(guide: Guide, found: Sequence[Offer], say: Any, language: str) -> tuple[list[Offer], list[Offer]]:
    """Ask what becomes of each; return what is taken and what is left."""
    decisions: dict[str, list[Offer]] = {"take": [], "leave": [], "later": []}
    choices = [questionary.Choice(say(one), one) for one in decisions]
    how = Speaker(guide.model.rules, guide.model.words, language).pick(guide.model.words["start"]["arrows"])
    with interruptible():
        for offer in found:
            tell("\n" + shown(offer, say, language, width()))
            decisions[questionary.select(say("ask"), choices=choices, instruction=how).unsafe_ask()].append(offer)
    return decisions["take"], decisions["leave"]


def _tell_done(say: Any, taken: Sequence[Offer], left: Sequence[Offer], paths: Sequence[str]) -> None:
    for key, some in (("taken", taken), ("left", left)):
        if some:
            tell(say(key, names=", ".join(one.name for one in some)))
    if changed := [path for path in paths if not path.startswith((f"{KEPT}/", RECORD))]:
        tell(say("files", paths=", ".join(changed)))


def shown(offer: Offer, say: Any, language: str, width: int) -> str:
    """Return an offer as text: what, why, on whose word, and what differs in its first language, side by side."""
    text = offer.texts[0]
    one = offer.correction
    languages = ", ".join(each.language for each in offer.texts[1:] if each.language) or "–"
    lines = [
        say("head", name=offer.name, date=one.date, version=one.version),
        choose(one.why, language, FALLBACK),
        *([say("source", source=one.source)] if one.source else ()),
        say(offer.state, key=offer.key, languages=languages),
        f"{text.place.path}:{text.place.line}",
    ]
    console = Console(file=io.StringIO(), width=width, color_system=None, highlight=False)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0))
    for key in ("yours", "corrected"):
        table.add_column(say(key), ratio=1, overflow="fold")
    for old, new in differing(text):
        table.add_row(Cell(old), Cell(new))
    console.print(table)
    file = console.file
    assert isinstance(file, io.StringIO)
    return "\n".join((*lines, "", *(line.rstrip() for line in file.getvalue().splitlines())))


def differing(text: Text) -> Iterator[tuple[str, str]]:
    """Return the lines in which both sides differ, those that stand together as one."""
    old, new = ([line for line in side.split("\n") if line.strip()] for side in (text.old, text.new))
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield "\n".join(old[a:b]), "\n".join(new[c:d])


def _record(offer: Offer) -> dict[str, Any]:
    one = offer.correction
    return {
        "name": offer.key,
        "place": offer.where,
        "date": one.date.isoformat(),
        "version": one.version,
        "why": one.why,
        "source": one.source or "",
        "state": offer.state,
        "texts": [
            {
                "path": text.place.path,
                "line": text.place.line,
                "language": text.language,
                "state": text.state,
                "old": text.old,
                "new": text.new,
            }
            for text in offer.texts
        ],
    }
