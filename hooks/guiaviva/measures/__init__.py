"""What the indicators of plans have come to: series of measures, their state, derived figures, imports, reports."""

from guiaviva.measures.series import (
    Point,
    Series,
    State,
    StateName,
    objective_state,
    series_of,
    state_of,
)

__all__ = ["Point", "Series", "State", "StateName", "objective_state", "series_of", "state_of"]
