"""How much a series grew."""

from datetime import date

from guiaviva.measures.formulas import Figure, ratio
from guiaviva.measures.series import Series


def growth(series: Series, start: date, end: date) -> Figure:
    """Return the growth from one day to another, in per cent of the earlier value.

    100 · (V(end) - V(start)) / |V(start)|, where V(day) is the latest value on that day or before it, and no older than
    the next one was due. Source: Eurostat, Glossary, «Percentage change».
    """
    if any(start < point.date <= end for point in series.breaks):
        return Figure(problem="break")
    first, last = series.holding(start), series.holding(end)
    if last is None and series.finished:
        return Figure(problem="closed")
    if first is None or last is None:
        return Figure(problem="missing")
    return ratio(last.value - first.value, abs(first.value), times=100)
