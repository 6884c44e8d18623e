"""Every indicator has somebody who measures it.

A number for which nobody is responsible is one that nobody looks up.

Not seen: whether they do measure it, and whether they can get at the source.
"""

from functools import partial

from guiaviva.rules.plans._lists import without_field

check = partial(without_field, rule="indicator-without-responsible", collection="indicators", field="responsible")
