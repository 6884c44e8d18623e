"""Every plan has objectives.

Without one, nobody can say what the accounts are for.

Not seen: whether the objectives are worth it, and whether there are too many.
"""

from functools import partial

from guiaviva.rules.plans._lists import without_list

check = partial(without_list, rule="plan-without-objective", collection="objectives")
