"""The profile of every open account shows the participation rules.

Whoever is hidden or blocked must have been able to know the rule. The profile itself is not looked at.
"""

from functools import partial

from guiaviva.rules.data._accounts import lacking

check = partial(lacking, rule="account-without-rules-link", field="rules_url")
