"""Which sign stands before decimals in a column of a table that a program wrote."""

import re
from collections.abc import Iterable

from guiaviva.measures.reading import Decimal
from guiaviva.measures.tables import Cell

# Of one that is thousands by its column, and the whole ones beside it.
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}")
_BELOW = re.compile(r"[1-9][0-9]{2}")
_SEVERAL = 3


def decimal_of_column(cells: Iterable[Cell]) -> Decimal | None:
    """Return which sign does not stand between thousands in a column that has it between all of them.

    A program that writes 5.504 with decimals writes 412.000 or 5.5 too, and not 412 beside several of three decimals.
    """
    texts = {str(cell).strip() for cell in cells}
    signs = [match[1] for text in texts if (match := _THOUSANDS.fullmatch(text))]
    whole = sum((text.isdigit() and len(text) <= 3) or text in ("", "-", "--") for text in texts)
    beside = any(_BELOW.fullmatch(text) for text in texts)
    if len(signs) < _SEVERAL or len(set(signs)) > 1 or not beside or len(signs) + whole < len(texts):
        return None
    return "comma" if signs[0] == "." else "point"
