"""YAML that is changed and written again: comments, order, quotes and the form of what is not touched stay."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from guiaviva.line_ends import like

__all__ = ["YAMLError", "dump", "load", "write"]


def load(text: str) -> Any:
    """Return the value of a text, with all that `dump` needs to write it again. Raises YAMLError."""
    try:
        return _yaml(text).load(text)
    except (ValueError, ArithmeticError, RecursionError) as error:
        # A date that no calendar has, a number that is too long, brackets without end.
        raise YAMLError(str(error)) from None


def dump(value: Any, text: str = "") -> str:
    """Return a value as text, its lists of records indented as in the text from which it came."""
    stream = io.StringIO()
    _yaml(text).dump(value, stream)
    return stream.getvalue()


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
