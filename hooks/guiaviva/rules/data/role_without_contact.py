"""Every role can be reached: by a shared mailbox or telephone.

Whoever has a danger or a lost account before them calls a role, and not a name in a table. Nobody looks for one of
which the guide does not speak. Whether somebody answers there is not seen.
"""

from collections.abc import Iterator

from guiaviva.diagnostics import Finding, found
from guiaviva.guide import Guide
from guiaviva.guide.naming import used_roles


def check(guide: Guide) -> Iterator[Finding]:
    used = used_roles(guide)
    for key, role in guide.facts.roles.items():
        contact = role.record.contact
        if not (contact.email or contact.phone) and key in used:
            yield found("role-without-contact", role.place("contact"), role=key, name=role.record.name)
