"""Every helpline that data names is in data/helplines.yml.

Whoever is to call it needs its number.

Not seen: whether anybody answers at that number, and numbers typed in a text, which unknown-helpline-number looks at.
"""

from functools import partial

from guiaviva.rules.data._unknown import unknown

check = partial(unknown, rule="unknown-helpline", collection="helplines")
