"""Every plan says which networks it uses, and what for.

An account that no plan uses is kept out of habit.

Not seen: whether its audiences use those networks, and whether there are enough hands for all of them.
"""

from functools import partial

from guiaviva.rules.plans._lists import without_list

check = partial(without_list, rule="plan-without-network", collection="networks")
