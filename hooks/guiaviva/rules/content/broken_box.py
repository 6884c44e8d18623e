"""Every box (`!!! note`) is one, of a kind that there is, with its text inside.

What is not indented ends up below the box, where a warning no longer warns of anything.
"""

from functools import partial

from guiaviva.rules.content._noticed import noticed

check = partial(noticed, rule="broken-box")
