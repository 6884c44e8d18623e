"""Every objective has a deadline.

What is due at no time is never late.

Not seen: whether there is time enough, and whether the deadline has passed.
"""

from functools import partial

from guiaviva.rules.plans._lists import without_field

check = partial(without_field, rule="objective-without-deadline", collection="objectives", field="deadline")
