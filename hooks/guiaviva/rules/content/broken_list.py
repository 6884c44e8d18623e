"""Every list is shown as a list, by the program that makes the site too.

Editors of Markdown show more than the site does: a list straight below a paragraph looks right while it is written, and
is one long paragraph for every reader.

Not seen: lists shown as code, and what should be a list but has no signs of one.
"""

from functools import partial

from guiaviva.rules.content._noticed import noticed

check = partial(noticed, rule="broken-list")
