"""Every unit that data or a page names is in data/institution.yml.

What belongs to a unit that nobody knows belongs to nobody.

Not seen: a unit that a sentence calls by its name, and whether it is the one in charge.
"""

from functools import partial

from guiaviva.rules.data._unknown import unknown

check = partial(unknown, rule="unknown-unit", collection="units")
