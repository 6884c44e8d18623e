"""What the indicators of plans have come to: series of measures, their state, derived figures, imports, reports."""

from guiaviva.measures.building import series_of
from guiaviva.measures.series import Point, Series, Start
from guiaviva.measures.states import STATES, State, StateName, objective_state, state_of

__all__ = ["STATES", "Point", "Series", "Start", "State", "StateName", "objective_state", "series_of", "state_of"]
