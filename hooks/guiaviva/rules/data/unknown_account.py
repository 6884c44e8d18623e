"""Every account that data names is in data/accounts.yml.

A measure of an account that nobody knows counts for none.
"""

from functools import partial

from guiaviva.rules.data._unknown import unknown

check = partial(unknown, rule="unknown-account", collection="accounts")
