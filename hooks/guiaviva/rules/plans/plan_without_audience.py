"""Every plan says whom it addresses.

What addresses everybody reaches nobody.

Not seen: whether those people are on the networks of the plan, and whether they are described well enough.
"""

from functools import partial

from guiaviva.rules.plans._lists import without_list

check = partial(without_list, rule="plan-without-audience", collection="audiences")
