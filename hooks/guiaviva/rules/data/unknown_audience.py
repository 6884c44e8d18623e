"""Every audience that a plan names is one of that plan.

An objective for an audience that nobody described reaches nobody.

Not seen: whether that audience is on the network, and people whom only the sentence of an objective names.
"""

from functools import partial

from guiaviva.rules.data._unknown import unknown

check = partial(unknown, rule="unknown-audience", collection="audiences")
