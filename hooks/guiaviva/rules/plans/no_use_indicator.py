"""Every plan has an indicator of how much its accounts are used.

The model demands one of use and one of growth of every institution, whatever its size.
"""

from functools import partial

from guiaviva.rules.plans._lists import without_type

check = partial(without_type, rule="no-use-indicator", type_="use")
