"""Every open account has a deputy for its owner.

Whoever is ill or on holiday cannot save an account that is being taken over.

Not seen: whether the deputy can really get into the account, nor accounts that are closed or on a closed network.
"""

from functools import partial

from guiaviva.rules.data._accounts import lacking

check = partial(lacking, rule="account-without-deputy", field="deputy")
