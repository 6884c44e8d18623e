"""Every note that is written is used in its page.

The site puts it at the end, where nothing leads to it and nothing leads back.

Not seen: whether the mark is in the right sentence, and what the note says.
"""

from functools import partial

from guiaviva.rules.content._noticed import noticed

check = partial(noticed, rule="unused-note")
