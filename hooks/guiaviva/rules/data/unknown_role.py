"""Every role that data or a page names is in data/roles.yml.

A misspelt owner is an owner whom nobody can reach.
"""

from functools import partial

from guiaviva.rules.data._unknown import unknown

check = partial(unknown, rule="unknown-role", collection="roles")
