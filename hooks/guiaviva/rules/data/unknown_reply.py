"""Every ready reply that data names is in data/replies.yml.

A reply that is not there cannot be sent.

Not seen: whether the reply suits the situation, and what it says.
"""

from functools import partial

from guiaviva.rules.data._unknown import unknown

check = partial(unknown, rule="unknown-reply", collection="replies")
