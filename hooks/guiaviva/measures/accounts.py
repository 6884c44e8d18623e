"""Of which account the figures of an export are that does not name it in its rows."""

import re
from collections.abc import Sequence

from guiaviva.errors import CannotJudgeError
from guiaviva.facts.schema import Indicator
from guiaviva.guide import Guide
from guiaviva.measures.names import bare
from guiaviva.measures.tables import Source, Table


def account_of_export(guide: Guide, source: Source, number: int, indicator: Indicator) -> str:
    """Return the account of the table of a number: that whose handle the file's name has, or the only one there is.

    Of the networks of a shape, those count that the table names, or its file. "" where the guide has no account of
    them. Raises CannotJudgeError where it may be several.
    """
    networks = _named(guide, source, number)
    open_ones = [
        key
        for key, entry in guide.facts.accounts.items()
        if entry.record.network in networks and entry.record.status != "closed"
    ]
    ones = [key for key in open_ones if not indicator.accounts or key in indicator.accounts] or open_ones
    told = [key for key in ones if _has(source.name, bare(guide.facts.accounts[key].record.handle))]
    ones = told if len(told) == 1 else ones
    if len(ones) > 1:
        raise CannotJudgeError("which-account", path=source.name, choices=tuple(ones))
    return ones[0] if ones else ""


def _named(guide: Guide, source: Source, number: int) -> Sequence[str]:
    """Return the networks that a table names, or else its file; all those of the shape where neither does."""
    known = source.shape.networks
    called = {key: {key, *(one.record.name for one in (guide.facts.networks.get(key),) if one)} for key in known}
    whole = [source.name, *(text for table in source.tables for text in _texts(table))]
    for texts in (_texts(source.tables[number]), whole):
        text = "\n".join(texts)
        if named := [key for key, names in called.items() if any(_has(text, one) for one in names)]:
            return named
    return known


def _texts(table: Table) -> Sequence[str]:
    """Return what a table says of itself: its title, its headings, and its first row with the address of a post."""
    return [table.title, *table.headings, *(str(cell) for _, row in table.rows[:1] for cell in row)]


def _has(text: str, words: str) -> bool:
    return re.search(rf"(?<![^\W_]){re.escape(words.casefold())}(?![^\W_])", text.casefold()) is not None
