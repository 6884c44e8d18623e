"""Places of a text as the protocol counts them: lines from 0, columns in the units that the editor asked for."""

from collections.abc import Sequence

from lsprotocol.types import Position, Range, TextEdit
from pygls.workspace import PositionCodec

from guiaviva.diagnostics import Edit, Place
from guiaviva.reading.files import composed


class Positions:
    """Converts places in the lines of one text, whose accents may be signs of their own."""

    def __init__(self, text: str, codec: PositionCodec) -> None:
        """Convert places of a text with any line ends."""
        self.lines: Sequence[str] = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._codec = codec

    def column(self, position: Position) -> int:
        """Return the column of a position, from 1, as a Place has it."""
        line = self._line(position.line)
        at, units = 0, 0
        while at < len(line) and units < position.character:
            units += self._codec.client_num_units(line[at])
            at += 1
        return len(composed(line[:at])) + 1

    def position(self, line: int, column: int) -> Position:
        """Return the position of a line and a column, both from 1."""
        text = self._line(line - 1)
        at = column - 1
        if text != composed(text):
            at = next((end for end in range(len(text)) if len(composed(text[:end])) >= column - 1), len(text))
        return Position(line - 1, self._codec.client_num_units(text[:at]))

    def range_of(self, place: Place) -> Range:
        """Return the range of a place; where its length is not known, the rest of its line."""
        text = composed(self._line(place.line - 1))
        end = place.column + place.length if place.length else len(text.rstrip()) + 1
        start = self.position(place.line, place.column)
        return Range(start, max(start, self.position(place.line, min(end, len(text) + 1)), key=_order))

    def edit(self, edit: Edit) -> TextEdit:
        """Return an edit of the core."""
        start, end = self.position(edit.line, edit.column), self.position(edit.end_line, edit.end_column)
        return TextEdit(Range(start, end), edit.text)

    def _line(self, number: int) -> str:
        return self.lines[number] if 0 <= number < len(self.lines) else ""


def _order(position: Position) -> tuple[int, int]:
    return position.line, position.character
