"""Every note that is written is used in its page.

The site puts it at the end, where nothing leads to it and nothing leads back.
"""

from functools import partial

from guiaviva.rules.content._noticed import noticed

check = partial(noticed, rule="unused-note")
