"""Every open account has an owner.

Where every department has its own accounts, the register is the only place that knows whom to call when one is lost.

Not seen: whether that role still looks after the account, nor accounts that are closed or on a closed network.
"""

from functools import partial

from guiaviva.rules.data._accounts import lacking

check = partial(lacking, rule="account-without-owner", field="owner")
