"""The shapes of tables: what the program knows of them, and what the guide says besides."""

from collections.abc import Mapping

from guiaviva.contentmodel import load_shapes
from guiaviva.errors import CannotJudgeError
from guiaviva.facts.schema import Shape, ShapeColumn
from guiaviva.guide import Guide
from guiaviva.measures.columns import over
from guiaviva.measures.tables import plain_heading

PLAIN = "plain"
"""The shape of data/measures/*.csv, of the tables of the site and of the sheet that is filled in."""
# What its columns are called on the site.
_WORDS = {
    "date": ("chart", "day"),
    "indicator_column": ("block", "indicator"),
    "account_column": ("block", "account"),
    "value_column": ("chart", "value"),
    "note_column": ("chart", "note"),
    "n_column": ("chart", "cases"),
    "part_column": ("chart", "part"),
    "without": ("block", "institution"),
}


def shape_of(guide: Guide, key: str) -> Shape:
    """Return a shape by its key, the program's with what the guide says of it. Raises CannotJudgeError for none."""
    known = load_shapes(guide.folder.root)
    own = {name: entry.record for name, entry in guide.facts.shapes.items()}
    if key not in known and key not in own:
        choices = tuple(dict.fromkeys((*known, *own)))
        raise CannotJudgeError("no-shape", found=key, choices=choices)
    base, more = known.get(key, Shape()), own.get(key, Shape())
    columns = dict(base.columns)
    for heading, column in more.columns.items():
        called = _known_as(heading, columns)
        columns[called] = over(columns.get(called, ShapeColumn()), column)
    merged: Shape = over(base, more)
    words = _headings_of_the_site(guide, merged) if key == PLAIN else {}
    # What totals, empty cells and people are called is the same in the tables of every shape.
    lists = {name: [*getattr(known[PLAIN], name), *getattr(merged, name)] for name in ("ignore", "empty", "people")}
    return merged.model_copy(update={"columns": columns, **lists, **words})


def _known_as(heading: str, columns: Mapping[str, ShapeColumn]) -> str:
    """Return the heading by which a shape knows a column, which may have another one in another language."""
    wanted = plain_heading(heading)
    return next((key for key, one in columns.items() if wanted in map(plain_heading, (key, *one.names))), heading)


def _headings_of_the_site(guide: Guide, shape: Shape) -> Mapping[str, list[str]]:
    words = guide.model.words
    return {name: [*getattr(shape, name), *words[group][key].values()] for name, (group, key) in _WORDS.items()}
