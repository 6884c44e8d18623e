"""Every indicator says where its figures come from.

A number whose source nobody knows cannot be looked up again.

Not seen: whether the source is still there, and whether it gives that figure.
"""

from functools import partial

from guiaviva.rules.plans._lists import without_field

check = partial(without_field, rule="indicator-without-source", collection="indicators", field="source")
