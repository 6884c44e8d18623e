"""Which shape a table has, by its headings, where nobody says it."""

from collections.abc import Iterable, Set

from guiaviva.contentmodel import load_shapes
from guiaviva.errors import CannotJudgeError
from guiaviva.facts.schema import Shape
from guiaviva.guide import Guide
from guiaviva.measures.shapes import PLAIN, shape_of
from guiaviva.measures.tables import Table, plain_heading, read_tables

# With fewer headings in common a table may be one that people keep.
_ENOUGH = 3
_NONE = (0, 0)


def recognised(guide: Guide, data: bytes, name: str) -> str:
    """Return the key of the shape that has most of the headings of a file, that of a plain table where none is like it.

    A shape is like it that knows three columns, or has all of its own, and one of them that no other network has.
    """
    keys = dict.fromkeys((*load_shapes(guide.folder.root), *guide.facts.shapes))
    shapes = {key: shape_of(guide, key) for key in keys}
    try:
        tables = read_tables(data, name, Shape(date=[one for shape in shapes.values() for one in shape.date]))
    except CannotJudgeError:
        return PLAIN
    plain = shapes.pop(PLAIN)
    if any(_has(table, plain.indicator_column) and _has(table, plain.value_column) for table in tables):
        return PLAIN
    own = {key: _own(shape, shapes.values()) for key, shape in shapes.items()}
    known = {key: max(_known(table, shape, own[key]) for table in tables) for key, shape in shapes.items()}
    best = max(known.values())
    ones = [key for key, count in known.items() if count == best]
    return ones[0] if best > _NONE and len(ones) == 1 else PLAIN


def _headings(shape: Shape) -> set[str]:
    """Return the headings of figures and of posts that a shape knows."""
    return {plain_heading(name) for key, one in shape.columns.items() for name in (key, *one.names, *shape.items)}


def _own(shape: Shape, others: Iterable[Shape]) -> set[str]:
    """Return the headings that no shape of another network knows."""
    return _headings(shape).difference(*(_headings(one) for one in others if one.networks != shape.networks))


def _known(table: Table, shape: Shape, own: Set[str]) -> tuple[int, int]:
    """Return how many columns of a table a shape knows, and how near to the first its dates are."""
    at = table.column(shape.date)
    there = {plain_heading(one) for one in table.headings}
    if at is None or not own & there:
        return _NONE
    columns = sum(_has(table, (key, *one.names)) for key, one in shape.columns.items())
    count = columns + sum(plain_heading(one) in there for one in shape.items)
    return (count, -at) if count >= _ENOUGH or columns == len(shape.columns) else _NONE


def _has(table: Table, names: Iterable[str]) -> bool:
    return table.column(names) is not None
