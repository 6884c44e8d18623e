"""Every role that data or a page names is in data/roles.yml.

A misspelt owner is an owner whom nobody can reach.

Not seen: a role that a sentence names in words, and whether it is the right one for the task.
"""

from functools import partial

from guiaviva.rules.data._unknown import unknown

check = partial(unknown, rule="unknown-role", collection="roles")
