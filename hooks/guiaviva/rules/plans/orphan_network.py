"""In a plan every network serves an objective.

A network that serves no objective was written down and then forgotten, and still takes somebody's time.

Not seen: whether the network suits the objective. Where the plan has no objectives at all, plan-without-objective says
so.
"""

from functools import partial

from guiaviva.rules.plans._lists import serving_nothing

check = partial(serving_nothing, rule="orphan-network", collection="networks", served="objectives")
