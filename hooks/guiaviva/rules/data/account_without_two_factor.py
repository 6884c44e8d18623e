"""Every open account is protected with two-factor authentication.

With the password alone, whoever guesses or is told it speaks for the institution. It is not seen whether what is
recorded is true.
"""

from functools import partial

from guiaviva.rules.data._accounts import lacking

check = partial(lacking, rule="account-without-two-factor", field="two_factor")
