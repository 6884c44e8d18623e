"""Every plan has indicators.

This holds for every institution, whatever its size: a plan that cannot be evaluated is a wish.

Not seen: whether anybody measures them, and whether they say anything of the objectives.
"""

from functools import partial

from guiaviva.rules.plans._lists import without_list

check = partial(without_list, rule="plan-without-evaluation", collection="indicators")
