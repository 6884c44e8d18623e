"""The profile of every open account shows the participation rules.

Whoever has a comment hidden or is blocked must have been able to know the rule.

Not seen: the profile itself: only whether the register gives the address of the rules.
"""

from functools import partial

from guiaviva.rules.data._accounts import lacking

check = partial(lacking, rule="account-without-rules-link", field="rules_url")
