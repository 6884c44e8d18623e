"""Every element of HTML that is opened is closed.

An element that is left open holds all that follows; the page is read as if it were not there.
"""

from functools import partial

from guiaviva.rules.content._noticed import noticed

check = partial(noticed, rule="unclosed-element")
