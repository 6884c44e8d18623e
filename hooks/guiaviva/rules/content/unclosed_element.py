"""Every element of HTML that is opened is closed.

An element that is left open holds all that follows, as a box that never ends; the check reads the page as if it were
not there.

Not seen: any but the first of a page, tags that need no end, such as `<br>`, and an end without a beginning.
"""

from functools import partial

from guiaviva.rules.content._noticed import noticed

check = partial(noticed, rule="unclosed-element")
