"""In a plan every objective has an audience.

An objective for nobody in particular cannot choose its words, its networks or its hours.

Not seen: whether the audience is the right one. Where the plan has no audiences at all, plan-without-audience says so.
"""

from functools import partial

from guiaviva.rules.plans._lists import serving_nothing

check = partial(serving_nothing, rule="orphan-objective", collection="objectives", served="audiences")
