"""Every objective that a plan names is one of that plan.

What serves an objective that is not there serves none.

Not seen: whether the network or the indicator really helps that objective.
"""

from functools import partial

from guiaviva.rules.data._unknown import unknown

check = partial(unknown, rule="unknown-objective", collection="objectives")
