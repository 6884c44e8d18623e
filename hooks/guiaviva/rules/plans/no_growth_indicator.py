"""Every plan has an indicator of how its audience grows.

The model demands one of use and one of growth of every institution, whatever its size.
"""

from functools import partial

from guiaviva.rules.plans._lists import without_type

check = partial(without_type, rule="no-growth-indicator", type_="growth")
