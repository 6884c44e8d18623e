"""Every open account has an owner.

In a decentralised organisation the register is the only place that knows whom to call when an account is lost.
"""

from functools import partial

from guiaviva.rules.data._accounts import lacking

check = partial(lacking, rule="account-without-owner", field="owner")
