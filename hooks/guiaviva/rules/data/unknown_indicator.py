"""Every indicator that data or a page names is one of a plan.

A measure of an indicator that is not there is counted nowhere.

Not seen: whether it measures what the objective says, and indicators that a sentence names in words.
"""

from functools import partial

from guiaviva.rules.data._unknown import unknown

check = partial(unknown, rule="unknown-indicator", collection="indicators")
