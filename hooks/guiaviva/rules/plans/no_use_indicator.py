"""Every plan has an indicator of how much its accounts are used.

The model demands one of use and one of growth of every institution, whatever its size.

Not seen: what the indicator counts, for its `type` is believed; and plans without any, which plan-without-evaluation
reports.
"""

from functools import partial

from guiaviva.rules.plans._lists import without_type

check = partial(without_type, rule="no-use-indicator", type_="use")
