"""Every account that data names is in data/accounts.yml.

A measure of an account that nobody knows counts for none.

Not seen: handles and addresses of accounts in the text of pages, and whether the account is still open.
"""

from functools import partial

from guiaviva.rules.data._unknown import unknown

check = partial(unknown, rule="unknown-account", collection="accounts")
