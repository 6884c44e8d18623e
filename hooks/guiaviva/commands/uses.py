"""`guia uses`: every place that speaks of a fact."""

import json
import sys
from pathlib import Path

import click

from guiaviva.commands import _options as options
from guiaviva.commands._terminal import explained, opened, speak_utf8
from guiaviva.guide import Guide
from guiaviva.guide.uses import Use, require, uses
from guiaviva.reporting import counted_words

# Code for: nothing speaks of it.
NOTHING = 1


@click.command(name="uses")
@click.argument("name")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How they are listed.")
@options.message_language
@options.root
def command(name: str, form: str, language: str | None, root: Path) -> None:
    """List every place of the guide that speaks of a fact: in a sentence, by its key, in a block or in a link.

    NAME is the path of a record or a value in data/, such as roles.spokesperson or networks.x.limits.characters.
    Exit code 0: there are some; 1: there is none; 2: the data has nothing of that name.
    """
    with explained(language, root):
        guide, language = opened(root, language)
        require(guide, name)
        found = uses(guide, name)
    speak_utf8()
    click.echo(_json(found) if form == "json" else _text(guide, found), nl=False)
    if form == "text":
        click.echo(counted_words(guide.model.words, language, "uses", len(found)))
    sys.exit(0 if found else NOTHING)


def _text(guide: Guide, found: list[Use]) -> str:
    lines = []
    for one in found:
        line = "" if one.kind == "page" else guide.source_line(one.place.path, one.place.line).strip()
        lines.append(f"{one.place.path}:{one.place.line}: {line}".rstrip(": ") + "\n")
    return "".join(lines)


def _json(found: list[Use]) -> str:
    records = [
        {
            "path": one.place.path,
            "line": one.place.line,
            "column": one.place.column,
            "kind": one.kind,
            "written": one.written,
        }
        for one in found
    ]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"
