"""Every open account has a deputy for its owner.

Whoever is ill or on holiday cannot save an account that is being taken over.
"""

from functools import partial

from guiaviva.rules.data._accounts import lacking

check = partial(lacking, rule="account-without-deputy", field="deputy")
