"""Every indicator says where it began.

Without a baseline nobody can say how far it has come.

Not seen: whether that figure is right; baseline-disagrees compares it with what was measured.
"""

from functools import partial

from guiaviva.rules.plans._lists import without_field

check = partial(without_field, rule="indicator-without-baseline", collection="indicators", field="baseline")
