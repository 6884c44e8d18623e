"""In a plan every network serves an objective.

Whatever has no such connection was written down and then forgotten. That a plan has no objectives at all is said once,
by plan-without-objective.
"""

from functools import partial

from guiaviva.rules.plans._lists import serving_nothing

check = partial(serving_nothing, rule="orphan-network", collection="networks", served="objectives")
