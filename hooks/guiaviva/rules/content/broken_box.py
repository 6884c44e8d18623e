"""Every box (`!!! note`) is one, of a kind that there is, with its text inside.

What is not indented ends up below the box, where a warning no longer warns of anything.

Not seen: whether what is in the box deserves one, and whether its kind suits it.
"""

from functools import partial

from guiaviva.rules.content._noticed import noticed

check = partial(noticed, rule="broken-box")
