"""In a plan every objective has an audience.

Whatever has no such connection was written down and then forgotten. That a plan has no audiences at all is said once,
by plan-without-audience.
"""

from functools import partial

from guiaviva.rules.plans._lists import serving_nothing

check = partial(serving_nothing, rule="orphan-objective", collection="objectives", served="audiences")
