"""YAML that is changed and written again: comments, order, quotes and the form of what is not touched stay."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml as parser
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from guiaviva.line_ends import like

__all__ = ["YAMLError", "dump", "folded", "load", "write"]
# A line with a list is at most so long, where its words allow it.
_WIDTH = 160
_INDENT = re.compile(r" *(?:- +)*")


def load(text: str) -> Any:
    """Return the value of a text, with all that `dump` needs to write it again. Raises YAMLError."""
    try:
        return _yaml(text).load(text)
    except (ValueError, ArithmeticError, RecursionError) as error:
        # A date that no calendar has, a number that is too long, brackets without end.
        raise YAMLError(str(error)) from None


def dump(value: Any, text: str = "") -> str:
    """Return a value as text, its lists of records indented and its long lists written as in the text it came from."""
    stream = io.StringIO()
    _yaml(text).dump(value, stream)
    return stream.getvalue() if any(map(_is_long, text.split("\n"))) else folded(stream.getvalue())


def folded(text: str) -> str:
    """Return a YAML text in which lists in brackets that make a line too long go on in the next ones."""
    lines = text.split("\n")
    if not any(map(_is_long, lines)):
        return text
    starts = _items(text)
    return "\n".join(_folded(line, starts[number]) if _is_long(line) else line for number, line in enumerate(lines))


def _is_long(line: str) -> bool:
    return len(line) > _WIDTH and "[" in line


def _items(text: str) -> dict[int, list[int]]:
    """Return the columns at which items of lists in brackets begin, but the first one of each, by the line, from 0."""
    starts: dict[int, list[int]] = defaultdict(list)
    # Of each list or map that is open whether it is a list in brackets, and how many nodes it has had.
    open_: list[tuple[bool, int]] = []
    for event in parser.parse(text, Loader=getattr(parser, "CBaseLoader", parser.BaseLoader)):
        if isinstance(event, parser.CollectionEndEvent):
            open_.pop()
        elif isinstance(event, parser.NodeEvent):
            if open_:
                in_brackets, count = open_[-1]
                open_[-1] = in_brackets, count + 1
                mark = event.start_mark
                if in_brackets and count and mark:
                    starts[mark.line].append(mark.column)
            if isinstance(event, parser.CollectionStartEvent):
                is_list = isinstance(event, parser.SequenceStartEvent)
                open_.append((is_list and bool(event.flow_style), 0))
    return starts


def _folded(line: str, starts: list[int]) -> str:
    match = _INDENT.match(line)
    margin = " " * ((match.end() if match else 0) + 2)
    parts = [line[start:end].rstrip() for start, end in zip([0, *starts], [*starts, len(line)], strict=True)]
    made = [parts[0]]
    for part in parts[1:]:
        if len(made[-1]) + 1 + len(part) > _WIDTH:
            made.append(margin + part)
        else:
            made[-1] += f" {part}"
    return "\n".join(made)


def write(path: Path, text: str) -> None:
    """Write a text to a file, with the line ends of the one that is there. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(like(text, path.read_bytes() if path.is_file() else b""))


def _yaml(text: str) -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    # What is the same in two places is written out in both: data knows no aliases.
    yaml.representer.ignore_aliases = lambda _: True
    # Lines are as long as they are.
    yaml.width = 10**6
    if any(line.startswith("- ") for line in text.splitlines()):
        yaml.indent(mapping=2, sequence=2, offset=0)
    else:
        yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml
