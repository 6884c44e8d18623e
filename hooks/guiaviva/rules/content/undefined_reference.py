"""Every reference of a link and every mark of a note has its definition in the page.

Without it, readers see brackets, and the address or the note is lost.

Not seen: whether the address exists, and a single pair of brackets, which may well be text.
"""

from functools import partial

from guiaviva.rules.content._noticed import noticed

check = partial(noticed, rule="undefined-reference")
