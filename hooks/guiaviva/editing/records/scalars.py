"""A text as YAML writes it: in the form of what was there, or the plainest that reads back as the same."""

from __future__ import annotations

import re
from typing import Any

import yaml

from guiaviva.reading.documents import Loader

# Signs that YAML may take for its own; without them a text needs no quotes, wherever it stands.
_MARKS = re.compile(r"""[,'"#{}\[\]&*!|>%@`?\\\n\t]|:(?!\S)|^[-:]""")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_RESOLVER: Any = yaml.resolver.Resolver()
_TEXT = "tag:yaml.org,2002:str"
# Numbers for YAML 1.2 that are none for 1.1.
_NUMBER = re.compile(r"[-+]?(?:0[ox][0-9a-fA-F]+|[0-9.]+(?:[eE][-+]?[0-9]+)?)")


def written(text: str, *, in_flow: bool, style: str | None = None, is_text: bool = True) -> str:
    """Return a text as a value of one line, in the style of another one where that can be.

    `style` is that of a composed node, "" for one without quotes; None asks for the plainest form. What `is_text` is
    not left to look like a number, a day, or yes or no.
    """
    forms = []
    if style == "'" and "\n" not in text:
        forms.append("'" + text.replace("'", "''") + "'")
    if style == "" or (style is None and not _MARKS.search(text)):
        forms += [text] if not is_text or _is_plain_text(text) else []
    return next((one for one in forms if _reads(one, text, in_flow=in_flow)), _in_quotes(text))


def in_block(text: str, header: str, margin: str) -> str | None:
    """Return a text as the lines of a block, with its header such as `|` or `>-`, or None where it cannot be one."""
    sign, words = header[:1], text.rstrip("\n")
    ends = len(text) - len(words)
    if not words.strip() or ends > 1 or words != words.strip() or "\t" in words:
        return None
    between = "\n" if sign == "|" else "\n\n"
    lines = [f"{margin}{line}" if line else "" for line in between.join(words.split("\n")).split("\n")]
    made = f"{sign}{'' if ends else '-'}\n" + "\n".join(lines)
    return made if _value_of(f"{margin[:-1] or ''}k: {made}\n", "k") == text else None


def is_typed(text: str) -> bool:
    """Return whether YAML takes a text without quotes for a number, a day, yes or no, or nothing."""
    return not _is_plain_text(text)


def _is_plain_text(text: str) -> bool:
    return bool(_RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == _TEXT) and not _NUMBER.fullmatch(text)


def _in_quotes(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(sign, sign) for sign in text) + '"'


def _reads(form: str, text: str, *, in_flow: bool) -> bool:
    return _value_of(f"k: [{form}, 0]\n" if in_flow else f"k: {form}\nl: 0\n", "k", in_flow=in_flow) == text


def _value_of(document: str, key: str, *, in_flow: bool = False) -> str | None:
    """Return the text that is the value of a key, or the first of two in its list; None where it is anything else."""
    try:
        node = yaml.compose(document, Loader=Loader)
    except yaml.YAMLError:
        return None
    pairs = {name.value: value for name, value in node.value} if isinstance(node, yaml.MappingNode) else {}
    value = pairs.get(key)
    if in_flow and isinstance(value, yaml.SequenceNode) and len(value.value) == 2:
        value = value.value[0]
    return value.value if isinstance(value, yaml.ScalarNode) else None
