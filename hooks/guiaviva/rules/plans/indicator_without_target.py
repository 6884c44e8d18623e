"""Every indicator has a target.

Without one, no figure says whether enough was reached.

Not seen: whether the target is ambitious; that it can be reached at all is up to indicator-value.
"""

from functools import partial

from guiaviva.rules.plans._lists import without_field

check = partial(without_field, rule="indicator-without-target", collection="indicators", field="target")
