"""Every indicator that a plan, a measure or a shape names is one of a plan.

A measure of an indicator that is not there is counted nowhere.
"""

from functools import partial

from guiaviva.rules.data._unknown import unknown

check = partial(unknown, rule="unknown-indicator", collection="indicators")
