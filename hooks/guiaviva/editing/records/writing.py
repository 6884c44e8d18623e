"""A value of a YAML text becomes another one: what says the same before and after stays as it was, to the byte."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple

import yaml

from guiaviva.editing.records.fields import Field
from guiaviva.editing.records.layout import WIDTH, Value, after_key, flow_pair, in_flow, item, pair
from guiaviva.editing.records.scalars import in_block, is_typed, written
from guiaviva.reading.cutting import Part, all_parts, next_line, parts_of, without
from guiaviva.reading.documents import KeyPath, Loader, read_document
from guiaviva.reading.files import Source, composed

_COMMENT = re.compile(r"( *)#[^\n]*\n?")


class NotWritableError(Exception):
    """A text is written in a way in which this value of it cannot be changed without changing more."""


class _Step(NamedTuple):
    """One thing to do: a value is written over, taken out, or put in under a key or at an index of its list."""

    what: Literal["put", "over", "out"]
    path: KeyPath
    value: Any = None


def with_value(text: str, path: KeyPath, value: Value | None, field: Field) -> str:
    """Return a YAML text in which the value at a path is another one; None takes it out.

    `field` is that of the whole text. Raises NotWritableError where that cannot be done alone.
    """
    before = value_of(text)
    after = _set(before, path, value)
    made = text
    for step in _steps(before, after, (), field):
        made = _done(made, step, field)
    if value_of(made) != after:
        raise NotWritableError
    return made


def value_of(text: str) -> Any:
    """Return what a YAML text says. Raises NotWritableError where it is not to be read, or has problems."""
    document = read_document(Source("", text), "invalid-data")
    if document.problems:
        raise NotWritableError
    return normal(document.value)


def normal(value: Any) -> Any:
    """Return a value with composed letters, and without what is empty: nothing says as much."""
    if isinstance(value, dict):
        return {key: one for key, part in value.items() if (one := normal(part)) is not None} or None
    if isinstance(value, list):
        return [one if (one := normal(part)) is not None else "" for part in value] or None
    return composed(value) or None if isinstance(value, str) else None


def _set(whole: Any, path: KeyPath, value: Any) -> Any:
    """Return a value with another one at a path below it; maps that it lacks are made."""
    if not path:
        return normal(value)
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = [*whole] if isinstance(whole, list) else []
        if step > len(items):
            raise NotWritableError
        items[step : step + 1] = [one] if (one := _set([*items, None][step], rest, value)) is not None else []
        return items or None
    pairs = dict(whole) if isinstance(whole, dict) else {}
    made = _set(pairs.get(step), rest, value)
    if made is None:
        pairs.pop(step, None)
    else:
        pairs[step] = made
    return pairs or None


def _steps(old: Any, new: Any, path: KeyPath, field: Field | None) -> Iterator[_Step]:
    """Return what makes one value of another, in an order in which each path holds; what is new comes first."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in _in_order(new, field):
            below = (*path, key)
            if key in old:
                yield from _steps(old[key], new[key], below, field.below(key) if field else None)
            else:
                yield _Step("put", below, new[key])
        yield from (_Step("out", (*path, key)) for key in old if key not in new)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _steps_of_lists(old, new, path, field)
    elif new is None and not path:
        # Nothing is left.
        keys = range(len(old)) if isinstance(old, list) else old
        yield from (_Step("out", (key,)) for key in reversed(keys))
    elif new is None:
        yield _Step("out", path)
    else:
        # A text that says nothing yet has no form that could be wrong.
        one = isinstance(new, dict) and not path and old is None
        yield from (_Step("put", (key,), new[key]) for key in new) if one else (_Step("over", path, new),)


def _steps_of_lists(old: list[Any], new: list[Any], path: KeyPath, field: Field | None) -> Iterator[_Step]:
    matcher = SequenceMatcher(None, [repr(one) for one in old], [repr(one) for one in new], autojunk=False)
    out: list[int] = []
    for tag, first, last, new_first, new_last in reversed(matcher.get_opcodes()):
        both = min(last - first, new_last - new_first) if tag != "equal" else 0
        if tag != "equal":
            # Items are put in from behind, and taken out when all are in, so that the list never is empty.
            for index in reversed(range(new_first + both, new_last)):
                yield _Step("put", (*path, first + both), new[index])
            for offset in range(both):
                below = field.below(first + offset) if field else None
                yield from _steps(old[first + offset], new[new_first + offset], (*path, first + offset), below)
            out += range(first + both, last)
    for index in sorted(out, reverse=True):
        # What was put in before it has moved it.
        moved = sum(max((d - c) - (b - a), 0) for _, a, b, c, d in matcher.get_opcodes() if b <= index)
        yield _Step("out", (*path, index + moved))


def _in_order(value: dict[str, Any], field: Field | None) -> Sequence[str]:
    known = [key for key in field.keys if key in value] if field else []
    return [*known, *(key for key in value if key not in known)]


def _done(text: str, step: _Step, field: Field) -> str:
    """Return a text with one thing done."""
    if step.what == "out":
        return without(text, [step.path])
    root = yaml.compose(text, Loader=Loader)
    if root is None:
        return _first(text, step, field)
    parts = {part.path: part for part in all_parts(text, root, ())}
    is_item = isinstance(step.path[-1], int) if step.path else False
    if step.what == "over" or (step.path in parts and not is_item):
        return _over(text, parts, root, step, field)
    above = step.path[:-1]
    node = parts[above].value if above else root
    if isinstance(node, yaml.MappingNode) and node.value:
        return _put_pair(text, node, above, step, field)
    if isinstance(node, yaml.SequenceNode) and node.value:
        return _put_item(text, node, above, step, field)
    if isinstance(node, yaml.CollectionNode) and node.flow_style:
        at = node.start_mark.index + 1
        key = step.path[-1]
        inner = in_flow(step.value, field.at(step.path)) if isinstance(key, int) else _flow_pair(step, field)
        return text[:at] + inner + text[at:].lstrip()
    # There is a key, and nothing behind it.
    value: Any = [step.value] if isinstance(step.path[-1], int) else {step.path[-1]: step.value}
    return _over(text, parts, root, _Step("over", above, value), field)


def _first(text: str, step: _Step, field: Field) -> str:
    """Return a text that says nothing yet with its first value."""
    key, value = step.path[0], step.value
    for inner in reversed(step.path[1:]):
        value = [value] if isinstance(inner, int) else {inner: value}
    start = text if not text or text.endswith("\n") else f"{text}\n"
    below = field.below(key)
    line = (
        item(value, "", below, in_lines=True)
        if isinstance(key, int)
        else pair(key, value, "", below, in_lines=field.is_of_records)
    )
    return f"{start}{line}\n"


def _over(text: str, parts: dict[KeyPath, Part], root: yaml.Node, step: _Step, field: Field) -> str:
    """Return a text with another value in the place of one."""
    if not step.path:
        # All that the file said was of another form.
        raise NotWritableError
    part, own = parts[step.path], field.at(step.path)
    above = parts[step.path[:-1]].value if step.path[1:] else root
    flows = bool(getattr(above, "flow_style", False))
    node = part.value
    if isinstance(node, yaml.ScalarNode) and isinstance(step.value, str) and (node.value or node.style):
        return _replaced(text, node.start_mark.index, part.end, _scalar(text, part, step.value, own, flows=flows))
    if isinstance(step.path[-1], int):
        return _replaced(text, node.start_mark.index, part.end, in_flow(step.value, own))
    colon = _colon(text, part, above)
    made = f" {in_flow(step.value, own)}" if flows else after_key(step.value, _margin(text, part.start), own)
    return _replaced(text, colon + 1, max(part.end, colon + 1), made)


def _scalar(text: str, part: Part, value: str, field: Field | None, *, flows: bool) -> str:
    """Return a text in the style of the one whose place it takes."""
    node = part.value
    assert isinstance(node, yaml.ScalarNode)
    old = text[node.start_mark.index : part.end]
    if node.style in ("|", ">"):
        header, _, lines = old.partition("\n")
        margin = re.match(" *", lines)
        made = in_block(value, header, margin[0] if margin else "") if "#" not in header else None
        if made:
            return made
    # What stands there without quotes may look like a number already, as a telephone does.
    is_text = (field is None or field.is_text) and not (not node.style and is_typed(node.value))
    return written(value, in_flow=flows, style=node.style or "", is_text=is_text)


def _colon(text: str, part: Part, above: yaml.Node) -> int:
    key = next(key for key, _ in above.value if key.start_mark.index == part.start)
    return text.index(":", key.end_mark.index)


def _put_pair(text: str, node: yaml.MappingNode, above: KeyPath, step: _Step, field: Field) -> str:
    """Return a text with a pair put into a map, behind the one after which its field comes."""
    parts = [*parts_of(text, node, above)]
    own, key = field.at(above), str(step.path[-1])
    at = _place(text, parts, key, own)
    if node.flow_style:
        made = _flow_pair(step, field)
        return _put(text, parts[at - 1].end, f", {made}") if at else _put(text, parts[0].start, f"{made}, ")
    margin = " " * node.value[0][0].start_mark.column
    made = margin + pair(key, step.value, margin, field.at(step.path), in_lines=_are_records_in_lines(parts, own))
    is_behind_dash = bool(text[text.rfind("\n", 0, parts[0].start) + 1 : parts[0].start].strip())
    if not at and not is_behind_dash:
        return _put(text, text.rfind("\n", 0, parts[0].start) + 1, f"{made}\n")
    gap = "\n" if len(parts) > 1 and at == len(parts) and _is_apart(text, parts[-1]) else ""
    return _put_lines(text, _end_of_lines(text, parts[max(at, 1) - 1], len(margin)), gap + made)


def _are_records_in_lines(parts: Sequence[Part], field: Field | None) -> bool:
    """Return whether parts are records of which most have a line for each field."""
    flows = [part.value.flow_style for part in parts if isinstance(part.value, yaml.MappingNode)]
    return bool(field and field.is_of_records and flows) and sum(map(bool, flows)) * 2 < len(flows)


def _put_item(text: str, node: yaml.SequenceNode, above: KeyPath, step: _Step, field: Field) -> str:
    """Return a text with an item put into a list."""
    parts, at, own = [*parts_of(text, node, above)], int(step.path[-1]), field.at(step.path)
    if node.flow_style:
        made = in_flow(step.value, own)
        if not at:
            return _put(text, parts[0].start, f"{made}, ")
        start = parts[at - 1].end
        line = text.rfind("\n", 0, start) + 1
        is_long = start - line + 2 + len(made) > WIDTH
        return _put(text, start, f",\n{_margin_of_list(text, parts)}{made}" if is_long else f", {made}")
    margin = _margin(text, parts[0].start)
    sibling = parts[min(at, len(parts)) - 1].value
    in_lines = isinstance(sibling, yaml.MappingNode) and not sibling.flow_style
    made = margin + item(step.value, margin, own, in_lines=in_lines)
    if not at:
        return _put(text, text.rfind("\n", 0, parts[0].start) + 1, f"{made}\n")
    gap = "\n" if len(parts) > 1 and at == len(parts) and _is_apart(text, parts[-1]) else ""
    return _put_lines(text, _end_of_lines(text, parts[at - 1], len(margin)), gap + made)


def _place(text: str, parts: Sequence[Part], key: str, field: Field | None) -> int:
    """Return before which of the parts of a map a new one comes, from 0."""
    names = [str(part.path[-1]) for part in parts]
    order = field.keys if field else ()
    if key in order:
        before = [names.index(one) for one in order[: order.index(key)] if one in names]
        if before:
            return before[-1] + 1
        # Notes of the editor stand before what they are about.
        return next((index for index, name in enumerate(names) if name in order), len(names))
    if len(names) > 2 and names == sorted(names):
        return next((index for index, name in enumerate(names) if name > key), len(names))
    return len(names)


def _is_apart(text: str, part: Part) -> bool:
    """Return whether an empty line is before a part, or before the comments above it."""
    lines = text[: text.rfind("\n", 0, part.start) + 1].split("\n")[:-1]
    while lines and lines[-1].lstrip().startswith("#"):
        lines.pop()
    return bool(lines) and not lines[-1].strip()


def _end_of_lines(text: str, part: Part, margin: int) -> int:
    """Return where the line after a part begins, and after the comments that are further in than it is."""
    end = next_line(text, part.end)
    while (comment := _COMMENT.match(text, end)) and len(comment[1]) > margin and comment[0]:
        end = comment.end()
    return end


def _put_lines(text: str, at: int, lines: str) -> str:
    if at and text[at - 1] != "\n":
        return _put(text, at, f"\n{lines}")
    return _put(text, at, f"{lines}\n")


def _margin(text: str, at: int) -> str:
    """Return the blanks that are before a key or a dash; what stands behind another dash begins where it does."""
    line = text.rfind("\n", 0, at) + 1
    return " " * (at - line)


def _margin_of_list(text: str, parts: Sequence[Part]) -> str:
    """Return what a line begins with in which a list in brackets goes on."""
    for part in parts[1:]:
        line = text.rfind("\n", 0, part.start) + 1
        if not text[line : part.start].strip():
            return text[line : part.start]
    line = text.rfind("\n", 0, parts[0].start) + 1
    blanks = re.match(r" *(?:- +)*", text[line : parts[0].start])
    return " " * (len(blanks[0] if blanks else "") + 2)


def _flow_pair(step: _Step, field: Field) -> str:
    return flow_pair(str(step.path[-1]), step.value, field.at(step.path))


def _put(text: str, at: int, new: str) -> str:
    return text[:at] + new + text[at:]


def _replaced(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]
