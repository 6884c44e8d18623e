"""No sign of markup is shown to readers as it was typed.

Signs of other programs, asterisks without a pair and comments that are not closed are noise for a reader, and more so
for one who listens.

Not seen: signs in code, and the texts of data.
"""

from functools import partial

from guiaviva.rules.content._noticed import noticed

check = partial(noticed, rule="raw-markup")
