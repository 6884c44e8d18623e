"""Every indicator says how often it is measured.

Without it no value is ever due, and none is ever too old.

Not seen: whether it is measured that often, which indicator-not-measured says.
"""

from functools import partial

from guiaviva.rules.plans._lists import without_field

check = partial(without_field, rule="indicator-without-frequency", collection="indicators", field="frequency")
