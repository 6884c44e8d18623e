"""Every open account is protected with two-factor authentication.

With the password alone, whoever guesses it or is told it speaks for the institution.

Not seen: the account itself: that what is recorded is true, somebody has to look up in the settings of the network.
"""

from functools import partial

from guiaviva.rules.data._accounts import lacking

check = partial(lacking, rule="account-without-two-factor", field="two_factor")
