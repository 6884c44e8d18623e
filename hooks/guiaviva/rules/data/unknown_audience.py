"""Every audience that a plan names is one of that plan.

An objective for an audience that nobody described reaches nobody.
"""

from functools import partial

from guiaviva.rules.data._unknown import unknown

check = partial(unknown, rule="unknown-audience", collection="audiences")
