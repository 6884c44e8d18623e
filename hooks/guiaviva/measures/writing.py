"""Write what an import changes into the files of measures, and leave every other row as it is."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from guiaviva.facts.loading import MeasureRow
from guiaviva.guide import Guide
from guiaviva.line_ends import end_of, plain
from guiaviva.measures.importing import FOLDER, Import, Measure
from guiaviva.measures.reading import shown

COLUMNS = ("date", "indicator", "account", "value")


def written(guide: Guide, made: Import, earlier: str) -> Iterator[tuple[str, bytes]]:
    """Return path and content of each file of the guide that an import changes.

    A value that changes is kept in the note of its row, in the words of `earlier`, with its {value} and {source}.
    """
    changes: dict[str, list[tuple[MeasureRow, Measure]]] = defaultdict(list)
    for row, measure in (*made.changed, *made.noted):
        changes[row.path].append((row, measure))
    additions: dict[str, list[Measure]] = defaultdict(list)
    for measure in made.added:
        additions[f"{FOLDER}/{measure.day.year}.csv"].append(measure)
    for path in dict.fromkeys((*changes, *additions)):
        file = _File(guide.folder.read(path).decode("utf-8") if guide.folder.is_file(path) else "")
        for row, measure in changes[path]:
            file.change(row.line, _changed(row, measure, made.source, earlier))
        for measure in sorted(additions[path], key=lambda one: one.day):
            file.add(_cells(measure, made.source))
        yield path, file.text().encode("utf-8")


def _changed(row: MeasureRow, measure: Measure, source: str, earlier: str) -> Mapping[str, str]:
    """Return the cells of a row that a measure changes."""
    if row.value == measure.value:
        return {"note": joined(row.note, measure.note)}
    before = earlier.format(value=shown(row.value), source=row.source or "—")
    cells = {"value": shown(measure.value), "note": joined(row.note, measure.note, before)}
    # What somebody writes in the place of a figure does not come from where that one did.
    cells |= {"source": source} if source or row.source else {}
    return cells if measure.n is None else cells | {"n": shown(measure.n)}


def _cells(measure: Measure, source: str) -> Mapping[str, str]:
    cells = {
        "date": measure.day.isoformat(),
        "indicator": measure.indicator,
        "account": measure.account,
        "value": shown(measure.value),
        "note": measure.note,
        "source": source,
        "part": measure.part or "",
        "n": "" if measure.n is None else shown(measure.n),
    }
    return {name: cell for name, cell in cells.items() if cell}


def joined(*notes: str) -> str:
    """Return notes as one, each said once."""
    return "; ".join(dict.fromkeys(filter(None, notes)))


class _File:
    """A file of measures whose rows are changed and added to; what is not stays as it is, to the byte."""

    def __init__(self, text: str) -> None:
        """Take a text apart; an empty one becomes a table with the columns that every measure has."""
        self.mark = "\ufeff" if text.startswith("\ufeff") else ""
        text = text.removeprefix("\ufeff")
        self.end = end_of(text)
        self.sign = ";" if ";" in plain(text).partition("\n")[0] else ","
        self.lines = list(io.StringIO(text, newline=""))
        reader = csv.reader(iter(self.lines), delimiter=self.sign, strict=True)
        # Where each row begins, with its cells and how many lines it takes.
        self.rows: dict[int, tuple[list[str], int]] = {}
        line = 0
        for row in reader:
            self.rows[line] = (row, reader.line_num - line)
            line = reader.line_num
        filled = (at for at, (row, _) in self.rows.items() if any(cell.strip() for cell in row))
        self.header = next(filled, None)
        self.headings = [one.strip() for one in self.rows[self.header][0]] if self.header is not None else []
        if self.header is None:
            self.headings = list(COLUMNS)
            self.lines = [self._line(COLUMNS)]

    def change(self, line: int, cells: Mapping[str, str]) -> None:
        """Write cells into the row of a line."""
        row, count = self.rows[line - 1]
        self.lines[line - 1 : line - 1 + count] = [self._line(self._filled(row, cells)), *[""] * (count - 1)]

    def add(self, cells: Mapping[str, str]) -> None:
        """Add a row."""
        if not self.lines[-1].endswith(("\n", "\r")):
            self.lines[-1] += self.end
        self.lines.append(self._line(self._filled([], cells)))

    def _filled(self, row: Sequence[str], cells: Mapping[str, str]) -> list[str]:
        for name in cells:
            if name not in self.headings:
                self.headings.append(name)
                self._extend(name)
        filled = [*row, *[""] * (len(self.headings) - len(row))]
        for name, cell in cells.items():
            filled[self.headings.index(name)] = cell
        return filled

    def _extend(self, name: str) -> None:
        """Add a heading; the rows that have nothing under it may be shorter."""
        first = self.header or 0
        last = first + (self.rows[first][1] if first in self.rows else 1) - 1
        line = self.lines[last]
        bare = line.rstrip("\r\n")
        self.lines[last] = f"{bare}{self.sign}{name}{line[len(bare) :]}"

    def _line(self, row: Sequence[str]) -> str:
        stream = io.StringIO(newline="")
        csv.writer(stream, delimiter=self.sign, lineterminator=self.end).writerow(row)
        return stream.getvalue()

    def text(self) -> str:
        """Return the text of the file."""
        return self.mark + "".join(self.lines)
