"""Every objective serves a named public service or policy.

Social media is a public policy, not a loudspeaker: what serves no service is publicity.

Not seen: whether that service exists, and whether the objective is of any use to it.
"""

from functools import partial

from guiaviva.rules.plans._lists import without_field

check = partial(without_field, rule="objective-without-service", collection="objectives", field="serves")
