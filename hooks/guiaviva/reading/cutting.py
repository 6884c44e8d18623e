"""Take parts out of a YAML text, or put other words in the place of some: comments and the layout of the rest stay."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

import yaml

from guiaviva.reading.documents import KeyPath, Loader

_Span = tuple[int, int]
_COMMENT = re.compile(r"( *)#[^\n]*\n?")


class Part(NamedTuple):
    """A pair of a map or an item of a list, with the characters from its key, or its dash, to the end of its value."""

    path: KeyPath
    start: int
    end: int
    value: yaml.Node


def without(text: str, paths: Collection[KeyPath]) -> str:
    """Return a YAML text without the values at these paths; a map or list of which nothing is left goes too."""
    root = yaml.compose(text, Loader=Loader)
    if root is None or not paths:
        return text
    spans = _spans(text, root, (), frozenset(paths))
    if spans is None:
        spans = [_lines(text, part) for part in parts_of(text, root, ())]
    return _replaced(text, ((span, "") for span in spans))


def with_values(text: str, values: Mapping[KeyPath, str]) -> str:
    """Return a YAML text in which other words, as YAML writes them, are in the place of the values at these paths."""
    root = yaml.compose(text, Loader=Loader)
    parts = {part.path: part for part in all_parts(text, root, ())} if root and values else {}
    return _replaced(
        text, (((parts[path].value.start_mark.index, parts[path].end), new) for path, new in values.items())
    )


def with_pair(text: str, before: KeyPath, key: str, value: str) -> str:
    """Return a YAML text with a pair, as YAML writes it, after the one at a path, in the same map."""
    root = yaml.compose(text, Loader=Loader)
    part = next((one for one in all_parts(text, root, ()) if one.path == before), None) if root else None
    if part is None:
        return text
    line = text.rfind("\n", 0, part.start) + 1
    margin = text[line : part.start]
    if margin.strip():
        return f"{text[: part.end]}, {key}: {value}{text[part.end :]}"
    end = next_line(text, part.end)
    ended = "" if text[:end].endswith("\n") else "\n"
    return f"{text[:end]}{ended}{margin}{key}: {value}\n{text[end:]}"


def written(text: str, path: KeyPath) -> str:
    """Return the lines in which the value at a path is written, with its key."""
    root = yaml.compose(text, Loader=Loader)
    part = next((one for one in all_parts(text, root, ()) if one.path == path), None) if root else None
    if part is None:
        return ""
    start, end = _lines(text, part)
    return text[start:end]


def written_value(text: str, path: KeyPath) -> str:
    """Return a value of one line as it is written, with its quotes, or "" where it is none."""
    root = yaml.compose(text, Loader=Loader)
    part = next((one for one in all_parts(text, root, ()) if one.path == path), None) if root else None
    value = text[part.value.start_mark.index : part.end] if part and isinstance(part.value, yaml.ScalarNode) else ""
    return "" if "\n" in value else value


def _replaced(text: str, changes: Iterable[tuple[_Span, str]]) -> str:
    for (start, end), new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _spans(text: str, node: yaml.Node, path: KeyPath, cut: frozenset[KeyPath]) -> list[_Span] | None:
    """Return what of a text goes with the paths that are cut, or None where nothing is left of the node."""
    parts = [*parts_of(text, node, path)]
    spans: list[_Span] = []
    gone: list[bool] = []
    for part in parts:
        below = any(one[: len(part.path)] == part.path for one in cut)
        inner = _spans(text, part.value, part.path, cut) if below and part.path not in cut else []
        gone.append(part.path in cut or inner is None)
        spans += inner or []
    if parts and all(gone):
        return None
    for is_gone, run in groupby(range(len(parts)), key=lambda index: gone[index]):
        if is_gone:
            spans += _run(text, parts, [*run], in_flow=bool(node.flow_style))  # type: ignore[attr-defined]
    return spans


def _run(text: str, parts: list[Part], run: list[int], *, in_flow: bool) -> Iterator[_Span]:
    """Return what of a text goes with parts that follow one another; some other part of the same node stays."""
    first, last = run[0], run[-1]
    begins_line = not text[text.rfind("\n", 0, parts[first].start) + 1 : parts[first].start].strip()
    if not in_flow and begins_line:
        yield from (_lines(text, parts[index]) for index in run)
    elif last + 1 < len(parts):
        yield parts[first].start, parts[last + 1].start
    else:
        yield parts[first - 1].end, parts[last].end


def _lines(text: str, part: Part) -> _Span:
    """Return the lines of a part, with the comments that are below it, and one of two empty lines around it."""
    start = text.rfind("\n", 0, part.start) + 1
    end = next_line(text, part.end)
    while (comment := _COMMENT.match(text, end)) and len(comment[1]) > part.start - start and comment[0]:
        end = comment.end()
    if text[end : end + 1] == "\n" and (start == 0 or text[:start].endswith("\n\n")):
        end += 1
    elif end == len(text) and text[:start].endswith("\n\n"):
        start -= 1
    return start, end


def next_line(text: str, index: int) -> int:
    """Return where the line after a character begins, or the end of the text."""
    return text.find("\n", index) + 1 or len(text)


def all_parts(text: str, node: yaml.Node, path: KeyPath) -> Iterator[Part]:
    """Return the parts of a node that is at a path, and all that is below them."""
    for part in parts_of(text, node, path):
        yield part
        yield from all_parts(text, part.value, part.path)


def parts_of(text: str, node: yaml.Node, path: KeyPath) -> Iterator[Part]:
    """Return the pairs of a map, or the items of a list, that is at a path."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            end = max(_end(text, value), key.end_mark.index)
            yield Part((*path, key.value), key.start_mark.index, end, value)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            start = value.start_mark.index
            if not node.flow_style:
                start = text.rindex("-", 0, start)
            yield Part((*path, index), start, max(_end(text, value), start + 1), value)


def _end(text: str, node: yaml.Node) -> int:
    """Return where a value ends: that of a block ends, for YAML, where the next one begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        key, value = last if isinstance(last, tuple) else (last, last)
        return max(_end(text, value), key.end_mark.index if key is not value else 0)
    end: int = node.end_mark.index
    while end and text[end - 1].isspace():
        end -= 1
    return end
