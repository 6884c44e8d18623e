"""How much an indicator grew, from the one start that all shows share."""

from datetime import date

from guiaviva.measures.formulas import Figure, ratio
from guiaviva.measures.series import Series


def growth(series: Series, day: date) -> Figure:
    """Return the growth from the start of a series to a day, in per cent of the value at the start.

    100 · (V(day) - V(start)) / |V(start)|. The start is the baseline, or a later break (`Series.start`); V(day) is the
    latest value on that day or before it. Source: Eurostat, Glossary, «Percentage change».
    """
    start, last = series.start(day), series.at(day)
    if start is None or last is None:
        return Figure(problem="missing")
    if last.date <= start.date:
        return Figure(problem="break" if start.broken else "missing")
    return ratio(last.value - start.value, abs(start.value), times=100)
